"""A text that is longer than the 16,384 bytes that Studio renders, whatever its values hold.

## Why

A rendered text may be up to 16 KB.
What is longer is not rendered as it is written: the widget gets less than was meant, or nothing.

## Bad

A text of more than 16,384 bytes beside its Liquid.

## Good

```flow
on call {
  http POST "https://example.com/calls" {
    parameters { caller = contact.channel.address }

    failed -> end
  }
}
```

## Fix

Keep the text where it is needed, at the server, and send only what differs from call to call.

## Source

[Studio FAQ](https://www.twilio.com/docs/studio/user-guide/studio-faq)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.texts import once
from flowc.checks.facts import Facts
from flowc.checks.trail import inside
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.liquid import Template
from flowc.liquid.names import MAX_RENDERED

CODE = "FLW510"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each such text."""
    for text in once(facts.texts):
        # A character has four bytes at most.
        if len(text.template.text) * 4 <= MAX_RENDERED or text.template.problem or text.template.tags:
            continue
        size = _size(text.template)
        if size > MAX_RENDERED:
            yield finding(
                CODE,
                "this text is longer than Studio renders",
                text.state.place if text.state.uses else text.place,
                label=f"{size:,} bytes without its values; Studio renders {MAX_RENDERED:,}",
                notes=inside(text.state),
                why="the widget gets less than was meant, or nothing",
                help="keep the text at the server, and send only what differs from call to call",
            )


def _size(template: Template) -> int:
    """The bytes of a text beside its outputs."""
    outputs = sum(len(template.text[one.start : one.end].encode()) for one in template.outputs)
    return len(template.text.encode("utf-8", "replace")) - outputs
