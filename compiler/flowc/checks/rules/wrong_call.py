"""A widget that needs an incoming call where there is none, or where the call is an outgoing one.

## Why

Call Recording works on incoming calls only.
In a run that began with a message or over the API there is no call to record, and a call that the flow itself
has placed is an outgoing one.
Studio takes the flow without a word.
On the call the widget leaves by `failed`, nothing is recorded, and the recording is missed weeks later.

## Bad

```flow
on request {
  call { busy, noAnswer, failed -> end }
  say "Your order is ready. This call is recorded."
  record on { failed -> next }
  say "When may we bring it?"
}
```

```flow
on call {
  say "Welcome to the Owl shop. This call is recorded."
  -> order
}

on message -> order

section order {
  record on { failed -> next }
  http POST "https://example.com/orders" { failed -> end }
}
```

## Good

```flow
on request {
  call record=on { busy, noAnswer, failed -> end }
  say "Your order is ready. This call is recorded."
  say "When may we bring it?"
}
```

## Fix

Let only `on call` lead to the widget.
To record a call that the flow places, write `record=on` at its `call`.

## Source

[Call Recording](https://www.twilio.com/docs/studio/widget-library/call-recording)
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from flowc.checks.cause import cause, first_of_paths, others_too
from flowc.checks.facts import Facts
from flowc.checks.paths import Point, needs_call
from flowc.checks.trail import inside, trail, verb
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State
from flowc.vocabulary.widget import Call, CallNeed

CODE = "FLW301"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each widget, and for those behind it; an outgoing call is told before a missing one."""
    told: set[str] = set()
    for call in (Call.OUTGOING, Call.NONE):
        if call not in facts.paths.calls:
            continue
        for state, point, behind in first_of_paths(facts.paths, partial(_is_wrong, call, told)):
            yield _finding(facts, state, point, behind)
            told |= {state.name, *(other.name for other in behind)}


def _is_wrong(call: Call, told: set[str], state: State, point: Point) -> bool:
    return point.way.call is call and state.name not in told and _needs_incoming(state)


def _needs_incoming(state: State) -> bool:
    if state.widget is None or state.widget.placement.needs is not CallNeed.INCOMING:
        return False
    return needs_call(state)


def _finding(facts: Facts, state: State, point: Point, behind: tuple[State, ...]) -> Diagnostic:
    assert state.widget is not None
    outgoing = point.way.call is Call.OUTGOING
    return finding(
        CODE,
        f"`{verb(state)}` needs an incoming call",
        state.place,
        label=_label(facts, point),
        notes=(*inside(state), *trail(facts.paths, point), *others_too(state, behind)),
        why=f"{state.widget.title or state.type} works on incoming calls only; here its failure exit is taken",
        help=state.widget.placement.outgoing_help if outgoing else "let only `on call` lead here",
        url=state.widget.link,
    )


def _label(facts: Facts, point: Point) -> str:
    """What made the call what it is: the entry, or the widget that placed or lost it."""
    state, exit_ = cause(facts.paths, point)
    if point.way.call is Call.OUTGOING:
        return f"here the call is an outgoing one, placed by `{verb(state)}` in line {state.place.line}"
    if state is facts.flow.states[0]:
        return f"here a run that began with `{point.way.entry}` has no call"
    return f"here there is no call: `{verb(state)}` in line {state.place.line} left by `{exit_.event}`"
