"""A value of a widget that has not run before on every path that leads here.

Liquid counts, and so does a bare reference such as `order.Digits`. A value with `| default:`, one under a condition
of Liquid, and one that a split asks whether it is blank, is provided for and gives no finding; neither does what
stands behind such a split.

## Why

The outputs of a widget exist only after its step has ended.
On a path without it Studio renders nothing where the value should stand, without a warning.

## Bad

```flow
on call {
  if contact.channel.address starts_with "+1" {
    order: gather "Which order is it about?" { timeout -> end }
  }
  say "We look for order {{widgets.order.Digits}}."
}
```

## Good

```flow
on call {
  if contact.channel.address starts_with "+1" {
    order: gather "Which order is it about?" { timeout -> end }
  }
  if order.Digits is_not_blank {
    say "We look for order {{widgets.order.Digits}}."
  }
}
```

```flow
on call {
  if contact.channel.address starts_with "+1" {
    order: gather "Which order is it about?" { timeout -> end }
  }
  say "We look for order {{widgets.order.Digits | default: 'number one'}}."
}
```

## Fix

Put the widget on the path that the message shows, or say what is to stand there without it: `| default: '…'`.

## Source

[Studio FAQ](https://www.twilio.com/docs/studio/user-guide/studio-faq)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.detour import detour
from flowc.checks.analyses.reads import Reading
from flowc.checks.cause import others_too
from flowc.checks.facts import Facts
from flowc.checks.spots import spot
from flowc.checks.trail import inside, told
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding

CODE = "FLW506"

# Each path is searched for through the whole flow.
_MOST_PATHS = 20


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each widget that may not have run, for the first place."""
    if not facts.whole:
        return
    unsure: dict[int, list[Reading]] = {}
    testers = _testers(facts)
    for reading in facts.reads.found:
        of, number = reading.of, reading.text.number
        if not of or reading.provided or not {of, number} <= facts.edges.reached:
            continue
        if facts.dominators.surely_before(of, number) or not facts.reach.may_follow(number, of):
            continue
        if not any(facts.dominators.surely_before(one, number) for one in testers.get(of, ())):
            unsure.setdefault(of, []).append(reading)
    for number, (of, found) in enumerate(unsure.items()):
        yield _finding(facts, of, found, with_path=number < _MOST_PATHS)


def _testers(facts: Facts) -> dict[int, list[int]]:
    """For each widget the states that ask whether it has left a value."""
    found: dict[int, list[int]] = {}
    for reading in facts.reads.found:
        if reading.of and reading.provided and not reading.read.guarded:
            found.setdefault(reading.of, []).append(reading.text.number)
    return found


def _finding(facts: Facts, of: int, found: list[Reading], *, with_path: bool) -> Diagnostic:
    first = found[0]
    state = first.text.state
    path = detour(facts.edges, {of}, first.text.number) if with_path else []
    return finding(
        CODE,
        f"`{first.widget}` may not have run when its value is read",
        spot(first.text, first.read.path.start, first.read.path.end),
        label="on one path it has not run before",
        notes=(*inside(state), *told(path), *others_too(state, [other.text.state for other in found[1:]])),
        why="on this path Studio renders nothing here, without a warning",
        help=f"put `{first.widget}` on this path as well, or write `| default: '…'` behind the value",
    )
