"""A voicemail before anybody has asked for a message.

A prompt anywhere before it in the call counts, and so does an agent, a payment or other TwiML, which speak by
themselves.
A `dial` does not: whoever is not put through has heard nothing but ringing.

## Why

Record Voicemail itself only beeps.
A caller who hears a beep and nothing else does not know what is wanted, and hangs up.
The recording that is left holds silence.

## Bad

```flow
on call {
  dial number +15550100 timeout=20s { hangup -> end }
  voicemail { hangup -> end }
}
```

## Good

```flow
on call {
  dial number +15550100 timeout=20s { hangup -> end }
  say "Nobody can take your call. Please leave a message after the tone."
  voicemail { hangup -> end }
}
```

## Fix

Say before it what is wanted, on the path that the message shows.

## Source

[Record Voicemail](https://www.twilio.com/docs/studio/widget-library/record-voicemail)
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from flowc.checks.cause import first_of_paths, others_too
from flowc.checks.facts import Facts
from flowc.checks.paths import Heard, Paths, Point, prompt_of
from flowc.checks.trail import inside, trail, verb
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State
from flowc.vocabulary.widget import Call

CODE = "FLW307"

_LIVE = (Call.INCOMING, Call.OUTGOING)
_UNTOLD = (Heard.NO, Heard.PICKED_UP)


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each widget that a silent path leads to; those behind it are told with it."""
    if not any(widget.placement.prompted for widget in facts.flow.widgets.values()):
        return
    for state, point, behind in first_of_paths(facts.paths, partial(_is_wrong, facts.paths)):
        yield finding(
            CODE,
            f"nobody has said what `{verb(state)}` is for",
            state.place,
            label="on one path the caller has heard nothing yet",
            notes=(*inside(state), *trail(facts.paths, point), *others_too(state, behind)),
            why="the caller hears a beep, does not know what is wanted, and hangs up",
            help="say before it what is wanted, with a `say`, a `play` or a `gather` with a prompt",
            url=state.widget.link if state.widget else "",
        )


def _is_wrong(paths: Paths, state: State, point: Point) -> bool:
    group = prompt_of(state)
    return group is not None and point.way.call in _LIVE and paths.heard(group, point) in _UNTOLD
