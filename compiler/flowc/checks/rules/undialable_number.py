"""A phone number that cannot be dialled, or that the numbering plan of its country gives to nobody.

Numbers with a `+` are judged, and none of those that are made for examples and tests: with `555-01` in North
America, and Twilio's own `+1500555…`.
Short numbers, and addresses as `client:alice`, are none of this rule's business.

## Why

Studio takes any text for a number.
On a call Twilio refuses it (*Invalid phone number*): nobody is called, or no message is sent.
Numbering plans change, and an update may come late to flowc: so this is no error.

## Bad

```flow
on call {
  say "One moment, please."
  dial "number" "+44 20 7946"
}
```

```flow
on message {
  send "A new order came in." to="+999 123 456 789" { failed -> end }
}
```

## Good

```flow
on call {
  say "One moment, please."
  dial "number" "+44 20 7946 0958"
}
```

```flow
on message {
  send "A new order came in." to=+14155550100 { failed -> end }
}
```

## Fix

Write the whole number: a `+`, the code of the country, and the number as one dials it inside of the country,
without its first `0`.

## Source

[Connect Call To](https://www.twilio.com/docs/studio/widget-library/connect-call)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flowc.binding.context import shortened
from flowc.checks.analyses.written import Written, once
from flowc.checks.facts import Facts
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.vocabulary.types import Kind, Meaning

CODE = "FLW217"

# What is put in front of a number for a channel of its own.
_CHANNEL = re.compile(r"(?:whatsapp|sms|rcs|messenger):(?=\+)")
_SEPARATORS = re.compile(r"[\s().-]")
_NUMBER = re.compile(r"\+[0-9]+")
_MADE_UP = re.compile(r"\+1(?:[0-9]{3})?55501[0-9]{2}|\+1500555[0-9]{4}")
_LETTERS = re.compile(r"[A-Za-z]")


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each number."""
    for one in once(one for one in facts.written if _may_be_number(one)):
        wrong = _wrong(one)
        if wrong is not None:
            message, label = wrong
            yield finding(
                CODE,
                message,
                one.whole,
                label=label,
                notes=one.notes,
                why="Twilio refuses it when it is used: nobody is reached",
                help="write `+`, the code of the country and the whole number",
                url=one.state.widget.link if one.state.widget else "",
            )


def _may_be_number(one: Written) -> bool:
    return one.kind is Kind.PHONE or one.option.meaning is Meaning.ADDRESS


def _wrong(one: Written) -> tuple[str, str] | None:
    """What is wrong with a number, as a message and a label."""
    channel = _CHANNEL.match(one.text)
    text = one.text[channel.end() :] if channel else one.text
    number = _SEPARATORS.sub("", text)
    if _NUMBER.fullmatch(number):
        return None if _MADE_UP.fullmatch(number) else _wrong_number(number)
    if one.option.meaning is None and ":" not in text and _LETTERS.search(text):
        return f"`{shortened(one.text)}` is no phone number", "letters, where a number is dialled"
    return None


def _wrong_number(number: str) -> tuple[str, str] | None:
    # It reads the numbering plans of the world, and few flows write a number out.
    import phonenumbers  # noqa: PLC0415

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return f"`{number}` cannot be dialled", "no country has this code"
    result = phonenumbers.ValidationResult
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason in (result.TOO_SHORT, result.IS_POSSIBLE_LOCAL_ONLY):
        return f"`{number}` cannot be dialled", f"too short for {_country(parsed.country_code)}"
    if reason == result.TOO_LONG:
        return f"`{number}` cannot be dialled", f"too long for {_country(parsed.country_code)}"
    if reason != result.IS_POSSIBLE:
        return f"`{number}` cannot be dialled", f"not of a length that {_country(parsed.country_code)} has"
    if not phonenumbers.is_valid_number(parsed):
        return f"`{number}` is nobody's number", f"not in the numbering plan of {_country(parsed.country_code)}"
    return None


def _country(code: int | None) -> str:
    return f"the country code {code}"
