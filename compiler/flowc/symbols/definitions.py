"""Finds the names that a file defines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from flowc.binding.context import Context, text_of
from flowc.binding.reuse.blocks import read_block
from flowc.language import BLOCK, CONST, FLOW, MENU, ON, PARAM, PROMPT_VERB, SECTION, WIDGET
from flowc.modules.uses import Use
from flowc.source import Source, Span
from flowc.symbols.lines import Line, Placed, block_name, every_line
from flowc.symbols.symbol import Declared, Kind, Symbol
from flowc.syntax.nodes import (
    Argument,
    Assignment,
    Block,
    Call,
    Item,
    Node,
    Part,
    Statement,
    Token,
    Typed,
    arguments,
    first_token,
    span,
    tokens,
)
from flowc.syntax.strings import STRING_TYPES
from flowc.vocabulary import Vocabulary
from flowc.vocabulary.widget import Verb, Widget

_NAMES = frozenset({"WORD", "ELSE", "STRING"})


class Definitions:
    """Collects the symbols of one file from its statements, which must be given in their order."""

    def __init__(self, source: Source, vocabulary: Vocabulary, uses: Sequence[Use]) -> None:
        self.source = source
        self.context = Context(source, vocabulary)
        self.top: list[Symbol] = [self._module(use) for use in uses]
        # The labels that stand in each statement of the file, to be hung below it.
        self._inner: dict[int, list[Symbol]] = {}
        self._files: list[tuple[Statement, Symbol]] = []
        # What is said above the exits and outputs of blocks, by the places of their names.
        self._said: dict[int, str] = {}

    def take(self, placed: Placed) -> None:
        """Adds what a statement of the file defines, but for the labels in its block."""
        item = placed.item
        if isinstance(item, Statement):
            self._file(item, placed.documentation)
            self.top += _label(self.source, placed)

    def take_line(self, placed: Placed, labels: Sequence[Symbol]) -> None:
        """Adds the labels of a line in a statement of the file, and what is said above what a block declares."""
        item = placed.item
        if placed.line is Line.DECLARED and isinstance(item, Statement):
            self._said.update((first_token(part).start, placed.documentation) for part in arguments(item.parts))
        self._inner.setdefault(id(placed.within[0]), []).extend(labels)

    def symbols(self) -> tuple[Symbol, ...]:
        """All symbols in the order of the source, what stands in another one below it."""
        found = list(self.top)
        for statement, symbol in self._files:
            inner = [one for one in self._inner.get(id(statement), []) if not _repeats(one, symbol)]
            own = (self._with_words(one) for one in symbol.children)
            found.append(attrs.evolve(symbol, children=(*own, *inner)))
        return tuple(sorted(found, key=lambda symbol: symbol.place.start))

    def _with_words(self, symbol: Symbol) -> Symbol:
        said = self._said.get(symbol.place.start)
        return attrs.evolve(symbol, documentation=said) if said else symbol

    def _file(self, item: Statement, documentation: str) -> None:
        head = item.head.text if item.head is not None else ""
        reader = {
            FLOW: self._flow,
            ON: self._entry,
            SECTION: self._section,
            PARAM: self._params,
            CONST: self._consts,
            BLOCK: self._block,
        }.get(head)
        if reader is not None:
            self._files += ((item, symbol) for symbol in reader(item, documentation))

    def _flow(self, item: Statement, documentation: str) -> Iterator[Symbol]:
        for part in arguments(item.parts)[:1]:
            if isinstance(part, Token) and part.type in STRING_TYPES:
                yield _symbol(self.source, Kind.FLOW, text_of(part), part, item, documentation)

    def _entry(self, item: Statement, documentation: str) -> Iterator[Symbol]:
        names = [part for part in arguments(item.parts) if isinstance(part, Token)]
        if names and item.head is not None:
            name = ", ".join(text_of(part) for part in names)
            place = span(self.source, names[0], names[-1])
            yield Symbol(Kind.ENTRY, f"{ON} {name}", place, span(self.source, item), documentation)

    def _section(self, item: Statement, documentation: str) -> Iterator[Symbol]:
        for part in arguments(item.parts)[:1]:
            if isinstance(part, Token) and part.type in _NAMES and text_of(part):
                yield _symbol(
                    self.source, Kind.SECTION, text_of(part), part, item, documentation, verb=_first_verb(item)
                )

    def _params(self, item: Statement, documentation: str) -> Iterator[Symbol]:
        for part in arguments(item.parts):
            if isinstance(part, Typed):
                detail = _text(part).removeprefix(part.name.text).removeprefix(":").strip()
                yield _symbol(self.source, Kind.PARAM, part.name.text, part.name, item, documentation, detail=detail)

    def _consts(self, item: Statement, documentation: str) -> Iterator[Symbol]:
        for part in arguments(item.parts):
            if isinstance(part, Assignment):
                detail = _text(part.value)
                yield _symbol(self.source, Kind.CONST, text_of(part.key), part.key, item, documentation, detail=detail)

    def _block(self, item: Statement, documentation: str) -> Iterator[Symbol]:
        name = block_name(item)
        if name is None:
            return
        definition = read_block(self.context, item, documentation)
        declared = (definition.widget, definition.verb) if definition is not None else None
        heading = arguments(item.parts)[0]
        children = [
            *(self._parameters(heading.parts, name.text, declared) if isinstance(heading, Call) else ()),
            *(self._exits(name.text, declared) if declared is not None else ()),
        ]
        yield attrs.evolve(
            _symbol(self.source, Kind.BLOCK, name.text, name, item, documentation),
            children=tuple(children),
            declared=declared,
        )

    def _parameters(self, parts: Sequence[Part], block: str, declared: tuple[Widget, Verb] | None) -> Iterator[Symbol]:
        options = {option.name: option for option in declared[1].options} if declared is not None else {}
        lines: list[str] = []
        for part in parts:
            if isinstance(part, Typed):
                detail = _text(part).removeprefix(part.name.text).removeprefix(":").strip()
                option: Declared | None = options.get(part.name.text)
                symbol = _symbol(
                    self.source, Kind.PARAMETER, part.name.text, part.name, part, " ".join(lines), detail=detail
                )
                yield attrs.evolve(symbol, block=block, declared=option)
                lines = []
            elif isinstance(part, Token) and part.type == "DOC_COMMENT":
                lines.append(part.text.removeprefix("##").strip())

    def _exits(self, block: str, declared: tuple[Widget, Verb]) -> Iterator[Symbol]:
        widget = declared[0]
        for exit_ in widget.exits:
            yield Symbol(Kind.EXIT, exit_.event, exit_.span, exit_.span, block=block, declared=exit_)
        for output in widget.outputs:
            yield Symbol(Kind.OUTPUT, output.name, output.span, output.span, block=block, declared=output)

    def _module(self, use: Use) -> Symbol:
        place = use.place
        named = place.text.endswith(use.alias) and use.path_place.end != place.end
        start = place.end - len(use.alias) if named or use.is_std else use.path_place.start
        name = Span(place.source, start, place.end)
        return Symbol(Kind.MODULE, use.alias, name, place, detail=use.path_place.text)


def labels_in(source: Source, placed: Placed) -> tuple[Symbol, ...]:
    """The labels of a line and of every line in it, in the order of the text."""
    return tuple(label for line in every_line(placed) for label in _label(source, line))


def _label(source: Source, placed: Placed) -> Iterator[Symbol]:
    """The label of a line, if it has one."""
    item = placed.item
    if not isinstance(item, Statement):
        return
    label = item.label
    if label is None or item.head is None or label.name.type not in _NAMES or not text_of(label.name):
        return
    if item.head.text == WIDGET or placed.line not in (Line.BODY, Line.FILE):
        return
    verb = PROMPT_VERB if item.head.text == MENU else item.head.text
    symbol = _symbol(source, Kind.LABEL, text_of(label.name), label.name, item, placed.documentation, verb=verb)
    yield attrs.evolve(symbol, detail=item.head.text, block=placed.block)


def _symbol(
    source: Source,
    kind: Kind,
    name: str,
    place: Token,
    around: Node,
    documentation: str = "",
    *,
    detail: str = "",
    verb: str = "",
) -> Symbol:
    return Symbol(kind, name, span(source, place), span(source, around), documentation, detail=detail, verb=verb)


def _repeats(label: Symbol, section: Symbol) -> bool:
    """Whether a label only repeats the name of its section, which then means both."""
    return section.kind is Kind.SECTION and label.name == section.name


def _first_verb(item: Statement) -> str:
    """The verb of the first statement of a section, which bears its name."""
    entries: tuple[Argument | Item | object, ...] = item.block.entries if isinstance(item.block, Block) else ()
    first = next((entry for entry in entries if isinstance(entry, Statement)), None)
    return first.head.text if first is not None and first.head is not None else ""


def _text(node: Node) -> str:
    """The text of a node as it is written, on one line."""
    return " ".join("".join(token.leading + token.text for token in tokens(node)).split())
