"""Whether the call is being recorded, along every path."""

from __future__ import annotations

from enum import Enum

from flowc.checks.walk import Walk, arrivals
from flowc.graph.flow import Exit, Flow, State
from flowc.vocabulary.widget import Call, hold


class Recording(Enum):
    """What is true of the recording of the live call."""

    OFF = "off"
    ON = "on"
    MAYBE = "maybe"


def recordings(flow: Flow) -> Walk[Recording]:
    """The ways in which each state is reached, by the recording that runs then."""
    return Walk(flow, arrivals(flow, _first, _following))


def _first(trigger: State, exit_: Exit) -> Recording:
    declared = trigger.widget.exit(exit_.event) if trigger.widget else None
    known = declared is not None and declared.call is not None and declared.call is not Call.UNKNOWN
    return Recording.OFF if known else Recording.MAYBE


def _following(state: State, exit_: Exit, before: Recording) -> Recording:
    if state.widget is None or state.widget.is_guess:
        return Recording.MAYBE
    placement = state.widget.placement
    declared = state.widget.exit(exit_.event)
    call = declared.call if declared else None
    if call in (Call.NONE, Call.GONE):
        return Recording.OFF
    if call is Call.UNKNOWN or (placement.may_record and hold(placement.may_record_when, state.values)):
        return Recording.MAYBE
    switched = next((one for one in placement.records if hold(one.when, state.values)), None)
    if call in (Call.INCOMING, Call.OUTGOING):
        return Recording.ON if switched is not None and switched.on else Recording.OFF
    if switched is None or declared is None:
        return before
    if declared.main:
        return Recording.ON if switched.on else Recording.OFF
    return before
