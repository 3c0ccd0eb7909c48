"""Conversations in the REST API: which resource is asked, for how long, and what is no list."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from tests.runtime.server import Server, always, json_answer, serving

from runtime.conversations_api import ConversationsApi
from runtime.twilio_rest import TwilioError, TwilioNotSentError, TwilioRest, TwilioUnansweredError

V1 = "/conversations/v1"
WEBHOOKS = {"webhooks": [{"sid": "WH1", "configuration": {"url": "https://a.b/c"}}, {"sid": "WH2"}]}


async def asked(
    ask: Callable[[ConversationsApi], Awaitable[object]], body: object, *, service: str | None = None
) -> tuple[object, Server]:
    """What a request gives, and the server that it was sent to."""
    async with serving(always(json_answer(body))) as server:
        rest = TwilioRest("AC1", "token", base=server.url)
        try:
            return await ask(ConversationsApi.within(rest, service, 5)), server
        finally:
            await rest.close()


@pytest.mark.parametrize(
    ("service", "path"),
    [
        ("IS1", f"{V1}/Services/IS1/Conversations/CH1"),
        (None, f"{V1}/Conversations/CH1"),
        ("", f"{V1}/Conversations/CH1"),
    ],
)
async def test_a_conversation_is_one_of_its_service(service: str | None, path: str) -> None:
    _, server = await asked(lambda api: api.fetch("CH1"), {"sid": "CH1"}, service=service)

    assert [(one.method, one.path) for one in server.received] == [("GET", path)]


@pytest.mark.parametrize(("name", "written"), [("../Users", "..%2FUsers"), ("a b/c?d#e", "a%20b%2Fc%3Fd%23e")])
async def test_a_name_leads_to_no_other_resource(name: str, written: str) -> None:
    _, server = await asked(lambda api: api.fetch(name), {"sid": "CH1"})

    assert server.received[0].path == f"{V1}/Conversations/{written}"


async def test_the_webhooks_that_tell_a_url_are_chosen() -> None:
    found, _ = await asked(lambda api: api.webhooks("CH1", "https://a.b/c"), WEBHOOKS)

    assert found == WEBHOOKS["webhooks"][:1]


async def test_each_event_of_a_webhook_is_a_parameter_of_its_own() -> None:
    _, server = await asked(lambda api: api.add_webhook("CH1", "https://a.b/c", ["x", "y"]), {"sid": "WH1"})

    assert server.received[0].form == [
        ("Target", "webhook"),
        ("Configuration.Url", "https://a.b/c"),
        ("Configuration.Method", "POST"),
        ("Configuration.Filters", "x"),
        ("Configuration.Filters", "y"),
    ]


async def test_what_is_no_list_is_no_answer() -> None:
    with pytest.raises(TwilioUnansweredError):
        await asked(lambda api: api.participants("CH1"), {"participants": None})


async def test_where_no_time_is_left_nothing_is_sent() -> None:
    async with serving(always(json_answer({"sid": "CH1"}))) as server:
        rest = TwilioRest("AC1", "token", base=server.url)
        api = ConversationsApi.within(rest, None, 0)
        for ask in (api.create({}), api.fetch("CH1"), api.participants("CH1"), api.delete("CH1")):
            with pytest.raises(TwilioNotSentError):
                await ask
        await rest.close()

    assert server.received == []
    assert issubclass(TwilioNotSentError, TwilioError)
