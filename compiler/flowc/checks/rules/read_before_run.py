"""A value of a widget that has not run before on any path that leads here.

Liquid counts, and so does a bare reference such as `order.Digits`. A value with `| default:`, or under a condition
of Liquid, is provided for and gives no finding.

## Why

The outputs of a widget exist only after its step has ended.
Studio takes the flow, and renders nothing where the value should stand: on every run, without a warning.
No caller can ever get what this statement is there for, and that makes it an error.

## Bad

```flow
on call {
  say "We look for order {{widgets.order.Digits}}."
  order: gather "Which order is it about?" { timeout -> end }
}
```

```flow
on message {
  split pick.inbound.Body {
    "1"  -> prices
    else -> pick
  }
}

section prices { send "From 5 dollars." { failed -> end } }
section pick { ask "Send 1 for prices." { timeout, deliveryFailure -> end } }
```

## Good

```flow
on call {
  order: gather "Which order is it about?" { timeout -> end }
  say "We look for order {{widgets.order.Digits}}."
}
```

## Fix

Put the widget before the statement that reads it.

## Source

[Studio FAQ](https://www.twilio.com/docs/studio/user-guide/studio-faq)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.reads import Reading
from flowc.checks.cause import others_too
from flowc.checks.facts import Facts
from flowc.checks.spots import spot
from flowc.checks.trail import inside
from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.finding import finding

CODE = "FLW505"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each widget that is read too early, for the first place."""
    if not facts.whole:
        return
    early: dict[int, list[Reading]] = {}
    for reading in facts.reads.found:
        of = reading.of
        if of and not reading.provided and reading.text.number in facts.edges.reached:
            if facts.dominators.surely_before(of, reading.text.number):
                continue
            if of not in facts.edges.reached or not facts.reach.may_follow(reading.text.number, of):
                early.setdefault(of, []).append(reading)
    for of, found in early.items():
        yield _finding(facts, of, found)


def _finding(facts: Facts, of: int, found: list[Reading]) -> Diagnostic:
    first = found[0]
    state, widget = first.text.state, facts.flow.states[of]
    itself = widget is state
    here = () if itself or widget.place == state.place else (Note(f"`{widget.name}` runs only here", widget.place),)
    return finding(
        CODE,
        f"`{first.widget}` has not run when its value is read",
        spot(first.text, first.read.path.start, first.read.path.end),
        label="read by the widget itself, before it has run" if itself else "it has run on no path before",
        notes=(*inside(state), *here, *others_too(state, [other.text.state for other in found[1:]])),
        why="the outputs of a widget exist only after it has run: Studio renders nothing here",
        help=f"put `{first.widget}` before this statement, or read another widget",
    )
