"""A filter that Studio's Liquid does not have.

Known are the filters of standard Liquid, and `to_json` and `timezone`; what a project knows besides, it lists in
its [settings](docs/settings.md).

## Why

An unknown filter raises warning 81018 on every run that comes here, and the text is not evaluated.

## Bad

```flow
on message {
  ask: ask "What is your name?" { timeout, deliveryFailure -> end }
  send "Hello {{widgets.ask.inbound.Body | titlecase}}!" { failed -> end }
}
```

## Good

```flow
on message {
  ask: ask "What is your name?" { timeout, deliveryFailure -> end }
  send "Hello {{widgets.ask.inbound.Body | capitalize}}!" { failed -> end }
}
```

## Fix

Write a filter that there is.
One that you have seen Studio take belongs into `filters` of the table `[liquid]` in `flowc.toml`.

## Source

[Studio FAQ](https://www.twilio.com/docs/studio/user-guide/studio-faq)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.texts import Text, once
from flowc.checks.facts import Facts
from flowc.checks.spots import spot
from flowc.checks.trail import inside
from flowc.diagnostics import Diagnostic, Fix
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import did_you_mean
from flowc.liquid import Word
from flowc.liquid.names import FILTERS, MISNOMERS

CODE = "FLW502"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each such filter in each text."""
    known = FILTERS | facts.filters
    for text in once(facts.texts):
        for word in text.template.filters:
            if word.text not in known:
                yield _finding(text, word, sorted(known))


def _finding(text: Text, word: Word, known: list[str]) -> Diagnostic:
    place = spot(text, word.start, word.end)
    meant = MISNOMERS.get(word.text) or did_you_mean(word.text, known)
    is_exact = place.text == word.text
    return finding(
        CODE,
        f"there is no filter `{word.text}`",
        place,
        label="unknown filter",
        notes=inside(text.state),
        why="warning 81018 on every run that comes here: the text is not evaluated",
        help=f"did you mean `{meant}`?" if meant else "`flowc explain FLW502` says which filters are known",
        fixes=(Fix(f"write `{meant}`", place, meant, safe=False),) if meant and is_exact else (),
    )
