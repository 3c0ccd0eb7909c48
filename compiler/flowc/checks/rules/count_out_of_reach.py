"""A loop that counts to a number which no run gets to: Studio ends a run after 1,000 steps.

It is found only where it is sure: the loop raises the variable by one, and the number is constant.

## Why

The run is ended in the middle of the loop (warning 81000), and a caller is hung up on.
What was to come when the count is full, such as a `failed` of a `menu`, never comes.

## Bad

```flow
on call {
  language: menu "For English, press 1." tries=500 {
    1      -> next
    none   -> language
    failed -> operator
  }
  say "Welcome to the Owl shop."
}

section operator { dial number +15550100 { hangup -> end } }
```

## Good

```flow
on call {
  language: menu "For English, press 1." tries=3 {
    1      -> next
    none   -> language
    failed -> operator
  }
  say "Welcome to the Owl shop."
}

section operator { dial number +15550100 { hangup -> end } }
```

## Fix

Count to a smaller number; nobody is asked more than a few times.

## Source

[Studio FAQ](https://www.twilio.com/docs/studio/user-guide/studio-faq)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.facts import Facts
from flowc.checks.trail import inside
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.language import COUNTER_TYPE, MAX_STEPS
from flowc.source import Span

CODE = "FLW413"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each such case; for one in a block, at its first use.

    Where an arrow could not be read, it may lead out of the loop.
    """
    if not facts.whole or COUNTER_TYPE not in facts.flow.widgets:
        return
    # Few flows count, and start-up is felt on every run.
    from flowc.checks.analyses.counters import far_counts  # noqa: PLC0415 - see above

    told: set[Span] = set()
    for far in far_counts(facts.edges, facts.components):
        # What a menu expands to has no case of its own in the source.
        own = str(far.limit) in far.exit.span.text and not far.state.uses
        place = far.exit.span if own else far.state.span
        if place in told:
            continue
        told.add(place)
        yield finding(
            CODE,
            f"no run counts to {far.limit:,} here",
            far.state.place if far.state.uses else place,
            label=f"at least {far.total:,} steps, {far.steps} for each count",
            notes=inside(far.state),
            why=f"Studio ends a run after {MAX_STEPS:,} steps, in the middle of the loop",
            help=f"count to less than {(MAX_STEPS - 1) // far.steps:,}",
            url=far.state.widget.link if far.state.widget else "",
        )
