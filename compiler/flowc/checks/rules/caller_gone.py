"""A widget that needs the caller on a path on which the caller has hung up.

## Why

A `hangup` exit is an ordinary exit: the run goes on, but the call is over.
Twilio accepts a widget there that speaks, asks or records; it reaches nobody.
What was to be told to the caller is never heard.

## Bad

```flow
on call {
  say "After the beep, tell us what we can do for you."
  voicemail { hangup -> thanks } -> thanks
}

section thanks {
  say "Thank you. We will call you back."
}
```

## Good

```flow
on call {
  say "After the beep, tell us what we can do for you."
  voicemail { hangup -> note } -> thanks
}

section thanks {
  say "Thank you. We will call you back."
  -> note
}

section note {
  http POST "https://example.com/voicemails" { failed -> end }
}
```

## Fix

Lead the exit to statements that need no call, as `send`, `http` or `function`, or to `end`.

## Source

[Record Voicemail](https://www.twilio.com/docs/studio/widget-library/record-voicemail),
[Connect Call To](https://www.twilio.com/docs/studio/widget-library/connect-call)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.cause import by_cause
from flowc.checks.facts import Facts
from flowc.checks.paths import Point, needs_call
from flowc.checks.trail import inside, trail, verb
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State
from flowc.vocabulary.widget import Call

CODE = "FLW305"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each exit behind which the caller is missed."""
    if Call.GONE not in facts.paths.calls:
        return
    for state, point, others in by_cause(facts.paths, _is_wrong):
        yield finding(
            "FLW305",
            f"`{verb(state)}` speaks to nobody",
            state.place,
            label="here the caller is gone",
            notes=(*inside(state), *trail(facts.paths, point), *others),
            why="Twilio accepts it, but the widget does nothing: the call has ended",
            help="lead this exit to statements that need no call, or to `end`",
        )


def _is_wrong(state: State, point: Point) -> bool:
    return point.way.call is Call.GONE and needs_call(state)
