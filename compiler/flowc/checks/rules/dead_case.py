"""A case that never matches, since those before it take all that it asks for.

Studio compares without regard to case, and without the space around both sides.
Regular expressions are judged only where they are the same text.

## Why

The cases of a split are tried in their order, and the first that holds is taken.
What such a case leads to never comes by it, though the caller gives the very answer that it asks for.

## Bad

```flow
on call {
  menu: gather "For sales, press 1. For support, press 2." { timeout -> menu }
  split menu.Digits {
    matches_any_of [1, 2] -> sales
    equal_to 2            -> support
    else                  -> menu
  }
}

section sales {
  say "This is sales."
  -> support
}

section support {
  say "This is support."
}
```

```flow
on message {
  split trigger.message.Body {
    contains "stop"       -> end
    contains "stop calls" -> calls
    else                  -> calls
  }
}

section calls {
  send "You get no more calls." { failed -> end }
}
```

```flow
on call {
  if contact.channel.address is_blank {
    say "We do not see your number."
  } else if contact.channel.address is_not_blank {
    say "We see your number."
  } else if contact.channel.address equal_to "anonymous" {
    say "You hide your number."
  }
}
```

## Good

```flow
on message {
  split trigger.message.Body {
    contains "stop calls" -> calls
    contains "stop"       -> end
    else                  -> calls
  }
}

section calls {
  send "You get no more calls." { failed -> end }
}
```

## Fix

Write the narrower case before the wider one, or remove the one that is too many.

## Source

[Split Based On…](https://www.twilio.com/docs/studio/widget-library/split-based-on)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.taken import Taken, taken
from flowc.checks.facts import Facts
from flowc.checks.trail import inside
from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State
from flowc.source import Span

CODE = "FLW408"

_MOST_NAMED = 3


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each such case; for those behind cases that take everything, one for the first.

    Words of one choice of a menu lead to the same place, and may well take each other's answers.
    """
    told: set[tuple[Span, str]] = set()
    for number in facts.edges.order:
        state = facts.flow.states[number]
        for dead in taken(state):
            place = dead.exit.span
            key = place, dead.exit.conditions[0].value
            if key in told or all(before.span == place for before in dead.before):
                continue
            told.add(key)
            yield _finding(state, dead)


def _finding(state: State, dead: Taken) -> Diagnostic:
    condition = dead.exit.conditions[0]
    own = (Note("this case in the block", dead.exit.span),) if state.uses else ()
    places = list(dict.fromkeys(before.span for before in dead.before))
    if dead.all_after:
        told = tuple(Note("this one or its opposite always holds", place) for place in places)
    else:
        told = tuple(Note("this case takes it before", place) for place in places[:_MOST_NAMED])
    return finding(
        CODE,
        f"`{condition.type} {condition.value}` never matches" if not dead.all_after else "no case matches from here on",
        state.place if state.uses else dead.exit.span,
        label="never taken",
        notes=(*inside(state), *own, *told),
        why="the cases are tried in their order, and the first that holds is taken",
        help="write the narrower case first, or remove this one",
        url=state.widget.link if state.widget else "",
    )
