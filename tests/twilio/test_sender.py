"""How webhooks go out: signatures, cookies, redirects, retries, time limits, the fallback."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.twilio.serving import Got, Says, serving
from tests.twilio.sids import Sids
from tests.twilio.stand_in import AUTH_TOKEN, HangUp, Signing, StandInError, Twilio
from tests.twilio.web.overrides import OverrideError, Overrides, split
from tests.twilio.web.sender import Sender, form
from tests.twilio.web.signature import HEADER
from tests.twilio.web.signature import headers as signed
from tests.twilio.web.webhook import Webhook
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped] # twilio ships no types

PARAMETERS = {"CallSid": "CA1", "FromCity": "", "Body": " é & + ", "To": "+15550100"}


@pytest.fixture
async def sender() -> AsyncIterator[Sender]:
    sender = Sender(AUTH_TOKEN, Sids("test"), limit=5.0)
    yield sender
    await sender.close()


def is_signed(got: Got, base: str) -> bool:
    url = base + got.path + (f"?{got.query}" if got.query else "")
    valid = RequestValidator(AUTH_TOKEN).validate(url, dict(got.form), got.headers.get("x-twilio-signature", ""))
    return bool(valid)


@pytest.mark.parametrize("query", ["", "?a=1&b=", "?name=J%20Doe&x=%2B1"])
async def test_a_post_is_a_form_with_a_right_signature(sender: Sender, query: str) -> None:
    async with serving(voice=Says("<Hangup/>")) as app:
        answer = await sender.send(Webhook("voice", f"{app.url}/voice{query}", PARAMETERS))
        (got,) = app.got

        assert is_signed(got, app.url)

    assert (answer.status, answer.error) == (200, None)
    assert got.form == PARAMETERS
    assert got.headers["content-type"].startswith("application/x-www-form-urlencoded")


async def test_a_get_has_its_parameters_in_the_signed_url(sender: Sender) -> None:
    async with serving(voice=Says("<Hangup/>")) as app:
        await sender.send(Webhook("voice", app.url + "/voice?a=1", PARAMETERS, "GET"))
        (got,) = app.got

        assert is_signed(got, app.url)

    assert (got.method, got.form) == ("GET", {})
    assert got.query == "a=1&" + form(PARAMETERS).decode()


@pytest.mark.parametrize("signing", [Signing.WRONG, Signing.MISSING])
async def test_a_forged_webhook_has_no_right_signature(sender: Sender, signing: Signing) -> None:
    async with serving(voice=Says()) as app:
        await sender.send(Webhook("voice", app.url + "/voice", PARAMETERS), signing=signing)

        assert not is_signed(app.got[0], app.url)


async def test_the_fragment_is_neither_sent_nor_signed(sender: Sender) -> None:
    async with serving(voice=Says()) as app:
        await sender.send(Webhook("voice", app.url + "/voice#rc=2&rp=all", PARAMETERS))

        assert is_signed(app.got[0], app.url)


async def test_a_public_address_is_signed_though_another_one_serves_it() -> None:
    async with serving(voice=Says()) as app:
        sender = Sender(AUTH_TOKEN, Sids("test"), hosts={"https://flow.example": app.url})
        await sender.send(Webhook("voice", "https://flow.example/voice?a=1", PARAMETERS))
        await sender.close()

    (got,) = app.got
    assert is_signed(got, "https://flow.example")
    assert got.headers["host"] == "flow.example"


async def test_a_public_address_can_be_led_to_where_it_is_served_later() -> None:
    async with serving(voice=Says("<Hangup/>")) as app, Twilio() as twilio:
        twilio.lead("https://flow.example", app.url)
        await (await twilio.incoming_call("https://flow.example/voice")).ended()

    assert is_signed(app.got[0], "https://flow.example")


async def test_cookies_come_back_within_a_call_and_not_in_another() -> None:
    voice = Says("<Redirect>/next</Redirect>", headers={"set-cookie": "session=1; Path=/"})
    async with serving(voice=voice, next=Says("<Hangup/>")) as app, Twilio() as twilio:
        for _ in range(2):
            await (await twilio.incoming_call(app.url + "/voice")).ended()

    assert [got.headers.get("cookie") for got in app.got] == [None, "session=1", None, "session=1"]


@pytest.mark.parametrize("status", [301, 302, 303])
async def test_a_redirect_turns_a_post_into_a_get_without_parameters(sender: Sender, status: int) -> None:
    async with serving(voice=Says(status=status, headers={"location": "/next"}), next=Says()) as app:
        answer = await sender.send(Webhook("voice", app.url + "/voice", PARAMETERS))
        last = app.got[-1]

        assert is_signed(last, app.url)
        assert answer.url == app.url + "/next"

    assert (last.method, last.query, last.form) == ("GET", "", {})


@pytest.mark.parametrize("status", [307, 308])
async def test_a_redirect_that_keeps_the_method_keeps_the_parameters(sender: Sender, status: int) -> None:
    async with serving(voice=Says(status=status, headers={"location": "next"}), next=Says()) as app:
        await sender.send(Webhook("voice", app.url + "/voice", PARAMETERS))

    assert (app.got[-1].method, app.got[-1].form) == ("POST", PARAMETERS)


async def test_more_than_ten_redirects_are_11215(sender: Sender) -> None:
    async with serving(voice=Says(status=302, headers={"location": "/voice"})) as app:
        answer = await sender.send(Webhook("voice", app.url + "/voice", {}))

    assert (answer.error, len(app.got)) == (11215, 11)


@pytest.mark.parametrize("headers", [{}, {"location": "http://["}, {"location": "mailto:a@b"}])
async def test_a_redirect_to_nowhere_is_11216(sender: Sender, headers: dict[str, str]) -> None:
    async with serving(voice=Says(status=302, headers=headers)) as app:
        answer = await sender.send(Webhook("voice", app.url + "/voice", {}))

    assert answer.error == 11216


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
async def test_an_error_status_is_11200_and_is_not_tried_again(sender: Sender, status: int) -> None:
    async with serving(voice=Says(status=status)) as app:
        answer = await sender.send(Webhook("voice", app.url + "/voice", {}))

    assert (answer.error, answer.status, len(app.got)) == (11200, status, 1)


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


async def test_a_refused_connection_is_tried_once_more(sender: Sender, closed_port: int) -> None:
    answer = await sender.send(Webhook("voice", f"http://127.0.0.1:{closed_port}/voice", {}))

    assert (answer.error, answer.requests) == (11205, 2)


async def test_the_fragment_can_forbid_the_second_try(sender: Sender, closed_port: int) -> None:
    answer = await sender.send(Webhook("voice", f"http://127.0.0.1:{closed_port}/voice#rc=0", {}))

    assert answer.requests == 1


async def test_retries_of_an_error_status_carry_one_idempotency_token(sender: Sender) -> None:
    async with serving(voice=Says(status=500)) as app:
        await sender.send(Webhook("voice", app.url + "/voice#rc=2&rp=5xx", PARAMETERS))

    tokens = [got.headers.get("i-twilio-idempotency-token") for got in app.got]
    assert len(tokens) == 3
    assert tokens[0] is None
    assert tokens[1] == tokens[2] is not None


async def test_retries_of_one_kind_are_not_for_another(sender: Sender) -> None:
    async with serving(voice=Says(status=404)) as app:
        await sender.send(Webhook("voice", app.url + "/voice#rc=2&rp=5xx,rt", {}))

    assert len(app.got) == 1


async def test_an_answer_that_takes_too_long_is_11200_after_the_read_time(sender: Sender) -> None:
    async with serving(voice=Says(seconds=2)) as app:
        answer = await sender.send(Webhook("voice", app.url + "/voice#rt=100", {}))

    assert answer.error == 11200


async def test_all_together_has_a_limit_of_its_own(sender: Sender) -> None:
    sender.limit = 0.2
    async with serving(voice=Says(seconds=2)) as app:
        answer = await sender.send(Webhook("voice", app.url + "/voice#rp=all&rc=5&rt=150", {}))

    assert answer.error == 11203


async def test_a_connection_cut_off_is_11206(sender: Sender) -> None:
    async def cut(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(cut, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    answer = await sender.send(Webhook("voice", f"http://127.0.0.1:{port}/voice", {}))
    server.close()
    await server.wait_closed()

    assert answer.error == 11206


def test_overrides_default_to_twilios() -> None:
    url, overrides = split("https://a.example/b?c=d")

    assert (url, overrides) == ("https://a.example/b?c=d", Overrides(5.0, 15.0, 15.0, 1, frozenset({"ct"})))


def test_overrides_are_read_from_the_fragment() -> None:
    url, overrides = split("https://a.example/b#ct=1000&rt=2000&tt=3000&rc=4&rp=4xx,5xx&e=dublin")

    assert url == "https://a.example/b"
    assert overrides == Overrides(1.0, 2.0, 3.0, 4, frozenset({"4xx", "5xx"}))


def test_no_override_goes_over_the_limit() -> None:
    assert split("https://a.example/b#tt=15000", limit=2.0)[1].total == 2.0


@pytest.mark.parametrize(
    ("fragment", "code"),
    [("rp=always", 11243), ("rc=6", 11100), ("ct=99", 11100), ("tt=15001", 11100), ("rt=x", 11100)],
)
async def test_a_wrong_override_is_an_error_without_a_request(sender: Sender, fragment: str, code: int) -> None:
    with pytest.raises(OverrideError) as raised:
        split(f"https://a.example/b#{fragment}")
    answer = await sender.send(Webhook("voice", f"https://a.example/b#{fragment}", {}))

    assert (raised.value.code, answer.error, answer.requests) == (code, code, 0)


async def test_the_fallback_gets_the_parameters_and_the_error_and_goes_on() -> None:
    pages = {"voice": Says(status=500), "fallback": Says("<Say>Sorry</Say>")}
    async with serving(**pages) as app, Twilio(allow=[11200]) as twilio:
        call = await twilio.incoming_call(app.url + "/voice", fallback=app.url + "/fallback")
        transcript = await call.ended()

    form = app.at("/fallback")[0].form
    assert (form["ErrorCode"], form["ErrorUrl"]) == ("11200", app.url + "/voice")
    assert form["CallSid"] == call.sid
    assert transcript.heard == ["Sorry"]


async def test_without_a_fallback_the_caller_hears_of_an_error_and_the_call_ends() -> None:
    async with serving(voice=Says(status=500)) as app, Twilio(allow=[11200]) as twilio:
        transcript = await (await twilio.incoming_call(app.url + "/voice")).ended()

    assert transcript.heard == ["an application error"]


async def test_what_is_not_allowed_fails_the_test_with_the_transcript() -> None:
    async with serving(voice=Says(status=500)) as app, Twilio() as twilio:
        call = await twilio.incoming_call(app.url + "/voice")
        with pytest.raises(StandInError, match="error 11200: HTTP status 500") as raised:
            await call.ended()

    assert "caller  hears    an application error" in str(raised.value)


async def test_a_call_that_nobody_looks_at_fails_the_test_all_the_same() -> None:
    async def call(url: str) -> None:
        async with Twilio() as twilio:
            await twilio.incoming_call(url)

    async with serving(voice=Says(status=500)) as app:
        with pytest.raises(StandInError, match="error 11200"):
            await call(app.url + "/voice")


async def test_a_status_callback_that_fails_is_told() -> None:
    async with serving(voice=Says("<Say>a</Say>")) as app, Twilio() as twilio:
        call = await twilio.incoming_call(
            app.url + "/voice", status_callback=app.url + "/status", script=[HangUp(during="a")]
        )
        with pytest.raises(StandInError, match="HTTP status 404"):
            await call.ended()


@given(st.dictionaries(st.text(min_size=1, max_size=9), st.text(max_size=9), max_size=5))
@settings(max_examples=50)
def test_any_parameters_are_signed_as_they_are_sent(parameters: dict[str, str]) -> None:
    received = dict(parse_qsl(form(parameters).decode(), keep_blank_values=True))
    signature = signed(AUTH_TOKEN, "https://a.example/b", parameters, Signing.RIGHT)[HEADER]

    assert received == parameters
    assert RequestValidator(AUTH_TOKEN).validate("https://a.example/b", received, signature)


@pytest.mark.parametrize("url", ["http://[", "http://a b/c", "ftp://a.example", "/voice", "", "http://a.example:port/"])
async def test_an_address_that_is_none_is_11100(sender: Sender, url: str) -> None:
    assert (await sender.send(Webhook("voice", url, {}))).error == 11100
