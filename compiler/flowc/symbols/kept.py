"""Keeps what the statements of a file define, for as long as they stay the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from flowc.source import Source
from flowc.symbols.lines import Placed
from flowc.symbols.symbol import Symbol
from flowc.syntax.nodes import Item
from flowc.vocabulary import Vocabulary


@attrs.frozen(eq=False)
class LineLabels:
    """The labels that a line of a statement defines, with those in its block.

    What the line stands in is left out: it is another node after each edit in it, and would be kept for ever.
    """

    line: Placed
    labels: tuple[Symbol, ...]

    def holds_for(self, line: Placed) -> bool:
        """Whether a line says the same, in the same place, as when it was read."""
        known = self.line
        return (
            known.item is line.item
            and known.documentation == line.documentation
            and known.line is line.line
            and known.block == line.block
        )


@attrs.frozen(eq=False)
class StatementSymbols:
    """A statement of a file, what is said above it, and the names that it defines; `lines` are those in its block."""

    item: Item
    documentation: str
    symbols: tuple[Symbol, ...]
    lines: Mapping[int, LineLabels]


class KeptSymbols:
    """What the statements of one file define.

    A statement and a line are known by their nodes, which say the same at the same place in every tree that they are
    part of.
    """

    def __init__(self) -> None:
        self._before: dict[int, StatementSymbols] = {}
        self._now: dict[int, StatementSymbols] = {}
        self._lines_before: dict[int, LineLabels] = {}
        self._around: tuple[Source, Vocabulary] | None = None

    def begin(self, source: Source, vocabulary: Vocabulary) -> None:
        """Begins to read a file; what was kept holds with the same widgets alone."""
        around = self._around
        is_same = around is not None and around[0] is source and around[1] is vocabulary
        self._before, self._now = self._now if is_same else {}, {}
        self._lines_before = {}
        for statement in self._before.values():
            self._lines_before.update(statement.lines)
        self._around = source, vocabulary

    def of(self, item: Item, documentation: str, read: Callable[[Item, str], StatementSymbols]) -> StatementSymbols:
        """What a statement defines."""
        known = self._before.get(id(item))
        if known is None or known.item is not item or known.documentation != documentation:
            known = read(item, documentation)
        self._now[id(item)] = known
        return known

    def labels(self, placed: Placed, read: Callable[[Placed], tuple[Symbol, ...]]) -> LineLabels:
        """The labels of a line in a statement that is read."""
        known = self._lines_before.get(id(placed.item))
        return known if known is not None and known.holds_for(placed) else _labels(placed, read(placed))


def _labels(placed: Placed, labels: tuple[Symbol, ...]) -> LineLabels:
    return LineLabels(attrs.evolve(placed, within=()), labels)
