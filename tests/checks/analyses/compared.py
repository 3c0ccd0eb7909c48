"""The same small flows as the compiler's analyses see them, in the words of the second opinion."""

from __future__ import annotations

import random

import attrs
from tests.checks.analyses.every_path import VARIABLES, Node, Small, Truth, small_flow, truth

from flowc.binding.program import Property
from flowc.checks.facts import Facts
from flowc.graph.flow import Exit, Flow, State
from flowc.source import Source, Span
from flowc.vocabulary import standard_vocabulary
from flowc.vocabulary.widget import Json

_SOURCE = Source("small.flow", "on call { }\n")
_PLACE = Span(_SOURCE, 0, 2)
_EVENTS = {
    "call": "incomingCall",
    "message": "incomingMessage",
    "request": "incomingRequest",
    "subflow": "incomingParent",
}
_WIDGETS: dict[str, tuple[str, dict[str, Json]]] = {
    "say": ("say-play", {"say": "Hello"}),
    "gather": ("gather-input-on-call", {"say": "Hello"}),
    "record on": ("record-call", {"record_call": True}),
    "record off": ("record-call", {"record_call": False}),
    "function": ("run-function", {"url": "https://example.com"}),
    "call": ("make-outgoing-call-v2", {}),
    "recorded call": ("make-outgoing-call-v2", {"record": True}),
    "dial": ("connect-call-to", {"noun": "number"}),
    "set a": ("set-variables", {"variables": [{"key": "a", "value": "1"}]}),
    "set b": ("set-variables", {"variables": [{"key": "b", "value": "1"}]}),
    "set both": ("set-variables", {"variables": [{"key": "a", "value": "1"}, {"key": "b", "value": "1"}]}),
}


def graph(flow: Small) -> Flow:
    """The graph of a small flow; widget N is state N + 1, called `nN`."""
    widgets = standard_vocabulary().types
    entries = dict(flow.entries)
    exits = [Exit(_EVENTS[entry], f"n{number}", _PLACE, written=True) for entry, number in entries.items()]
    states = [State("Trigger", "trigger", widgets["trigger"], (), tuple(exits), _PLACE)]
    states += [_state(number, node) for number, node in enumerate(flow.nodes)]
    return Flow(_SOURCE, None, True, tuple(states), "Trigger")


def _state(number: int, node: Node) -> State:
    type_, properties = _WIDGETS[node.kind]
    given = tuple(Property(name, value, _PLACE) for name, value in properties.items())
    exits = tuple(Exit(event, f"n{target}", _PLACE, written=True) for event, target in node.exits)
    return State(f"n{number}", type_, standard_vocabulary().types[type_], given, exits, _PLACE)


def claimed(flow: Small) -> Truth:
    """What the analyses say of a flow."""
    facts = Facts(graph(flow))
    numbers = range(len(flow.nodes))
    reached = frozenset(number for number in numbers if number + 1 in facts.edges.reached)
    pairs = [(first, at) for first in numbers for at in reached]
    return Truth(
        reached=reached,
        surely_before=frozenset(pair for pair in pairs if facts.dominators.surely_before(pair[0] + 1, pair[1] + 1)),
        may_be_before=frozenset(
            (first, at) for first, at in pairs if first in reached and facts.reach.may_follow(at + 1, first + 1)
        ),
        surely_set=frozenset(
            (name, at) for name in VARIABLES for at in reached if facts.assignment.is_surely_set(name, at + 1)
        ),
        may_be_set=frozenset(
            (name, at) for name in VARIABLES for at in reached if facts.assignment.may_be_set(name, at + 1)
        ),
        recordings=frozenset(
            (point.way.value, point.state - 1) for _, points in facts.recordings.ways() for point in points
        ),
    )


@attrs.frozen
class Disagreement:
    """A flow of which the analyses and the walks say different things: which, and what only one of them says."""

    seed: int
    flow: Small
    field: str
    only_claimed: frozenset[object]
    only_true: frozenset[object]


def disagreements(seeds: range) -> list[Disagreement]:
    """All disagreements on the flows of some seeds."""
    found = []
    for seed in seeds:
        flow = small_flow(random.Random(seed))
        ours, theirs = claimed(flow), truth(flow)
        for field in attrs.fields(Truth):
            one, other = getattr(ours, field.name), getattr(theirs, field.name)
            if one != other:
                found.append(Disagreement(seed, flow, field.name, one - other, other - one))
    return found
