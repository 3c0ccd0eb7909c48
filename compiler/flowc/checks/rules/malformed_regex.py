r"""A regular expression that cannot be read, or that stands between slashes.

Only what every kind of regular expressions refuses is told, such as a bracket without its other half.

## Why

Studio does not look at it when the flow is published.
On the call such a case matches nothing, and the flow goes on as if the caller had said something else.
Slashes around it are part of the text that is looked for.

## Bad

```flow
on message {
  split trigger.message.Body {
    regex "(yes|yep" -> agreed
    else             -> end
  }
}

section agreed {
  send "Thank you." { failed -> end }
}
```

```flow
on message {
  split trigger.message.Body {
    regex "/[0-9]{5}/" -> code
    else               -> end
  }
}

section code {
  send "Thank you." { failed -> end }
}
```

## Good

```flow
on message {
  split trigger.message.Body {
    regex "(yes|yep)" -> agreed
    regex "[0-9]{5}"  -> agreed
    else              -> end
  }
}

section agreed {
  send "Thank you." { failed -> end }
}
```

## Fix

Close what is open, and write `\\(` for a bracket that is meant: a flow has two backslashes for one.

## Source

[Split Based On…](https://www.twilio.com/docs/studio/widget-library/split-based-on)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flowc.binding.context import shortened
from flowc.checks.analyses.written import is_fixed
from flowc.checks.facts import Facts
from flowc.checks.trail import inside
from flowc.diagnostics import Diagnostic, Fix, Note
from flowc.diagnostics.finding import finding
from flowc.graph.flow import Exit, Flow, State
from flowc.source import Span

if TYPE_CHECKING:
    from flowc.checks.analyses.patterns import Wrong

CODE = "FLW225"

_PREDICATE = "regex"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each expression."""
    found = list(_expressions(facts.flow))
    if not found:
        return
    # Few flows have any, and start-up is felt on every run.
    from flowc.checks.analyses.patterns import wrong  # noqa: PLC0415 - see above

    told: set[tuple[Span, str]] = set()
    for state, exit_, pattern in found:
        mistake = wrong(pattern) if (exit_.span, pattern) not in told else None
        told.add((exit_.span, pattern))
        if mistake is not None:
            yield _finding(state, exit_, pattern, mistake)


def _expressions(flow: Flow) -> Iterator[tuple[State, Exit, str]]:
    for state in flow.states:
        for exit_ in state.exits:
            for condition in exit_.conditions:
                if condition.type == _PREDICATE and is_fixed(condition.value):
                    yield state, exit_, condition.value


def _finding(state: State, exit_: Exit, pattern: str, wrong: Wrong) -> Diagnostic:
    # Only findings need it.
    from flowc.syntax.places import place_within  # noqa: PLC0415 - see above

    place = state.place if state.uses else place_within(exit_.span, pattern, wrong.start, wrong.end)
    own = (Note("this case in the block", exit_.span),) if state.uses else ()
    whole = place_within(exit_.span, pattern, 0, len(pattern))
    exact = wrong.instead is not None and not state.uses and whole.text == pattern
    return finding(
        CODE,
        f"`{shortened(pattern)}` never matches what it is meant for"
        if wrong.instead
        else f"`{shortened(pattern)}` is no regular expression",
        place,
        label=wrong.label,
        notes=(*inside(state), *own),
        why="Studio publishes it all the same, and nothing matches it",
        help=wrong.help,
        fixes=(Fix("remove the slashes", whole, wrong.instead, safe=False),) if exact and wrong.instead else (),
        url=state.widget.link if state.widget else "",
    )
