"""The customer's server."""

from __future__ import annotations

import httpx
import pytest
from tests.faults.fault import SHOP, Shop
from tests.faults.shop import ShopServer
from tests.twilio.plain_http import plain_client


async def test_it_hears_all_and_answers_as_ordered() -> None:
    async with ShopServer(0) as shop, plain_client(base_url=shop.url, timeout=0.8) as client:
        for answer in SHOP:
            shop.order(Shop(answer, 1))
        got: list[str] = []
        for number in range(len(SHOP) + 1):
            try:
                answer_ = await client.post("/orders", data={"run": f"FN{number}"})
                got.append(f"{answer_.status_code} {answer_.text}")
            except httpx.HTTPError as error:
                got.append(type(error).__name__)

    assert got == ["200 {}", "429 busy", "500 broken", "200 {", "ReadError", "ReadTimeout", "200 {}"]
    assert shop.heard == [("/orders", f"FN{number}") for number in range(len(SHOP) + 1)]


@pytest.mark.parametrize("path", ["/recordings"])
async def test_what_is_no_request_of_a_step_is_answered_rightly(path: str) -> None:
    async with ShopServer(0) as shop, plain_client(base_url=shop.url) as client:
        shop.order(Shop("500", 1))

        assert (await client.post(path, data={"CallSid": "CA1"})).status_code == 200
