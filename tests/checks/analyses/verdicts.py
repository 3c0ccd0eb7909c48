"""A second opinion on the rules: what is wrong in a small flow, judged on all that has happened on each walk.

It shares no code with `flowc.checks`, and no declarations: what the widgets do is written down here
once more, from the design of the language and from Twilio's pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs
from tests.checks.analyses.every_path import KINDS, Small

JUDGED = (
    *("FLW301", "FLW302", "FLW303", "FLW304", "FLW305", "FLW306", "FLW307", "FLW308", "FLW309", "FLW310"),
    *("FLW406", "FLW407", "FLW410", "FLW601", "FLW602"),
)
ANY = ("call", "message", "conversation", "request", "subflow")
_MESSAGES = ("message", "conversation", "request")
_LIVE = ("incoming", "outgoing")
Verdict = tuple[str, str, int]


@attrs.frozen
class Does:
    """What a widget needs and does, besides what `KINDS` says of recordings.

    `heard` is what the caller gets to hear of it: a text, perhaps one, an answer, or that somebody
    picked up; `calls` what its exits do to the call.
    """

    needs: str = ""
    entries: tuple[str, ...] = ANY
    heard: str = ""
    waits: bool = False
    calls: Mapping[str, str] = attrs.field(factory=dict)
    records_itself: bool = False


_RING = {"answered": "outgoing", "busy": "none", "noAnswer": "none", "failed": "none"}
_HANGUP = {"hangup": "gone"}
DOES: Mapping[str, Does] = {
    "say": Does("live", heard="text"),
    "notice": Does("live", heard="text"),
    "gather": Does("live", heard="text", waits=True),
    "silent gather": Does("live", waits=True),
    "record on": Does("incoming"),
    "record off": Does("incoming"),
    "function": Does(),
    "call": Does(waits=True, calls=_RING),
    "recorded call": Does(waits=True, calls=_RING),
    "dial": Does("live", heard="picked up", waits=True, calls=_HANGUP),
    "recorded dial": Does("live", heard="picked up", waits=True, calls=_HANGUP, records_itself=True),
    "voicemail": Does("live", heard="picked up", waits=True, calls=_HANGUP, records_itself=True),
    "pay": Does("live", heard="answered", waits=True, calls=_HANGUP),
    "relay": Does("live", heard="answered", waits=True),
    "redirect": Does(heard="answered", waits=True, calls={"timeout": "gone"}),
    "subflow": Does(heard="maybe", waits=True),
    "enqueue": Does("live", waits=True, calls={"callComplete": "unknown"}),
    "flex": Does(entries=("call", "message", "conversation"), waits=True, calls={"callComplete": "unknown"}),
    "ask": Does(entries=_MESSAGES, waits=True),
    "resume": Does(entries=("request",)),
    "stream": Does("live"),
    "compare a": Does(),
    "set a": Does(),
    "set b": Does(),
    "set both": Does(),
    "raw": Does(waits=True),
}
# A subflow may have taken up a Conversation.
_MAY_OPEN: Mapping[str, str] = {"resume": "yes", "subflow": "unknown"}
# What a caller who has heard the one has heard no less of than the other.
_MORE = ("nothing", "picked up", "answered", "maybe", "text", "unknown")


@attrs.frozen
class Walk:
    """How the run began, and what is true where it stands.

    `doubted` is the recording when one that could not be switched off counts as perhaps ended,
    `placed` whether the call was placed with a recording, `told` what the caller knows of recordings,
    `open` whether a Conversation was taken up: yes, no, or nobody knows.
    """

    entry: str
    at: int
    call: str
    heard: str
    recording: str
    doubted: str
    placed: bool
    told: str
    open: str


def walks(flow: Small) -> Iterator[Walk]:
    """All walks that differ in something that later judgements depend on."""
    waiting = [_begin(entry, number) for entry, number in flow.entries]
    seen: set[Walk] = set()
    while waiting:
        walk = waiting.pop()
        if walk not in seen:
            seen.add(walk)
            yield walk
            node = flow.nodes[walk.at]
            waiting += (_step(walk, node.kind, event, target) for event, target in node.exits)


def _begin(entry: str, number: int) -> Walk:
    call = {"call": "incoming", "subflow": "unknown"}.get(entry, "none")
    unknown = entry == "subflow"
    recording = "maybe" if unknown else "off"
    heard = "unknown" if unknown else "nothing"
    told = "silence" if entry == "call" else "unknown"
    return Walk(entry, number, call, heard, recording, recording, False, told, "unknown" if unknown else "no")


def _step(walk: Walk, kind: str, event: str, target: int) -> Walk:
    if kind == "raw":
        return Walk(walk.entry, target, "unknown", "unknown", "maybe", "maybe", False, "unknown", "unknown")
    does, call = DOES[kind], DOES[kind].calls.get(event, "")
    known = "nothing" if call == "outgoing" else walk.heard
    heard = does.heard if does.heard and _MORE.index(does.heard) > _MORE.index(known) else known
    if does.heard == "text":
        heard = "text"
    recording = _recording(walk.recording, kind, event)
    failed_off = kind == "record off" and event == "failed" and walk.doubted == "on"
    return Walk(
        walk.entry,
        target,
        call or walk.call,
        heard,
        recording,
        "maybe" if failed_off else _recording(walk.doubted, kind, event),
        kind == "recorded call" and call == "outgoing" if call else walk.placed,
        _told(walk.told, kind, call),
        _MAY_OPEN.get(kind, walk.open),
    )


def _recording(before: str, kind: str, event: str) -> str:
    done = KINDS[kind][event]
    return {"": before, "?": "maybe", "call": "off", "gone": "off"}.get(done, done)


def _told(before: str, kind: str, call: str) -> str:
    if call or before == "unknown":
        return "unknown"
    if before == "yes" or kind in ("notice", "record on"):
        return "yes"
    if kind in ("subflow", "redirect", "relay", "pay"):
        return "unknown"
    return "no" if DOES[kind].heard == "text" else before


def verdicts(flow: Small) -> frozenset[Verdict]:
    """The code, the level and the widget of everything that is wrong."""
    found: dict[int, list[Walk]] = {}
    for walk in walks(flow):
        found.setdefault(walk.at, []).append(walk)
    wrong: set[Verdict] = set()
    for at, here in found.items():
        kind = flow.nodes[at].kind
        for walk in here:
            wrong |= {(code, level, at) for code, level in _judge(kind, walk)}
        if _is_idle(kind, here):
            wrong.add(("FLW306", "warning", at))
        if kind == "stream" and any(walk.call in _LIVE for walk in here) and not _goes_on(flow, at):
            wrong.add(("FLW308", "warning", at))
    wrong -= {("FLW302", "warning", at) for code, level, at in wrong if (code, level) == ("FLW302", "error")}
    return frozenset(wrong | _loops(flow, frozenset(found)))


def _judge(kind: str, walk: Walk) -> Iterator[tuple[str, str]]:
    does = DOES[kind]
    yield from _of_the_call(does, walk)
    if _is_entry_wrong(kind, walk):
        yield "FLW304", "error"
    if kind == "voicemail" and walk.call in _LIVE and walk.heard in ("nothing", "picked up"):
        yield "FLW307", "warning"
    if kind == "relay" and walk.placed:
        yield "FLW309", "warning"
    if does.records_itself and walk.doubted == "on":
        yield "FLW310", "warning"
    if kind == "subflow" and walk.entry == "subflow":
        yield "FLW410", "error"
    if kind == "record on" and walk.told == "no":
        yield "FLW601", "warning"
    if kind == "pay" and walk.recording == "on":
        yield "FLW602", "warning"


def _of_the_call(does: Does, walk: Walk) -> Iterator[tuple[str, str]]:
    if does.needs and walk.call == "gone":
        yield "FLW305", "warning"
    if does.needs == "live" and walk.call == "none":
        yield "FLW303", "error"
    if does.needs == "incoming" and walk.call in ("none", "outgoing"):
        yield "FLW301", "error"
    if does.needs == "incoming" and walk.call == "incoming" and walk.heard not in ("text", "unknown"):
        yield "FLW302", "error" if walk.heard == "nothing" else "warning"


def _is_entry_wrong(kind: str, walk: Walk) -> bool:
    if walk.entry == "subflow" or walk.entry in DOES[kind].entries:
        return False
    return kind != "flex" or (walk.call == "none" and walk.open == "no")


def _is_idle(kind: str, here: Sequence[Walk]) -> bool:
    """Whether a switch changes nothing on any walk, and the call can be recorded on each."""
    wanted = {"record on": "on", "record off": "off"}.get(kind)
    return all(walk.recording == wanted and walk.call == "incoming" and walk.heard == "text" for walk in here)


def _goes_on(flow: Small, at: int) -> bool:
    """Whether some walk from a widget comes to one that takes time in the call."""
    seen: set[int] = set()
    waiting = [target for _, target in flow.nodes[at].exits]
    while waiting:
        number = waiting.pop()
        kind = flow.nodes[number].kind
        if DOES[kind].waits or kind in ("say", "notice"):
            return True
        if number not in seen:
            seen.add(number)
            waiting += (target for _, target in flow.nodes[number].exits)
    return False


def _loops(flow: Small, reached: frozenset[int]) -> set[Verdict]:
    """The loops in which nobody is waited for: cycles that share a widget are one."""
    groups: list[frozenset[int]] = []
    for cycle in _cycles(flow, reached):
        joined = [group for group in groups if group & cycle]
        groups = [group for group in groups if not group & cycle] + [cycle.union(*joined)]
    idle = [group for group in groups if len(group) > 1 and not _counts(flow, group)]
    inside = frozenset[int]().union(*idle)
    alone = {
        number
        for number in reached - inside
        if not DOES[flow.nodes[number].kind].waits and number in [target for _, target in flow.nodes[number].exits]
    }
    return {("FLW406", "warning", min(group)) for group in idle} | {("FLW407", "warning", one) for one in alone}


def _cycles(flow: Small, reached: frozenset[int]) -> Iterator[frozenset[int]]:
    """All cycles without a widget that waits, each from each of its widgets."""
    waiting: list[tuple[int, ...]] = [(number,) for number in sorted(reached)]
    while waiting:
        path = waiting.pop()
        if DOES[flow.nodes[path[-1]].kind].waits:
            continue
        for _, target in flow.nodes[path[-1]].exits:
            if target == path[0]:
                yield frozenset(path)
            elif target not in path:
                waiting.append((*path, target))


def _counts(flow: Small, group: frozenset[int]) -> bool:
    kinds = {flow.nodes[number].kind for number in group}
    return "compare a" in kinds and bool(kinds & {"set a", "set both"})
