"""Collects what is refused and what is mended while a definition is read."""

from __future__ import annotations

from flowc.definitions.json_document import Node
from flowc.diagnostics import Diagnostic, Note, Severity
from flowc.diagnostics.finding import finding
from flowc.source import Span

NO_FLOW = "FLW801"
OLD_EXPORT = "FLW802"
MENDED = "FLW803"

# As much of a text of the file as a message quotes.
_LONGEST = 60


class Findings:
    """The refusals and the notes, in the order in which they were found."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    @property
    def is_refused(self) -> bool:
        """Whether something was found that is no part of a flow."""
        return any(one.severity is Severity.ERROR for one in self.found)

    def refuse(
        self,
        message: str,
        path: str,
        place: Span | Node,
        *,
        label: str,
        cure: str = "",
        why: str = "",
        notes: tuple[Note, ...] = (),
    ) -> None:
        """Says that this cannot be read as a part of a flow."""
        at = _span(place)
        self.found.append(finding(NO_FLOW, at_path(message, path), at, label=label, help=cure, why=why, notes=notes))

    def mend(self, message: str, path: str, place: Span | Node, *, label: str) -> None:
        """Says that this was read as something else."""
        self.found.append(finding(MENDED, at_path(message, path), _span(place), label=label))

    def listed(self) -> tuple[Diagnostic, ...]:
        """What to tell in the order of the text: where something is refused, nothing was mended."""
        told = [one for one in self.found if one.severity is Severity.ERROR] if self.is_refused else self.found
        return tuple(sorted(told, key=lambda one: one.span.start))


def at_path(message: str, path: str) -> str:
    """A message with the path of what it is about, as Twilio's validator writes it."""
    return f"{message} (`{path}`)"


def _span(place: Span | Node) -> Span:
    return place.span if isinstance(place, Node) else place


def shown(text: str) -> str:
    """A text of the file as it stands in a message: on one line, without back-ticks, cut where it is long."""
    cut = text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
    return cut.replace("`", "'").encode("unicode_escape").decode() if not cut.isprintable() else cut.replace("`", "'")
