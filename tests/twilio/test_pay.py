"""`<Pay>`: results, and who may be told of them."""

from __future__ import annotations

import pytest
from tests.twilio.serving import App, Got, Says, serving
from tests.twilio.stand_in import HangUp, Pays, StandInError, Transcript, Twilio

PUBLIC = "https://pay.example"
PAY = Says(
    f'<Pay action="{PUBLIC}/done"><Prompt for="payment-card-number" attempt="1"><Say>Your card?</Say></Prompt>'
    '<Prompt for="payment-card-number" attempt="2 3"><Say>Again?</Say></Prompt></Pay>'
)


async def paid(plan: Pays | HangUp, page: Says = PAY) -> tuple[App, Transcript]:
    async with serving(voice=page, done=Says("<Say>Goodbye</Say>")) as app:
        async with Twilio(hosts={PUBLIC: app.url}) as twilio:
            call = await twilio.incoming_call(app.url + "/voice", script=[plan])
            transcript = await call.ended()
        return app, transcript


async def test_a_success_brings_its_token() -> None:
    app, transcript = await paid(Pays("success", {"PaymentToken": "tok_1", "ProfileId": "p"}))

    form = app.at("/done")[0].form
    assert (form["Result"], form["PaymentToken"], form["PaymentMethod"]) == ("success", "tok_1", "credit-card")
    assert transcript.heard == ["Your card?", "Goodbye"]


@pytest.mark.parametrize(
    "result",
    [
        *("too-many-failed-attempts", "payment-connector-error", "caller-interrupted-with-star", "validation-error"),
        "internal-error",
    ],
)
async def test_every_other_result_comes_to_the_action_too(result: str) -> None:
    app, _ = await paid(Pays(result))

    assert app.at("/done")[0].form["Result"] == result


@pytest.mark.parametrize("plan", [Pays("caller-hung-up"), HangUp()])
async def test_a_caller_who_hung_up_is_told_and_the_answer_ignored(plan: Pays | HangUp) -> None:
    app, transcript = await paid(plan)

    form = app.at("/done")[0].form
    assert (form["Result"], form["CallStatus"]) == ("caller-hung-up", "completed")
    assert "Goodbye" not in transcript.heard


async def test_the_action_has_to_be_https() -> None:
    with pytest.raises(StandInError, match="no https address"):
        await paid(Pays(), Says('<Pay action="/done"/>'))


@pytest.mark.parametrize("plan", [Pays("paid"), Pays("success", {"CardNumber": "4111"})])
async def test_what_twilio_does_not_send_fails_the_test(plan: Pays) -> None:
    with pytest.raises(StandInError, match="no such result or parameter"):
        await paid(plan)


async def test_without_an_action_the_document_itself_is_asked_again() -> None:
    rounds = iter(["<Pay/>", "<Say>Thanks</Say>"])

    def page(_: Got) -> Says:
        return Says(next(rounds))

    async with serving(voice=page) as app, Twilio(hosts={PUBLIC: app.url}) as twilio:
        call = await twilio.incoming_call(PUBLIC + "/voice", script=[Pays()])
        transcript = await call.ended()

    assert [got.form.get("Result") for got in app.at("/voice")] == [None, "success"]
    assert transcript.heard == ["Thanks"]
