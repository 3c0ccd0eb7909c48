"""Two hosts over one PostgreSQL serve one call, and one of them loses the database for a while."""

from __future__ import annotations

import asyncio
import html
import itertools
import re
from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from benchmarks.scale import load
from benchmarks.scale.kept import check_calls
from benchmarks.webhook.servers import ADDRESS, TOKEN
from tests.runtime.host.namespaces import Host, hosts, reached
from tests.twilio.plain_http import plain_client
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it has no types

CALL = {"CallSid": "CA" + "7" * 32, "CallStatus": "in-progress", "From": "+15550001", "To": "+15550002"}
# Twilio gives a webhook up after so long: voice.md, "Time, retries, fallback".
TWILIO_WAITS = 15.0
_GOES_ON = re.compile(r'action="([^"]*)"|<Redirect[^>]*>([^<]*)<')


@pytest.fixture
async def two(database: str, tmp_path: Path) -> AsyncIterator[list[Host]]:
    """Both hosts, with a server each."""
    with ExitStack() as stack:
        made = stack.enter_context(hosts(2))
        (directory,) = parse_qs(urlsplit(database).query)["host"]
        async with reached(Path(directory) / ".s.PGSQL.5432") as port:
            name = urlsplit(database).path
            for host in made:
                address = f"postgresql+psycopg://postgres@{host.database_side}:{port}{name}"
                log = tmp_path / f"{host.number}.log"
                stack.enter_context(host.serving("benchmarks.scale.application:app", log, DATABASE_URL=address))
            await asyncio.gather(*map(ready, made))
            yield made
            await asyncio.to_thread(stack.close)  # while the database can still be reached


async def ready(host: Host) -> None:
    """Waits until a host's server answers, and reaches the database."""
    async with plain_client(timeout=TWILIO_WAITS) as client:
        for _ in range(1200):
            try:
                if (await client.get(host.url + "/readyz")).is_success:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise AssertionError(f"{host.name} is not ready")


async def ask(host: Host, url: str, **more: str) -> str:
    """The document with which a host answers a signed webhook, in the time that Twilio gives it."""
    sent = {**CALL, **more}
    signature = RequestValidator(TOKEN).compute_signature(url, sent)
    async with plain_client(timeout=TWILIO_WAITS) as client:
        answer = await client.post(url.replace(ADDRESS, host.url), data=sent, headers={"X-Twilio-Signature": signature})
    assert answer.status_code == 200, answer.text
    return answer.text


def goes_on(document: str) -> str:
    """Where a call goes on."""
    found = _GOES_ON.search(document)
    assert found is not None, document
    return html.unescape(found[1] or found[2])


async def test_a_call_goes_on_over_two_hosts_while_one_of_them_is_cut_off_from_the_database(
    two: list[Host], database: str
) -> None:
    cut, other = two
    turns = itertools.cycle(two)
    url = goes_on(await ask(next(turns), f"{ADDRESS}/voice"))
    for key in "1234":
        url = goes_on(await ask(next(turns), url, Digits=key))

    cut.cut()
    told, others = await asyncio.gather(ask(cut, url, Digits="5"), ask(other, url, Digits="5"))
    again = goes_on(told)
    assert "again=1" in again
    assert await ask(other, again) == others
    url = goes_on(await ask(other, goes_on(others), Digits="6"))

    cut.restore()
    await ready(cut)
    assert await ask(cut, again) == await ask(other, again)  # late, and so it moves nothing
    for key in "78":
        url = goes_on(await ask(next(turns), url, Digits=key))
    assert "Goodbye" in await ask(cut, url, Digits="9")

    loaded = await load.main([one.url.removeprefix("http://") for one in two], first=0, calls=20, turns=4, pause=0)
    check_calls(database, {CALL["CallSid"]: "123456789", **loaded.keys})
