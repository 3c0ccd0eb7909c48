"""Keeps what the statements of a file define, for as long as they stay the same."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from flowc.source import Source
from flowc.symbols.lines import Placed
from flowc.symbols.symbol import Symbol
from flowc.syntax.nodes import Item
from flowc.vocabulary import Vocabulary


@attrs.frozen(eq=False)
class StatementSymbols:
    """The lines of a statement of a file, what is said above it, and the names that it defines."""

    item: Item
    documentation: str
    lines: tuple[Placed, ...]
    symbols: tuple[Symbol, ...]


class KeptSymbols:
    """What the statements of one file define.

    A statement is known by its node, which says the same at the same place in every tree that it is part of.
    """

    def __init__(self) -> None:
        self._before: dict[int, StatementSymbols] = {}
        self._now: dict[int, StatementSymbols] = {}
        self._around: tuple[Source, Vocabulary] | None = None

    def begin(self, source: Source, vocabulary: Vocabulary) -> None:
        """Begins to read a file; what was kept holds with the same widgets alone."""
        around = self._around
        is_same = around is not None and around[0] is source and around[1] is vocabulary
        self._before, self._now = self._now if is_same else {}, {}
        self._around = source, vocabulary

    def of(self, item: Item, documentation: str, read: Callable[[Item, str], StatementSymbols]) -> StatementSymbols:
        """What a statement defines."""
        known = self._before.get(id(item))
        if known is None or known.item is not item or known.documentation != documentation:
            known = read(item, documentation)
        self._now[id(item)] = known
        return known
