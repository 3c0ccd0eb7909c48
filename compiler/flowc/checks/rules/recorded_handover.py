"""A recording that runs on when the caller is put through to somebody else.

It is looked for on demand: where those are your own people, who know of it, there is nothing to mend.

## Why

Whoever is put through hears no notice.
Some laws want everybody on the line to be told, or to agree.

## Bad

```toml file=flowc.toml
[rules]
recorded-handover = "warning"
```

```flow
on call {
  say "This call is recorded."
  record on { failed -> next }
  dial number +15550100 { hangup -> end }
}
```

## Good

```toml file=flowc.toml
[rules]
recorded-handover = "warning"
```

```flow
on call {
  say "This call is recorded."
  record on { failed -> next }
  gather "Which order is it about?" { timeout -> next }
  record off { failed -> next }
  dial number +15550100 { hangup -> end }
}
```

## Fix

Write `record off` before it, or tell those who are called in another way, and allow the finding there.

## Source

[Call Recording](https://www.twilio.com/docs/studio/widget-library/call-recording)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.recording import Recording, after_doubt, first
from flowc.checks.facts import Facts
from flowc.checks.trail import inside, told, verb
from flowc.checks.walk import Walk, arrivals
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding

CODE = "FLW603"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each widget that puts the caller of a recorded call through."""
    if CODE not in facts.demanded:
        return
    walk = Walk(facts.flow, arrivals(facts.flow, first, after_doubt))
    for state, points in walk.ways():
        point = next((point for point in points if point.way is Recording.ON), None)
        if point is None or state.widget is None or not state.widget.placement.hands_over:
            continue
        yield finding(
            CODE,
            f"the recording goes on behind `{verb(state)}`",
            state.place,
            label="somebody else is recorded here",
            notes=(*inside(state), *told(walk.trail(point))),
            why="whoever the caller is put through to has heard no notice",
            help="write `record off` before it, or allow this where the others know of the recording",
            url=state.widget.link,
        )
