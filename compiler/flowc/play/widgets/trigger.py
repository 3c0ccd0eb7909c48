"""`trigger`: begins the run, and says what it is known to have been begun by."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from types import MappingProxyType
from typing import Any

from flowc.play.liquid import records
from flowc.play.questions import Answer, Question
from flowc.play.scope import Scope
from flowc.play.start import Call, Start
from flowc.play.turn import ACCOUNT, Result, Turn

EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "call": "incomingCall",
        "message": "incomingMessage",
        "conversation": "incomingConversationMessage",
        "request": "incomingRequest",
        "subflow": "incomingParent",
    }
)


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by the event of the way in which the run was begun; a subflow by that of its parent."""
    yield from ()
    if turn.scope is not turn.run.scope:
        return Result(EVENTS["subflow"])
    if turn.run.start.entry == "call":
        turn.run.call = Call.INCOMING
    return Result(EVENTS[turn.run.start.entry])


def first_scope(start: Start, sid: Callable[[str], str]) -> Scope:
    """The variables of a run before its first step."""
    found = Scope(
        trigger=records({_root(start.entry): {**_posted(start, sid), **start.values}}),
        flow={"variables": {}, "data": {}, "channel": {"address": start.address}},
        contact={"channel": {"address": start.contact}},
    )
    found.flow.update(sid=sid("FN"), flow_sid=sid("FW"))
    if start.entry == "request":
        found.flow["data"] = records(dict(start.parameters))
    if start.entry == "conversation":
        # Twilio's side of a Conversation is the Conversation: widgets.md, "Liquid in Studio".
        found.flow["channel"] = dict.fromkeys(("address", "sid"), found.trigger["conversation"]["ConversationSid"])
    return found


def subflow_scope(parent: Scope, parameters: Mapping[str, Any], sids: Mapping[str, str]) -> Scope:
    """The variables of a subflow before its first step: the parent's `trigger`, its own all else."""
    known = {**sids, "parameters": records(dict(parameters))}
    return Scope(
        trigger={**parent.trigger, "parent": known},
        flow={**parent.flow, "variables": {}, "data": {}, "flow_sid": sids.get("subflow_sid", "")},
        contact=parent.contact,
    )


def _root(entry: str) -> str:
    return "parent" if entry == "subflow" else entry


def _posted(start: Start, sid: Callable[[str], str]) -> dict[str, Any]:
    """What Twilio posts when such a run begins."""
    if start.entry == "call":
        return {
            **{"AccountSid": ACCOUNT, "ApiVersion": "2010-04-01", "CallSid": sid("CA"), "CallStatus": "ringing"},
            **{"Direction": "inbound", "From": start.contact, "To": start.address},
            **{"Caller": start.contact, "Called": start.address},
        }
    if start.entry == "message":
        message = {"AccountSid": ACCOUNT, "MessageSid": sid("SM"), "Body": start.body, "NumMedia": "0"}
        return {**message, "From": start.contact, "To": start.address}
    if start.entry == "conversation":
        message = {"AccountSid": ACCOUNT, "ConversationSid": sid("CH"), "MessageSid": sid("IM"), "Body": start.body}
        return {**message, "From": start.contact, "Author": start.contact}
    if start.entry == "request":
        return {"from": start.address, "to": start.contact, "parameters": dict(start.parameters)}
    return {"parameters": dict(start.parameters), "flow_sid": sid("FW"), "execution_sid": sid("FN")}
