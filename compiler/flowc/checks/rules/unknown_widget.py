"""Liquid that reads a value of a widget that does not exist.

## Why

Studio takes the flow, and renders nothing where the value should stand: on every run.
Mostly the widget was renamed, or its name is misspelled.

## Bad

```flow
on call {
  order: gather "Which order is it about?" { timeout -> end }
  say "We look for order {{widgets.ordr.Digits}}."
}
```

## Good

```flow
on call {
  order: gather "Which order is it about?" { timeout -> end }
  say "We look for order {{widgets.order.Digits}}."
}
```

## Fix

Write the label of a widget of this flow.

## Source

[The Flow language: references](docs/language.md#references)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.reads import Reading
from flowc.checks.analyses.texts import once
from flowc.checks.facts import Facts
from flowc.checks.spots import spot
from flowc.checks.trail import inside
from flowc.diagnostics import Diagnostic, Fix
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import did_you_mean, suggestion

CODE = "FLW504"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each such value; none where a name may be missing for another mistake, or in a module."""
    if not facts.whole or facts.flow.is_module:
        return
    names = [state.name for state in facts.flow.states[1:]]
    shown = set(map(id, once(facts.texts)))
    for reading in facts.reads.found:
        if reading.widget and reading.of is None and id(reading.text) in shown and not reading.text.is_free:
            yield _finding(reading, names)


def _finding(reading: Reading, names: list[str]) -> Diagnostic:
    part = reading.read.path.parts[1]
    place = spot(reading.text, part.start, part.end)
    meant = did_you_mean(reading.widget, names)
    fits = place.text == reading.widget
    return finding(
        CODE,
        f"there is no widget `{reading.widget}`",
        place,
        label="refers to nothing",
        notes=inside(reading.text.state),
        why="Studio renders nothing in its place, on every run",
        help=suggestion(reading.widget, names, "widgets") or "write the label of a widget of this flow",
        fixes=(Fix(f"write `{meant}`", place, meant, safe=False),) if meant and fits else (),
    )
