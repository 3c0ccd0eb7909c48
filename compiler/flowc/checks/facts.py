"""What the rules look at: the graph, and the analyses over it, each computed once."""

from __future__ import annotations

from functools import cached_property

import attrs

from flowc.checks.paths import Paths, follow
from flowc.graph.flow import Flow


@attrs.frozen(slots=False, eq=False)
class Facts:
    """A flow with what is known of its paths."""

    flow: Flow

    @cached_property
    def paths(self) -> Paths:
        """What is true of the live call in each state."""
        return follow(self.flow)
