"""What a verb of TwiML asks for in Studio's words, and what the other party does so that a result comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from tests.twilio.stand_in import Agent, Answers, Busy, Fails, HangUp, Leaves, NoAnswer, Pays
from tests.twilio.twiml.element import Element

Action = Agent | Answers | Busy | Fails | HangUp | Leaves | NoAnswer | Pays
Values = Mapping[str, Any]

_TASK = "task"
# A talk takes a moment where the test does not say how long it took.
_A_MOMENT = 1.0


def _dialled(values: Values) -> Action:
    """https://www.twilio.com/docs/voice/twiml/dial: the status tells what became of the other party."""
    seconds = str(values.get("DialCallDuration", "0"))
    talk = Answers(seconds=float(seconds) if seconds.isdecimal() else _A_MOMENT)
    others: dict[str, Action] = {"busy": Busy(), "no-answer": NoAnswer(), "failed": Fails()}
    return others.get(str(values.get("DialCallStatus")), talk)


def _left(values: Values) -> Action:
    result = str(values.get("QueueResult", "bridged"))
    return Leaves(result, after=_A_MOMENT, talks=_A_MOMENT)


def _paid(values: Values) -> Action:
    told = {name: str(value) for name, value in values.items() if name in _PAID}
    return Pays(str(values.get("Result", "success")), told, seconds=_A_MOMENT)


def _connected(values: Values) -> Action:
    return Agent({name: str(value) for name, value in values.items()}, seconds=_A_MOMENT)


# https://www.twilio.com/docs/voice/twiml/pay: what stands in the action's request beside `Result`.
_PAID = frozenset(
    {
        *("PaymentToken", "PaymentConfirmationCode", "PaymentCardNumber", "PaymentCardType", "PaymentCardPostalCode"),
        *("ExpirationDate", "SecurityCode", "ProfileId", "PaymentError", "PayErrorCode"),
    }
)

ACTIONS: Mapping[str, Callable[[Values], Action]] = MappingProxyType(
    {"Dial": _dialled, "Enqueue": _left, "Pay": _paid, "Connect": _connected}
)


def observed(verb: Element, deed: str = "") -> dict[str, Any]:
    """What a verb asks for, as Studio's widget says it; what the verb does not say is left out.

    The deed tells a task, which is `<Enqueue>` on a call, from a queue.
    """
    find = _task if deed == _TASK else _OBSERVED.get(verb.name)
    return find(verb) if find else {}


def _given(verb: Element, names: Mapping[str, str]) -> dict[str, Any]:
    return {ours: verb.get(theirs) for theirs, ours in names.items() if verb.get(theirs)}


def _dial(verb: Element) -> dict[str, Any]:
    names = {"callerId": "caller_id", "timeLimit": "time_limit"}
    target = ",".join(child.content for child in verb.children)
    return {"sip_endpoint" if verb.child("Sip") else "to": target, **_given(verb, names)}


def _enqueue(verb: Element) -> dict[str, Any]:
    names = {"workflowSid": "workflow_sid", "waitUrl": "wait_url"}
    task = verb.child("Task")
    found = {} if task is None else {"task_attributes": task.content, **_given(task, {"priority": "priority"})}
    if task is None and verb.content:
        found["queue_name"] = verb.content
    return {**_given(verb, names), **found}


def _task(verb: Element) -> dict[str, Any]:
    task = verb.child("Task") or Element("Task")
    # Studio's defaults, which the document says all the same: https://www.twilio.com/docs/studio/widget-library/send-flex
    names = {"priority": "0", "timeout": "3600"}
    given = {name: task.get(name) for name, default in names.items() if task.get(name, default) != default}
    return {**_given(verb, {"workflowSid": "workflow"}), "attributes": task.content, **given}


def _pay(verb: Element) -> dict[str, Any]:
    names = {"paymentConnector": "payment_connector", "chargeAmount": "payment_amount", "currency": "currency"}
    return {**_given(verb, {**names, "description": "description"}), "parameters": _parameters(verb)}


def _connect(verb: Element) -> dict[str, Any]:
    noun = verb.children[0]
    if noun.name == "ConversationRelay":
        names = {"url": "url", "voice": "voice", "language": "language"}
        return {**_given(noun, names), "parameters": _parameters(noun)}
    configurations = {"configurations": _parameters(noun, "Config")} if noun.child("Config") else {}
    parameters = {"parameters": _parameters(noun)} if noun.child("Parameter") else {}
    return {**configurations, **parameters}


def _redirect(verb: Element) -> dict[str, Any]:
    return {"url": verb.content, "method": verb.get("method", "POST")}


def _stream(verb: Element) -> dict[str, Any]:
    names = {"url": "stream_url", "track": "stream_track", "connectorName": "stream_connector"}
    return {**_given(verb.children[0], names), "parameters": _parameters(verb.children[0])}


def _parameters(element: Element, name: str = "Parameter") -> dict[str, Any]:
    return {child.get("name"): child.get("value") for child in element.children if child.name == name}


_OBSERVED: Mapping[str, Callable[[Element], dict[str, Any]]] = MappingProxyType(
    {
        "Dial": _dial,
        "Enqueue": _enqueue,
        "Pay": _pay,
        "Connect": _connect,
        "Redirect": _redirect,
        "Start": _stream,
        "Stop": _stream,
    }
)
