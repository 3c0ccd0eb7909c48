"""A value that is looked for in the wrong place: a root that Studio does not have, or the wrong SID of the flow.

What Liquid reads begins with `widgets`, `flow`, `trigger` or `contact`. `flow.sid` is the SID of the execution, that of
the flow is `flow.flow_sid`; it is found wrong where the text names the other one just before.

## Why

Studio takes the flow.
For a root that it does not have it renders nothing, without a warning; with the wrong SID, whoever gets it looks for
a flow or an execution that does not exist.

## Bad

```flow
on call {
  order: gather "Which order is it about?" { timeout -> end }
  say "We look for order {{order.Digits}}."
}
```

```flow
on call {
  http POST "https://example.com/calls" {
    parameters { flow_sid = flow.sid }

    failed -> end
  }
}
```

## Good

```flow
on call {
  order: gather "Which order is it about?" { timeout -> end }
  say "We look for order {{widgets.order.Digits}}."
}
```

```flow
on call {
  http POST "https://example.com/calls" {
    parameters {
      flow_sid      = flow.flow_sid
      execution_sid = flow.sid
    }

    failed -> end
  }
}
```

## Fix

Write the root that the message names.

## Source

[Studio FAQ](https://www.twilio.com/docs/studio/user-guide/studio-faq)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flowc.checks.analyses.reads import Reading
from flowc.checks.analyses.texts import once
from flowc.checks.facts import Facts
from flowc.checks.spots import spot
from flowc.checks.trail import inside
from flowc.diagnostics import Diagnostic, Fix
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import did_you_mean
from flowc.language import COUNTER_PROPERTY, FLOW, ROOTS, WIDGETS_ROOT
from flowc.liquid.names import FLOW_MEMBERS

CODE = "FLW509"

_FLOW_SID, _EXECUTION_SID = "flow.flow_sid", "flow.sid"
_NAMES_FLOW = r"(?i:(?:^|[^a-z])(?:studio)?[ _-]?flow[ _-]?s?id[\"']?\s*[:=]\s*[\"']?$|/Flows/$)"
_NAMES_EXECUTION = r"(?i:execution[ _-]?s?id[\"']?\s*[:=]\s*[\"']?$|/Executions/$)"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each such value."""
    shown = set(map(id, once(facts.texts)))
    for reading in facts.reads.found:
        if id(reading.text) not in shown or reading.text.is_free:
            continue
        names = reading.read.path.names
        if not names:
            continue
        if names[0] not in ROOTS:
            yield _root(facts, reading, names)
        elif names[0] == FLOW and len(names) > 1 and names[1] not in FLOW_MEMBERS:
            yield _member(facts, reading, names)
        elif (meant := _other_sid(reading, ".".join(names))) is not None:
            yield _sid(reading, meant)


def _root(facts: Facts, reading: Reading, names: tuple[str, ...]) -> Diagnostic:
    root = names[0]
    meant = None
    if len(names) > 1 and root in facts.edges.numbers:
        meant = f"{WIDGETS_ROOT}.{root}"
    elif root in FLOW_MEMBERS:
        meant = f"{FLOW}.{root}"
    elif len(names) == 1 and root in facts.assignment.setters:
        meant = f"{FLOW}.{COUNTER_PROPERTY}.{root}"
    else:
        meant = did_you_mean(root, ROOTS)
    part = reading.read.path.parts[0]
    return _finding(
        reading, f"`{root}` is no root of values", part.start, part.end, "Studio has nothing of this name", meant
    )


def _member(facts: Facts, reading: Reading, names: tuple[str, ...]) -> Diagnostic:
    name = names[1]
    is_variable = name in facts.assignment.setters
    meant = f"{FLOW}.{COUNTER_PROPERTY}.{name}" if is_variable else None
    near = did_you_mean(name, FLOW_MEMBERS)
    if meant is None and near is not None:
        meant = f"{FLOW}.{near}"
    parts = reading.read.path.parts
    label = "a variable of the flow" if is_variable else "the flow has no such value"
    return _finding(reading, f"`{FLOW}.{name}` is nothing", parts[0].start, parts[1].end, label, meant)


def _other_sid(reading: Reading, path: str) -> str | None:
    """The SID that was meant, where the text names it just before."""
    if path not in (_FLOW_SID, _EXECUTION_SID):
        return None
    names, meant = (_NAMES_FLOW, _FLOW_SID) if path == _EXECUTION_SID else (_NAMES_EXECUTION, _EXECUTION_SID)
    text = reading.text.template.text
    output = next((one for one in reading.text.template.outputs if one.read == reading.read), None)
    before = text[: output.start] if output is not None else ""
    if not before and reading.text.key:
        before = f"{reading.text.key}="
    return meant if re.search(names, before[-40:]) else None


def _sid(reading: Reading, meant: str) -> Diagnostic:
    path = reading.read.path
    is_execution = meant == _FLOW_SID
    message = f"`{reading.written}` is the SID of the {'execution' if is_execution else 'flow'}"
    label = f"the text speaks of the {'flow' if is_execution else 'execution'}"
    return _finding(reading, message, path.start, path.end, label, meant)


def _finding(reading: Reading, message: str, start: int, end: int, label: str, meant: str | None) -> Diagnostic:
    place = spot(reading.text, start, end)
    fits = place.text == reading.text.template.text[start:end]
    return finding(
        CODE,
        message,
        place,
        label=label,
        notes=inside(reading.text.state),
        help=f"write `{meant}`" if meant else f"the roots are {', '.join(f'`{root}`' for root in ROOTS)}",
        fixes=(Fix(f"write `{meant}`", place, meant, safe=False),) if meant and fits else (),
    )
