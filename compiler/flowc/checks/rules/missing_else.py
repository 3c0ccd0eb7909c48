"""A `split` without an `else`, in the flow's own file.

It is a hint, which `flowc check -v` shows: often the end is just what is meant.

## Why

Where no case matches, the flow ends, and a call is hung up on.

## Bad

```flow
on message {
  split trigger.message.Body {
    contains "yes" -> next
  }
  send "Your order is on its way." { failed -> end }
}
```

## Good

```flow
on message {
  split trigger.message.Body {
    contains "yes" -> next
    else           -> end
  }
  send "Your order is on its way." { failed -> end }
}
```

## Fix

Write what is to happen to all other values: `else -> next`, `else -> end`, or `else { … }`.

## Source

[The Flow language: branching](docs/language.md#branching)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.facts import Facts
from flowc.checks.trail import verb
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.language import NO_MATCH, SPLIT, SPLIT_TYPE

CODE = "FLW409"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """A hint for each such statement that some path leads to; an `if` goes on behind itself and needs none."""
    if not facts.hints or not facts.whole:
        return
    for number in sorted(facts.edges.reached):
        state = facts.flow.states[number]
        if state.type != SPLIT_TYPE or state.uses or state.span.source is not facts.flow.source:
            continue
        if verb(state) == SPLIT and any(exit_.event == NO_MATCH and not exit_.written for exit_ in state.exits):
            yield finding(
                CODE,
                "nothing is said of values that no case matches",
                state.place,
                label="no `else`",
                why="the flow ends there, and a call is hung up on",
                help="write `else -> next` to go on, or `else -> end` where the end is meant",
            )
