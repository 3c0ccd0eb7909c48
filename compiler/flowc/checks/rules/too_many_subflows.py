"""More subflows than Studio takes in one flow: 150 statements, or 50 different flows.

## Why

Twilio loads all subflows when a run begins.
A flow beyond these limits cannot be run.

## Bad

A flow of 151 `subflow` statements, or of 51 that run different flows.

## Good

```flow
on call {
  say "Welcome to the Owl shop."
  subflow FW0123456789abcdef0123456789abcdef { failed -> next }
  subflow FWfedcba9876543210fedcba9876543210 { failed -> next }
}
```

## Fix

Put what these flows do into fewer ones, and tell them by `parameters` what is wanted.

## Source

[Subflows](https://www.twilio.com/docs/studio/subflows)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flowc.checks.facts import Facts
from flowc.checks.trail import inside, verb
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State
from flowc.vocabulary.widget import Most

CODE = "FLW411"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """For each limit of a type, one finding at the first widget beyond it."""
    limited: dict[str, list[State]] = {}
    for state in facts.flow.states:
        if state.widget and state.widget.placement.most:
            limited.setdefault(state.type, []).append(state)
    for states in limited.values():
        for most in states[0].widget.placement.most if states[0].widget else ():
            counted = _counted(states, most)
            if len(counted) > most.count:
                yield _finding(counted, most)


def _counted(states: Sequence[State], most: Most) -> list[State]:
    """The states that count: all of them, or the first for each value of the property."""
    if not most.different:
        return list(states)
    first: dict[str, State] = {}
    for state in states:
        first.setdefault(str(state.value(most.different)), state)
    return list(first.values())


def _finding(counted: Sequence[State], most: Most) -> Diagnostic:
    state = counted[most.count]
    what = f"different `{most.different}`" if most.different else f"`{verb(state)}`"
    return finding(
        CODE,
        f"this flow has {len(counted):,} {what}",
        state.place,
        label=f"number {most.count + 1:,}",
        notes=inside(state),
        why=f"Twilio takes {most.count:,} in one flow",
        help="let fewer flows do the same, and tell them by `parameters` what is wanted",
        url=state.widget.link if state.widget else "",
    )
