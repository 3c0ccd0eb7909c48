"""A subflow in a run that another flow has begun, which is a subflow itself.

It is an error, since it fails in every such run: Twilio logs 81024, and does not run the flow that is meant.

## Why

Studio runs subflows one level deep.
In a run that began `on subflow` the widget leaves by `failed`, and what the other flow was to do is not done.

## Bad

```flow
on subflow {
  subflow FW0123456789abcdef0123456789abcdef { failed -> end }
}
```

## Good

```flow
on call {
  say "Welcome to the Owl shop."
  subflow FW0123456789abcdef0123456789abcdef { failed -> next }
  subflow FWfedcba9876543210fedcba9876543210 { failed -> next }
}
```

## Fix

Run both from the flow that is above them, one after the other, and pass values by variables.

## Source

[Subflows](https://www.twilio.com/docs/studio/subflows)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.cause import first_of_paths, others_too
from flowc.checks.facts import Facts
from flowc.checks.paths import Point
from flowc.checks.trail import inside, trail, verb
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State

CODE = "FLW410"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each such widget, and for those behind it."""
    if not any(widget.placement.never for widget in facts.flow.widgets.values()):
        return
    for state, point, behind in first_of_paths(facts.paths, _is_wrong):
        assert state.widget is not None
        yield finding(
            CODE,
            f"`{verb(state)}` fails in a run that began with `{point.way.entry}`",
            state.place,
            label=f"reached from `on {point.way.entry}`",
            notes=(*inside(state), *trail(facts.paths, point), *others_too(state, behind)),
            why=state.widget.placement.never_why,
            help=f"let `on {point.way.entry}` not lead here",
            url=state.widget.link,
        )


def _is_wrong(state: State, point: Point) -> bool:
    return state.widget is not None and point.way.entry in state.widget.placement.never
