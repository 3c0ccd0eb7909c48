"""What is kept of a flow while it is edited is what the last edit left: nothing of earlier texts stays."""

from __future__ import annotations

import gc
from collections import Counter

import pytest
from benchmarks.editing import one_body, sections

from flowc.graph import State
from flowc.live import LiveFlow
from flowc.live.piece import Piece
from flowc.symbols import Symbol, read_symbols
from flowc.symbols.kept import KeptSymbols
from flowc.syntax.nodes import Statement
from flowc.vocabulary import standard_vocabulary


def counted() -> Counter[type]:
    """How many objects there are of what is kept."""
    gc.collect()
    kept = (State, Piece, Statement, Symbol)
    return Counter(type(one) for one in gc.get_objects() if isinstance(one, kept))


@pytest.mark.parametrize("text", [sections(9), one_body(9)], ids=["sections", "one body"])
def test_after_many_edits_no_more_is_kept_than_after_two(text: str) -> None:
    live, names = LiveFlow("a"), KeptSymbols()

    def edit(number: int) -> None:
        changed = text.replace('say "', f'say "{number} ', 1 + number % 2)
        live.check(changed)
        tree = live.tree(changed)
        assert tree is not None
        read_symbols(*tree, standard_vocabulary(), names)

    edit(10)
    edit(11)
    early = counted()
    for number in range(12, 42):
        edit(number)

    assert counted() == early
