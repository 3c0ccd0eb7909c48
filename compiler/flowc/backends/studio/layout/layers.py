"""Gives each widget the row that its longest way from the start asks for."""

from __future__ import annotations

from flowc.backends.studio.layout.cycles import Unrolled


def rows_of(unrolled: Unrolled) -> dict[int, int]:
    """The row of each state, from 0: one more than the lowest row among those that lead ahead to it."""
    leaving: dict[int, list[int]] = {state: [] for state in unrolled.states}
    waiting = dict.fromkeys(unrolled.states, 0)
    for link in unrolled.ahead:
        leaving[link.source].append(link.target)
        waiting[link.target] += 1
    rows = dict.fromkeys(unrolled.states, 0)
    ready = [state for state in unrolled.states if not waiting[state]]
    for state in ready:  # grows while it is read: a state is ready once all that lead to it were
        for target in leaving[state]:
            rows[target] = max(rows[target], rows[state] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return rows
