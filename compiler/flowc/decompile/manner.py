"""How the states of one flow are spelled."""

from __future__ import annotations

import attrs

from flowc.decompile.defaults import default_statements, defaults_of
from flowc.graph.flow import Flow, State
from flowc.spell import Manner, Spelled, spell
from flowc.vocabulary import Vocabulary


@attrs.frozen(eq=False)
class Manners:
    """How the states of a flow are spelled: quickly, and carefully where a state is doubted.

    What has been spelled is kept, for a flow may be written more than once.
    """

    quick: Manner
    careful: Manner
    done: dict[tuple[str, str | None, bool], Spelled] = attrs.field(factory=dict)

    def spell(self, state: State, after: str | None, *, doubted: bool) -> Spelled:
        """The spelling of a state, read back where it is doubted."""
        key = state.name, after, doubted
        if key not in self.done:
            self.done[key] = spell(state, self.careful if doubted else self.quick, after)
        return self.done[key]

    @property
    def defaults(self) -> list[str]:
        """The `default` statements that the file begins with."""
        return default_statements(self.careful)


def manners(flow: Flow, vocabulary: Vocabulary) -> Manners:
    """The manners of a flow."""
    defaults = defaults_of(flow.states[1:], vocabulary)
    careful = Manner(vocabulary, names=frozenset(state.name for state in flow.states), defaults=defaults)
    return Manners(attrs.evolve(careful, trusting=True), careful)
