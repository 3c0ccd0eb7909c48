"""Flows written in a line or two, and what is asked of their drawings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
from hypothesis import strategies as st

from flowc.backends.studio.layout.boxes import width
from flowc.backends.studio.layout.canvas import Position
from flowc.backends.studio.layout.cycles import Unrolled, unroll
from flowc.backends.studio.layout.geometry import Box, overlap
from flowc.backends.studio.layout.layers import rows_of
from flowc.backends.studio.layout.links import Link, links
from flowc.backends.studio.layout.network import Network, network
from flowc.graph.flow import Condition, Exit, Flow, State
from flowc.source import Source, Span
from flowc.vocabulary.widget import Exit as DeclaredExit
from flowc.vocabulary.widget import Widget

NOWHERE = Span(Source("x", ""), 0, 0)
CONDITION = Condition("", "", "equal_to", "")

# Every widget of these flows: `+`, `-` and `?` are its events.
WIDGET = Widget(
    "widget",
    NOWHERE,
    exits=(
        DeclaredExit("+", NOWHERE, main=True),
        DeclaredExit("-", NOWHERE, failure=True),
        DeclaredExit("?", NOWHERE),
    ),
)


def state(name: str, exits: str = "", widget: Widget | None = WIDGET) -> State:
    """A state whose exits are written as `+target` (main), `-target` (failure), `?target` or `=target` (a case)."""
    written = [(word[0], word[1:] or None) for word in exits.split()]
    return State(
        name,
        "widget",
        widget,
        (),
        tuple(
            Exit(event, target, NOWHERE, (CONDITION,)) if event == "=" else Exit(event, target, NOWHERE)
            for event, target in written
        ),
        NOWHERE,
    )


def flow_of(states: Mapping[str, str]) -> Flow:
    """A flow of states, by the exits of each; the first is its trigger."""
    return flow(*(state(name, exits) for name, exits in states.items()))


def flow(*states: State) -> Flow:
    """A flow of some states, the first its trigger."""
    return Flow(NOWHERE.source, None, None, states, states[0].name if states else "")


def numbered(lines: str) -> list[list[Link]]:
    """The lines of states `0`, `1`, … from the exits of each, which `;` parts."""
    return links(flow_of({str(number): exits for number, exits in enumerate(lines.split(";"))}))


def unrolled(lines: str) -> Unrolled:
    """The same lines, followed from state 0."""
    return unroll(numbered(lines), [0])


def by_state(lines: str, values: Sequence[int]) -> list[int]:
    """What belongs to the knots of the states, in the order of the states."""
    return [value for _, value in sorted(zip(unrolled(lines).states, values, strict=False))]


def knots(lines: str, width_of_each: int = 300) -> Network:
    """The same lines as a network."""
    found = unrolled(lines)
    return network(found, rows_of(found), [width_of_each] * len(lines.split(";")))


def boxes(drawn: Flow, positions: Mapping[str, Position]) -> dict[str, Box]:
    """The room of each state."""
    return {name: Box(*positions[name], width(own)) for name, own in drawn.by_name.items()}


def overlapping(drawn: Flow, positions: Mapping[str, Position]) -> list[tuple[str, str]]:
    """The pairs of states that share some room."""
    room = list(boxes(drawn, positions).items())
    return [
        (name, other)
        for number, (name, box) in enumerate(room)
        for other, other_box in room[:number]
        if overlap(box, other_box)
    ]


def middle(drawn: Flow, positions: Mapping[str, Position], name: str) -> float:
    """Where the middle of a state is, from left to right."""
    box = boxes(drawn, positions)[name]
    return box.left + box.width / 2


@st.composite
def flows(draw: st.DrawFn, most: int = 14) -> Flow:
    """Any flow: cycles, lines to nowhere and to itself, states that nothing reaches, two states of one name."""
    names = [f"s{number}" for number in range(draw(st.integers(1, most)))]
    exits = st.lists(st.tuples(st.sampled_from("+-?="), st.sampled_from([*names, "", "gone"])), max_size=4)
    states = [state(name, " ".join(event + target for event, target in draw(exits))) for name in names]
    if draw(st.booleans()):
        states.append(attrs.evolve(states[0], exits=()))
    return flow(*states)
