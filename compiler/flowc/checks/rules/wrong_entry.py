"""A widget that does not work in a run that began in this way.

## Why

Some widgets depend on how the run was started: Send & Wait For Reply needs a message, a Conversation or a
request over the API, and Start Conversation only works in runs begun over the API.
Send To Flex needs a call, a message or a Conversation; a run begun over the API has none of them at first.
In other runs Twilio logs 81020, and the run stops at the widget.
A caller hears nothing more and is hung up on.
For Start Conversation the validator refuses the flow as a whole.

## Bad

```flow
on call {
  say "We will send you a message."
  day: ask "When shall we come?" { timeout, deliveryFailure -> end }
  send "See you on {{widgets.day.inbound.Body}}." { failed -> end }
}
```

```flow
on request {
  flex workflow=WW0123456789abcdef0123456789abcdef channel=TC0123456789abcdef0123456789abcdef
}
```

## Good

```flow
on call {
  say "We will send you a message."
  send "Please answer this message with the day on which we shall come." { failed -> end }
}

on message {
  send "Thank you. See you then." { failed -> end }
}
```

```flow
on request {
  call { busy, noAnswer, failed -> end }
  say "We connect you with an agent."
  flex workflow=WW0123456789abcdef0123456789abcdef channel=TC0123456789abcdef0123456789abcdef {
    failedToEnqueue, callFailure -> end
  }
}
```

## Fix

Let only the entries that the message names lead to it.
A reply to something that was sent during a call comes in as a run of its own, by `on message`.

## Source

[Send & Wait For Reply](https://www.twilio.com/docs/studio/widget-library/send-wait-reply),
[Start Conversation](https://www.twilio.com/docs/studio/widget-library/start-conversation),
[Send To Flex](https://www.twilio.com/docs/studio/widget-library/send-flex)
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from flowc.checks.cause import first_of_paths, others_too
from flowc.checks.facts import Facts
from flowc.checks.paths import Heard, Point, opening_of
from flowc.checks.trail import inside, trail, verb
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State
from flowc.vocabulary.widget import Call, hold

CODE = "FLW304"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each widget, and for those behind it. A run begun by another flow may have begun in any way."""
    if not any(widget.placement.entries for widget in facts.flow.widgets.values()):
        return
    for state, wrong, behind in first_of_paths(facts.paths, partial(_is_wrong, facts)):
        assert state.widget is not None
        entries = " or ".join(f"`on {entry}`" for entry in state.widget.placement.entries)
        yield finding(
            "FLW304",
            f"`{verb(state)}` does not work in a run that began with `{wrong.way.entry}`",
            state.place,
            label=f"works only after {entries}",
            notes=(*inside(state), *trail(facts.paths, wrong), *others_too(state, behind)),
            why=f"Twilio refuses {state.widget.title or state.type} in such a run (81020) and the run stops there",
            help=f"let only {entries} lead here" + (", or a live call" if state.widget.placement.call_serves else ""),
            url=state.widget.link,
        )


def _is_wrong(facts: Facts, state: State, point: Point) -> bool:
    if state.widget is None or not state.widget.placement.entries:
        return False
    if not hold(state.widget.placement.entries_when, state.values):
        return False
    if point.way.entry in state.widget.placement.entries or _begins_elsewhere(facts, point):
        return False
    return not _is_served(facts, state, point)


def _is_served(facts: Facts, state: State, point: Point) -> bool:
    """Whether a call, or what has run before, makes up for how the run began; nothing is said where nobody knows."""
    assert state.widget is not None
    if state.widget.placement.call_serves and point.way.call is not Call.NONE:
        return True
    group = opening_of(state)
    return group is not None and facts.paths.heard(group, point) is not Heard.NO


def _begins_elsewhere(facts: Facts, point: Point) -> bool:
    """Whether the run began in another flow, so that nothing is known of its beginning."""
    trigger = facts.flow.states[0].widget
    exits = trigger.exits if trigger else ()
    return any(exit_.entry == point.way.entry and exit_.call is Call.UNKNOWN for exit_ in exits)
