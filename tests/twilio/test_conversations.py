"""Conversations of the stand-in: by REST, and what their webhooks tell."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from tests.twilio.plain_http import plain_client
from tests.twilio.serving import App, Says, serving
from tests.twilio.stand_in import CALLER, NUMBER, Twilio

SERVICE = "IS" + "0" * 32
PAIR = {"MessagingBinding.Address": CALLER, "MessagingBinding.ProxyAddress": NUMBER}
FILTER = "Configuration.Filters"


@pytest.fixture
async def twilio() -> AsyncIterator[Twilio]:
    async with Twilio() as twilio:
        yield twilio


@pytest.fixture
async def http(twilio: Twilio) -> AsyncIterator[httpx.AsyncClient]:
    base = f"{twilio.url}/conversations/v1/Services/{SERVICE}"
    async with plain_client(base_url=base, auth=(twilio.account_sid, twilio.auth_token)) as http:
        yield http


async def made(http: httpx.AsyncClient, **form: str) -> str:
    reply = await http.post("/Conversations", data=form)
    assert reply.status_code == 201, reply.text
    return str(reply.json()["sid"])


def webhook(url: str, **changed: str) -> dict[str, str]:
    return {"Target": "webhook", "Configuration.Url": url, FILTER: "onMessageAdded", **changed}


async def test_a_conversation_is_read_by_its_sid_and_by_its_unique_name(http: httpx.AsyncClient) -> None:
    sid = await made(http, UniqueName="a name", FriendlyName="Order 7", Attributes='{"order": 7}')

    by_sid, by_name = (
        (await http.get(f"/Conversations/{sid}")).json(),
        (await http.get("/Conversations/a%20name")).json(),
    )
    assert by_sid == by_name
    assert (by_sid["sid"][:2], by_sid["friendly_name"], by_sid["state"]) == ("CH", "Order 7", "active")


async def test_a_conversation_of_another_service_is_not_found(twilio: Twilio, http: httpx.AsyncClient) -> None:
    sid = await made(http)
    auth = (twilio.account_sid, twilio.auth_token)
    async with plain_client(auth=auth) as other:
        reply = await other.get(f"{twilio.url}/conversations/v1/Conversations/{sid}")

    assert reply.json()["code"] == 20404


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"FreindlyName": "x"}, 400),
        ({"Attributes": "{"}, 400),
        ({"Timers.Closed": "PT9M"}, 400),
        ({"Timers.Closed": "10 minutes"}, 400),
        ({"Timers.Inactive": "PT59S"}, 400),
        ({"State": "done"}, 400),
        ({"FriendlyName": "x" * 257}, 400),
        ({"Timers.Closed": "P1D", "Timers.Inactive": "PT1M", "State": "inactive"}, 201),
    ],
)
async def test_a_value_that_no_conversation_has_is_refused(
    http: httpx.AsyncClient, form: dict[str, str], status: int
) -> None:
    assert (await http.post("/Conversations", data=form)).status_code == status


async def test_a_unique_name_is_given_once(http: httpx.AsyncClient) -> None:
    await made(http, UniqueName="a")

    assert (await http.post("/Conversations", data={"UniqueName": "a"})).json()["code"] == 50353


async def test_a_pair_of_addresses_is_in_one_open_conversation_only(http: httpx.AsyncClient) -> None:
    first, second = await made(http), await made(http)
    assert (await http.post(f"/Conversations/{first}/Participants", data=PAIR)).status_code == 201
    assert (await http.post(f"/Conversations/{second}/Participants", data=PAIR)).json()["code"] == 50416

    await http.post(f"/Conversations/{first}", data={"State": "closed"})
    assert (await http.post(f"/Conversations/{second}/Participants", data=PAIR)).status_code == 201
    assert (await http.post(f"/Conversations/{first}/Participants", data={"Identity": "ann"})).status_code == 400
    assert (await http.post(f"/Conversations/{first}", data={"State": "active"})).status_code == 400


@pytest.mark.parametrize("form", [{}, {"MessagingBinding.Address": CALLER}, {"Name": "ann"}])
async def test_a_participant_without_an_address_pair_or_an_identity_is_none(
    http: httpx.AsyncClient, form: dict[str, str]
) -> None:
    assert (await http.post(f"/Conversations/{await made(http)}/Participants", data=form)).status_code == 400


async def test_an_identity_takes_part_once(http: httpx.AsyncClient) -> None:
    sid = await made(http)
    await http.post(f"/Conversations/{sid}/Participants", data={"Identity": "ann"})

    assert (await http.post(f"/Conversations/{sid}/Participants", data={"Identity": "ann"})).status_code == 409
    (listed,) = (await http.get(f"/Conversations/{sid}/Participants")).json()["participants"]
    assert (listed["identity"], listed["messaging_binding"]) == ("ann", None)


@pytest.mark.parametrize(
    ("form", "code"),
    [({}, 20001), ({"Body": "Hi", "Attributes": "{"}, 20001), ({"Body": "Hi", "To": CALLER}, 20001)],
)
async def test_a_message_that_says_nothing_or_has_what_no_message_has_is_refused(
    http: httpx.AsyncClient, twilio: Twilio, form: dict[str, str], code: int
) -> None:
    reply = await http.post(f"/Conversations/{await made(http)}/Messages", data=form)

    assert (reply.status_code, reply.json()["code"]) == (400, code)
    assert twilio.board.conversations.all[0].messages == []


async def test_a_message_by_rest_stands_in_the_conversation_and_calls_no_webhook(
    http: httpx.AsyncClient, twilio: Twilio
) -> None:
    sid = await made(http)
    await http.post(f"/Conversations/{sid}/Webhooks", data=webhook("https://a.b/c"))
    for form in ({"Author": NUMBER, "Body": "Hi"}, {"ContentSid": "HX1", "ContentVariables": "{}"}):
        assert (await http.post(f"/Conversations/{sid}/Messages", data=form)).status_code == 201
    await http.post(f"/Conversations/{sid}", data={"State": "closed"})
    assert (await http.post(f"/Conversations/{sid}/Messages", data={"Body": "late"})).status_code == 400
    await twilio.settled()

    assert (twilio.board.conversations.all[0].messages, twilio.webhooks) == (["Hi", "HX1"], [])


@pytest.mark.parametrize(
    "changed",
    [{"Target": "studio"}, {"Configuration.Url": "/conversation"}, {FILTER: "onMessageAdd"}, {"Url": "https://a.b"}],
)
async def test_a_webhook_that_would_never_be_called_is_refused(
    http: httpx.AsyncClient, changed: dict[str, str]
) -> None:
    reply = await http.post(f"/Conversations/{await made(http)}/Webhooks", data=webhook("https://a.b/c", **changed))

    assert reply.status_code == 400


async def test_a_conversation_has_five_webhooks_and_one_that_is_deleted_is_gone(http: httpx.AsyncClient) -> None:
    sid = await made(http)
    sids = [
        (await http.post(f"/Conversations/{sid}/Webhooks", data=webhook(f"https://a.b/{number}"))).json()["sid"]
        for number in range(5)
    ]
    assert (await http.post(f"/Conversations/{sid}/Webhooks", data=webhook("https://a.b/6"))).status_code == 400

    assert (await http.delete(f"/Conversations/{sid}/Webhooks/{sids[0]}")).status_code == 204
    assert (await http.delete(f"/Conversations/{sid}/Webhooks/{sids[0]}")).json()["code"] == 50360
    listed = (await http.get(f"/Conversations/{sid}/Webhooks")).json()["webhooks"]
    assert [one["sid"] for one in listed] == sids[1:]


async def test_a_deleted_conversation_is_not_found(http: httpx.AsyncClient) -> None:
    sid = await made(http)

    assert (await http.delete(f"/Conversations/{sid}")).status_code == 204
    assert (await http.get(f"/Conversations/{sid}")).status_code == 404


@pytest.fixture
async def app() -> AsyncIterator[App]:
    async with serving(told=Says(), other=Says()) as app:
        yield app


async def test_a_message_is_told_to_the_webhooks_that_want_it(
    twilio: Twilio, http: httpx.AsyncClient, app: App
) -> None:
    sid = await made(http)
    await http.post(f"/Conversations/{sid}/Participants", data=PAIR)
    await http.post(f"/Conversations/{sid}/Webhooks", data=webhook(f"{app.url}/told"))
    await http.post(
        f"/Conversations/{sid}/Webhooks", data=webhook(f"{app.url}/other", **{FILTER: "onParticipantAdded"})
    )

    await twilio.write("", "hello")

    (got,) = app.got
    assert got.path == "/told"
    told = {name: got.form[name] for name in ("EventType", "ConversationSid", "Author", "Body", "Source", "Index")}
    assert list(told.values()) == ["onMessageAdded", sid, CALLER, "hello", "SMS", "0"]


async def test_a_message_without_a_conversation_makes_one_that_tells_the_address_configurations_webhook(
    twilio: Twilio, app: App
) -> None:
    first = await twilio.write(f"{app.url}/told", "one", author="whatsapp:+15550199")
    again = await twilio.write(f"{app.url}/told", "two", author="whatsapp:+15550199")

    assert first is again
    assert [(got.form["Body"], got.form["Source"], got.form["Index"]) for got in app.got] == [
        *[("one", "WHATSAPP", "0"), ("two", "WHATSAPP", "1")],
    ]


async def test_what_an_identity_writes_comes_from_the_sdk(twilio: Twilio, app: App) -> None:
    conversation = await twilio.write(f"{app.url}/told", "one")
    await twilio.write("", "two", author="ann", conversation=conversation)

    assert (app.got[-1].form["Source"], app.got[-1].form["ClientIdentity"]) == ("SDK", "ann")
