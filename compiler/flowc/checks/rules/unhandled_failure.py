"""A failure exit that the flow does not mention, where the call goes on when all is well.

Only exits that a widget declares as a failure count, and only where the call is live.
An end that is written, `failed -> end`, is meant and gives no finding.

## Why

An exit that is not written ends the flow.
The caller hears nothing more and is hung up on, though all that failed may have been a request to a server.

## Bad

```flow
on call {
  say "One moment please."
  hours: http GET "https://example.com/opening-hours"
  say "We are open until {{widgets.hours.parsed.closes}}."
}
```

## Good

```flow
on call {
  say "One moment please."
  http GET "https://example.com/opening-hours" {
    failed {
      say "Please look at our website for our opening hours."
      -> end
    }
  }
  say "Thank you for calling."
}
```

```flow
on call {
  say "Welcome to the Owl shop."
  http POST "https://example.com/calls" { failed -> next }
  say "How can we help?"
}
```

## Fix

Write what is to happen: `failed -> next` goes on as if nothing had failed, `failed { … }` says something, and
`failed -> end` ends the flow on purpose.

## Source

[The Flow language: how control moves](docs/language.md#how-control-moves)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flowc.checks.facts import Facts
from flowc.checks.paths import Point
from flowc.checks.trail import inside, trail, verb
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State
from flowc.graph.known import of_state
from flowc.source import Span
from flowc.vocabulary.widget import Call

CODE = "FLW405"

_LIVE = (Call.INCOMING, Call.OUTGOING)


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each statement, with all its failures; for one of a block, at the first use alone.

    Where an exit could not be read, it may have been this one.
    """
    if not facts.whole:
        return
    told: set[Span] = set()
    for state, points in facts.paths.ways():
        forgotten = _forgotten(state)
        if not forgotten or state.span in told:
            continue
        point = next((point for point in points if point.way.call in _LIVE), None)
        if point is not None:
            told.add(state.span)
            yield _finding(facts, state, forgotten, point)


@of_state
def _forgotten(state: State) -> Sequence[str]:
    """The failures that end the flow unwritten and leave the call live, where the state otherwise goes on."""
    widget = state.widget
    if widget is None or all(exit_.written or exit_.target is not None for exit_ in state.exits):
        return ()
    declared = [(exit_, widget.exit(exit_.event)) for exit_ in state.exits]
    if not any(one.main and exit_.target is not None for exit_, one in declared if one):
        return ()
    return [
        exit_.event
        for exit_, one in declared
        if one and one.failure and not one.main and one.call is None and not exit_.written and exit_.target is None
    ]


def _finding(facts: Facts, state: State, forgotten: Sequence[str], point: Point) -> Diagnostic:
    events = ", ".join(forgotten)
    first, *others = (f"`{event}`" for event in forgotten)
    named = " and ".join([", ".join([first, *others[:-1]]), others[-1]] if others else [first])
    return finding(
        CODE,
        f"nothing is said of what happens when this `{verb(state)}` fails",
        state.place,
        label=f"{named} {'lead' if others else 'leads'} nowhere",
        notes=(*inside(state), *trail(facts.paths, point)),
        why="the caller hears nothing more and is hung up on",
        help=f"write `{events} -> next` in its block to go on, or `{events} -> end` where the end is meant",
        url=state.widget.link if state.widget else "",
    )
