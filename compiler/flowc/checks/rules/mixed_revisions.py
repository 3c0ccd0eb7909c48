"""A flow that runs one subflow in several revisions.

## Why

Twilio loads a subflow once for a run, and wants all references to it to name the same revision.
Which of them is run otherwise is not said anywhere.

## Bad

```flow
on call {
  say "Welcome to the Owl shop."
  subflow FW0123456789abcdef0123456789abcdef flow_revision=3 { failed -> next }
  subflow FW0123456789abcdef0123456789abcdef { failed -> next }
}
```

## Good

```flow
on call {
  say "Welcome to the Owl shop."
  subflow FW0123456789abcdef0123456789abcdef flow_revision=3 { failed -> next }
  subflow FW0123456789abcdef0123456789abcdef flow_revision=3 { failed -> next }
}
```

## Fix

Write the same revision at each, or none, which is the latest one that was published.

## Source

[Subflows](https://www.twilio.com/docs/studio/subflows)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.facts import Facts
from flowc.checks.trail import inside
from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State

CODE = "FLW412"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each value that is another one than at the first of its kind, once a value."""
    first: dict[tuple[str, str, str], State] = {}
    told: set[tuple[str, str, str]] = set()
    for state in facts.flow.states:
        for property_, of in state.widget.placement.alike if state.widget else ():
            common, value = state.value(of), state.value(property_)
            if not isinstance(common, str) or "${" in common:
                continue
            before = first.setdefault((state.type, of, common), state)
            key = (of, common, str(value))
            if before.value(property_) != value and key not in told:
                told.add(key)
                yield _finding(state, before, property_)


def _finding(state: State, before: State, property_: str) -> Diagnostic:
    return finding(
        CODE,
        f"`{property_}` is `{before.value(property_)}` elsewhere, and `{state.value(property_)}` here",
        state.place,
        label="the same subflow in another revision",
        notes=(*inside(state), Note("the first one", before.place)),
        why="Twilio wants all references to one subflow to name the same revision",
        help=f"write the same `{property_}` at each of them",
        url=state.widget.link if state.widget else "",
    )
