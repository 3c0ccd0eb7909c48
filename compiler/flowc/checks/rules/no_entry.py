"""A flow that nothing starts.

## Why

The trigger of such a flow leads nowhere.
Studio publishes it, and a number that is connected to it takes calls and messages and gives no answer.

## Bad

```flow
section greeting {
  say "Welcome to the Owl shop."
}
```

## Good

```flow
on call -> greeting

section greeting {
  say "Welcome to the Owl shop."
}
```

## Fix

Add an entry, as `on call { … }` or `on message -> LABEL`.

## Source

[Trigger (Start)](https://www.twilio.com/docs/studio/widget-library/trigger-start)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.facts import Facts
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding

CODE = "FLW403"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """A finding when the source has no `on`, unless it declares what other flows use.

    One with an unknown entry has been reported.
    """
    trigger = facts.flow.states[0]
    has_on = trigger.span.start < trigger.span.end
    if not facts.flow.is_module and not has_on and not any(exit_.written for exit_ in trigger.exits):
        yield finding(
            "FLW403",
            "nothing starts this flow",
            trigger.span,
            label="no `on` in this file",
            why="calls and messages that reach the flow get no answer",
            help="add an entry: `on call { … }`",
        )
