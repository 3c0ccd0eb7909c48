"""What holds for any webhooks in any order."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.runtime.host.acts import Does, counted
from tests.runtime.host.hosted import Host, action, asking, asks, documents, flow_of, hosted

from runtime import Flow


def looping(effects: list[str]) -> Flow:
    """A flow that asks, does, and asks again, for ever."""
    flow = flow_of()
    flow.add(asks("ask", "act"))
    flow.add(Does("act", do=counted(effects), exits={"done": "ask"}))
    return flow


_CALLS = itertools.count(1)

# Each number is a webhook: how many turns ago its turn was; lists are sent at once.
_orders = st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4), max_size=6)


async def play(host: Host, order: list[list[int]]) -> dict[str, set[str]]:
    """The documents that each address got, when it was the present one."""
    urls = [action(await host.post("/voice"))]
    heard: dict[str, set[str]] = {}
    for together in order:
        sent = [urls[max(0, len(urls) - 1 - ago)] for ago in together]
        answers = await asyncio.gather(*(host.post(url, Digits="1") for url in sent))
        for url, answer in zip(sent, answers, strict=True):
            if url == urls[-1]:
                heard.setdefault(url, set()).add(answer.text)
        if urls[-1] in sent:
            (document,) = heard[urls[-1]]
            urls.append(action(await host.post(urls[-1])))
            assert urls[-1] in document.replace("&amp;", "&")
    return heard


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_orders)
async def test_each_turn_has_one_answer_and_one_act(address: str, tmp_path: Path, order: list[list[int]]) -> None:
    effects: list[str] = []
    folder = documents(tmp_path / "twiml", ask=asking("ask"))
    async with hosted(looping(effects), address, folder) as host:
        caller = attrs.evolve(host, call_sid=f"CA{next(_CALLS)}")
        heard = await play(caller, order)

    assert all(len(documents) == 1 for documents in heard.values())
    assert len(effects) == len(heard)
    assert len(set(effects)) == len(effects)
