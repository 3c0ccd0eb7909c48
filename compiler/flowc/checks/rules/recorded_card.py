"""A payment while a recording of the call surely runs on one of the paths.

A recording that could not be switched off may still run: `record off` that goes on to the payment by `failed` is
found as well.

## Why

The caller says or types the number of a card, and the rules of the card industry (PCI DSS) allow no recording to hold
it.
Twilio's recordings keep to them only in accounts with PCI Mode, and even there the caller may read the number aloud.

## Bad

```flow
on call {
  say "This call is recorded."
  record on { failed -> next }
  pay payment_connector=Default { maxFailedAttempts, providerError, validationError, hangup -> end }
}
```

## Good

```flow
on call {
  say "This call is recorded."
  record on { failed -> next }
  say "We stop the recording for your card."
  record off { failed -> end }
  pay payment_connector=Default { maxFailedAttempts, providerError, validationError, hangup -> end }
}
```

## Fix

Write `record off` before the payment, with a `failed` that does not lead to it.
`std.consent` has `stop-recording` and `resume-recording` for it.

## Source

[Capture Payments](https://www.twilio.com/docs/studio/widget-library/capture-payments),
[Recordings](https://www.twilio.com/docs/voice/api/recording)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.recording import Recording
from flowc.checks.facts import Facts
from flowc.checks.trail import inside, told, verb
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State

CODE = "FLW602"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each such widget that a recorded call leads to."""
    if not any(map(_is_private, facts.flow.states)):
        return
    for state, points in facts.recordings.ways():
        point = next((point for point in points if point.way is Recording.ON), None)
        if point is None or not _is_private(state):
            continue
        yield finding(
            CODE,
            f"a recording runs during `{verb(state)}`",
            state.place,
            label="what is said and typed here belongs in no recording",
            notes=(*inside(state), *told(facts.recordings.trail(point))),
            why="the number of a card in a recording breaks the rules of the card industry (PCI DSS)",
            help="write `record off` before it, with a `failed` that does not lead here",
            url=state.widget.link if state.widget else "",
        )


def _is_private(state: State) -> bool:
    return state.widget is not None and state.widget.placement.private
