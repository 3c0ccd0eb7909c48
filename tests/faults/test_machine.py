"""The short form of the fault runs: `python -m benchmarks.faults` is the long one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.faults.fault import Kill
from tests.faults.machine import run
from tests.faults.plan import Plan
from tests.faults.stage import stage

# By what they try, on a stage for each flow, or for all of the same bundles.
# None makes a run wait for the end of an act that nobody can tell.
PLANS: Mapping[str, Mapping[str, str]] = {
    "order sqlite": {
        "two callers, each worker in turn": "seed=1 route=turns contact=stays contacts=2",
        "a death at any call of a function": "seed=2 route=first contact=stays contacts=1 "
        "kill:0:call:4000:True shop:429:1",
        "a locked file, and webhooks at once": "seed=3 route=chance contact=stays contacts=2 "
        "outage:20:300 webhooks:voice:at-once",
        "a worker that stays away": "seed=4 route=first contact=hangs-up contacts=1 "
        "kill:0:received:2:False webhooks:status:again-later",
    },
    "reminder postgresql": {
        "a call that is told of before its request is answered": "seed=5 route=turns contact=busy-first contacts=2 "
        "rest:dial:told-before:1 webhooks:status:late",
        "a death, and PostgreSQL away": "seed=6 route=first contact=answers contacts=1 "
        "kill:0:answered:2:False outage:30:300",
        "a call that was not placed": "seed=7 route=turns contact=answers contacts=1 rest:dial:reset:1 shop:reset:1",
    },
    "chat sqlite": {
        "two workers get the same message at once": "seed=8 route=turns contact=replies contacts=2 "
        "webhooks:message:at-once",
        "the answer to a message is lost": "seed=9 route=turns contact=replies contacts=1 webhooks:message:answer-lost",
        "nobody replies": "seed=10 route=chance contact=silent contacts=1 webhooks:message-status:late",
        "a text that does not arrive, told twice": "seed=11 route=turns contact=undelivered contacts=1 "
        "webhooks:message-status:again-later",
        "a text that is told of before its request is answered": "seed=12 route=turns contact=replies contacts=1 "
        "rest:text:told-before:2",
        "a text that Twilio refuses": "seed=13 route=first contact=replies contacts=1 rest:text:429:1",
        "a text of which nobody knows, and a reply to it": "seed=14 route=first contact=replies contacts=1 "
        "rest:text:garbage-done:1",
        "a worker dies under the message that begins": "seed=15 route=first contact=replies contacts=1 "
        "kill:0:received:1:False",
        "a worker dies under a later webhook": "seed=16 route=first contact=replies contacts=1 kill:0:received:3:True",
        "a locked file, and messages that come twice": "seed=17 route=turns contact=replies contacts=2 "
        "outage:20:300 webhooks:message:twice",
    },
    "survey postgresql": {
        "two workers get what is told of texts at once": "seed=18 route=turns contact=replies contacts=2 "
        "webhooks:message-status:at-once",
        "a worker dies when a run has begun": "seed=19 route=first contact=replies contacts=1 kill:0:committed:1:True",
        "PostgreSQL away, and the shop broken": "seed=20 route=turns contact=replies contacts=2 "
        "outage:20:300 shop:500:1",
    },
    # All of these run one that lives in another bundle, which is the same for all.
    "led postgresql": {
        "a call that goes there and comes back, each worker in turn": "seed=21 route=turns contact=stays contacts=2 "
        "webhooks:voice:at-once way:twice:3",
        "the other bundle's first answer is lost": "seed=22 route=first contact=stays contacts=1 way:reset-done:1",
        "a worker of the other bundle dies under the call": "seed=23 route=first contact=stays contacts=1 "
        "kill:2:received:2:False",
        "the parent's worker dies, and who hangs up is told twice": "seed=24 route=first contact=hangs-up contacts=1 "
        "kill:0:received:2:True webhooks:status:twice",
        "a caller who is asked by text, and what is asked between comes twice": "texted: seed=30 route=turns "
        "contact=replies contacts=1 way:twice:3 webhooks:message:twice",
        "messages and requests come twice": "handed: seed=25 route=turns contact=replies contacts=2 "
        "webhooks:message:at-once way:twice:3",
        "requests are lost on their way": "handed: seed=26 route=first contact=replies contacts=1 "
        "way:reset:1 way:500-done:1",
        "a worker of the other bundle dies when it has heard": "handed: seed=27 route=first contact=replies contacts=1 "
        "kill:2:received:1:True",
        "a call of the other bundle, whose request is answered late": "placed: seed=28 route=turns "
        "contact=answers contacts=1 rest:dial:late:1 webhooks:status:late",
        "the answer to the beginning is lost": "placed: seed=29 route=chance contact=hangs-up contacts=1 "
        "way:reset-done:1",
    },
}


@pytest.mark.parametrize("where", PLANS)
async def test_every_run_ends_where_its_flow_says_and_does_nothing_twice(where: str, tmp_path: Path) -> None:
    flow, kind = where.split()
    plans = {tries: _plan(flow, kind, words) for tries, words in PLANS[where].items()}
    async with stage(flow, kind, tmp_path) as shared:
        results = {tries: await run(plan, shared) for tries, plan in plans.items()}

    assert {tries: result.wrong for tries, result in results.items() if result.wrong} == {}
    # A death that does not come proves nothing.
    assert {tries: result.died for tries, result in results.items()} == {
        tries: len(plan.have(Kill)) for tries, plan in plans.items()
    }


def _plan(flow: str, kind: str, words: str) -> Plan:
    """The plan of some words; before a colon stands the flow, where it is another one of the same bundles."""
    other, _, rest = words.rpartition(": ")
    return Plan.read([other or flow, kind, *rest.split()])
