"""A widget that needs a live call on a path on which there is none.

## Why

In a run that began with a message or over the API nobody is on the line.
Studio takes the flow, but a voice widget has no call to speak into.
The run fails at this widget, and the customer never gets an answer.

## Bad

```flow
on message {
  say "Thank you for your message."
}
```

```flow
on request {
  call { busy, noAnswer, failed -> sorry }
  say "Your order is ready."
}

section sorry {
  say "We could not reach you."
}
```

## Good

```flow
on request {
  call { busy, noAnswer, failed -> sorry }
  say "Your order is ready."
}

section sorry {
  send "We could not reach you. Your order is ready." { failed -> end }
}
```

## Fix

Let only paths with a call lead to it.
Answer a message with `send` or `ask`; call the contact with `call` first.

## Source

[Say/Play](https://www.twilio.com/docs/studio/widget-library/sayplay),
[Make Outgoing Call](https://www.twilio.com/docs/studio/widget-library/make-outgoing-call)
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
from flowc.vocabulary.widget import Call, CallNeed

CODE = "FLW303"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each entry or exit that leads to such widgets without a call."""
    if Call.NONE not in facts.paths.calls:
        return
    for state, point, others in by_cause(facts.paths, _is_wrong):
        assert state.widget is not None
        yield finding(
            "FLW303",
            f"`{verb(state)}` needs a live call",
            state.place,
            label=f"here a run that began with `{point.way.entry}` has no call",
            notes=(*inside(state), *trail(facts.paths, point), *others),
            why="Studio accepts the flow, but the widget can only fail: there is nobody on the line",
            help="let only paths with a call lead here",
            url=state.widget.link,
        )


def _is_wrong(state: State, point: Point) -> bool:
    needs = state.widget.placement.needs if state.widget else None
    return point.way.call is Call.NONE and needs is CallNeed.LIVE and needs_call(state)
