"""A stream that is started where nothing keeps the call alive.

## Why

Fork Stream starts the stream and goes on at once.
Where the flow ends there, or only sets, compares and sends, the call is hung up, and the stream ends with it.
Its server hears a second of the call, or nothing.

## Bad

```flow
on call {
  say "We connect you with our assistant."
  stream start url="wss://example.com/audio"
}
```

## Good

```flow
on call {
  say "Your call is transcribed."
  stream start url="wss://example.com/audio"
  gather "What can we do for you?" { timeout -> end }
}
```

## Fix

Let something follow that the caller stays for: a `gather`, a `say`, a `dial`.
For a conversation with your own server, write `relay` instead.

## Source

[Fork Stream](https://www.twilio.com/docs/studio/widget-library/fork-stream)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.facts import Facts
from flowc.checks.trail import inside, trail, verb
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State
from flowc.vocabulary.widget import Call, hold

CODE = "FLW308"

_LIVE = (Call.INCOMING, Call.OUTGOING)


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each such statement in a call, where no path goes on to anything that takes time in it.

    Where an arrow could not be read, it may have led there.
    """
    if not facts.whole or not any(map(_is_background, facts.flow.states)):
        return
    held = _held(facts)
    for state, points in facts.paths.ways():
        if not _is_background(state) or points[0].state in held:
            continue
        point = next((point for point in points if point.way.call in _LIVE), None)
        if point is not None:
            yield finding(
                CODE,
                f"what this `{verb(state)}` starts ends at once",
                state.place,
                label="nothing behind it keeps the call alive",
                notes=(*inside(state), *trail(facts.paths, point)),
                why="the flow goes on without waiting, ends, and the caller is hung up on",
                help="let something follow that takes place in the call, as `gather` or `dial`",
                url=state.widget.link if state.widget else "",
            )


def _held(facts: Facts) -> set[int]:
    """The states from which some path leads on to one that takes time in the call."""
    holding = [number for number, state in enumerate(facts.flow.states) if _holds(state)]
    held: set[int] = set()
    waiting = [before for number in holding for before in facts.edges.predecessors[number]]
    while waiting:
        number = waiting.pop()
        if number not in held:
            held.add(number)
            waiting += facts.edges.predecessors[number]
    return held


def _is_background(state: State) -> bool:
    placement = state.widget.placement if state.widget else None
    return placement is not None and placement.background and hold(placement.background_when, state.values)


def _holds(state: State) -> bool:
    """Whether a state takes time in the call, or may do so for all that is known."""
    if state.widget is None or state.widget.is_guess:
        return True
    placement = state.widget.placement
    if placement.waits:
        return True
    return placement.needs is not None and not placement.background and not placement.records
