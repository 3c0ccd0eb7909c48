"""A variable that is set and that nothing in this flow reads.

A hint: it is found with `-v` alone, since a program may read variables from the execution's context over Twilio's API.
In a flow that begins `on subflow` nothing is said, for the flow that runs it may read them.

## Why

Mostly the name is misspelled where it is set or where it is read, or the statement is a left-over.

## Bad

```flow
on call {
  set lang="es"
  say "Hola."
}
```

## Good

```flow
on call {
  set lang="es"
  say "Your language is {{flow.variables.lang}}."
}
```

## Fix

Remove it, or read it as `flow.variables.NAME`.

## Source

[Set Variables](https://www.twilio.com/docs/studio/widget-library/set-variables)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.facts import Facts
from flowc.checks.spots import named
from flowc.checks.trail import inside
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import did_you_mean
from flowc.vocabulary.widget import Call

CODE = "FLW508"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each such variable, where it is set first."""
    if not facts.hints or not facts.whole or facts.flow.is_module:
        return
    if facts.assignment.is_open or facts.reads.all_variables or _is_subflow(facts):
        return
    for name, setters in facts.assignment.setters.items():
        if name in facts.reads.variables:
            continue
        state = facts.flow.states[setters[0]]
        meant = did_you_mean(name, sorted(facts.reads.variables - facts.assignment.setters.keys()))
        yield finding(
            CODE,
            f"nothing reads the variable `{name}`",
            named(state, name),
            label="set, and never read",
            notes=inside(state),
            help=f"`{meant}` is read: is it this one?" if meant else "remove it, or read it as `flow.variables.NAME`",
        )


def _is_subflow(facts: Facts) -> bool:
    """Whether another flow may run this one, and read its variables."""
    trigger = facts.flow.states[0]
    declared = [(exit_, trigger.widget.exit(exit_.event)) for exit_ in trigger.exits] if trigger.widget else []
    return any(exit_.target is not None and one and one.call is Call.UNKNOWN for exit_, one in declared)
