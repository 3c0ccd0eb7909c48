"""A recording switched on where one surely runs, or switched off where surely none does.

What is sure is so on every path that leads there; where a subflow, a function or another program may have
switched it, nothing is said.

## Why

A second start while a recording runs is answered with success, and no second recording exists.
What it asks for, other channels or another callback, has no effect.
Switching off a recording that does not run fails: `failed` is taken.
Where that leads nowhere, the caller is hung up on.

## Bad

```flow
on call {
  say "This call is recorded."
  record on { failed -> end }
  gather "Which order is it about?" { timeout -> next }
  record on { failed -> end }
  say "Thank you."
}
```

```flow
on call {
  say "Welcome to the Owl shop."
  record off { failed -> next }
  say "What can we do for you?"
}
```

## Good

```flow
on call {
  say "This call is recorded."
  record on { failed -> next }
  gather "Which order is it about?" { timeout -> next }
  record off { failed -> next }
  say "Thank you."
}
```

## Fix

Remove the second switch, or put the first one where it belongs.

## Source

[Call Recording](https://www.twilio.com/docs/studio/widget-library/call-recording)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flowc.checks.analyses.recording import Recording, switch_of
from flowc.checks.facts import Facts
from flowc.checks.paths import Heard, Paths, Point, group_of
from flowc.checks.trail import inside, told, verb
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State
from flowc.vocabulary.widget import Call

CODE = "FLW306"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each switch that changes nothing on any path."""
    switches = {state.name: switch for state in facts.flow.states if (switch := _switch(state)) is not None}
    if not switches:
        return
    ways = (way for way in facts.paths.ways() if way[0].name in switches)
    sound = {state.name for state, points in ways if _is_sound(facts.paths, state, points)}
    for state, points in facts.recordings.ways():
        wanted = switches.get(state.name)
        if wanted is None or state.name not in sound or any(point.way is not wanted for point in points):
            continue
        runs = wanted is Recording.ON
        yield finding(
            CODE,
            f"`{verb(state)}` changes nothing here",
            state.place,
            label="a recording runs already" if runs else "no recording runs",
            notes=(*inside(state), *told(facts.recordings.trail(points[0]))),
            why="Twilio reports success, and what is asked for has no effect"
            if runs
            else "the request fails: `failed` is taken",
            help="remove it, or switch the recording off before" if runs else "remove it",
            url=state.widget.link if state.widget else "",
        )


def _is_sound(paths: Paths, state: State, points: Sequence[Point]) -> bool:
    """Whether the call can be recorded there at all; where it cannot, another rule speaks."""
    group = group_of(state)
    return all(
        point.way.call is Call.INCOMING and (group is None or paths.heard(group, point) is Heard.YES)
        for point in points
    )


def _switch(state: State) -> Recording | None:
    """What a state makes of the recording, where it does nothing else."""
    placement = state.widget.placement if state.widget else None
    if placement is None or not placement.records or placement.needs is None:
        return None
    switched = switch_of(state)
    return None if switched is Recording.MAYBE else switched
