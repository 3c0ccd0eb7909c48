"""A value that the widget does not leave behind.

Where Twilio passes on whatever a request or a webhook holds, only a near miss of a known output gives a finding.

## Why

Studio renders nothing where the value should stand, without a warning.
Names of outputs differ by case, too.

## Bad

```flow
on call {
  order: gather "Which order is it about?" { timeout -> end }
  say "We look for order {{widgets.order.digits}}."
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

Write one of the outputs that the message names.

## Source

[Studio FAQ](https://www.twilio.com/docs/studio/user-guide/studio-faq)
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
from flowc.vocabulary.widget import Widget

CODE = "FLW513"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each such value."""
    shown = set(map(id, once(facts.texts)))
    for reading in facts.reads.found:
        if not reading.of or not reading.output or id(reading.text) not in shown:
            continue
        widget = facts.flow.states[reading.of].widget
        if widget is None or widget.is_guess or widget.deprecated:
            continue
        found = _unknown(widget, reading.output)
        if found:
            yield _finding(widget, reading, found)


def _unknown(widget: Widget, path: tuple[str, ...]) -> str:
    """The beginning of a path that is no output, or "" where it may be one."""
    wanted = ".".join(path)
    names = [output.name for output in widget.outputs]
    for name in names:
        if f"{wanted}.".startswith(f"{name}.") or f"{name}.".startswith(f"{wanted}."):
            return ""
    # Of an output with a dot in its name, the first part is known.
    known = [name for name in names if name.split(".")[0] == path[0]]
    unknown = ".".join(path[:2]) if known else path[0]
    return unknown if not widget.open_outputs or did_you_mean(unknown, names) else ""


def _finding(widget: Widget, reading: Reading, unknown: str) -> Diagnostic:
    names = [output.name for output in widget.outputs]
    parts = reading.read.path.parts[-len(reading.output) :] if reading.read.path.is_whole else ()
    wanted = parts[: unknown.count(".") + 1]
    start, end = (wanted[0].start, wanted[-1].end) if wanted else (reading.read.path.start, reading.read.path.end)
    place = spot(reading.text, start, end)
    meant = did_you_mean(unknown, names)
    return finding(
        CODE,
        f"`{reading.widget}` has no output `{unknown}`",
        place,
        label="it leaves no such value",
        notes=inside(reading.text.state),
        why="Studio renders nothing in its place, without a warning",
        help=suggestion(unknown, names, "outputs") or f"{widget.title or widget.type} leaves no such value",
        fixes=(Fix(f"write `{meant}`", place, meant, safe=False),) if meant and place.text == unknown else (),
        url=widget.link,
    )
