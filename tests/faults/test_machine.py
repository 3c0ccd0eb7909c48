"""The short form of the fault runs: `python -m benchmarks.faults` is the long one."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.faults.fault import Kill
from tests.faults.machine import run
from tests.faults.plan import Plan
from tests.faults.stage import stage

# Every sort of fault once, on a stage for each flow; none makes a run wait for the end of an act that nobody can tell.
PLANS = {
    "order sqlite": (
        "seed=1 route=turns contact=stays contacts=2",
        "seed=2 route=first contact=stays contacts=1 kill:0:call:9000:True shop:429:1",
        "seed=3 route=chance contact=stays contacts=2 outage:20:300 webhooks:voice:at-once",
        "seed=4 route=first contact=hangs-up contacts=1 kill:0:received:2:False webhooks:status:again-later",
    ),
    "reminder postgresql": (
        "seed=5 route=turns contact=busy-first contacts=2 rest:dial:told-before:1 webhooks:status:late",
        "seed=6 route=first contact=answers contacts=1 kill:0:answered:2:False outage:30:300",
        "seed=7 route=turns contact=answers contacts=1 rest:dial:reset:1 shop:reset:1",
    ),
    "chat sqlite": (
        "seed=8 route=turns contact=replies contacts=2",
        "seed=9 route=chance contact=silent contacts=1",
    ),
    "survey sqlite": ("seed=11 route=turns contact=replies contacts=2",),
}


@pytest.mark.parametrize("where", PLANS)
async def test_every_run_ends_where_its_flow_says_and_does_nothing_twice(where: str, tmp_path: Path) -> None:
    flow, kind = where.split()
    async with stage(flow, kind, tmp_path) as shared:
        results = [await run(Plan.read([flow, kind, *words.split()]), shared) for words in PLANS[where]]

    assert [(str(result.plan), result.wrong) for result in results if result.wrong] == []
    # A death that does not come proves nothing.
    assert [result.died for result in results] == [len(result.plan.have(Kill)) for result in results]
