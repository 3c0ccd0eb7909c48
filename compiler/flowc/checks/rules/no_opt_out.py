"""Messages of a flow, none of which tells how to get no more of them.

It is looked for on demand: a flow that only answers owes nobody a way out.
A message that a template or Liquid fills in may say it, and then nothing is found.

## Why

Laws and carriers want every campaign to say how it ends, in most places by an answer such as STOP.
Twilio stops by itself where somebody answers so, but it tells nobody that they can.

## Bad

```toml file=flowc.toml
[rules]
no-opt-out = "warning"
```

```flow
on request {
  send "The Owl shop has new lamps!" { failed -> end }
}
```

## Good

```toml file=flowc.toml
[rules]
no-opt-out = "warning"
```

```flow
on request {
  send "The Owl shop has new lamps! Answer STOP to get no more of these." { failed -> end }
}
```

## Fix

Say it in the first message.

## Source

[Send Message](https://www.twilio.com/docs/studio/widget-library/send-message)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.facts import Facts
from flowc.checks.trail import inside, trail, verb
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State
from flowc.vocabulary.types import Meaning

CODE = "FLW606"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for the first message of a flow whose messages all are silent of it."""
    if CODE not in facts.demanded:
        return
    writers = [(state, points) for state, points in facts.paths.ways() if state.widget and _words(state)]
    if not writers or any(_may_tell(state) for state, _ in writers):
        return
    state, points = writers[0]
    yield finding(
        CODE,
        "no message of this flow tells how to get no more",
        state.place,
        label=f"the first of them is this `{verb(state)}`",
        notes=(*inside(state), *trail(facts.paths, points[0])),
        why="laws and carriers want campaigns to say how they end",
        help="say it in the first message, as in `Answer STOP to get no more of these.`",
        url=state.widget.link if state.widget else "",
    )


def _words(state: State) -> tuple[str, ...]:
    return state.widget.placement.opt_out if state.widget else ()


def _may_tell(state: State) -> bool:
    """Whether a message tells it, or holds what nobody knows yet."""
    options = state.widget.all_options() if state.widget else ()
    texts = [state.value(option.property) for option in options if option.meaning is Meaning.MESSAGE]
    known = [text.casefold() for text in texts if isinstance(text, str)]
    return not known or any("{" in text or any(word in text for word in _words(state)) for text in known)
