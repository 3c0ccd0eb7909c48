"""A second opinion on the analyses: every path of a small flow is walked, and all that happened on it kept.

It shares no code with `flowc.checks`. Two walks are one only where all that happened on them is the same:
the set of states that have run, the variables that are set, and the recording.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

import attrs

MOST_STATES = 7
VARIABLES = ("a", "b")

# What a widget does, by the events that it has: `on` and `off` switch the recording, `?` may have
# switched it, `call` begins a call that is not recorded, `gone` ends it.
KINDS: Mapping[str, Mapping[str, str]] = {
    "say": {"audioComplete": ""},
    "notice": {"audioComplete": ""},
    "gather": {"keypress": "", "speech": "", "timeout": ""},
    "silent gather": {"keypress": "", "speech": "", "timeout": ""},
    "record on": {"success": "on", "failed": ""},
    "record off": {"success": "off", "failed": ""},
    "function": {"success": "?", "fail": "?"},
    "call": {"answered": "call", "busy": "gone", "noAnswer": "gone", "failed": "gone"},
    "recorded call": {"answered": "on", "busy": "gone", "noAnswer": "gone", "failed": "gone"},
    "dial": {"callCompleted": "", "hangup": "gone"},
    "recorded dial": {"callCompleted": "", "hangup": "gone"},
    "voicemail": {"recordingComplete": "", "hangup": "gone"},
    "pay": {"success": "", "providerError": "", "hangup": "gone"},
    "relay": {"success": "", "failed": ""},
    "redirect": {"return": "?", "timeout": "gone", "fail": "?"},
    "subflow": {"completed": "?", "failed": "?"},
    "enqueue": {"callComplete": "?", "failedToEnqueue": ""},
    "flex": {"callComplete": "?", "failedToEnqueue": ""},
    "ask": {"incomingMessage": "", "timeout": ""},
    "resume": {"resumed": "", "failed": ""},
    "stream": {"next": ""},
    "compare a": {"noMatch": "", "match": ""},
    "raw": {"done": "?", "other": "?"},
    "set a": {"next": ""},
    "set b": {"next": ""},
    "set both": {"next": ""},
}
ENTRIES: Mapping[str, str] = {
    "call": "off",
    "message": "off",
    "conversation": "off",
    "request": "off",
    "subflow": "maybe",
}
# What a flow is made of, and how likely it has each entry: any widget, or such as a rule is about.
_LIKELY: Mapping[str, float] = {"call": 0.5, "message": 0.2, "conversation": 0.1, "request": 0.4, "subflow": 0.2}
_THEMES: Sequence[tuple[Sequence[str], Mapping[str, float]]] = (
    (tuple(KINDS), _LIKELY),
    (("record on", "record off", "say", "notice", "gather", "function"), {"call": 0.9, "message": 0.1}),
    (("record on", "record off", "notice", "pay", "voicemail", "recorded dial"), {"call": 0.9, "request": 0.1}),
    (("call", "recorded call", "relay", "say", "record on", "flex", "resume"), {"request": 0.9, "call": 0.1}),
    (("subflow", "say", "compare a", "set a", "set both", "stream"), {"call": 0.5, "subflow": 0.5}),
)


@attrs.frozen
class Node:
    """A widget, and where its exits lead that lead somewhere: event, number."""

    kind: str
    exits: tuple[tuple[str, int], ...]


@attrs.frozen
class Small:
    """A small flow: its widgets, and the widget that each entry leads to."""

    nodes: tuple[Node, ...]
    entries: tuple[tuple[str, int], ...]


@attrs.frozen
class Walk:
    """Where a walk stands and what happened on it."""

    at: int
    past: frozenset[int]
    variables: frozenset[str]
    recording: str


def small_flow(chance: random.Random) -> Small:
    """A flow of up to six widgets, with loops, parts that nothing leads to, and several entries."""
    count = chance.randint(1, MOST_STATES - 1)
    kinds, likely = chance.choice(_THEMES)
    nodes = []
    for _ in range(count):
        kind = chance.choice(kinds)
        exits = [(event, chance.randrange(count)) for event in KINDS[kind] if chance.random() < 0.7]
        nodes.append(Node(kind, tuple(exits)))
    entries = [(entry, chance.randrange(count)) for entry in ENTRIES if chance.random() < likely.get(entry, 0)]
    return Small(tuple(nodes), tuple(entries or [("call", 0)]))


def walks(flow: Small) -> Iterator[Walk]:
    """All walks through a flow that differ in what happened on them."""
    waiting = [Walk(number, frozenset(), frozenset(), ENTRIES[entry]) for entry, number in flow.entries]
    seen: set[Walk] = set()
    while waiting:
        walk = waiting.pop()
        if walk in seen:
            continue
        seen.add(walk)
        yield walk
        node = flow.nodes[walk.at]
        for event, target in node.exits:
            past = walk.past | {walk.at}
            waiting.append(Walk(target, past, walk.variables | _sets(node.kind), _recording(walk, node.kind, event)))


def _sets(kind: str) -> frozenset[str]:
    if not kind.startswith("set "):
        return frozenset()
    return frozenset(VARIABLES) if kind == "set both" else frozenset({kind.removeprefix("set ")})


def _recording(walk: Walk, kind: str, event: str) -> str:
    done = KINDS[kind][event]
    return {"": walk.recording, "?": "maybe", "call": "off", "gone": "off"}.get(done, done)


@attrs.frozen
class Truth:
    """What is true of a flow, from all its walks: of numbers of widgets, variables and recordings."""

    reached: frozenset[int]
    surely_before: frozenset[tuple[int, int]]
    may_be_before: frozenset[tuple[int, int]]
    may_be_set: frozenset[tuple[str, int]]
    recordings: frozenset[tuple[str, int]]


def truth(flow: Small) -> Truth:
    """What all walks together say."""
    by_place: dict[int, list[Walk]] = {}
    for walk in walks(flow):
        by_place.setdefault(walk.at, []).append(walk)
    numbers = range(len(flow.nodes))
    return Truth(
        reached=frozenset(by_place),
        surely_before=frozenset(
            (first, at) for at, found in by_place.items() for first in numbers if first != at and _all(found, first)
        ),
        may_be_before=frozenset((first, at) for at, found in by_place.items() for walk in found for first in walk.past),
        may_be_set=frozenset((name, at) for at, found in by_place.items() for walk in found for name in walk.variables),
        recordings=frozenset((walk.recording, at) for at, found in by_place.items() for walk in found),
    )


def _all(found: Sequence[Walk], first: int) -> bool:
    return all(first in walk.past for walk in found)
