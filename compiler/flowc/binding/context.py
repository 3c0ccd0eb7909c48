"""What every part of binding shares: the source, the vocabulary, the names, the problems found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import attrs

from flowc.diagnostics import Diagnostic, Fix, Note, Severity
from flowc.diagnostics.codes import CODES
from flowc.diagnostics.suggest import did_you_mean, suggestion
from flowc.language import BODY_STATEMENTS
from flowc.source import Source, Span
from flowc.syntax.nodes import BROKEN, Node, Token, span
from flowc.syntax.strings import STRING_TYPES, decode, encode
from flowc.vocabulary import Vocabulary
from flowc.vocabulary.widget import Json

# Tokens whose mistake syntax has reported: binding says nothing more of them.
REPORTED = frozenset({BROKEN, "UNQUOTED", "BROKEN_STRING"})
WORD_TYPES = frozenset({"WORD", "ELSE"})
BARE_TYPES = WORD_TYPES | {"NUMBER", "DURATION", "PHONE"}


class Nothing:
    """Stands for a value that could not be read; the reason has been reported."""


NOTHING = Nothing()
Read = Json | Nothing


@attrs.define
class Context:
    """One binding of one file.

    `labels` maps each name that an arrow or a reference may use to the place that defines it;
    `deferred` holds the names that statements of a later version would define, and `open_verbs`
    says that one of them may define verbs of any name; `open_labels` says that the name of a section
    could not be read.
    """

    source: Source
    vocabulary: Vocabulary
    labels: Mapping[str, Span] = attrs.field(factory=dict)
    deferred: frozenset[str] = frozenset()
    open_verbs: bool = False
    open_labels: bool = False
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
        severity: Severity | None = None,
    ) -> None:
        """Adds a finding."""
        self.problems.append(
            Diagnostic(
                code=code,
                severity=severity or CODES[code].severity,
                message=message,
                span=place if isinstance(place, Span) else self.span(place),
                label=label,
                notes=notes,
                why=why,
                help=help,
                fixes=fixes,
            )
        )

    def report_unknown(
        self,
        code: str,
        message: str,
        token: Token,
        names: Iterable[str],
        what: str,
        *,
        label: str,
        meant: str | None = None,
        place: Span | None = None,
        otherwise: str = "",
    ) -> None:
        """Adds a finding about a name that does not exist, with the nearest that does, or a list of all.

        `meant` is what is known to be meant by such a name; `place` a part of the token; `otherwise`
        the help where nothing is near and the list would be long.
        """
        known = tuple(names)
        word = text_of(token) if place is None else place.text
        near = meant or did_you_mean(word, known)
        where = place or self.span(token)
        fixes: tuple[Fix, ...] = ()
        if near is not None:
            spelled = encode(near) if token.type in STRING_TYPES else near
            fixes = (Fix(f"write `{spelled}`", where, spelled, safe=False),)
        advice = f"did you mean `{near}`?" if near else suggestion(word, known, what) or otherwise
        self.report(code, message, where, label=label, help=advice, fixes=fixes)

    def report_twice(self, code: str, name: str, verb: str, place: Node | Span, first: Note) -> None:
        """Adds a finding about something of which there may be one."""
        message = f"`{shortened(name)}` is {verb} twice"
        self.report(code, message, place, label="the second time", notes=(first,), help="keep one of them")

    def span(self, first: Node, last: Node | None = None) -> Span:
        """The place of a node, or from the first to the last."""
        return span(self.source, first, last)

    def is_verb(self, word: str) -> bool:
        """Whether a statement may begin with a word."""
        return word in self.vocabulary.verbs or word in BODY_STATEMENTS

    def is_deferred(self, word: str) -> bool:
        """Whether a word, or what stands before its first dot, would be defined by a later version."""
        return word in self.deferred or word.partition(".")[0] in self.deferred


def text_of(token: Token) -> str:
    """What a word, number or string token says."""
    return decode(token) if token.type in STRING_TYPES else token.text


def is_word(node: object, word: str | None = None) -> bool:
    """Whether a node is a word (this word, where one is given) and not a quoted text."""
    return isinstance(node, Token) and node.type in WORD_TYPES and (word is None or node.text == word)


def is_reported(nodes: Collection[object]) -> bool:
    """Whether one of some tokens has been reported by syntax."""
    return any(isinstance(node, Token) and node.type in REPORTED for node in nodes)


def shortened(text: str, limit: int = 40) -> str:
    """A text short enough to stand in a message, which is one line."""
    first = text.splitlines()[0] if text else ""
    return text if first == text and len(text) <= limit else first[: limit - 1] + "…"


def listed(names: Iterable[str], joint: str = "or") -> str:
    """Names in back-ticks, as `a`, `b` or `c`."""
    *most, last = (f"`{name}`" for name in names)
    return f"{', '.join(most)} {joint} {last}" if most else last
