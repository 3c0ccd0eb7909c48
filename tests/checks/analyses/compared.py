"""The same small flows as the compiler's analyses see them, in the words of the second opinion."""

from __future__ import annotations

import random

import attrs
from tests.checks.analyses.every_path import MOST_STATES, VARIABLES, Node, Small, Truth, small_flow, truth
from tests.checks.analyses.verdicts import JUDGED, Verdict, verdicts

from flowc.binding.program import Property
from flowc.checks.check import check
from flowc.checks.facts import Facts
from flowc.graph.flow import Condition, Exit, Flow, State
from flowc.source import Source, Span
from flowc.vocabulary import standard_vocabulary
from flowc.vocabulary.widget import Json

# Widget N stands in line N + 2.
_SOURCE = Source("small.flow", "on\n" * (MOST_STATES + 1))
_PLACE = Span(_SOURCE, 0, 2)
_BEHIND = "here as well"
_EVENTS = {
    "call": "incomingCall",
    "message": "incomingMessage",
    "conversation": "incomingConversationMessage",
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
    "notice": ("say-play", {"say": "This call is recorded"}),
    "silent gather": ("gather-input-on-call", {}),
    "recorded dial": ("connect-call-to", {"noun": "number", "record": True}),
    "voicemail": ("record-voicemail", {}),
    "pay": ("capture-payments", {}),
    "relay": ("run-conversation-relay", {"url": "wss://example.com"}),
    "redirect": ("add-twiml-redirect", {"url": "https://example.com"}),
    "subflow": ("run-subflow", {"flow_sid": "FW"}),
    "enqueue": ("enqueue-call", {"queue_name": "shop"}),
    "flex": ("send-to-flex", {}),
    "ask": ("send-and-wait-for-reply", {"body": "Hello"}),
    "resume": ("resume-conversation", {}),
    "stream": ("fork-stream", {"stream_action": "start"}),
    "compare a": ("split-based-on", {"input": "{{flow.variables.a}}"}),
    "raw": ("some-type", {}),
    "set a": ("set-variables", {"variables": [{"key": "a", "value": "1"}]}),
    "set b": ("set-variables", {"variables": [{"key": "b", "value": "1"}]}),
    "set both": ("set-variables", {"variables": [{"key": "a", "value": "1"}, {"key": "b", "value": "1"}]}),
}


_CASE = (Condition("", "{{flow.variables.a}}", "equal_to", "5"),)


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
    place = Span(_SOURCE, 3 * (number + 1), 3 * (number + 1) + 2)
    given = tuple(Property(name, value, place) for name, value in properties.items())
    exits = tuple(
        Exit(event, f"n{target}", place, conditions=_CASE if event == "match" else (), written=True)
        for event, target in node.exits
    )
    return State(f"n{number}", type_, standard_vocabulary().types.get(type_), given, exits, place)


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
        may_be_set=frozenset(
            (name, at) for name in VARIABLES for at in reached if facts.assignment.may_be_set(name, at + 1)
        ),
        recordings=frozenset(
            (point.way.value, point.state - 1) for _, points in facts.recordings.ways() for point in points
        ),
    )


def found_by_rules(flow: Small) -> frozenset[Verdict]:
    """What the rules find in a flow: the code, the level and the widget of each, those told as notes too."""
    found: list[Verdict] = []
    for finding in check(graph(flow)):
        if finding.code in JUDGED:
            others = [note.span.line for note in finding.notes if note.span and note.message.endswith(_BEHIND)]
            found += [(finding.code, finding.severity.value, line - 2) for line in (finding.span.line, *others)]
    assert len(found) == len(set(found)), f"one thing told twice: {found}"
    return frozenset(found)


# What a disagreement about a finding is called, beside the fields of `Truth`.
VERDICTS = "verdicts"


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
        ruled, judged = found_by_rules(flow), verdicts(flow)
        if ruled != judged:
            found.append(Disagreement(seed, flow, VERDICTS, ruled - judged, judged - ruled))
        ours, theirs = claimed(flow), truth(flow)
        for field in attrs.fields(Truth):
            one, other = getattr(ours, field.name), getattr(theirs, field.name)
            if one != other:
                found.append(Disagreement(seed, flow, field.name, one - other, other - one))
    return found
