"""Liquid that cannot be read: braces or an `endif` missing, a name where none can be, a sign that means nothing.

A name with a letter beyond ASCII is one as well, unless it stands in brackets and quotes.

## Why

Studio takes the flow as it is.
On every run that comes here it cannot evaluate the text: it notes warning 81018, and what the widget gets is
not what was meant; nobody hears the value.

## Bad

```flow
on call {
  order: gather "Which order is it about?" { timeout -> end }
  say "We look for order {{widgets.order.Digits."
}
```

```flow
on message {
  send "{% if contact.channel.address %}Hello {{contact.channel.address}}!" { failed -> end }
}
```

## Good

```flow
on call {
  order: gather "Which order is it about?" { timeout -> end }
  say "We look for order {{widgets.order.Digits}}."
}
```

## Fix

Mend the Liquid at the place that is shown.

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
from flowc.language import WIDGETS_ROOT

CODE = "FLW501"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each such text, for its first mistake."""
    for text in once(facts.texts):
        problem = text.template.problem
        if problem is None or problem.tag or text.is_free or _is_reference(facts, text.template.text):
            continue
        yield finding(
            CODE,
            "Studio cannot evaluate this Liquid",
            spot(text, problem.start, problem.end),
            label=problem.reason,
            notes=inside(text.state),
            why="warning 81018 on every run that comes here: the value is not there",
            help="mend it, or write `{% raw %}` before and `{% endraw %}` behind what is no Liquid",
        )


def _is_reference(facts: Facts, text: str) -> bool:
    """Whether a text is no more than a reference to a widget: an odd name has its own warning already."""
    inner = text.removeprefix("{{").removesuffix("}}")
    root, _, rest = inner.partition(".")
    return root == WIDGETS_ROOT and rest.rpartition(".")[0] in facts.edges.numbers
