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
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    open_: list[int] = []
    is_open: set[int] = set()
    found: list[tuple[int, ...]] = []
    for start in starts:
        if start in index:
            continue
        index[start] = low[start] = len(index)
        open_.append(start)
        is_open.add(start)
        work = [(start, iter(successors[start]))]
        while work:
            number, targets = work[-1]
            target = next(targets, None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[number])
                if low[number] == index[number]:
                    group = [open_.pop()]
                    while group[-1] != number:
                        group.append(open_.pop())
                    is_open.difference_update(group)
                    found.append(tuple(sorted(group)))
            elif target not in index:
                index[target] = low[target] = len(index)
                open_.append(target)
                is_open.add(target)
                work.append((target, iter(successors[target])))
            elif target in is_open:
                low[number] = min(low[number], index[target])
    return tuple(found)


def is_loop(edges: Edges, group: tuple[int, ...]) -> bool:
    """Whether the states of a group can run again and again."""
    return len(group) > 1 or group[0] in edges.successors[group[0]]
