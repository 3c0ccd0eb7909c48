"""Reads what one file defines, and which names it uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, partial

import attrs

from flowc.language import WIDGET
from flowc.modules.uses import Use, read_uses
from flowc.source import Source
from flowc.symbols.definitions import Definitions, labels_in
from flowc.symbols.kept import KeptSymbols, StatementSymbols
from flowc.symbols.lines import Line, Placed, lines_of, lines_within
from flowc.symbols.references import Names, References
from flowc.symbols.symbol import Kind, Reference, Symbol
from flowc.syntax.nodes import File, Item, Statement, items
from flowc.vocabulary import Vocabulary
from flowc.vocabulary.documented import documented
from flowc.vocabulary.widget import Widget


@attrs.frozen(eq=False, slots=False)
class FileSymbols:
    """The names of one file. `symbols` are those at its top, `vocabulary` has the widgets that it declares itself."""

    source: Source
    file: File
    symbols: tuple[Symbol, ...]
    uses: tuple[Use, ...]
    vocabulary: Vocabulary

    def all(self) -> Iterator[Symbol]:
        """All symbols of the file, each before those that stand in it."""
        for symbol in self.symbols:
            yield from symbol.all()

    @cached_property
    def lines(self) -> tuple[Placed, ...]:
        """Every line, each before those in its block."""
        return tuple(lines_of(self.file))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The places that use names, in the order of the text."""
        names = Names(
            frozenset(self.values),
            frozenset(self.modules),
            {block: frozenset(labels) for block, labels in self.labels.items()},
            {name: _parameters(block) for name, block in self.blocks.items()},
            self.vocabulary,
        )
        finder = References(self.source, names)
        found = [reference for placed in self.lines for reference in finder.of(placed)]
        return tuple(sorted(found, key=lambda reference: reference.place.start))

    @cached_property
    def values(self) -> Mapping[str, Symbol]:
        """The `param`s and `const`s of the file."""
        return _first(one for one in self.symbols if one.kind in (Kind.PARAM, Kind.CONST))

    @cached_property
    def blocks(self) -> Mapping[str, Symbol]:
        """The blocks of the file."""
        return _first(one for one in self.symbols if one.kind is Kind.BLOCK)

    @cached_property
    def modules(self) -> Mapping[str, Symbol]:
        """The modules that the file uses, by the names that it gives them."""
        return _first(one for one in self.symbols if one.kind is Kind.MODULE)

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, Symbol]]:
        """The labels and sections, by the block in whose body they stand and by name."""
        found: dict[str, dict[str, Symbol]] = {"": {}}
        for symbol in self.all():
            if symbol.kind in (Kind.LABEL, Kind.SECTION):
                found.setdefault(symbol.block, {}).setdefault(symbol.name, symbol)
        return found


def read_symbols(source: Source, file: File, vocabulary: Vocabulary, kept: KeptSymbols | None = None) -> FileSymbols:
    """What a file defines and uses, as far as its tree tells; what could not be read is passed over.

    `kept` has what its statements defined before, where they are still the same.
    """
    uses, _ = read_uses(source, file)
    known = vocabulary.extended(_own_widgets(source, file)) if _declares_widgets(file) else vocabulary
    kept = kept or KeptSymbols()
    kept.begin(source, known)
    read = partial(_read_statement, source, known, kept)
    parts = [kept.of(item, documentation, read) for item, documentation in documented(file.entries)]
    own = (symbol for part in parts for symbol in part.symbols)
    symbols = sorted((*Definitions(source, known, uses).symbols(), *own), key=lambda symbol: symbol.place.start)
    return FileSymbols(source, file, tuple(symbols), tuple(uses), known)


def _read_statement(
    source: Source, vocabulary: Vocabulary, kept: KeptSymbols, item: Item, documentation: str
) -> StatementSymbols:
    statement = Placed(item, Line.FILE, documentation)
    definitions = Definitions(source, vocabulary, ())
    definitions.take(statement)
    found = {}
    for line in lines_within(statement):
        known = found[id(line.item)] = kept.labels(line, partial(labels_in, source))
        definitions.take_line(line, known.labels)
    return StatementSymbols(item, documentation, definitions.symbols(), found)


def _first(symbols: Iterator[Symbol]) -> dict[str, Symbol]:
    """The symbols by name; of two with one name, the first."""
    found: dict[str, Symbol] = {}
    for symbol in symbols:
        found.setdefault(symbol.name, symbol)
    return found


def _parameters(block: Symbol) -> frozenset[str]:
    return frozenset(child.name for child in block.children if child.kind is Kind.PARAMETER)


def _declares_widgets(file: File) -> bool:
    return any(isinstance(item, Statement) and item.head and item.head.text == WIDGET for item in items(file.entries))


def _own_widgets(source: Source, file: File) -> list[Widget]:
    from flowc.vocabulary.load import read_declarations  # noqa: PLC0415 - few files declare any

    return read_declarations(source, file)[0]
