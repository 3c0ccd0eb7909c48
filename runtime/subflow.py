"""A flow that runs within the flow: what it is told, what it knows, and what it leaves behind.

https://www.twilio.com/docs/studio/subflows
"""

from __future__ import annotations

import hashlib
from typing import cast

from runtime.session import Session
from runtime.values import JsonObject

PARENT = "parent"
STARTS = "incomingParent"
# The roots of a trigger, with the events that Studio gives them for.
_EVENTS = {
    "call": "incomingCall",
    "request": "incomingRequest",
    "message": "incomingMessage",
    "conversation": "incomingConversationMessage",
}
# What a flow knows by itself. All else is the run's.
_SCOPE = ("trigger", "widgets", "variables", "data")


def trigger_of(session: Session, step: str, flow_sid: str, parameters: JsonObject) -> JsonObject:
    """What Liquid sees as `trigger` in a subflow: what began the run, and what its parent tells it.

    A run of this engine has no SIDs of its steps: `step_sid` only looks like one.
    """
    told: JsonObject = {
        "parameters": parameters,
        "flow_sid": flow_sid,
        "execution_sid": session.sid,
        "step_sid": "FT" + hashlib.sha256(f"{session.sid} {step} {session.taken}".encode()).hexdigest()[:32],
        "trigger_type": next((event for root, event in _EVENTS.items() if root in session.trigger), ""),
    }
    return {**session.trigger, PARENT: told}


def enter(session: Session, step: str, subflow: str, trigger: JsonObject) -> None:
    """Puts what a flow knows aside while a step of it runs a subflow, which begins with its trigger alone."""
    session.outer = {"step": step, **{name: getattr(session, name) for name in _SCOPE}}
    session.subflow = subflow
    session.trigger, session.widgets, session.variables, session.data = trigger, {}, {}, {}


def leave(session: Session) -> tuple[str, JsonObject]:
    """Brings back what was put aside; the step that ran the subflow, and the variables that this handed over."""
    assert session.outer is not None
    variables, outer = session.variables, session.outer
    for name in _SCOPE:
        setattr(session, name, outer[name])
    session.outer = session.subflow = None
    return cast("str", outer["step"]), handed_over(variables)


def handed_over(variables: JsonObject) -> JsonObject:
    """The variables of a subflow that its parent gets: texts, numbers and booleans, but no objects and no lists."""
    return {name: value for name, value in variables.items() if not isinstance(value, dict | list)}
