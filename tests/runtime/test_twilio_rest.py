"""Twilio's REST API, as a server on a real socket plays it."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable

import httpx
import pytest
from tests.runtime.server import Server, always, answer, in_turn, json_answer, never, serving

from runtime.twilio_rest import (
    TwilioError,
    TwilioNotSentError,
    TwilioRefusedError,
    TwilioRest,
    TwilioUnansweredError,
)

ACCOUNT = "AC" + "1" * 32
TOKEN = "the-token"  # noqa: S105 - nobody's
BASE = f"/2010-04-01/Accounts/{ACCOUNT}"


def rest(server: Server) -> TwilioRest:
    return TwilioRest(ACCOUNT, TOKEN, base=server.url)


@pytest.mark.parametrize(
    ("ask", "method", "path"),
    [
        (lambda it: it.start_recording("CA1", {}, 5), "POST", "/Calls/CA1/Recordings.json"),
        (
            lambda it: it.update_recording("CA1", "Twilio.CURRENT", {}, 5),
            "POST",
            "/Calls/CA1/Recordings/Twilio.CURRENT.json",
        ),
        (lambda it: it.fetch_recording("CA1", "RE1", 5), "GET", "/Calls/CA1/Recordings/RE1.json"),
        (lambda it: it.create_call({}, 5), "POST", "/Calls.json"),
        (lambda it: it.fetch_call("CA1", 5), "GET", "/Calls/CA1.json"),
        (lambda it: it.update_call("CA1", {}, 5), "POST", "/Calls/CA1.json"),
    ],
)
async def test_each_request_goes_to_its_resource(
    ask: Callable[[TwilioRest], Awaitable[object]], method: str, path: str
) -> None:
    async with serving(always(json_answer({"sid": "X"}, status=201))) as server:
        twilio = rest(server)
        assert await ask(twilio) == {"sid": "X"}
        await twilio.close()

    (received,) = server.received
    assert (received.method, received.path) == (method, BASE + path)
    assert received.headers["authorization"] == "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://api.twilio.com", "https://conversations.twilio.com/v1/Services"),
        ("https://api.dublin.ie1.twilio.com", "https://conversations.dublin.ie1.twilio.com/v1/Services"),
        ("http://127.0.0.1:5000", "http://127.0.0.1:5000/conversations/v1/Services"),
        ("https://proxy.example/twilio/", "https://proxy.example/twilio/conversations/v1/Services"),
        ("https://api.example.com", "https://api.example.com/conversations/v1/Services"),
    ],
)
async def test_a_product_is_beside_twilios_api_and_below_any_other_base(base: str, address: str) -> None:
    asked: list[str] = []

    def note(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json={"sid": "X"})

    twilio = TwilioRest(ACCOUNT, TOKEN, base=base, transport=httpx.MockTransport(note))
    assert await twilio.get("conversations", "Services", 5) == {"sid": "X"}
    await twilio.close()
    assert asked == [address]


async def test_a_resource_of_a_product_is_made_by_a_form_and_read() -> None:
    async with serving(always(json_answer({"sid": "X"}))) as server:
        twilio = rest(server)
        await twilio.post("taskrouter", "Workspaces/WS1/Tasks", {"Priority": 5}, 5)
        await twilio.get("taskrouter", "Workspaces/WS1/Tasks?PageSize=1", 5)
        await twilio.close()

    made, read = server.received
    assert (made.method, made.path, made.form) == ("POST", "/taskrouter/v1/Workspaces/WS1/Tasks", [("Priority", "5")])
    assert (read.method, read.path) == ("GET", "/taskrouter/v1/Workspaces/WS1/Tasks?PageSize=1")
    assert read.headers["authorization"].startswith("Basic ")


@pytest.mark.parametrize("status", [204, 404])
async def test_what_is_deleted_is_not_there_any_more(status: int) -> None:
    async with serving(always(answer(status=status))) as server:
        twilio = rest(server)
        await twilio.delete("conversations", "Conversations/CH1", 5)
        await twilio.close()

    assert [(one.method, one.path) for one in server.received] == [("DELETE", "/conversations/v1/Conversations/CH1")]


@pytest.mark.parametrize(("status", "error"), [(400, TwilioRefusedError), (500, TwilioUnansweredError)])
async def test_what_cannot_be_deleted_is_an_error(status: int, error: type[TwilioError]) -> None:
    async with serving(always(json_answer({"code": 20001}, status=status))) as server:
        twilio = rest(server)
        with pytest.raises(error):
            await twilio.delete("conversations", "Conversations/CH1", 5)
        await twilio.close()


async def test_nobody_knows_whether_a_deletion_without_an_answer_was_done() -> None:
    async with serving(never) as server:
        twilio = rest(server)
        with pytest.raises(TwilioUnansweredError):
            await twilio.delete("conversations", "Conversations/CH1", 0.1)
        await twilio.close()


async def test_the_recordings_of_a_call_are_listed() -> None:
    async with serving(always(json_answer({"recordings": [{"sid": "RE2"}, {"sid": "RE1"}]}))) as server:
        twilio = rest(server)
        assert await twilio.list_recordings("CA1", 5) == [{"sid": "RE2"}, {"sid": "RE1"}]
        await twilio.close()

    assert server.received[0].path == f"{BASE}/Calls/CA1/Recordings.json"


async def test_a_list_that_is_none_is_no_answer() -> None:
    async with serving(always(json_answer({"recordings": "none"}))) as server:
        twilio = rest(server)
        with pytest.raises(TwilioUnansweredError):
            await twilio.list_recordings("CA1", 5)
        await twilio.close()


async def test_a_form_has_a_field_for_each_value_of_a_list() -> None:
    async with serving(always(json_answer({"sid": "X"}))) as server:
        twilio = rest(server)
        await twilio.create_call({"To": "+1 5", "Record": True, "Event": ["a", "b"], "Timeout": 60, "Empty": ""}, 5)
        await twilio.close()

    (received,) = server.received
    assert received.form == [
        ("To", "+1 5"),
        ("Record", "true"),
        ("Event", "a"),
        ("Event", "b"),
        ("Timeout", "60"),
        ("Empty", ""),
    ]
    assert received.headers["content-type"] == "application/x-www-form-urlencoded"


async def test_a_refusal_has_twilios_code_and_words() -> None:
    refusal = {"code": 21220, "message": "Requested resource is not eligible for recording", "status": 400}
    async with serving(always(json_answer(refusal, status=400))) as server:
        twilio = rest(server)
        with pytest.raises(TwilioRefusedError) as caught:
            await twilio.start_recording("CA1", {}, 5)
        await twilio.close()

    assert (caught.value.status, caught.value.code) == (400, 21220)
    assert str(caught.value) == "400: 21220 Requested resource is not eligible for recording"


async def test_a_refusal_without_a_code_is_still_one() -> None:
    async with serving(always(answer("Not Found", status=404))) as server:
        twilio = rest(server)
        with pytest.raises(TwilioRefusedError) as caught:
            await twilio.fetch_call("CA1", 5)
        await twilio.close()

    assert (caught.value.status, caught.value.code, caught.value.message) == (404, 0, "no reason given")


@pytest.mark.parametrize(
    "told",
    [
        None,
        b"rubbish\r\n\r\n",
        answer("<html>", status=200, kind="text/html"),
        json_answer([], status=200),
        json_answer({}, status=201),
        answer("upstream", status=502),
        json_answer({"code": 20500, "message": "Internal"}, status=500),
        answer("[" * 100_000, kind="application/json"),
    ],
)
async def test_what_is_no_answer_of_twilios_leaves_the_end_unknown(told: bytes | None) -> None:
    async with serving(always(told)) as server:
        twilio = rest(server)
        with pytest.raises(TwilioUnansweredError):
            await twilio.create_call({"To": "+1"}, 5)
        await twilio.close()

    assert len(server.received) == 1


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_what_changes_something_is_never_sent_twice(status: int) -> None:
    told = json_answer({"code": 20429, "message": "Too many"}, status=status, headers={"retry-after": "0"})
    async with serving(in_turn(told, json_answer({"sid": "CA1"}))) as server:
        twilio = rest(server)
        with pytest.raises(TwilioError):
            await twilio.create_call({"To": "+1"}, 5)
        await twilio.close()

    assert len(server.received) == 1


async def test_a_server_that_does_not_answer_is_given_up_in_time() -> None:
    async with serving(never) as server:
        twilio = rest(server)
        with pytest.raises(TwilioUnansweredError):
            await twilio.create_call({"To": "+1"}, 0.2)
        with pytest.raises(TwilioUnansweredError):
            await twilio.fetch_call("CA1", 0.2)
        await twilio.close()

    assert len(server.received) == 2


async def test_a_server_that_is_not_there_was_sent_nothing() -> None:
    twilio = TwilioRest(ACCOUNT, TOKEN, base="http://127.0.0.1:1")
    with pytest.raises(TwilioNotSentError):
        await twilio.create_call({"To": "+1"}, 5)
    await twilio.close()


async def test_without_time_nothing_is_sent() -> None:
    async with serving(always(json_answer({"sid": "CA1"}))) as server:
        twilio = rest(server)
        with pytest.raises(TwilioNotSentError):
            await twilio.create_call({"To": "+1"}, 0)
        await twilio.close()

    assert server.received == []


async def test_what_only_reads_is_repeated_when_twilio_says_when() -> None:
    busy = json_answer({"code": 20429, "message": "Too many"}, status=429, headers={"retry-after": "0"})
    async with serving(in_turn(busy, busy, json_answer({"sid": "CA1"}))) as server:
        twilio = rest(server)
        assert await twilio.fetch_call("CA1", 10) == {"sid": "CA1"}
        await twilio.close()

    assert len(server.received) == 3


async def test_a_reading_that_would_wait_too_long_is_given_up() -> None:
    busy = json_answer({"code": 20429, "message": "Too many"}, status=429, headers={"retry-after": "3600"})
    async with serving(always(busy)) as server:
        twilio = rest(server)
        with pytest.raises(TwilioUnansweredError):
            await twilio.fetch_call("CA1", 0.2)
        await twilio.close()

    assert len(server.received) == 1


async def test_a_429_that_says_nothing_of_when_is_a_refusal() -> None:
    async with serving(always(json_answer({"code": 20429, "message": "Too many"}, status=429))) as server:
        twilio = rest(server)
        with pytest.raises(TwilioRefusedError):
            await twilio.fetch_call("CA1", 5)
        await twilio.close()


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("https://api.twilio.com/2010-04-01/Accounts.json", True),
        ("https://studio.twilio.com/v2/Flows", True),
        ("https://api.dublin.ie1.twilio.com:443/x", True),
        ("http://127.0.0.1:4010/x", True),
        ("http://127.0.0.1:4011/x", False),
        ("http://api.twilio.com/x", False),
        ("https://twilio.com.example.com/x", False),
        ("https://nottwilio.com/x", False),
        ("https://api.twilio.com.@example.com/x", False),
        ("https://example.com/.twilio.com", False),
        ("https://api.twilio.com\\@example.com/x", False),
        ("https://example.com#.twilio.com", False),
        ("https://api.twilio.com:8443/x", False),
        ("https://[::1/x", False),
        ("https://api.twilio.com:port/x", False),
        ("", False),
    ],
)
async def test_the_accounts_credentials_are_for_twilio_alone(url: str, *, ours: bool) -> None:
    twilio = TwilioRest(ACCOUNT, TOKEN, base="http://127.0.0.1:4010")

    assert twilio.credentials_for(url) == ((ACCOUNT, TOKEN) if ours else None)
    await twilio.close()


async def test_the_token_is_in_no_representation_and_no_error() -> None:
    async with serving(always(json_answer({"code": 20003, "message": "Authenticate"}, status=401))) as server:
        twilio = rest(server)
        with pytest.raises(TwilioRefusedError) as caught:
            await twilio.create_call({"SipAuthPassword": "secret"}, 5)
        await twilio.close()

    assert TOKEN not in f"{twilio!r} {caught.value!r} {caught.value}"
    assert "secret" not in f"{caught.value!r} {caught.value}"
