"""A widget that leads straight back to itself and waits for nobody.

A `gather` or an `ask` that asks again is none: it waits for an answer.

## Why

Studio stops a run in which one widget comes ten times in a row (warning 81001).
The caller hears nothing more and is hung up on.

## Bad

```flow
on call {
  hours: http GET "https://example.com/hours" { failed -> hours }
  say "We are open until eight."
}
```

## Good

```flow
on call {
  menu: gather "For our hours, press 1." { timeout -> menu }
  http GET "https://example.com/hours" { failed -> next }
  say "We are open until eight."
}
```

## Fix

Lead elsewhere, or count the tries with a `set` and an `if` between them.

## Source

[Studio FAQ](https://www.twilio.com/docs/studio/user-guide/studio-faq)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.idle_loops import waits
from flowc.checks.facts import Facts
from flowc.checks.trail import inside, verb
from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.finding import finding
from flowc.source import Span

CODE = "FLW407"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each such statement; none in a longer loop that is reported itself.

    Where an arrow could not be read, it may lead elsewhere.
    """
    if not facts.whole:
        return
    states = facts.flow.states
    in_loops = {number for group in facts.idle_loops if len(group) > 1 for number in group}
    told: set[Span] = set()
    for number in sorted(facts.edges.reached - in_loops):
        state = states[number]
        back = next((exit_ for exit_, target in facts.edges.exits[number] if target == number), None)
        if back is None or waits(state) or state.span in told:
            continue
        told.add(state.span)
        arrow = (Note(f"`{back.event}` leads back to it", back.span),) if back.span != state.span else ()
        yield finding(
            CODE,
            f"this `{verb(state)}` leads to itself, and waits for nobody",
            state.place,
            label="runs again and again",
            notes=(*inside(state), *arrow),
            why="the run is stopped when one widget has come ten times in a row (warning 81001)",
            help="lead elsewhere, or count the tries with a variable between them",
        )
