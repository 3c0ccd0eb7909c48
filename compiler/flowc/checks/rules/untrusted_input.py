r"""What a person says or writes, put into an address, into JSON or into a form as it is.

Declarations say which outputs hold such words: what a caller says, what a message holds, what its author is called.
A filter such as `to_json`, `url_encode` or `replace` makes them fit, and so do the blocks of `parameters`.

## Why

Studio puts the words in as they are.
A quote breaks the JSON, a blank the address; and who knows how the text is made can add parameters and members of
their own to it, and so tell the server what the flow never would.

## Bad

```flow
on message {
  ask: ask "What is your name?" { timeout, deliveryFailure -> end }
  http POST "https://example.com/names" {
    content_type = json
    body         = "{\"name\": \"{{widgets.ask.inbound.Body}}\"}"

    failed -> end
  }
}
```

```flow
on message {
  ask: ask "What do you look for?" { timeout, deliveryFailure -> end }
  http GET "https://example.com/search?text={{widgets.ask.inbound.Body}}" { failed -> end }
}
```

## Good

```flow
on message {
  ask: ask "What is your name?" { timeout, deliveryFailure -> end }
  http POST "https://example.com/names" {
    content_type = json
    body         = "{\"name\": {{widgets.ask.inbound.Body | to_json}}}"

    failed -> end
  }
}
```

```flow
on message {
  ask: ask "What do you look for?" { timeout, deliveryFailure -> end }
  http GET "https://example.com/search" {
    parameters { text = ask.inbound.Body }

    failed -> end
  }
}
```

## Fix

In JSON write `| to_json` behind the value, and no quotes around it; in an address write `| url_encode`, or give the
value in the block `parameters`.

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

CODE = "FLW514"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each text, for the first such value."""
    wanted = [one for one in facts.exposed if one.holds is Holds.WORDS]
    if not wanted:
        return
    # Few flows send such values, and start-up is felt on every run.
    from flowc.checks.exposure import grouped, json_fixes, json_help, others, placed, url_fixes, url_help  # noqa: PLC0415 - see above

    for first, *more in grouped(wanted):
        where = "JSON" if first.in_json else "an address"
        yield finding(
            CODE,
            f"a person's words stand in {where} as they are",
            placed(first),
            label="a quote in it breaks the JSON"
            if first.in_json
            else "a blank, an `&` or a `#` in it ends the parameter",
            notes=(*inside(first.text.state), *others(more)),
            why="whoever calls or writes can add to what the server is told",
            help=json_help(first) if first.in_json else url_help(first),
            fixes=json_fixes(first) if first.in_json else url_fixes(first),
        )
