"""What can go wrong with REST on request."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping

import httpx
import pytest
from tests.twilio.messaging.message import Messages
from tests.twilio.plain_http import plain_client
from tests.twilio.stand_in import CALLER, NUMBER, Fault, StandInError, Twilio


@pytest.fixture
async def twilio() -> AsyncIterator[Twilio]:
    async with Twilio() as twilio:
        yield twilio


async def send(twilio: Twilio, timeout: float = 5.0) -> httpx.Response:
    path = f"{twilio.url}/2010-04-01/Accounts/{twilio.account_sid}/Messages.json"
    async with plain_client(auth=(twilio.account_sid, twilio.auth_token), timeout=timeout) as http:
        return await http.post(path, data={"To": CALLER, "From": NUMBER, "Body": "Hello"})


class Rude(Fault):
    """Refuses what is polite."""

    def takes(self, method: str, path: str, parameters: Mapping[str, str]) -> bool:
        return super().takes(method, path, parameters) and parameters["Body"] == "Hello"


@pytest.mark.parametrize(("status", "code"), [(429, 20429), (500, 20500), (503, 20503)])
@pytest.mark.parametrize("effect", [False, True])
async def test_an_error_status_comes_before_or_after_the_effect(
    twilio: Twilio, status: int, code: int, effect: bool
) -> None:
    twilio.fault(Fault("POST", "Messages", status=status, effect=effect))
    reply = await send(twilio)

    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert len(twilio.messages) == effect


async def test_a_fault_of_a_kind_of_its_own_looks_at_the_parameters(twilio: Twilio) -> None:
    twilio.fault(Rude("POST", "Messages", status=400, times=2))

    assert (await send(twilio)).status_code == 400


async def test_a_request_that_is_cut_off_in_the_midst_has_no_effect(twilio: Twilio) -> None:
    host, _, port = twilio.url.removeprefix("http://").partition(":")
    _, writer = await asyncio.open_connection(host, int(port))
    path = f"/2010-04-01/Accounts/{twilio.account_sid}/Messages.json"
    writer.write(f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99\r\n\r\nTo=%2B1".encode())
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    await send(twilio)

    assert [one.request.path for one in twilio.requests] == [path]
    assert len(twilio.messages) == 1


async def test_a_fault_is_for_as_many_requests_as_it_says(twilio: Twilio) -> None:
    twilio.fault(Fault("POST", "Messages", times=2, status=503))

    assert [(await send(twilio)).status_code for _ in range(3)] == [503, 503, 201]


async def test_a_fault_is_only_for_its_method_and_path(twilio: Twilio) -> None:
    twilio.fault(Fault("POST", "Calls", status=503))
    twilio.fault(Fault("GET", "Messages", status=503))

    assert (await send(twilio)).status_code == 201


@pytest.mark.parametrize("effect", [False, True])
async def test_the_connection_is_reset(twilio: Twilio, effect: bool) -> None:
    twilio.fault(Fault("POST", "Messages", reset=True, effect=effect))

    with pytest.raises(httpx.NetworkError):
        await send(twilio)
    assert len(twilio.messages) == effect


@pytest.mark.parametrize("effect", [False, True])
async def test_an_answer_never_comes(twilio: Twilio, effect: bool) -> None:
    twilio.fault(Fault("POST", "Messages", silence=True, effect=effect))

    with pytest.raises(httpx.ReadTimeout):
        await send(twilio, timeout=0.2)
    assert len(twilio.messages) == effect


async def test_the_answer_is_garbage(twilio: Twilio) -> None:
    twilio.fault(Fault("POST", "Messages", garbage=b"<html>", effect=True))
    reply = await send(twilio)

    assert (reply.status_code, reply.content) == (201, b"<html>")


async def test_the_answer_is_late(twilio: Twilio) -> None:
    twilio.fault(Fault("POST", "Messages", delay=0.5))
    sending = asyncio.create_task(send(twilio))
    done, _ = await asyncio.wait([sending], timeout=0.2)

    assert done == set()
    assert (await sending).status_code == 201


async def test_every_request_is_kept_with_its_reply_and_its_fault(twilio: Twilio) -> None:
    fault = twilio.fault(Fault("POST", "Messages", status=500))
    await send(twilio)
    await send(twilio)

    first, second = twilio.requests
    assert (first.reply, first.fault) == (None, fault)
    assert second.reply is not None
    assert (second.reply.status, second.fault, second.request.get("Body")) == (201, None, "Hello")


async def test_a_failure_of_the_stand_in_itself_fails_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Messages, __: str) -> None:
        raise ZeroDivisionError

    async def use() -> None:
        async with Twilio() as twilio:
            monkeypatch.setattr(Messages, "outcome", broken)
            assert (await send(twilio)).status_code == 500

    with pytest.raises(StandInError, match="the stand-in failed"):
        await use()
