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

from collections.abc import Iterator

from flowc.checks.analyses.written import Written, once
from flowc.checks.facts import Facts
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.vocabulary.types import Kind, Meaning

CODE = "FLW217"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each number."""
    numbers = [one for one in facts.written if _may_be_number(one)]
    if not numbers:
        return
    # Few flows write a number out, and start-up is felt on every run.
    from flowc.checks.analyses.phone_numbers import wrong  # noqa: PLC0415 - see above

    for one in once(numbers):
        found = wrong(one.text, is_dialled=one.option.meaning is None)
        if found is not None:
            message, label = found
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
