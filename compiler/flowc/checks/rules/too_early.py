"""A widget before those that must have run: a recording before anything was said in the call.

Every path counts: a `say` on one branch of an `if` does not cover the other, and a loop back does not excuse
the first pass.
It is a warning, not an error, where only a subflow may have spoken, or where something else picked up the call.

## Why

Twilio answers an incoming call with the first thing that is heard on it.
Before that the call still rings, and a ringing call cannot be recorded: the request fails with error 21220.
Studio takes the flow, `record` leaves by `failed`, and the call is not recorded.
Where `failed` leads nowhere the caller is hung up on.

## Bad

```flow
on call {
  record on { failed -> next }
  say "Welcome to the Owl shop. This call is recorded."
}
```

```flow
on call {
  if contact.channel.address starts_with "+1" {
    say "Welcome to the Owl shop. This call is recorded."
  }
  record on { failed -> next }
  say "How can we help?"
}
```

## Good

```flow
on call {
  say "Welcome to the Owl shop. This call is recorded."
  record on { failed -> next }
  say "How can we help?"
}
```

## Fix

Put a `say`, a `play` or a `gather` with a prompt before it, on the path that the message shows.

## Source

[Call Recording](https://www.twilio.com/docs/studio/widget-library/call-recording)
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from flowc.checks.cause import first_of_paths, others_too
from flowc.checks.facts import Facts
from flowc.checks.paths import Group, Heard, Paths, Point, group_of, needs_call
from flowc.checks.trail import inside, trail, verb
from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State
from flowc.vocabulary.widget import Call, CallNeed, hold

CODE = "FLW302"

_WORST_FIRST = (Heard.NO, Heard.PICKED_UP, Heard.ANSWERED, Heard.MAYBE)
_LABELS = {
    Heard.NO: "on one path nobody has spoken to the caller yet",
    Heard.PICKED_UP: "on one path the call was answered, but not by one of these",
    Heard.ANSWERED: "on one path the call was answered, but not by one of these",
    Heard.MAYBE: "on one path it is not known whether one of these has run",
}
_NOT_RUN = "on one path none of these has run yet"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each widget, for the worst of its paths; those behind it are told with it."""
    for group in facts.paths.groups:
        told: set[str] = set()
        found = _found(facts.paths, group)
        for heard in (one for one in _WORST_FIRST if one in found):
            is_wrong = partial(_is_wrong, facts.paths, group, heard, told)
            for state, point, behind in first_of_paths(facts.paths, is_wrong):
                yield _finding(facts, state, point, heard, behind)
                told |= {state.name, *(other.name for other in behind)}


def _found(paths: Paths, group: Group) -> set[Heard]:
    """What has been heard where widgets of a group are judged."""
    return {
        paths.heard(group, point)
        for state, points in paths.ways()
        for point in points
        if _is_judged(state, point, group)
    }


def _is_wrong(paths: Paths, group: Group, heard: Heard, told: set[str], state: State, point: Point) -> bool:
    return state.name not in told and _is_judged(state, point, group) and paths.heard(group, point) is heard


def _is_judged(state: State, point: Point, group: Group) -> bool:
    """Where the call that the widget needs is not there, another rule speaks."""
    if group_of(state) != group or state.widget is None:
        return False
    if not hold(state.widget.placement.after_when, state.values):
        return False
    if not needs_call(state):
        return True
    if state.widget.placement.needs is CallNeed.INCOMING:
        return point.way.call is Call.INCOMING
    return point.way.call in (Call.INCOMING, Call.OUTGOING)


def _finding(facts: Facts, state: State, point: Point, heard: Heard, behind: tuple[State, ...]) -> Diagnostic:
    assert state.widget is not None
    placement = state.widget.placement
    types = " or ".join(f"`{type_}`" for type_ in placement.after)
    what = state.widget.title or state.type
    return finding(
        CODE,
        f"`{verb(state)}` must stand after {types} on every path",
        state.place,
        severity=Severity.ERROR if heard is Heard.NO else Severity.WARNING,
        label=_LABELS[heard] if placement.needs or heard is not Heard.NO else _NOT_RUN,
        notes=(*inside(state), *trail(facts.paths, point), *others_too(state, behind)),
        why=placement.after_why or f"{what} does not work before one of these has run",
        help=placement.after_help or f"put one of them before it on this path: {types}",
        url=state.widget.link,
    )
