"""A URL that Twilio cannot call, as it is written.

It lacks its `https://` or its host, it holds blanks, only your own network knows the host, or the host of a
callback has an underscore.
What makes no difference to whether Twilio reaches it is not judged, such as the path.

## Why

Studio takes any text for a URL, and finds out on the call (*Invalid URL format*).
Nothing is played or fetched, or nothing is told of what has been recorded.
An address of your own network answers on your machine and never to Twilio.

## Bad

```flow
on call {
  say "One moment, please."
  play "example.com/hold-music.mp3"
}
```

```flow
on call {
  say "This call is recorded."
  record on callback="https://call_center.example.com/recordings" { failed -> next }
}
```

## Good

```flow
on call {
  say "This call is recorded."
  record on callback="https://call-center.example.com/recordings" { failed -> next }
  play "https://example.com/hold-music.mp3"
}
```

## Fix

Write the whole address, as a browser shows it, and `%20` for a blank.
A server on your own machine is reached through a tunnel that gives it a public name.

## Source

[Say/Play](https://www.twilio.com/docs/studio/widget-library/sayplay),
[Number](https://www.twilio.com/docs/voice/twiml/number)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flowc.binding.context import shortened
from flowc.checks.analyses.written import Written, once
from flowc.checks.facts import Facts
from flowc.diagnostics import Diagnostic, Fix
from flowc.diagnostics.finding import finding
from flowc.source import Span
from flowc.vocabulary.types import Kind, Meaning

if TYPE_CHECKING:
    from flowc.checks.analyses.urls import Wrong

CODE = "FLW218"

# Of these a URL needs a closer look.
_ODD = frozenset(' <>"`\\')
_OWN = ("localhost", "local")


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each URL."""
    odd = [one for one in facts.written if one.kind is Kind.URL and not _is_plain(one.text)]
    if not odd:
        return
    # Few URLs are of another form, and start-up is felt on every run.
    from flowc.checks.analyses.urls import wrong  # noqa: PLC0415 - see above

    for one in once(odd):
        found = wrong(one.text, is_callback=one.option.meaning is Meaning.CALLBACK)
        if found is not None:
            yield _finding(one, found)


def _finding(one: Written, wrong: Wrong) -> Diagnostic:
    place = one.part(wrong.start, wrong.end)
    return finding(
        CODE,
        f"Twilio cannot call `{shortened(one.text)}`",
        place,
        label=wrong.label,
        notes=one.notes,
        why="it is only noticed on the call, and what the URL is there for does not happen",
        help=wrong.help,
        fixes=_fixes(one, wrong, place),
        url=one.state.widget.link if one.state.widget else "",
    )


def _fixes(one: Written, wrong: Wrong, place: Span) -> tuple[Fix, ...]:
    if wrong.instead is None or place.text != one.text[wrong.start : wrong.end]:
        return ()
    return (Fix(f"write `{wrong.instead}`", place, wrong.instead, safe=False),)


def _is_plain(url: str) -> bool:
    """Whether a URL is of the usual form, in which nothing can be wrong."""
    host = url.removeprefix("https://").partition("/")[0]
    labels = host.split(".")
    return (
        url.startswith("https://")
        and url.isascii()
        and url.isprintable()
        and _ODD.isdisjoint(url)
        and all(label.replace("-", "").isalnum() for label in labels)
        and labels[-1].isalpha()
        and labels[-1].lower() not in _OWN
    )
