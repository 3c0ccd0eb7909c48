"""`<Pay>`: a payment by keys. Source: https://www.twilio.com/docs/voice/twiml/pay."""

from __future__ import annotations

from tests.twilio.addresses import parts
from tests.twilio.caller.actions import HangUp, Pays
from tests.twilio.problems import Problem, ScriptError
from tests.twilio.twiml.element import Element
from tests.twilio.voice.call import CallerHungUpError, Request
from tests.twilio.voice.prompts import prompt
from tests.twilio.voice.session import Session
from tests.twilio.web.names import PAY

RESULTS = frozenset(
    {
        *("success", "too-many-failed-attempts", "payment-connector-error", "caller-interrupted-with-star"),
        *("caller-hung-up", "validation-error", "internal-error"),
    }
)


async def pay(session: Session, element: Element) -> Request | None:
    """The request for the action, with the `Result` of the script."""
    for child in element.children:
        if child.name == "Prompt" and child.get("attempt", "1").split()[0] == "1":
            await _prompt(session, child)
    plan: Pays | HangUp = await session.action_of_caller("Pay", Pays, HangUp)
    if isinstance(plan, HangUp):
        plan = Pays("caller-hung-up", seconds=plan.after)
    if plan.result not in RESULTS or not plan.parameters.keys() <= PAY:
        raise ScriptError(f"<Pay> has no such result or parameter: {plan}")
    await session.call.wait(plan.seconds)
    session.call.note("caller", "pays", plan.result)
    method = element.get("paymentMethod", "credit-card")
    parameters = {"Result": plan.result, "PaymentMethod": method, **plan.parameters}
    request = session.action(element, parameters, itself=True)
    assert request is not None
    if parts(request.url).scheme != "https":
        session.call.problem(Problem(12200, "the `action` of `<Pay>` is no https address", request.url))
    if plan.result == "caller-hung-up":
        await session.tell_the_end(request)
        raise CallerHungUpError("the caller hung up during <Pay>")
    return request


async def _prompt(session: Session, element: Element) -> None:
    """Plays what is asked for a part of the card."""
    for child in element.children:
        await prompt(session, child)
