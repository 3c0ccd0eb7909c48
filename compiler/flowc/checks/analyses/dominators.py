"""Which states have certainly run before another: those that every path to it goes through.

After Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001).
"""

from __future__ import annotations

import attrs

from flowc.checks.analyses.edges import ROOT, Edges


@attrs.frozen(eq=False)
class Dominators:
    """The tree in which each state stands below the last one that every path to it goes through.

    `enter` and `leave` number the tree, so that a state is above another where its numbers enclose
    the other's; states that nothing leads to are in neither.
    """

    above: dict[int, int]
    enter: dict[int, int]
    leave: dict[int, int]

    def surely_before(self, first: int, second: int) -> bool:
        """Whether every path to the second state has gone through the first before."""
        if first == second or first not in self.enter or second not in self.enter:
            return False
        return self.enter[first] < self.enter[second] and self.leave[second] < self.leave[first]


def dominators(edges: Edges) -> Dominators:
    """The dominators of all states that are reached."""
    order = edges.order
    rank = {number: index for index, number in enumerate(order)}
    above = {ROOT: ROOT}
    changed = True
    while changed:
        changed = False
        for number in order[1:]:
            known = [one for one in edges.predecessors[number] if one in above]
            nearest = known[0]
            for one in known[1:]:
                nearest = _common(above, rank, nearest, one)
            if above.get(number) != nearest:
                above[number] = nearest
                changed = True
    enter, leave = _numbered(above, order)
    return Dominators(above, enter, leave)


def _common(above: dict[int, int], rank: dict[int, int], one: int, other: int) -> int:
    """The nearest state above both."""
    while one != other:
        while rank[one] > rank[other]:
            one = above[one]
        while rank[other] > rank[one]:
            other = above[other]
    return one


def _numbered(above: dict[int, int], order: tuple[int, ...]) -> tuple[dict[int, int], dict[int, int]]:
    below: dict[int, list[int]] = {number: [] for number in order}
    for number in order[1:]:
        below[above[number]].append(number)
    enter: dict[int, int] = {}
    leave: dict[int, int] = {}
    clock = 0
    stack = [(ROOT, iter(below[ROOT]))]
    enter[ROOT] = clock
    while stack:
        number, following = stack[-1]
        clock += 1
        one = next(following, None)
        if one is None:
            leave[number] = clock
            stack.pop()
        else:
            enter[one] = clock
            stack.append((one, iter(below[one])))
    return enter, leave
