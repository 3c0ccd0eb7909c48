"""A conversation with a server in a call that was placed with `record=on`: it is in no recording.

## Why

Twilio ignores the recording of a call that was placed with one as soon as ConversationRelay takes the call over.
Nothing fails, and no warning is logged.
The recording is missed when somebody needs it.

## Bad

```flow
on request {
  call record=on { busy, noAnswer, failed -> end }
  say "This call is recorded."
  relay "wss://example.com/agent" { failed -> end }
}
```

## Good

```flow
on request {
  call { busy, noAnswer, failed -> end }
  say "We connect you with our assistant."
  relay "wss://example.com/agent" { failed -> end }
}
```

```flow
on call {
  say "This call is recorded."
  record on { failed -> next }
  relay "wss://example.com/agent" { failed -> end }
}
```

## Fix

In an incoming call, start the recording with `record on` before it.
In a call that the flow places, leave `record=on` out, and let a request to Twilio's API start the recording before
the session begins.

## Source

[ConversationRelay](https://www.twilio.com/docs/voice/twiml/connect/conversationrelay)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.recording import Recording, switch_of
from flowc.checks.facts import Facts
from flowc.checks.trail import inside, told, verb
from flowc.checks.walk import Walk, arrivals
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import Exit, Flow, State
from flowc.vocabulary.widget import Call

CODE = "FLW309"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each widget that a call which was placed with a recording leads to."""
    if not any(widget.placement.deaf for widget in facts.flow.widgets.values()):
        return
    walk = _placed_calls(facts.flow)
    for state, points in walk.ways():
        point = next((point for point in points if point.way), None)
        if point is None or state.widget is None or not state.widget.placement.deaf:
            continue
        yield finding(
            CODE,
            f"the recording of the call leaves `{verb(state)}` out",
            state.place,
            label="not recorded, though the call was placed with a recording",
            notes=(*inside(state), *told(walk.trail(point))),
            why="Twilio ignores the recording of a placed call here, and reports nothing",
            help="start the recording with a request to Twilio's API before this, and place the call without one",
            url=state.widget.link,
        )


def _placed_calls(flow: Flow) -> Walk[bool]:
    """Whether the live call is one that the flow has placed with a recording."""
    return Walk(flow, arrivals(flow, lambda _, __: False, _following))


def _following(state: State, exit_: Exit, before: bool) -> bool:
    if state.widget is None or state.widget.is_guess:
        return False
    declared = state.widget.exit(exit_.event)
    if declared is None or declared.call is None:
        return before
    return declared.call is Call.OUTGOING and switch_of(state) is Recording.ON
