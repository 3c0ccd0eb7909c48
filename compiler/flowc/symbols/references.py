"""Finds the places in a file that use names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from flowc.binding.context import text_of
from flowc.binding.predicates import PREDICATES
from flowc.language import (
    AVOIDS,
    BLOCK,
    BODY_STATEMENTS,
    CONST_ROOT,
    DEFAULT,
    END,
    EXIT,
    EXPECT,
    FILE_STATEMENTS,
    FLOW,
    GIVEN,
    IF,
    MENU,
    NEXT,
    ON,
    OR,
    PARAM_ROOT,
    PASSES,
    PROMPT_VERB,
    SECTION,
    USE,
    WIDGET,
    WIDGETS_ROOT,
)
from flowc.source import Source, Span
from flowc.symbols.lines import Line, Placed
from flowc.symbols.liquid_paths import LiquidPath, paths_in
from flowc.symbols.symbol import Reference, Role
from flowc.syntax.nodes import Argument, Arrow, Assignment, Call, List, Statement, Token, Typed, arguments
from flowc.syntax.strings import STRING_TYPES
from flowc.vocabulary import Vocabulary

_WORDS = frozenset({"WORD", "ELSE"})
_NAMES = frozenset({"WORD", "ELSE", "STRING"})


@attrs.frozen(eq=False)
class Names:
    """The names that the lines of a file may use: its values, its modules, and the labels by their block."""

    values: frozenset[str]
    modules: frozenset[str]
    labels: Mapping[str, frozenset[str]]
    parameters: Mapping[str, frozenset[str]]
    vocabulary: Vocabulary


class References:
    """Finds the uses of names in the lines of one file."""

    def __init__(self, source: Source, names: Names) -> None:
        self.source = source
        self.names = names

    def of(self, placed: Placed) -> Iterator[Reference]:
        """The names that a line uses, without those in the lines of its block."""
        item = placed.item
        if isinstance(item, Assignment):
            yield from self._assignment(item, placed)
            return
        yield from {
            Line.FILE: self._file,
            Line.BODY: self._body,
            Line.EXIT: self._exit,
            Line.CASE: self._case,
            Line.CHOICE: self._choice,
            Line.DECLARED: self._declared,
            Line.TEST: self._test,
        }.get(placed.line, self._values_of)(item, placed)
        for branch in item.elses:
            yield from self._condition(branch.parts, placed.block)
            if isinstance(branch.body, Arrow):
                yield from self._arrow(branch.body, placed.block)
        if item.arrow is not None:
            yield from self._arrow(item.arrow, placed.block)

    def _assignment(self, item: Assignment, placed: Placed) -> Iterator[Reference]:
        if placed.line in (Line.EXIT, Line.CHOICE) and placed.owner != DEFAULT:
            yield self._reference(Role.OPTION, item.key, placed.block, placed.owner)
        elif placed.line is Line.EXIT:
            verbs = [text_of(part) for part in arguments(placed.within[-1].parts) if isinstance(part, Token)]
            yield from (self._reference(Role.OPTION, item.key, placed.block, verb) for verb in verbs[:1])
        yield from self._value(item.value, placed.block)

    def _file(self, item: Statement, placed: Placed) -> Iterator[Reference]:
        head = item.head.text if item.head is not None else ""
        parts = arguments(item.parts)
        words = [part for part in parts if isinstance(part, Token)]
        if head == ON:
            yield from (self._reference(Role.ENTRY, part, "") for part in words)
        elif head == DEFAULT:
            for part in words:
                yield from self._verb(part, "")
        elif head == BLOCK:
            heading = parts[0] if parts else None
            for typed in arguments(heading.parts) if isinstance(heading, Call) else []:
                if isinstance(typed, Typed) and typed.default is not None:
                    yield from self._value(typed.default, "")
        elif head not in (SECTION, USE, WIDGET, FLOW):
            yield from self._values_of(item, placed)

    def _values_of(self, item: Statement, placed: Placed) -> Iterator[Reference]:
        for part in arguments(item.parts):
            if isinstance(part, Typed):
                yield from self._value(part.default, placed.block) if part.default is not None else ()
            else:
                yield from self._value(part.value if isinstance(part, Assignment) else part, placed.block)

    def _body(self, item: Statement, placed: Placed) -> Iterator[Reference]:
        head = item.head
        if head is None:
            return
        verb = text_of(head)
        if head.type in _WORDS and verb not in BODY_STATEMENTS:
            yield from self._verb(head, placed.block)
        if verb == IF:
            yield from self._condition(item.parts, placed.block)
            return
        owner = PROMPT_VERB if verb == MENU else verb
        for part in arguments(item.parts):
            if isinstance(part, Assignment):
                yield self._reference(Role.OPTION, part.key, placed.block, owner)
                yield from self._value(part.value, placed.block)
            else:
                yield from self._value(part, placed.block)

    def _exit(self, item: Statement, placed: Placed) -> Iterator[Reference]:
        if item.head is None:
            return
        names = [item.head, *(part for part in arguments(item.parts) if isinstance(part, Token))]
        leads = item.arrow is not None or item.block is not None
        if leads and not self._is_option(item, placed.owner):
            found = [name for name in names if name.type in _NAMES]
            yield from (self._reference(Role.EXIT, name, placed.block, placed.owner) for name in found)
            return
        if item.head.type in _NAMES:
            yield self._reference(Role.OPTION, item.head, placed.block, placed.owner)
        yield from self._values_of(item, placed)

    def _is_option(self, item: Statement, verb: str) -> bool:
        declared = self.names.vocabulary.verbs.get(verb)
        if declared is None or item.head is None or item.arrow is not None:
            return False
        widget, known = declared
        name = text_of(item.head)
        return any(name in (option.name, option.property) for option in widget.options_of(known))

    def _case(self, item: Statement, placed: Placed) -> Iterator[Reference]:
        yield from self._condition((item.head, *item.parts) if item.head is not None else item.parts, placed.block)

    def _choice(self, item: Statement, placed: Placed) -> Iterator[Reference]:
        if item.block is not None and self._is_option(item, PROMPT_VERB):
            yield from self._exit(item, placed)

    def _declared(self, item: Statement, placed: Placed) -> Iterator[Reference]:
        if item.head is not None and item.head.text != EXIT:
            yield from self._values_of(item, placed)

    def _test(self, item: Statement, placed: Placed) -> Iterator[Reference]:
        """The steps that a line of a test names, where they have labels: of `given` the first word is one."""
        head = item.head.text if item.head is not None else ""
        steps = [part for part in arguments(item.parts) if isinstance(part, Token) and part.type in _NAMES]
        if head in (PASSES, AVOIDS, GIVEN):
            named = steps[:1] if head == GIVEN else steps
            known = self.names.labels.get("", frozenset())
            yield from (self._reference(Role.LABEL, step, "") for step in named if text_of(step) in known)
        elif head == EXPECT:
            for part in arguments(item.parts):
                if isinstance(part, Assignment):
                    yield from self._value(part.key, "")
            yield from self._values_of(item, placed)

    def _condition(self, parts: Sequence[Argument | Token], block: str) -> Iterator[Reference]:
        for part in arguments(tuple(parts)):
            if isinstance(part, Token) and (part.text in PREDICATES or part.text in (IF, OR)):
                continue
            yield from self._value(part.value if isinstance(part, Assignment) else part, block)

    def _arrow(self, arrow: Arrow, block: str) -> Iterator[Reference]:
        target = arrow.target
        if target.type not in _NAMES or (target.type in _WORDS and target.text in (NEXT, END)) or not text_of(target):
            return
        yield from self._prefixed(Role.TARGET, target, block)

    def _verb(self, head: Token, block: str) -> Iterator[Reference]:
        if head.text not in FILE_STATEMENTS:
            yield from self._prefixed(Role.VERB, head, block)

    def _prefixed(self, role: Role, token: Token, block: str) -> Iterator[Reference]:
        """A name, before which that of a module may stand."""
        prefix, dot, rest = token.text.partition(".")
        if token.type in _WORDS and dot and rest and prefix in self.names.modules:
            yield Reference(Role.MODULE, prefix, self._span(token.start, len(prefix)), block)
            yield Reference(role, rest, self._span(token.start + len(prefix) + 1, len(rest)), block, prefix)
        else:
            yield self._reference(role, token, block)

    def _value(self, node: Argument, block: str) -> Iterator[Reference]:
        if isinstance(node, List | Call):
            for part in arguments(node.parts):
                yield from self._value(part, block)
        elif isinstance(node, Assignment):
            yield from self._value(node.value, block)
        elif isinstance(node, Token) and node.type in _WORDS:
            yield from self._word(node, block)
        elif isinstance(node, Token) and node.type in (*STRING_TYPES, "BROKEN_STRING"):
            for path in paths_in(node):
                yield from self._path(path, block)

    def _word(self, token: Token, block: str) -> Iterator[Reference]:
        """What a bare word stands for: a value wins over a label."""
        word = token.text
        if word in self.names.values or word in self.names.parameters.get(block, ()):
            yield Reference(Role.VALUE, word, self._span(token.start, len(word)), block)
            return
        prefix, dot, rest = word.partition(".")
        if not dot:
            return
        start = token.start + len(prefix) + 1
        if prefix in self.names.modules:
            yield from self._prefixed(Role.VALUE, token, block)
        elif prefix == WIDGETS_ROOT:
            yield from self._output(rest, start, block)
        else:
            yield from self._output(word, token.start, block)

    def _path(self, path: LiquidPath, block: str) -> Iterator[Reference]:
        if path.root in (PARAM_ROOT, CONST_ROOT):
            prefix, dot, rest = path.rest.partition(".")
            if dot and prefix in self.names.modules:
                yield Reference(Role.MODULE, prefix, self._span(path.start, len(prefix)), block)
                yield Reference(Role.VALUE, rest, self._span(path.start + len(prefix) + 1, len(rest)), block, prefix)
            else:
                yield Reference(Role.VALUE, prefix, self._span(path.start, len(prefix)), block)
        elif path.root == WIDGETS_ROOT and path.label:
            yield Reference(Role.LABEL, path.label, self._span(path.label_start, len(path.label)), block)
            if path.rest:
                output = path.rest.partition(".")[0]
                yield Reference(Role.OUTPUT, output, self._span(path.start, len(output)), block, path.label)
        elif path.root == WIDGETS_ROOT:
            yield from self._output(path.rest, path.start, block)

    def _output(self, path: str, start: int, block: str) -> Iterator[Reference]:
        """`label.output`, where the label, which may itself hold dots, is one that exists."""
        labels = self.names.labels.get(block, frozenset())
        end = len(path)
        while end > 0 and path[:end] not in labels:
            end = path.rfind(".", 0, end)
        if end <= 0:
            return
        label = path[:end]
        yield Reference(Role.LABEL, label, self._span(start, end), block)
        output = path[end + 1 :]
        if output:
            yield Reference(Role.OUTPUT, output, self._span(start + end + 1, len(output)), block, label)

    def _reference(self, role: Role, token: Token, block: str, of: str = "") -> Reference:
        return Reference(role, text_of(token), self._span(token.start, len(token.text)), block, of)

    def _span(self, start: int, length: int) -> Span:
        return Span(self.source, start, start + length)
