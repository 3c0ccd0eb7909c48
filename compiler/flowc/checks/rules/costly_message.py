r"""A message that is sent in more segments for a character that a plainer one could stand for.

It is told of quotes, dashes, dots and blanks as word processors write them, where a message needs more segments for
them; letters and pictures of other alphabets are meant.

## Why

A message is sent in segments, and each is paid for.
One holds 160 characters of GSM-7, the alphabet of short messages, but only 70 where a single character is not of it.
A messaging service with *Smart Encoding* mends it by itself; other channels than SMS know no segments.

## Bad

```flow
on message {
  send "Your order has been packed. We\u{2019}ll tell you when it leaves our warehouse." { failed -> end }
}
```

## Good

```flow
on message {
  send "Your order has been packed. We'll tell you when it leaves our warehouse." { failed -> end }
}
```

## Fix

Write the plain character.

## Source

[Send Message](https://www.twilio.com/docs/studio/widget-library/send-message)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.written import Written, once
from flowc.checks.facts import Facts
from flowc.diagnostics import Diagnostic, Fix
from flowc.diagnostics.finding import finding
from flowc.source import Span
from flowc.syntax.strings import encode
from flowc.vocabulary.types import Kind, Meaning

CODE = "FLW224"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each message, where hints are asked for."""
    if not facts.hints:
        return
    # Only hints need it, and start-up is felt on every run.
    from flowc.checks.analyses.segments import plainer, segments  # noqa: PLC0415 - see above

    sent = (one for one in facts.written if one.option.meaning is Meaning.MESSAGE and one.kind is Kind.TEXT)
    for one in once(sent):
        if one.text.isascii():
            continue
        plain = plainer(one.text)
        if plain is not None and segments(plain) < segments(one.text):
            yield _finding(one, plain, segments(one.text), segments(plain))


def _finding(one: Written, plain: str, dear: int, cheap: int) -> Diagnostic:
    from flowc.checks.analyses.segments import odd_characters, plainer  # noqa: PLC0415 - as above

    places = odd_characters(one.text)
    place = one.part(places[0], places[0] + 1)
    first = one.text[places[0]]
    nearest = plainer(first) or ""
    others = f", as {len(places) - 1} more of them" if len(places) > 1 else ""
    shown = f"`{first}`" if first.isprintable() else f"this U+{ord(first):04X}"
    return finding(
        CODE,
        f"this message is sent in {dear} segments instead of {cheap}",
        place,
        label=f"{shown} is not of the alphabet of short messages{others}",
        notes=one.notes,
        why="each segment is paid for",
        help=f"write `{nearest}`" if nearest.strip() else "write a plain blank, or nothing",
        fixes=_fixes(one, plain, place, nearest, is_only=len(places) == 1),
        url=one.state.widget.link if one.state.widget else "",
    )


def _fixes(one: Written, plain: str, place: Span, nearest: str, *, is_only: bool) -> tuple[Fix, ...]:
    """The character written plainly, or the whole text where it has several."""
    if one.state.uses or not one.span.text.startswith('"'):
        return ()
    if is_only:
        return (Fix(f"write `{nearest}`", place, encode(nearest)[1:-1], safe=False),)
    return (Fix("write plain characters", one.span, encode(plain), safe=False),)
