"""Checks a flow again and again as its text changes, and reads only what has changed."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

import attrs

from flowc.binding.bound_lines import BoundLines
from flowc.checks.kept_facts import KeptFacts
from flowc.collector import paused_collector
from flowc.compile import Memo, check, check_parsed
from flowc.diagnostics import Diagnostic
from flowc.graph.kept import KeptStates
from flowc.live.difference import difference
from flowc.live.piece import ROOM, Piece, cut
from flowc.live.places import Places
from flowc.live.reading import TreeBuilder, read
from flowc.live.source import LiveSource
from flowc.source import Source, Span
from flowc.syntax.parser import MAX_CHARACTERS, Parsed

if TYPE_CHECKING:
    from flowc.graph import Flow
    from flowc.modules import ModuleReader
    from flowc.settings import ProjectSettings
    from flowc.syntax.nodes import File


@attrs.frozen(eq=False)
class LiveGraph:
    """The graph of a text. Where its own places are those of the live source, `places` finds them in the text."""

    flow: Flow
    places: Places | None = None

    def span(self, span: Span) -> Span:
        """A place of the graph in the text."""
        return span if self.places is None else self.places.span(span)


class LiveFlow:
    """A flow whose text changes.

    Its findings are those of `flowc.check` for the same text. Lines that have not changed are neither read
    nor bound again, as long as the text has no syntax error; with one, all is read. `graph` is that of the
    text that was checked last.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.source = LiveSource(path, "")
        self._text = ""
        self._pieces: list[Piece] | None = None
        self._parsed: Parsed | None = None
        self._builder = TreeBuilder(self.source)
        self.graph: LiveGraph | None = None
        self._memo = Memo(BoundLines(), KeptStates(), KeptFacts())

    def check(
        self,
        text: str,
        *,
        strict: bool = False,
        modules: ModuleReader | None = None,
        hints: bool = False,
        settings: ProjectSettings | None = None,
    ) -> tuple[Diagnostic, ...]:
        """All findings for a text, with their places in it."""
        parsed = self.parsed(text)
        if parsed is None:
            found = check(text, self.path, strict=strict, modules=modules, hints=hints, settings=settings)
            self.graph = None if found.flow is None else LiveGraph(found.flow)
            return found.diagnostics
        checked = check_parsed(
            self.source,
            parsed,
            strict=strict,
            modules=modules,
            hints=hints,
            settings=settings,
            memo=self._memo,
        )
        places = self._places(text)
        self.graph = None if checked.flow is None else LiveGraph(checked.flow, places)
        return tuple(map(places.diagnostic, checked.diagnostics))

    def tree(self, text: str) -> tuple[Source, File] | None:
        """The tree of a text, with places in the live source; None where the text has a syntax error."""
        parsed = self.parsed(text)
        return None if parsed is None else (self.source, parsed.file)

    def parsed(self, text: str) -> Parsed | None:
        """The tree of a text, read where it has changed; None where only all of it can be read."""
        if text == self._text and self._parsed is not None:
            return self._parsed
        with paused_collector():
            return self._read_again(text)

    def _read_again(self, text: str) -> Parsed | None:
        if self._pieces is not None and text != self._text:
            self._pieces = self._changed(self._pieces, text)
        if self._pieces is None:
            self._pieces = self._laid_out(text)
        self._text, self._parsed = text, None
        if self._pieces is None:
            return None
        self.source.say("".join(self._padded(self._pieces)))
        self._parsed = self._builder.tree(self._pieces)
        if self._parsed is None:
            self._pieces = None
        return self._parsed

    def _laid_out(self, text: str) -> list[Piece] | None:
        """All pieces of a text, each with room to grow."""
        pieces = cut(text, 0, inside=False, room=ROOM)
        if pieces is None or pieces[-1].end > MAX_CHARACTERS:
            return None
        return self._read(pieces)

    def _changed(self, pieces: list[Piece], text: str) -> list[Piece] | None:
        """The pieces of a changed text; None where they have to be laid out anew."""
        start, end, grown = difference(self._text, text)
        starts = [0, *accumulate(len(piece.text) for piece in pieces)]
        # A change where two pieces meet may join them.
        first = max(0, bisect_right(starts, start) - 2 if start in starts else bisect_right(starts, start) - 1)
        last = min(len(pieces), bisect_right(starts, end))
        rest = pieces[last:]
        changed = text[starts[first] : starts[last] + grown]
        base, inside = pieces[first].base, pieces[first].inside
        limit = rest[0].base if rest else base + len(changed) + ROOM
        new = cut(changed, base, inside=inside, room=0)
        if new is None or base + len(changed) > limit:
            return None
        if rest:
            # What is left behind the last line is nothing, or the change has eaten the line end.
            if new[-1].text or new.pop().inside != rest[0].inside or not new:
                return None
            room = (limit - base - len(changed)) // len(new)
            new = cut(changed, base, inside=inside, room=room) or []
            new.pop()
        found = self._read(new)
        return None if found is None else [*pieces[:first], *found, *rest]

    def _read(self, pieces: list[Piece]) -> list[Piece] | None:
        found = []
        for piece in pieces:
            done = read(self.source, piece)
            if done is None:
                return None
            found.append(done)
        return found

    @staticmethod
    def _padded(pieces: list[Piece]) -> list[str]:
        """The texts of the pieces, each with blanks up to the next."""
        bases = [piece.base for piece in pieces[1:]]
        found = [piece.text + " " * (base - piece.end) for piece, base in zip(pieces, bases, strict=False)]
        return [*found, pieces[-1].text]

    def _places(self, text: str) -> Places:
        """Where in the text itself stands what is found in the live source."""
        assert self._pieces is not None
        return Places(self.source, Source(self.path, text), self._pieces)
