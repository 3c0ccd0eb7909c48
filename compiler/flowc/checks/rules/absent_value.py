"""A value of the trigger that no run has here, for how it began.

Where another flow may have begun the run, where a path with the value leads here as well, and where the text has an
`if` or a `default` for it, nothing is said.
A check with `is_blank` or `is_not_blank` is none of these either.

## Why

`trigger.message` is what came with a message, and `trigger.call` what came with a call.
In a run that began otherwise they are empty: the caller hears a sentence with a hole in it, and a `split` on such a
value always goes on by `else`.

## Bad

```flow
on message {
  send "You called us from {{trigger.call.From}}." { failed -> end }
}
```

```flow
on request {
  split trigger.message.Body {
    "yes" -> confirmed
    else  -> end
  }
}

section confirmed {
  send "See you then." { failed -> end }
}
```

## Good

```flow
on message {
  send "You wrote to us from {{trigger.message.From}}." { failed -> end }
}
```

```flow
on call, message {
  http POST "https://example.com/contacts" {
    parameters { number = contact.channel.address }

    failed -> end
  }
}
```

## Fix

Read what this kind of run has: `contact.channel.address` is the other side in every one.

## Source

[Trigger](https://www.twilio.com/docs/studio/widget-library/trigger-start)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from flowc.binding.program import Property
from flowc.checks.facts import Facts
from flowc.checks.paths import Point
from flowc.checks.trail import inside, trail
from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State
from flowc.graph.known import of_state
from flowc.language import TRIGGER_TYPE
from flowc.source import Span
from flowc.vocabulary.widget import Call, Exit, Json

CODE = "FLW311"

_ROOT = f"{TRIGGER_TYPE}."
_READ = re.compile(rf"(?<![\w.]){TRIGGER_TYPE}\.(\w+)")
# A text that says what is to be done without the value knows of it.
_CAREFUL = re.compile(r"\{%|\|\s*default\b")
_BLANK = ("is_blank", "is_not_blank")
_MOST_NAMED = 5


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each part of the trigger that is read in vain, at the first place; the others are notes."""
    trigger = facts.flow.states[0].widget
    filled = {exit_.entry: exit_ for exit_ in trigger.exits if exit_.fills} if trigger else {}
    parts = {exit_.fills for exit_ in filled.values()} - _filled_later(facts)
    found: dict[str, list[tuple[State, Point, Span]]] = {}
    for state, points in facts.paths.ways():
        for part, place in _read(state):
            if part in parts and not any(_has(filled.get(point.way.entry), part) for point in points):
                found.setdefault(part, []).append((state, points[0], place))
    for part, reads in found.items():
        yield _finding(facts, part, reads)


def _filled_later(facts: Facts) -> set[str]:
    """The parts that a widget of the flow fills while the run goes on."""
    widgets = {state.type: state.widget for state in facts.flow.states[1:] if state.widget}
    return {exit_.fills for widget in widgets.values() for exit_ in widget.exits}


def _has(began: Exit | None, part: str) -> bool:
    """Whether a run has this part, or may have it: one that another flow began has what that one had."""
    return began is None or began.call is Call.UNKNOWN or began.fills == part


@of_state
def _read(state: State) -> tuple[tuple[str, Span], ...]:
    """The parts of the trigger that a state reads without care, each with the place where it does so first."""
    found: dict[str, Span] = {}
    for text, place in _texts(state):
        if _ROOT not in text or _CAREFUL.search(text):
            continue
        for match in _READ.finditer(text):
            if match.group(1) not in found:
                found[match.group(1)] = _exactly(place, match.group())
    return tuple(found.items())


def _texts(state: State) -> Iterator[tuple[str, Span]]:
    """What a flow gives to a state, and what its cases compare, but where they ask only whether it is there."""
    conditions = [(exit_, one) for exit_ in state.exits if exit_.conditions for one in exit_.conditions]
    if not any(condition.type in _BLANK for _, condition in conditions):
        for one in state.properties:
            found = _naming(one.value)
            if found and not _is_emitted(state, one):
                yield from ((text, one.span) for text in found)
    for exit_, condition in conditions:
        if condition.type not in _BLANK:
            yield condition.argument, exit_.span
            yield condition.value, exit_.span


def _is_emitted(state: State, given: Property) -> bool:
    """Whether a property has the value that it gets where a flow says nothing."""
    options = state.widget.all_options() if state.widget else ()
    return any(option.property == given.name and option.emitted == given.value for option in options)


def _naming(value: Json) -> Sequence[str]:
    """The texts in a value that name a part of the trigger."""
    if isinstance(value, str):
        return (value,) if _ROOT in value else ()
    inner: Iterable[Json] = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    return [text for one in inner for text in _naming(one)]


def _exactly(place: Span, words: str) -> Span:
    """Where the words stand in a place; the place itself where they are written otherwise."""
    at = place.text.find(words)
    return place if at < 0 else Span(place.source, place.start + at, place.start + at + len(words))


def _finding(facts: Facts, part: str, reads: Sequence[tuple[State, Point, Span]]) -> Diagnostic:
    (state, point, place), *others = reads
    own = (Note("read here in the block", place),) if state.uses else ()
    places = list(dict.fromkeys(other.place if other.uses else at for other, _, at in others))
    also = tuple(Note("here as well", at) for at in places[:_MOST_NAMED])
    more = (Note(f"and at {len(places) - _MOST_NAMED} more places"),) if len(places) > _MOST_NAMED else ()
    return finding(
        CODE,
        f"no run that gets here has `{_ROOT}{part}`",
        state.place if state.uses else place,
        label=f"here the run began with `{point.way.entry}`",
        notes=(*inside(state), *own, *trail(facts.paths, point), *also, *more),
        why="it is empty: a sentence has a hole there, and a comparison fails",
        help="read what such a run has, or let only the entry with this value lead here",
    )
