"""`capture-payments`: collects a card or an account by the keypad, and charges it."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from types import MappingProxyType
from typing import Any

from flowc.play.questions import Answer, Outcome, Question
from flowc.play.shared import posted
from flowc.play.turn import Result, Turn

# `Result` of the verb Pay by the event that it becomes (widgets.md, mapped by meaning).
_RESULTS: Mapping[str, str] = MappingProxyType(
    {
        "success": "success",
        "maxFailedAttempts": "too-many-failed-attempts",
        "providerError": "payment-connector-error",
        "payInterrupted": "caller-interrupted-with-star",
        "validationError": "validation-error",
        "hangup": "caller-hung-up",
    }
)
_PAID = {
    "PaymentCardNumber": "xxxxxxxxxxxx1111",
    "PaymentCardType": "visa",
    "PaymentCardPostalCode": "94111",
    "ExpirationDate": "1230",
    "SecurityCode": "xxx",
}


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `success`, or by what went wrong; the variables tell it as well."""
    turn.need_call()
    names = ("payment_connector", "payment_amount", "currency", "description", "payment_method", "payment_token_type")
    turn.did("payment", {**turn.fields(*names), "parameters": turn.pairs("parameters")})
    turn.run.answered = True
    usual = [Outcome(event) for event in _RESULTS if event != "hangup"]
    outcome = yield from turn.outside(tuple(_RESULTS), usual, on_call=True)
    event = outcome.event or "success"
    values: dict[str, Any] = {"Result": _RESULTS.get(event, event)}
    if event == "success":
        amount = turn.text("payment_amount", "0")
        made = "PaymentToken" if amount in {"", "0"} else "PaymentConfirmationCode"
        values.update(_PAID, ProfileId="profile_1", **{made: f"{made}_1"})
    return Result(event, {**values, **outcome.values}, passed_on=posted.of_call(turn))
