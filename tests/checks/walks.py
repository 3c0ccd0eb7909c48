"""A second opinion on placement: walks through a small flow, each judged by all that has happened on it.

It shares no code with `flowc.checks`, and no declarations: what the widgets do is written down here
once more, from section 11 of the language's design.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

ENTRIES = ("call", "message", "conversation", "request", "subflow")
SID = "0123456789abcdef0123456789abcdef"


@attrs.frozen
class Kind:
    """A statement: how it is written, the exits it has, and what it needs and does.

    `exits` maps each exit to what it does to the call: `""` for nothing.
    """

    statement: str
    exits: Mapping[str, str]
    needs: str = ""
    entries: tuple[str, ...] = ENTRIES
    does: str = ""


KINDS: Mapping[str, Kind] = {
    "say": Kind('say "x"', {"audioComplete": ""}, "live", does="speaks"),
    "prompt": Kind('gather "x"', {"keypress": "", "speech": "", "timeout": ""}, "live", does="speaks"),
    "silent": Kind("gather", {"keypress": "", "speech": "", "timeout": ""}, "live"),
    "record": Kind("record on", {"success": "", "failed": ""}, "incoming"),
    "dial": Kind("dial number +15550100", {"callCompleted": "", "hangup": "gone"}, "live", does="answers"),
    "voicemail": Kind("voicemail", {"recordingComplete": "", "hangup": "gone"}, "live", does="answers"),
    "call": Kind("call", {"answered": "outgoing", "busy": "none", "failed": "none"}),
    "redirect": Kind('redirect "https://example.com"', {"return": "", "timeout": "gone"}, does="answers"),
    "subflow": Kind(f"subflow FW{SID}", {"completed": "perhaps", "failed": ""}, does="may speak"),
    "enqueue": Kind("enqueue support", {"callComplete": "unknown", "failedToEnqueue": ""}, "live"),
    "ask": Kind('ask "x"', {"incomingMessage": "", "timeout": ""}, entries=("message", "conversation", "request")),
    "resume": Kind(
        f"resume-conversation conversation_service_sid=IS{SID} conversation_sid=CH{SID}",
        {"resumed": "", "failed": ""},
        entries=("request",),
    ),
    "http": Kind('http GET "https://example.com"', {"success": "", "failed": ""}),
    "raw": Kind('raw "some-type"', {"done": "unknown", "other": "unknown"}, does="anything"),
}


@attrs.frozen
class Node:
    """A statement of the small flow, and where each of its exits leads: a number, or None."""

    kind: str
    targets: tuple[int | None, ...]


@attrs.frozen
class SmallFlow:
    """Statements, and for some entries the statement that they lead to."""

    nodes: tuple[Node, ...]
    entries: Mapping[str, int]

    @property
    def text(self) -> str:
        """The flow in the language: statement number N is called `nN` and stands in line N + 2."""
        lines = [self._line(number, node) for number, node in enumerate(self.nodes)]
        entries = [f"on {entry} -> n{number}" for entry, number in self.entries.items()]
        return "\n".join(["section all {", *lines, "}", *entries])

    def _line(self, number: int, node: Node) -> str:
        kind = KINDS[node.kind]
        exits = [
            f"{event} -> {'end' if target is None else f'n{target}'}"
            for event, target in zip(kind.exits, node.targets, strict=True)
        ]
        rest = "; ".join(exits)
        return f"n{number}: {kind.statement} {{ {rest} }}"


@attrs.frozen
class Walk:
    """How the run began, the statements that have run with the exits taken, and where it stands."""

    entry: str
    past: tuple[tuple[str, str], ...]
    at: int

    def call(self) -> str:
        """The live call: what the last exit that changed it left."""
        found = {"call": "incoming", "subflow": "unknown"}.get(self.entry, "none")
        for kind, event in self.past:
            effect = KINDS[kind].exits[event]
            if effect == "perhaps":
                effect = "unknown" if found == "none" else ""
            found = effect or found
        return found

    def heard(self) -> str:
        """The most that has been done for the caller since the call began."""
        since = [position for position, step in enumerate(self.past) if KINDS[step[0]].exits[step[1]] == "outgoing"]
        done = {KINDS[kind].does for kind, _ in self.past[since[-1] + 1 if since else 0 :]}
        return next((word for word in ("speaks", "may speak", "answers") if word in done), "nothing")

    def facts(self) -> tuple[str, str, str, int]:
        """All that later judgements depend on: of walks that agree in it one is enough."""
        return self.entry, self.call(), self.heard(), self.at


def walks(flow: SmallFlow) -> Iterator[Walk]:
    """Walks through a flow, one for each way in which the facts can stand."""
    seen: set[tuple[str, str, str, int]] = set()
    waiting = [Walk(entry, (), number) for entry, number in flow.entries.items()]
    while waiting:
        walk = waiting.pop()
        if walk.facts() in seen:
            continue
        seen.add(walk.facts())
        yield walk
        node = flow.nodes[walk.at]
        for event, target in zip(KINDS[node.kind].exits, node.targets, strict=True):
            if target is not None:
                waiting.append(Walk(walk.entry, (*walk.past, (node.kind, event)), target))


Verdicts = set[tuple[str, str, int]]


def verdicts(flow: SmallFlow) -> Verdicts:
    """The code, severity and statement of everything that is wrong, by the rules 1, 2, 5 and 6."""
    found: Verdicts = set()
    for walk in walks(flow):
        found |= {(*verdict, walk.at) for verdict in _judge(flow, walk)}
    doubtful = ("FLW302", "warning")
    return {one for one in found if one[:2] != doubtful or ("FLW302", "error", one[2]) not in found}


def _judge(flow: SmallFlow, walk: Walk) -> Sequence[tuple[str, str]]:
    name = flow.nodes[walk.at].kind
    kind, call = KINDS[name], walk.call()
    found = []
    if kind.needs == "incoming" and call in ("none", "outgoing"):
        found.append(("FLW301", "error"))
    if kind.needs == "incoming" and call == "incoming" and walk.heard() != "speaks":
        found.append(("FLW302", "error" if walk.heard() == "nothing" else "warning"))
    if kind.needs == "live" and call == "none":
        found.append(("FLW303", "error"))
    if walk.entry != "subflow" and walk.entry not in kind.entries:
        found.append(("FLW304", "error"))
    if kind.needs and call == "gone":
        found.append(("FLW305", "warning"))
    return found
