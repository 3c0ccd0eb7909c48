"""A value in an address, or in the body of a form, that is not encoded for it.

Values that hold letters and digits alone, such as SIDs and pressed keys, give no finding; neither do values that
`url_encode` or `replace` is applied to, nor one that an address begins with. For what a person says or writes see
FLW514.

## Why

Studio puts the value in as it is.
A blank, an `&` or a `#` in it ends the parameter, and the `+` of a phone number arrives as a blank: the server gets
something else, or Studio cannot send the request at all.

## Bad

```flow
on call {
  http GET "https://example.com/callers?number={{contact.channel.address}}" { failed -> end }
}
```

## Good

```flow
on call {
  http GET "https://example.com/callers?number={{contact.channel.address | url_encode}}" { failed -> end }
}
```

```flow
on call {
  http GET "https://example.com/callers" {
    parameters { number = contact.channel.address }

    failed -> end
  }
}
```

## Fix

Write `| url_encode` behind the value, or give it in the block `parameters`, which Studio encodes itself.

## Source

[Make HTTP Request](https://www.twilio.com/docs/studio/widget-library/http-request)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.facts import Facts
from flowc.checks.trail import inside
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.vocabulary.widget import Holds

CODE = "FLW512"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each address, for the first such value."""
    wanted = [one for one in facts.exposed if not one.in_json and one.holds is not Holds.WORDS]
    if not wanted:
        return
    # Few flows send such values, and start-up is felt on every run.
    from flowc.checks.exposure import grouped, others, placed, url_fixes, url_help  # noqa: PLC0415 - see above

    for first, *more in grouped(wanted):
        is_number = first.holds is Holds.ADDRESS
        yield finding(
            CODE,
            "this value is not encoded for an address",
            placed(first),
            label="its `+` arrives as a blank" if is_number else "a blank, an `&` or a `#` in it ends the parameter",
            notes=(*inside(first.text.state), *others(more)),
            why="the server gets something else than what the value holds",
            help=url_help(first),
            fixes=url_fixes(first),
        )
