"""Writes down a run as a test that plays it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flowc.play.clock import ManualClock
from flowc.play.happenings import Answered, Ended, Entered, Happening, Heard, Received
from flowc.play.questions import HANGUP, Asks, HangUp, Outcome
from flowc.play.start import Start
from flowc.script.fitting import IN_TURN
from flowc.script.lines import Acts, Ends, Given, Hears, Line, Named, Passes, Script, Text
from flowc.source import Source, Span

# What was played stands in no file yet.
_NOWHERE = Span(Source("<played>", ""), 0, 0)


def recorded(name: str, start: Start, happenings: Iterable[Happening], clock: ManualClock | None = None) -> Script:
    """A test in which the contact and the outside do what they did, and hear and get what they heard and got."""
    every = tuple(happenings)
    return Script(
        name,
        _NOWHERE,
        start,
        tuple(_given(every)),
        lines=tuple(_lines(every)),
        begins=clock or ManualClock(),
    )


def _given(happenings: Iterable[Happening]) -> Iterator[Given]:
    acts = 0
    for one in happenings:
        if not isinstance(one, Answered):
            continue
        if isinstance(one.answer, Outcome):
            event = Named(one.answer.event, _NOWHERE) if one.answer.event else None
            # What comes of a reply or a recording stands among those that the contact gives; all else is told first.
            yield Given(
                Named(one.step, _NOWHERE),
                event,
                one.answer.values,
                _NOWHERE,
                acts if one.asks in IN_TURN else 0,
            )
        elif one.asks is Asks.OUTSIDE:
            yield Given(Named(one.step, _NOWHERE), Named(HANGUP, _NOWHERE), {}, _NOWHERE)
        else:
            acts += 1


def _lines(happenings: Iterable[Happening]) -> Iterator[Line]:
    steps: list[str] = []
    heard = ""
    for one in happenings:
        if isinstance(one, Entered) and not one.inner:
            steps.append(one.step)
        elif isinstance(one, Heard) and one.text:
            heard = one.step
            yield Hears(Text(one.text), by_message=False, span=_NOWHERE)
        elif isinstance(one, Received) and one.to_contact and one.body:
            yield Hears(Text(one.body), by_message=True, span=_NOWHERE)
        elif isinstance(one, Answered) and one.asks is not Asks.OUTSIDE and not isinstance(one.answer, Outcome):
            if isinstance(one.answer, HangUp) and heard != one.step:
                # Nothing is heard here that the test could wait for, so it waits for the step.
                visits = (step for step in steps if step == one.step)
                yield Passes(tuple(Named(step, _NOWHERE) for step in visits), _NOWHERE)
            yield Acts(one.answer, _NOWHERE)
            heard = ""
        elif isinstance(one, Ended):
            yield Ends(one.ending, _NOWHERE)
