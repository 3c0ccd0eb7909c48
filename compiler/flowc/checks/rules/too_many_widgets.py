"""More widgets than Studio takes in one definition: 1,000, the trigger included.

## Why

Studio refuses a larger definition (error 81022), so the flow cannot be published.
A run may take 1,000 steps at most in any case (warning 81000).

## Bad

A flow of a thousand statements.
A `menu` with `tries` becomes up to seven widgets, and `if` and `split` become one each.

## Good

```flow
on call {
  say "Welcome to the Owl shop."
  subflow FW0123456789abcdef0123456789abcdef { failed -> next }
  say "Goodbye."
}
```

## Fix

Move a part of the flow into a flow of its own, which begins `on subflow`, and run it with `subflow`.
A flow and its subflows may have 2,000 widgets together.

## Source

[Studio's schemas](https://www.twilio.com/docs/studio/rest-api/v2/schemas),
[Subflows](https://www.twilio.com/docs/studio/subflows)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.facts import Facts
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.language import MAX_STATES

CODE = "FLW401"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """A finding at the first widget beyond the limit."""
    states = facts.flow.states
    if len(states) > MAX_STATES:
        yield finding(
            "FLW401",
            f"this flow has {len(states):,} widgets",
            states[MAX_STATES].place,
            label=f"widget number {MAX_STATES + 1:,}",
            why=f"Twilio refuses definitions of more than {MAX_STATES:,} widgets, the trigger included",
            help="move a part of it into a flow of its own, and run that as a subflow",
            url="https://www.twilio.com/docs/studio/rest-api/v2/schemas",
        )
