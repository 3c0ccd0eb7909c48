"""An address that is called without encryption.

Callbacks are none of this rule's business.

## Why

What Twilio sends to it and gets from it can be read, and changed, by everybody on the way: who calls, what was
entered, and what the caller hears.

## Bad

```flow
on call {
  say "One moment, please."
  play "http://example.com/hold-music.mp3"
}
```

## Good

```flow
on call {
  say "One moment, please."
  play "https://example.com/hold-music.mp3"
}
```

## Fix

Write `https://`, once the server answers to it.

## Source

[Play](https://www.twilio.com/docs/voice/twiml/play)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.binding.context import shortened
from flowc.checks.analyses.written import once
from flowc.checks.facts import Facts
from flowc.diagnostics import Diagnostic, Fix
from flowc.diagnostics.finding import finding
from flowc.vocabulary.types import Kind, Meaning

CODE = "FLW226"

_SECURE = {"http://": "https://", "ws://": "wss://"}


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each address, where hints are asked for and nothing else is wrong with it."""
    plain = [
        (one, scheme)
        for one in (facts.written if facts.hints else ())
        if one.kind is Kind.URL and one.option.meaning is not Meaning.CALLBACK
        for scheme in _SECURE
        if one.text.lower().startswith(scheme)
    ]
    if not plain:
        return
    # As in the rule of malformed URLs.
    from flowc.checks.analyses.urls import wrong  # noqa: PLC0415 - see above

    schemes = {id(one): scheme for one, scheme in plain}
    for one in once(one for one, _ in plain):
        if wrong(one.text, is_callback=False) is not None:
            continue
        scheme = schemes[id(one)]
        place = one.part(0, len(scheme))
        secure = _SECURE[scheme]
        yield finding(
            CODE,
            f"`{shortened(one.text)}` is called without encryption",
            place,
            label="everybody on the way can read it",
            notes=one.notes,
            why="what is sent and what comes back can be read and changed on the way",
            help=f"write `{secure}`",
            fixes=(Fix(f"write `{secure}`", place, secure, safe=False),)
            if place.text == one.text[: len(scheme)]
            else (),
            url=one.state.widget.link if one.state.widget else "",
        )
