"""The lines between the widgets of a flow, as far as they matter for where a widget stands."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import attrs

from flowc.backends.studio.layout.boxes import ports
from flowc.graph.flow import Exit, Flow, State


class Way(IntEnum):
    """What a line stands for: how the call goes on, what else may happen, what went wrong."""

    ON = 0
    ASIDE = 1
    WRONG = 2


@attrs.frozen
class Link:
    """A line from a state to another, by their numbers. `port` is where it leaves, from the middle of the box."""

    source: int
    target: int
    way: Way
    port: float


def links(flow: Flow) -> list[list[Link]]:
    """The lines that leave each state of `flow.by_name`, one to a target, in the order of the exits."""
    numbers = {name: number for number, name in enumerate(flow.by_name)}
    return [_leaving(numbers[name], state, numbers) for name, state in flow.by_name.items()]


def main_first(leaving: Sequence[Link]) -> list[Link]:
    """The same lines, how the call goes on before what went wrong."""
    return sorted(leaving, key=lambda link: link.way)


def _leaving(source: int, state: State, numbers: dict[str, int]) -> list[Link]:
    found: dict[int, Link] = {}
    for exit_, port in zip(state.exits, ports(state), strict=True):
        target = None if exit_.target is None else numbers.get(exit_.target)
        if target is None or target == source:
            continue
        link = Link(source, target, _way(state, exit_), port)
        if target not in found or link.way < found[target].way:
            found[target] = link
    if len(found) == 1:
        return [attrs.evolve(link, way=Way.ON) for link in found.values()]
    return list(found.values())


def _way(state: State, exit_: Exit) -> Way:
    declared = state.widget.exit(exit_.event) if state.widget else None
    if declared is not None and declared.main:
        return Way.ON
    return Way.WRONG if declared is not None and declared.failure else Way.ASIDE
