"""The world outside, as acts get it: real clients that talk to a server of the test's."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest
from tests.runtime.server import Server

from runtime.http_client import HttpClient
from runtime.twilio_rest import TwilioRest
from runtime.world import World


@pytest.fixture
async def world_of() -> AsyncIterator[Callable[[Server], World]]:
    """Makes a world whose Twilio is the server."""
    http = HttpClient()
    made: list[TwilioRest] = []

    def make(server: Server) -> World:
        made.append(TwilioRest("AC1", "token", base=server.url))
        return World(
            twilio=made[-1],
            http=http,
            address="https://app.example/voice/key/step?turn=1",
            status="https://app.example/status",
            recording="https://app.example/recording",
            call_sid="CA1",
        )

    yield make
    await http.close()
    for twilio in made:
        await twilio.close()
