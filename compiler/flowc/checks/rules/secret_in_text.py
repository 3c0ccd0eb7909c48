"""A password, a key or a token that stands in the text of a flow.

Comments count as well.
What is found is covered in the message.

## Why

Whoever can read the file, Studio's console or the log of a build can use it, for as long as nobody changes it.
With an auth token of Twilio's, that is the whole account.

## Bad

```flow
on call {
  http POST "https://shop:hunter22@example.com/calls" { failed -> end }
}
```

```flow
on call {
  dial sip "sip:desk@example.com" sip_username="shop" sip_password="correct horse" { hangup -> end }
}
```

## Good

```flow
on call {
  function "https://example-1234.twil.io/calls" { fail -> end }
}
```

```flow
on call {
  desk: function "https://example-1234.twil.io/desk" { fail -> end }
  dial sip "sip:desk@example.com" sip_username="shop" sip_password=desk.parsed.password { hangup -> end }
}
```

## Fix

Change the secret, since it has been read.
Let a Function make the request, with the secret in its environment, or give it when compiling with a `param`.

## Source

[Run Function](https://www.twilio.com/docs/studio/widget-library/run-function)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.facts import Facts
from flowc.checks.secrets import Secret, masked, secrets
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import Flow
from flowc.source import Source, Span

CODE = "FLW605"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each secret in the flow's own file; what a module holds is found where that is checked."""
    source = facts.flow.source
    found = {one.start: one for one in secrets(source.text)}
    for one in _passwords(facts.flow):
        if not any(other.start <= one.start < other.end for other in found.values()):
            found[one.start] = one
    if not found:
        return
    ordered = sorted(found.values(), key=lambda one: one.start)
    # The line that is drawn with the finding must not show what nobody should see.
    shown = Source(source.path, masked(source.text, ordered))
    for one in ordered:
        yield finding(
            CODE,
            "a secret stands in the text",
            Span(shown, one.start, one.end),
            label=one.kind,
            why="whoever reads the file, the flow in Studio or the log of a build can use it",
            help="change it, and let a Function hold the new one, or give it when compiling with a `param`",
        )


def _passwords(flow: Flow) -> Iterator[Secret]:
    """The values that a declaration calls secret, where they are written as they are."""
    kept_of = {
        type_: [one.property for one in widget.all_options() if one.secret] for type_, widget in flow.widgets.items()
    }
    for state in flow.states:
        kept = kept_of.get(state.type, [])
        for given in state.properties if kept else ():
            if given.name not in kept or not isinstance(given.value, str) or not given.value:
                continue
            at = given.span.text.find(given.value)
            if at >= 0 and given.span.source is flow.source and not _is_filled_in(given.value):
                start = given.span.start + at
                yield Secret(start, start + len(given.value), "a password")


def _is_filled_in(text: str) -> bool:
    return "{{" in text or "{%" in text or "${" in text
