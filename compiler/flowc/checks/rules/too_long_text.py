"""A text longer than Twilio speaks or sends: 4,096 characters of speech, and 1,600 of a message.

Texts into which Liquid is filled are not measured.

## Why

Twilio refuses a message of more than 1,600 characters (*error 21617*): it never arrives, and the exit of failure is
taken.
A web chat may take more, so this is no error.
Of what is spoken only so much is read; the rest is lost, or the whole text.

## Bad

A flow that sends a message of more than 1,600 characters, or says a text of more than 4,096.

## Good

```flow
on message {
  send "The opening hours are on https://example.com/hours." { failed -> end }
}
```

## Fix

Say less, or say it in several statements.

## Source

[Message](https://www.twilio.com/docs/messaging/twiml/message),
[Say](https://www.twilio.com/docs/voice/twiml/say)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from flowc.checks.analyses.written import Written, once
from flowc.checks.facts import Facts
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.vocabulary.types import Kind, Meaning

CODE = "FLW223"

_LIMITS: Mapping[Meaning | None, int] = MappingProxyType({Meaning.SPEECH: 4096, Meaning.MESSAGE: 1600})


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each text.

    Where what a word stands for could not be told, its text may be of any length.
    """
    if not facts.whole:
        return
    for one in once(one for one in facts.written if len(one.text) > _LIMITS.get(one.option.meaning, len(one.text))):
        if one.kind is Kind.TEXT:
            yield _finding(one, _LIMITS[one.option.meaning])


def _finding(one: Written, limit: int) -> Diagnostic:
    is_message = one.option.meaning is Meaning.MESSAGE
    return finding(
        CODE,
        f"this text is longer than Twilio {'sends' if is_message else 'speaks'}",
        # Where the limit is passed.
        one.part(limit, len(one.text)),
        label=f"{len(one.text):,} characters; Twilio takes {limit:,}",
        notes=one.notes,
        why="Twilio refuses the message, unless it goes to a chat that takes more"
        if is_message
        else "the end of the text is lost, or all of it",
        help="make it shorter, or write several statements",
        url=one.state.widget.link if one.state.widget else "",
    )
