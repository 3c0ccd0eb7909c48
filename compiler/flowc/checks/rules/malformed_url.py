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

import re
from collections.abc import Iterator

import attrs

from flowc.binding.context import shortened
from flowc.checks.analyses.written import Written, once
from flowc.checks.facts import Facts
from flowc.diagnostics import Diagnostic, Fix
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import did_you_mean
from flowc.source import Span
from flowc.vocabulary.types import Kind, Meaning

CODE = "FLW218"

_PARTS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<slashes>/{0,2})(?P<rest>.*)", re.DOTALL)
_HOST = re.compile(r"(?:[^/?#@]*@)?(?P<host>\[[^\]/?#]*\]|[^:/?#]*)")
_SCHEMES = ("https", "http", "wss", "ws")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f<>\"`\\]")
# Names and addresses that RFC 1918, 6761 and 6762 keep for networks of one's own.
_OWN = re.compile(
    r"(?:.*\.)?localhost|.*\.local|127(?:\.[0-9]+){3}|10(?:\.[0-9]+){3}|192\.168(?:\.[0-9]+){2}"
    r"|172\.(?:1[6-9]|2[0-9]|3[01])(?:\.[0-9]+){2}|0\.0\.0\.0|\[::1\]",
    re.IGNORECASE,
)


@attrs.frozen
class _Wrong:
    """What is wrong with a URL: where, in words, and what to write instead of that part where it is known."""

    start: int
    end: int
    label: str
    help: str
    instead: str | None = None


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each URL."""
    for one in once(one for one in facts.written if one.kind is Kind.URL):
        wrong = _wrong(one.text, is_callback=one.option.meaning is Meaning.CALLBACK)
        if wrong is not None:
            place = one.part(wrong.start, wrong.end)
            yield finding(
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


def _fixes(one: Written, wrong: _Wrong, place: Span) -> tuple[Fix, ...]:
    if wrong.instead is None or place.text != one.text[wrong.start : wrong.end]:
        return ()
    return (Fix(f"write `{wrong.instead}`", place, wrong.instead, safe=False),)


def _wrong(url: str, *, is_callback: bool) -> _Wrong | None:
    forbidden = _FORBIDDEN.search(url)
    if forbidden is not None:
        return _forbidden(forbidden)
    parts = _PARTS.fullmatch(url)
    if parts is None or parts["scheme"].lower() not in _SCHEMES:
        return _wrong_scheme(url, parts)
    if len(parts["slashes"]) != 2:  # noqa: PLR2004 - as every URL has
        start, end = parts.span("slashes")
        return _Wrong(parts.start(), end, "two slashes stand before the host", f"write `{parts['scheme']}://…`")
    start = parts.start("rest")
    match = _HOST.match(parts["rest"])
    assert match is not None
    return _wrong_host(match["host"], start + match.start("host"), is_callback=is_callback)


def _forbidden(match: re.Match[str]) -> _Wrong:
    char = match.group()
    coded = f"%{ord(char):02X}"
    what = "a blank" if char == " " else "a character"
    return _Wrong(*match.span(), f"{what} that a URL may not hold", f"write `{coded}` for it", coded)


def _wrong_scheme(url: str, parts: re.Match[str] | None) -> _Wrong:
    if parts is not None and parts["slashes"]:
        scheme = parts["scheme"]
        near = did_you_mean(scheme, _SCHEMES)
        advice = f"did you mean `{near}`?" if near else f"write `{_SCHEMES[0]}://…`"
        return _Wrong(0, len(scheme), "Twilio does not call this way", advice, near)
    if url.startswith("//"):
        return _Wrong(0, len(url), "the beginning is missing", f"write `https:{shortened(url)}`")
    label = "only a path: the host is missing" if url.startswith("/") else "the beginning is missing"
    return _Wrong(0, len(url), label, f"write `https://{'HOST' if url.startswith('/') else ''}{shortened(url)}`")


def _wrong_host(host: str, start: int, *, is_callback: bool) -> _Wrong | None:
    end = start + len(host)
    if not host:
        return _Wrong(0, end, "the host is missing", "write the name of the server behind the slashes")
    if _OWN.fullmatch(host):
        return _Wrong(start, end, "only your own network knows this host", "write a name that the internet knows")
    if is_callback and "_" in host:
        instead = host.replace("_", "-")
        label = "an underscore, which Twilio takes in no host of a callback"
        return _Wrong(start, end, label, "give the server a name without underscores", instead)
    return None
