"""Whether the call is being recorded, along every path."""

from __future__ import annotations

from enum import Enum

from flowc.checks.kept_facts import KeptFacts
from flowc.checks.walk import Walk, arrivals, shape
from flowc.graph.flow import Exit, Flow, State
from flowc.graph.known import of_state
from flowc.vocabulary.widget import Call, hold


class Recording(Enum):
    """What is true of the recording of the live call."""

    OFF = "off"
    ON = "on"
    MAYBE = "maybe"


def recordings(flow: Flow, kept: KeptFacts | None = None) -> Walk[Recording]:
    """The ways in which each state is reached, by the recording that runs then."""
    if kept is None:
        return Walk(flow, arrivals(flow, first, following))
    said = [(shape(state), may_record(state), switch_of(state)) for state in flow.states]
    return Walk(flow, kept.of("recordings", said, lambda: arrivals(flow, first, following)))


def first(trigger: State, exit_: Exit) -> Recording:
    """The recording behind an entry of the trigger."""
    declared = trigger.widget.exit(exit_.event) if trigger.widget else None
    known = declared is not None and declared.call is not None and declared.call is not Call.UNKNOWN
    return Recording.OFF if known else Recording.MAYBE


def following(state: State, exit_: Exit, before: Recording) -> Recording:
    """The recording behind an exit of a state; a switch that failed has changed nothing."""
    if state.widget is None or state.widget.is_guess:
        return Recording.MAYBE
    declared = state.widget.exit(exit_.event)
    call = declared.call if declared else None
    if call in (Call.NONE, Call.GONE):
        return Recording.OFF
    if call is Call.UNKNOWN or may_record(state):
        return Recording.MAYBE
    switched = switch_of(state)
    if call in (Call.INCOMING, Call.OUTGOING):
        return switched or Recording.OFF
    if switched is None or declared is None or not declared.main:
        return before
    return switched


@of_state
def may_record(state: State) -> bool:
    """Whether a state may record the call, as its properties stand, and nobody knows."""
    placement = state.widget.placement if state.widget else None
    return placement is not None and placement.may_record and hold(placement.may_record_when, state.values)


def after_doubt(state: State, exit_: Exit, before: Recording) -> Recording:
    """As `following`, but that a recording which could not be switched off may have ended before."""
    after = following(state, exit_, before)
    is_doubtful = after is Recording.ON and before is Recording.ON and switch_of(state) is Recording.OFF
    return Recording.MAYBE if is_doubtful else after


@of_state
def switch_of(state: State) -> Recording | None:
    """What a state makes of the recording when all goes well; MAYBE where what decides could not be read."""
    records = state.widget.placement.records if state.widget else ()
    if not records:
        return None
    decisive = {condition.property for one in records for condition in one.when}
    options = state.widget.all_options() if state.widget else ()
    if any(option.required and option.property in decisive and not state.has(option.property) for option in options):
        return Recording.MAYBE
    switched = next((one for one in records if hold(one.when, state.values)), None)
    return None if switched is None else Recording.ON if switched.on else Recording.OFF
