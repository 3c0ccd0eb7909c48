"""A voicemail, or a `dial` with `record=on`, in a call that is being recorded already.

What is said counts only where a recording surely runs on one of the paths.

## Why

Recordings of different kinds run beside each other: what the caller says there is recorded twice.
Both are stored and charged, and whoever asks for one of them to be deleted leaves the other.

## Bad

```flow
on call {
  say "This call is recorded."
  record on { failed -> next }
  dial number +15550100 record=on { hangup -> end }
}
```

## Good

```flow
on call {
  say "This call is recorded."
  record on { failed -> next }
  dial number +15550100 { hangup -> end }
}
```

```flow
on call {
  say "This call is recorded."
  record on { failed -> next }
  gather "Which order is it about?" { timeout -> next }
  record off { failed -> next }
  say "Please leave a message after the tone."
  voicemail { hangup -> end }
}
```

## Fix

Leave out one of the two, or write `record off` before the second.

## Source

[Recordings](https://www.twilio.com/docs/voice/api/recording)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.recording import Recording, after_doubt, first
from flowc.checks.facts import Facts
from flowc.checks.trail import inside, told, verb
from flowc.checks.walk import Walk, arrivals
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State
from flowc.vocabulary.widget import hold

CODE = "FLW310"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each widget with a recording of its own that a recorded call leads to."""
    if not any(map(_records_itself, facts.flow.states)):
        return
    walk = Walk(facts.flow, arrivals(facts.flow, first, after_doubt))
    for state, points in walk.ways():
        point = next((point for point in points if point.way is Recording.ON), None)
        if point is None or not _records_itself(state):
            continue
        yield finding(
            CODE,
            f"`{verb(state)}` is recorded twice",
            state.place,
            label="it makes a recording of its own, and one of the call runs",
            notes=(*inside(state), *told(walk.trail(point))),
            why="both recordings are stored and charged",
            help="leave out one of them, or write `record off` before this",
            url=state.widget.link if state.widget else "",
        )


def _records_itself(state: State) -> bool:
    placement = state.widget.placement if state.widget else None
    return placement is not None and placement.own_recording and hold(placement.own_recording_when, state.values)
