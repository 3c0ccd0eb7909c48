"""A flow and the subflow that is compiled with it: one call, one bundle, two scopes of variables."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import httpx
import pytest
from tests.end_to_end.bundles.conftest import Stage
from tests.end_to_end.bundles.serving import PUBLIC_URL, Server
from tests.twilio.stand_in import AUTH_TOKEN, HangUp, Press, Silence
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it has no types

SHOP = Path(__file__).resolve().parents[1] / "subflows" / "shop.flow"
WELCOME, QUESTION = "Welcome to the Owl shop.", "For English press 1."


@pytest.fixture
def shop(stage: Callable[[Path], Stage]) -> Stage:
    return stage(SHOP)


async def test_the_subflow_asks_and_the_parent_goes_on_with_what_it_has_set(shop: Stage) -> None:
    transcript = await shop.call([Silence(), Press("1")])

    hello = "Hello +15550199, this is Owl."
    assert transcript.heard == [WELCOME, hello, QUESTION, QUESTION, "You have chosen language 1 of ."]


async def test_a_caller_who_hangs_up_in_the_subflow_ends_the_run(shop: Stage) -> None:
    transcript = await shop.call([HangUp()])

    assert transcript.heard[-1] == QUESTION


def test_a_process_that_is_killed_within_the_subflow_goes_on_there(shop: Stage) -> None:
    first = _post(shop.server, f"{PUBLIC_URL}/voice", CallStatus="ringing")
    action = re.search(r'action="([^"]+)"', first)
    assert action is not None
    assert first.index(WELCOME) < first.index(QUESTION)

    shop.server.kill()
    shop.server.start()

    assert "You have chosen language 7 of ." in _post(shop.server, unescape(action[1]), Digits="7")


def _post(server: Server, url: str, **more: str) -> str:
    """The answer to a webhook that Twilio has signed."""
    sent = {"CallSid": "CA" + "5" * 32, "CallStatus": "in-progress", "From": "+15550199", "To": "+15550100", **more}
    signature = RequestValidator(AUTH_TOKEN).compute_signature(url, sent)
    local = url.replace(PUBLIC_URL, server.url)
    answer = httpx.post(local, data=sent, headers={"X-Twilio-Signature": signature}, timeout=30)
    assert answer.is_success, answer.text
    return answer.text
