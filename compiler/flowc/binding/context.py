"""What every part of binding shares: the source, the vocabulary, the names, the problems found."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from flowc.diagnostics import Diagnostic, Fix, Note
from flowc.diagnostics.codes import CODES
from flowc.source import Source, Span
from flowc.syntax.nodes import Node, Token, span
from flowc.syntax.parser import BROKEN
from flowc.syntax.strings import STRING_TYPES, decode
from flowc.vocabulary import Vocabulary

# Tokens whose mistake syntax has reported: binding says nothing more of them.
REPORTED = frozenset({BROKEN, "UNQUOTED", "BROKEN_STRING"})


@attrs.define
class Context:
    """One binding of one file.

    `labels` maps each name that an arrow or a reference may use to the place that defines it;
    `deferred` holds the names that statements of a later version would define.
    """

    source: Source
    vocabulary: Vocabulary
    labels: Mapping[str, Span] = attrs.field(factory=dict)
    deferred: frozenset[str] = frozenset()
    problems: list[Diagnostic] = attrs.field(factory=list)

    def report(
        self,
        code: str,
        message: str,
        place: Node | Span,
        *,
        label: str = "",
        help: str = "",  # noqa: A002 - the word that users see
        why: str = "",
        notes: tuple[Note, ...] = (),
        fixes: tuple[Fix, ...] = (),
        url: str = "",
    ) -> None:
        """Adds a finding."""
        self.problems.append(
            Diagnostic(
                code=code,
                severity=CODES[code].severity,
                message=message,
                span=place if isinstance(place, Span) else self.span(place),
                label=label,
                notes=notes,
                why=why,
                help=help,
                fixes=fixes,
                url=url,
            )
        )

    def span(self, first: Node, last: Node | None = None) -> Span:
        """The place of a node, or from the first to the last."""
        return span(self.source, first, last)


def text_of(token: Token) -> str:
    """What a word, number or string token says."""
    return decode(token) if token.type in STRING_TYPES else token.text


def is_word(node: object, word: str | None = None) -> bool:
    """Whether a node is a word (this word, where one is given) and not a quoted text."""
    return isinstance(node, Token) and node.type in ("WORD", "ELSE") and (word is None or node.text == word)


def shortened(text: str, limit: int = 40) -> str:
    """A text short enough to stand in a message."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
