"""Which states may have run before another."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from flowc.checks.analyses.edges import Edges


@attrs.frozen(eq=False)
class Reach:
    """For each state those that may run after it, as the bits of a number."""

    behind: dict[int, int]

    def may_follow(self, second: int, first: int) -> bool:
        """Whether a path leads from the first state to the second; to itself, whether it is in a loop."""
        return bool(self.behind.get(first, 0) >> second & 1)


def reach(edges: Edges, groups: Sequence[tuple[int, ...]]) -> Reach:
    """What may follow what, worked out group by group, those that lead nowhere first."""
    behind: dict[int, int] = {}
    for group in groups:
        inside = sum(1 << number for number in group)
        found = 0
        for number in group:
            for target in edges.successors[number]:
                found |= 1 << target
                if not inside >> target & 1:
                    found |= behind[target]
        behind.update(dict.fromkeys(group, found))
    return Reach(behind)
