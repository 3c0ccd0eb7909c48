"""The way between two bundles."""

from __future__ import annotations

import httpx
from tests.faults.fault import WAYS, Way
from tests.faults.way import WayServer
from tests.twilio.serving import Says, serving


async def test_a_request_comes_there_as_ordered_and_so_does_its_answer() -> None:
    async with serving(subflow=Says("<Say>Well.</Say>")) as app, WayServer(0, lambda: app.url) as way:
        got: dict[str, str] = {}
        heard: dict[str, int] = {}
        async with httpx.AsyncClient(base_url=way.url, timeout=0.8) as client:
            for how in ("right", *WAYS):
                before = len(app.got)
                if how != "right":
                    way.order(Way(how, 1))
                try:
                    answer = await client.post("/subflow", data={"key": "k"})
                    got[how] = "well" if "Well." in answer.text else f"{answer.status_code} {answer.text}"
                except httpx.HTTPError as error:
                    got[how] = type(error).__name__
                heard[how] = len(app.got) - before

    assert got == {
        "right": "well",
        "late": "well",
        "twice": "well",
        "500": "500 broken",
        "500-done": "500 broken",
        "garbage-done": "200 {",
        "reset": "ReadError",
        "reset-done": "ReadError",
        "nothing": "ReadTimeout",
    }
    assert heard == {how: {"twice": 2, "500": 0, "reset": 0, "nothing": 0}.get(how, 1) for how in got}


async def test_a_process_that_has_died_gives_no_answer() -> None:
    async with WayServer(0, lambda: "http://127.0.0.1:9") as way, httpx.AsyncClient(base_url=way.url) as client:
        try:
            found = (await client.get("/subflow/k")).text
        except httpx.TransportError as error:
            found = type(error).__name__

    assert found == "ReadError"
