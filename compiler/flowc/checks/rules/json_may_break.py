r"""A value in a text of JSON that is JSON no more once the value holds a quote, a backslash or a line end.

Values that hold letters and digits alone, such as SIDs and pressed keys, and phone numbers give no finding; neither do
values that a filter such as `to_json` or `replace` is applied to. For what a person says or writes see FLW514.

## Why

Studio puts the value in as it is.
The server that gets the text cannot read it then, and the request fails: for some callers, and never in a test.

## Bad

```flow
on call {
  shop: http GET "https://example.com/shop" { failed -> end }
  http POST "https://example.com/orders" {
    content_type = json
    body         = "{\"shop\": \"{{widgets.shop.parsed.name}}\"}"

    failed -> end
  }
}
```

## Good

```flow
on call {
  shop: http GET "https://example.com/shop" { failed -> end }
  http POST "https://example.com/orders" {
    content_type = json
    body         = "{\"shop\": {{widgets.shop.parsed.name | to_json}}}"

    failed -> end
  }
}
```

## Fix

Write `| to_json` behind the value, and no quotes around it: the filter writes them.

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

CODE = "FLW511"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each text, for the first such value."""
    wanted = [one for one in facts.exposed if one.in_json and one.holds is not Holds.WORDS]
    if not wanted:
        return
    # Few flows send such values, and start-up is felt on every run.
    from flowc.checks.exposure import grouped, json_fixes, json_help, others, placed  # noqa: PLC0415 - see above

    for first, *more in grouped(wanted):
        yield finding(
            CODE,
            "a quote in this value breaks the JSON around it",
            placed(first),
            label="put in as it is",
            notes=(*inside(first.text.state), *others(more)),
            why="the request fails where the value holds a quote, a backslash or a line end",
            help=json_help(first),
            fixes=json_fixes(first),
        )
