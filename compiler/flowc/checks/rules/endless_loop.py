"""A loop in which nobody is ever waited for.

A loop with a `gather`, an `ask`, a `dial` or another widget that waits is none of these.
Neither is one that counts: a `set` in it changes a variable that an `if` or a `split` in it compares.

## Why

Nothing that happens outside can end such a loop.
The run goes round in it until it has taken 1,000 steps (warning 81000), and the caller is hung up on.

## Bad

```flow
on call {
  again: say "All lines are busy."
  play "https://example.com/music.mp3"
  -> again
}
```

## Good

```flow
on call {
  again: gather "All lines are busy. Press 1 to leave a message." { timeout -> again }
  say "Thank you."
}
```

```flow
on call {
  set tries=1
  request: http GET "https://example.com/hours" {
    failed {
      if "{{flow.variables.tries | plus: 0}}" less_than 3 {
        set tries="{{flow.variables.tries | plus: 1}}"
        -> request
      }
    }
  }
  say "We are open until eight."
}
```

## Fix

Let the caller do something in the loop, as with `gather`, or count the rounds and leave after some.

## Source

[Studio FAQ](https://www.twilio.com/docs/studio/user-guide/studio-faq)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.idle_loops import round_trip
from flowc.checks.facts import Facts
from flowc.checks.trail import circled, inside, verb
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.source import Span

CODE = "FLW406"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each loop of several widgets, at the first of them; for one in a block, at its first use.

    Where an arrow could not be read, it may lead elsewhere.
    """
    if not facts.whole:
        return
    states = facts.flow.states
    told: set[Span] = set()
    for group in facts.idle_loops:
        first = states[group[0]]
        if len(group) == 1 or first.span in told:
            continue
        told.add(first.span)
        yield finding(
            CODE,
            "nobody is ever waited for in this loop",
            first.place,
            label=f"the loop goes through this `{verb(first)}`",
            notes=(*inside(first), *circled(round_trip(facts.edges, group, group[0]))),
            why="the run ends after 1,000 steps, in the middle of the loop",
            help="wait for an answer in it, or count the rounds with a variable and leave after some",
        )
