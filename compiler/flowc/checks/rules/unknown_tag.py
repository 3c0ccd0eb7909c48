"""A tag that Studio's Liquid does not have.

Known are the tags of standard Liquid that need no other file: `if`, `unless`, `case`, `for`, `tablerow`, `assign`,
`capture`, `cycle`, `increment`, `decrement`, `comment` and `raw`. What a project knows besides, it lists in its
[settings](docs/settings.md).

## Why

Studio cannot evaluate the text: warning 81018 on every run that comes here.

## Bad

```flow
on message {
  send "{% include 'greeting' %} How can we help?" { failed -> end }
}
```

## Good

```flow
on message {
  send "{% if contact.channel.address contains 'whatsapp' %}Hi!{% else %}Hello.{% endif %}" { failed -> end }
}
```

## Fix

Write a tag that there is.
One that you have seen Studio take belongs into `tags` of the table `[liquid]` in `flowc.toml`.

## Source

[Studio FAQ](https://www.twilio.com/docs/studio/user-guide/studio-faq)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.texts import once
from flowc.checks.facts import Facts
from flowc.checks.spots import spot
from flowc.checks.trail import inside
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import suggestion
from flowc.liquid.names import TAGS

CODE = "FLW503"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each text, for the first such tag."""
    for text in once(facts.texts):
        problem = text.template.problem
        if problem is None or not problem.tag or text.is_free:
            continue
        yield finding(
            CODE,
            f"there is no tag `{problem.tag}`",
            spot(text, problem.start, problem.end),
            label="unknown tag",
            notes=inside(text.state),
            why="warning 81018 on every run that comes here: the text is not evaluated",
            help=suggestion(problem.tag, TAGS, "tags"),
        )
