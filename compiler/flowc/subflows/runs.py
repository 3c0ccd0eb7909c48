"""The states of a flow that run other flows, and the part of a flow that others run."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from flowc.graph.flow import Flow, State
from flowc.vocabulary.types import Kind
from flowc.vocabulary.widget import Exit, Widget

# The SIDs of flows begin so: https://www.twilio.com/docs/glossary/what-is-a-sid
_FLOWS = "FW"


def runs_of(flow: Flow) -> Iterator[tuple[State, str]]:
    """The states that run another flow, each with its SID, in the order of the flow."""
    for state in flow.states:
        sid = state.value(_names_flow(state.widget)) if state.widget is not None else None
        if isinstance(sid, str):
            yield state, sid


def entered_as_subflow(flow: Flow, state: State) -> Flow | None:
    """The part of a flow that is passed when a state of another flow runs it; None where it cannot be run so.

    A flow is run by the entry in which it may run no other flow itself.
    """
    assert state.widget is not None
    trigger = flow.by_name[flow.initial]
    entries = {exit_.event for exit_ in _entries(trigger) if exit_.entry in state.widget.placement.never}
    starts = tuple(exit_ for exit_ in trigger.exits if exit_.event in entries)
    if not any(exit_.written for exit_ in starts):
        return None
    reached: set[str] = set()
    ahead = [exit_.target for exit_ in starts]
    while ahead:
        name = ahead.pop()
        if name is not None and name not in reached:
            reached.add(name)
            ahead += [exit_.target for exit_ in flow.by_name[name].exits]
    begins = attrs.evolve(trigger, exits=starts)
    return attrs.evolve(flow, states=(begins, *(one for one in flow.states if one.name in reached)))


def _entries(trigger: State) -> Iterator[Exit]:
    yield from trigger.widget.exits if trigger.widget is not None else ()


def _names_flow(widget: Widget) -> str:
    """The property that holds the SID of another flow, "" for a widget that has none."""
    options = (one for one in widget.all_options() if one.type.kind is Kind.SID and one.type.prefix == _FLOWS)
    return next((one.property for one in options), "")
