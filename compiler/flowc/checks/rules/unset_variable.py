"""A variable that is read and that nothing sets before.

A value with `| default:`, one under a condition of Liquid, and one that a split asks whether it is blank, is provided
for and gives no finding. Nothing is said where another flow or an unknown widget may set variables, nor of what a
block of a module reads.

## Why

Studio renders nothing where the value should stand, without a warning.
Mostly the name is misspelled: names of variables differ by case, too.

## Bad

```flow
on call {
  set language="es"
  split flow.variables.langauge {
    "es" -> spanish
    else -> english
  }
}

section spanish { say "Hola." }
section english { say "Hello." }
```

## Good

```flow
on call {
  set language="es"
  split flow.variables.language {
    "es" -> spanish
    else -> english
  }
}

section spanish { say "Hola." }
section english { say "Hello." }
```

## Fix

Write the name of a variable that is set, or set this one with `set` before.

## Source

[Set Variables](https://www.twilio.com/docs/studio/widget-library/set-variables)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.assignment import variables_of
from flowc.checks.analyses.reads import Reading
from flowc.checks.cause import others_too
from flowc.checks.facts import Facts
from flowc.checks.spots import spot
from flowc.checks.trail import inside
from flowc.diagnostics import Diagnostic, Fix, Note
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import did_you_mean

CODE = "FLW507"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each variable, for the first place that reads it."""
    if not facts.whole or facts.flow.is_module or not facts.reads.variables or facts.assignment.is_open:
        return
    unset: dict[str, list[Reading]] = {}
    for reading in facts.reads.found:
        name, number = reading.variable, reading.text.number
        # A module may read what only some of the flows that use it set.
        if reading.text.state.span.source is not facts.flow.source:
            continue
        if name and not reading.provided and not reading.text.is_free and _is_unset(facts, name, number):
            unset.setdefault(name, []).append(reading)
    for name, found in unset.items():
        yield _finding(facts, name, found)


def _is_unset(facts: Facts, name: str, number: int) -> bool:
    """Whether nothing before a state sets a variable; one that counts itself up is meant."""
    if name not in facts.assignment.setters:
        return True
    if number not in facts.edges.reached or name in variables_of(facts.flow.states[number]):
        return False
    return not facts.assignment.may_be_set(name, number)


def _finding(facts: Facts, name: str, found: list[Reading]) -> Diagnostic:
    first = found[0]
    state = first.text.state
    setters = facts.assignment.setters.get(name, ())
    part = first.read.path.parts[2]
    place = spot(first.text, part.start, part.end)
    meant = None if setters else did_you_mean(name, facts.assignment.setters)
    later = tuple(Note("it is set only here", facts.flow.states[number].place) for number in setters[:1])
    return finding(
        CODE,
        f"the variable `{name}` is not set when it is read",
        place,
        label="set on no path before" if setters else "nothing sets it",
        notes=(*inside(state), *later, *others_too(state, [other.text.state for other in found[1:]])),
        why="Studio renders nothing in its place, without a warning",
        help=f"did you mean `{meant}`?" if meant else f"set it before: `set {name}=…`",
        fixes=(Fix(f"write `{meant}`", place, meant, safe=False),) if meant and place.text == name else (),
    )
