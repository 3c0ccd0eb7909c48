"""What every part of binding shares: the source, the vocabulary, the names, the problems found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import attrs

from flowc.binding.session import Session
from flowc.diagnostics import Diagnostic, Fix, Note, Severity
from flowc.diagnostics.codes import CODES
from flowc.diagnostics.suggest import did_you_mean, suggestion
from flowc.language import BODY_STATEMENTS
from flowc.source import Source, Span
from flowc.syntax.nodes import BROKEN, Node, Statement, Token, span
from flowc.syntax.strings import STRING_TYPES, decode, encode
from flowc.vocabulary import Vocabulary
from flowc.vocabulary.widget import Json, Verb, Widget

if TYPE_CHECKING:
    # What the names of a context stand for is made of contexts itself.
    from flowc.binding.reuse.closures import Closure
    from flowc.binding.reuse.defaults import Default
    from flowc.binding.reuse.definition import Definition
    from flowc.binding.reuse.module_section import ModuleSection

# Tokens whose mistake syntax has reported: binding says nothing more of them.
REPORTED = frozenset({BROKEN, "UNQUOTED", "BROKEN_STRING"})
WORD_TYPES = frozenset({"WORD", "ELSE"})
BARE_TYPES = WORD_TYPES | {"NUMBER", "DURATION", "PHONE"}


class Nothing:
    """Stands for a value that could not be read; the reason has been reported."""


NOTHING = Nothing()
Read = Json | Nothing


@attrs.define(eq=False)
class Context:
    """One binding of one file, or of the body of a block in one of its uses.

    What names lead to: `labels` maps each name that an arrow or a reference may use to the place that
    defines it, and `renamed` those that have another name in the definition to that name; `sections`
    are those of modules, which are part of the flow once something leads to them.

    What words mean: `scope` holds the values that bare words stand for, `blocks` the verbs that blocks
    define, `uses` the labelled statements with such a verb, `ambiguous` the verbs that several modules
    define, and `defaults` what `default` gives.

    In the body of a block: `exits` are those of the block, `use` is the name of the use, with which all
    names in it begin, and `places` are those of the uses it is in. In a module `use` is its own name.
    `prefix` begins the names of unlabelled uses of blocks.

    What is not known: `open_names` are names whose definition could not be read; `open_verbs` says that
    there may be verbs of any name, `open_labels` that the name of a section could not be read.
    """

    source: Source
    vocabulary: Vocabulary
    labels: Mapping[str, Span] = attrs.field(factory=dict)
    open_names: frozenset[str] = frozenset()
    open_verbs: bool = False
    open_labels: bool = False
    renamed: Mapping[str, str] = attrs.field(factory=dict)
    exits: Mapping[str, Span] = attrs.field(factory=dict)
    use: str = ""
    prefix: str = ""
    places: tuple[Span, ...] = ()
    scope: Mapping[str, Closure] = attrs.field(factory=dict)
    blocks: Mapping[str, Definition] = attrs.field(factory=dict)
    uses: Mapping[str, Statement] = attrs.field(factory=dict)
    defaults: tuple[Default, ...] = ()
    sections: Mapping[str, ModuleSection] = attrs.field(factory=dict)
    ambiguous: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    session: Session = attrs.field(factory=Session)

    @property
    def problems(self) -> list[Diagnostic]:
        """What has been found so far in all files."""
        return self.session.problems

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
        return word in self.vocabulary.verbs or word in BODY_STATEMENTS or word in self.blocks

    def declared(self, word: str) -> tuple[Widget, Verb] | None:
        """What is declared of a verb: by a widget, or by a block, which takes and gives the like."""
        block = self.blocks.get(word)
        return (block.widget, block.verb) if block is not None else self.vocabulary.verbs.get(word)

    def verbs(self) -> list[str]:
        """All words that a statement may begin with."""
        return [*self.vocabulary.verbs, *self.blocks, *BODY_STATEMENTS]

    def is_open(self, word: str) -> bool:
        """Whether nothing is known of a word, or of what stands before its first dot."""
        return word in self.open_names or word.partition(".")[0] in self.open_names

    def unlabelled(self, name: str) -> str:
        """The name in the definition of a widget that is given a name without a label."""
        return f"{self.use}_{name}" if self.use else name

    def name_of(self, label: str) -> str:
        """The name that what a label stands for has in the definition."""
        return self.renamed.get(label, label)


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
