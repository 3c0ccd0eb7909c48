"""The world outside, as acts get it: real clients that talk to a server of the test's."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from tests.runtime.server import Server
from tests.twilio.stand_in import ACCOUNT_SID, AUTH_TOKEN, Twilio

from runtime.http_client import HttpClient
from runtime.signature import Signatures
from runtime.twilio_rest import TwilioRest
from runtime.world import World


def wire() -> httpx.AsyncHTTPTransport:
    """A way to servers that speak no TLS: the certificates of the world take longest to read."""
    return httpx.AsyncHTTPTransport(verify=False)


@pytest.fixture
async def world_of() -> AsyncIterator[Callable[[Server], World]]:
    """Makes a world whose Twilio is the server."""
    http = HttpClient(wire())
    made: list[TwilioRest] = []

    def make(server: Server) -> World:
        made.append(TwilioRest("AC1", "token", base=server.url, transport=wire()))
        return World(
            twilio=made[-1],
            http=http,
            signatures=Signatures("token"),
            address="https://app.example/voice/key/step?turn=1",
            status="https://app.example/status",
            recording="https://app.example/recording",
            conversation="https://app.example/conversation",
            call_sid="CA1",
        )

    yield make
    await http.close()
    for twilio in made:
        await twilio.close()


@pytest.fixture
async def twilio() -> AsyncIterator[Twilio]:
    """A stand-in for Twilio whose REST API keeps what is done to it."""
    async with Twilio() as twilio:
        yield twilio


@pytest.fixture
async def world(twilio: Twilio) -> AsyncIterator[World]:
    """A world whose Twilio is the stand-in."""
    http, rest = HttpClient(wire()), TwilioRest(ACCOUNT_SID, AUTH_TOKEN, base=twilio.url, transport=wire())
    yield World(
        twilio=rest,
        http=http,
        signatures=Signatures(AUTH_TOKEN),
        address="https://app.example/voice/key/step?turn=1",
        status="https://app.example/status",
        recording="https://app.example/recording",
        conversation="https://app.example/conversation",
        call_sid=None,
    )
    await http.close()
    await rest.close()
