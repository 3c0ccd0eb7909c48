"""The loops of a flow: its strongly connected components, after Tarjan (1972), without recursion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flowc.checks.analyses.edges import ROOT, Edges


def components(edges: Edges) -> tuple[tuple[int, ...], ...]:
    """The states that are reached, grouped by which can lead to each other; each group before those that lead to it.

    A state in no loop is a group of its own.
    """
    return grouped(edges.successors, (ROOT,))


def grouped(successors: Sequence[Sequence[int]], starts: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """The same for what any of these numbers lead to, by the successors of each."""
    # The number of discovery, 0 before that; a state whose group is found counts as behind all others.
    index = [0] * len(successors)
    closed = len(successors) + 1
    low = list(index)
    open_: list[int] = []
    found: list[tuple[int, ...]] = []
    discovered = 0
    for start in starts:
        work = [] if index[start] else [(start, iter(successors[start]))]
        while work:
            number, targets = work[-1]
            if not index[number]:
                discovered += 1
                index[number] = low[number] = discovered
                open_.append(number)
            for target in targets:
                if not index[target]:
                    work.append((target, iter(successors[target])))
                    break
                low[number] = min(low[number], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[number])
                if low[number] == index[number]:
                    group = [open_.pop()]
                    while group[-1] != number:
                        group.append(open_.pop())
                    found.append(tuple(sorted(group)))
                    for one in group:
                        index[one] = closed
    return tuple(found)


def is_loop(edges: Edges, group: tuple[int, ...]) -> bool:
    """Whether the states of a group can run again and again."""
    return len(group) > 1 or group[0] in edges.successors[group[0]]
