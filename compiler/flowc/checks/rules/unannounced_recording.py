"""A recording that begins before anybody has told the caller of it.

A `say`, or a `gather` with a prompt, counts where it has one of the words for it in thirteen languages or one of the
`announcements` in `flowc.toml`; a `play`, which flowc cannot hear, where it is marked `announces=recording`.
A text that Liquid fills in cannot be judged, and nothing is said of its paths.

## Why

In many places the law wants everybody on the line to know that they are recorded, and in some to agree.
A recording made without a word may be a crime, and cannot be used.

## Bad

```flow
on call {
  say "Welcome to the Owl shop."
  record on { failed -> next }
  gather "How can we help?" { timeout -> end }
}
```

```flow
on call {
  say "Welcome to the Owl shop. This call is not recorded."
  record on { failed -> next }
  gather "How can we help?" { timeout -> end }
}
```

## Good

```flow
on call {
  say "Welcome to the Owl shop. This call is recorded."
  record on { failed -> next }
  gather "How can we help?" { timeout -> end }
}
```

```flow
on call {
  play "https://example.com/notice.mp3" announces=recording
  record on { failed -> next }
  gather "Cómo le podemos ayudar?" { timeout -> end }
}
```

## Fix

Say it before the recording begins, on the path that the message shows.
`std.consent` has blocks that say it, or ask for consent.

## Source

[Call Recording](https://www.twilio.com/docs/studio/widget-library/call-recording)
"""

from __future__ import annotations

from collections.abc import Iterator

from flowc.checks.analyses.recording import Recording, switch_of
from flowc.checks.facts import Facts
from flowc.checks.trail import inside, told, verb
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.graph.flow import State
from flowc.vocabulary.widget import Widget

CODE = "FLW601"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each start of a recording that some path leads to without a notice."""
    tellers = {state.type: state.widget for state in facts.flow.states if state.widget and _starts(state)}
    for widget in tellers.values():
        yield from _of_one(facts, widget)


def _of_one(facts: Facts, widget: Widget) -> Iterator[Diagnostic]:
    # Few flows record, and start-up is felt on every run.
    from flowc.checks.analyses.announced import Told, announced  # noqa: PLC0415 - see above

    # Where nobody has spoken at all, the rule of what must have run before speaks of it.
    wrong = (Told.NO,) if widget.placement.after else (Told.NO, Told.SILENCE)
    walk = announced(facts.flow, widget, facts.announcements, facts.kept)
    for state, points in walk.ways():
        point = next((point for point in points if point.way in wrong), None)
        if point is None or state.type != widget.type or not _starts(state):
            continue
        path = walk.trail(point)
        unheard = [before for before, _ in path if before.widget and before.widget.notes and not _is_read(before)]
        advice = 'say it before, as in `say "This call is recorded."`'
        if unheard:
            mark = f"{unheard[0].widget.notes[0]}={widget.placement.notice.marks[0]}" if unheard[0].widget else ""
            advice += f", or write `{mark}` at the `{verb(unheard[0])}` that says it"
        yield finding(
            CODE,
            f"nobody has told the caller of this `{verb(state)}`",
            state.place,
            label="on one path the caller does not know of the recording",
            notes=(*inside(state), *told(path)),
            why="in many places the law wants everybody on the line to know that they are recorded",
            help=advice,
            url=widget.link,
        )


def _starts(state: State) -> bool:
    """Whether a state starts a recording of the call, does nothing else, and there are words to tell of it."""
    placement = state.widget.placement if state.widget else None
    if placement is None or not placement.records or placement.needs is None or not placement.notice.words:
        return False
    return switch_of(state) is Recording.ON


def _is_read(state: State) -> bool:
    """Whether what a state says is a text."""
    options = state.widget.all_options() if state.widget else ()
    return any(option.is_heard and state.value(option.property) for option in options)
