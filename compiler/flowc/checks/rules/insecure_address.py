"""An address that gets what is confidential, and is written with `http://` or `ws://`.

These are callbacks, the addresses of `http`, `redirect`, `relay` and `stream`; an audio file or music is none of them.

## Why

What Twilio sends there can be read and changed on the way: the number of the caller, what they said, the address of a
recording.
Twilio's signature keeps nobody from reading it.

## Bad

```flow
on call {
  say "This call is recorded."
  record on callback="http://example.com/recordings" { failed -> next }
  gather "How can we help?" { timeout -> end }
}
```

## Good

```flow
on call {
  say "This call is recorded."
  record on callback="https://example.com/recordings" { failed -> next }
  gather "How can we help?" { timeout -> end }
}
```

## Fix

Write `https://` or `wss://`, once the server speaks it.

## Source

[Call Recording](https://www.twilio.com/docs/studio/widget-library/call-recording)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.binding.program import Property
from flowc.checks.facts import Facts
from flowc.checks.trail import inside
from flowc.diagnostics import Diagnostic, Fix, Note
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State
from flowc.source import Span

CODE = "FLW604"

_SECURE = {"http://": "https://", "ws://": "wss://"}


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each such address; one in a block is told at its first use."""
    confidential = {
        type_: {option.property for option in widget.all_options() if option.confidential}
        for type_, widget in facts.flow.widgets.items()
    }
    told: set[Span] = set()
    for number in facts.edges.order:
        state = facts.flow.states[number]
        judged = confidential.get(state.type, set())
        for one in state.properties if judged else ():
            scheme = _scheme(one.value) if one.name in judged else None
            if scheme is None or one.span in told:
                continue
            told.add(one.span)
            yield _finding(state, one, scheme)


def _scheme(value: object) -> str | None:
    text = value[:7].lower() if isinstance(value, str) else ""
    return next((scheme for scheme in _SECURE if text.startswith(scheme)), None)


def _finding(state: State, given: Property, scheme: str) -> Diagnostic:
    place = _written(given.span, scheme)
    secure = _SECURE[scheme]
    is_own = place is not None and not state.uses
    own = (Note("written here", place or given.span),) if state.uses else ()
    return finding(
        CODE,
        f"what is sent to `{given.name}` can be read on the way",
        state.place if state.uses else place or given.span,
        label="not encrypted",
        notes=(*inside(state), *own),
        fixes=(Fix(f"write `{secure}`", place, secure, safe=False),) if is_own and place else (),
        why="whoever is on the way reads who calls and what they say, and may change it",
        help=f"write `{secure}`, once the server speaks it",
        url=state.widget.link if state.widget else "",
    )


def _written(place: Span, scheme: str) -> Span | None:
    """Where the scheme stands in the source; None where the value comes from elsewhere."""
    at = place.text.lower().find(scheme)
    return None if at < 0 else Span(place.source, place.start + at, place.start + at + len(scheme))
