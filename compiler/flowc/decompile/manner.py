"""How the states of one flow are spelled."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from flowc.graph.flow import Flow
from flowc.spell import Manner
from flowc.vocabulary import Vocabulary

MannerOf = Callable[[str], Manner]


def manners(flow: Flow, vocabulary: Vocabulary, doubted: frozenset[str]) -> MannerOf:
    """The manner for a state by its name: spellings of those that are doubted are read back one by one."""
    careful = Manner(vocabulary, names=frozenset(state.name for state in flow.states))
    quick = attrs.evolve(careful, trusting=True)
    return lambda name: careful if name in doubted else quick
