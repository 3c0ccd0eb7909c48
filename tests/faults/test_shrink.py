"""A plan that fails is made as small as it fails still."""

from __future__ import annotations

from collections.abc import Iterator

from tests.faults.fault import Kill, Outage, Rest
from tests.faults.plan import Plan
from tests.faults.shrink import shrunk

GUILTY = Kill(1, "call", 400, returns=False)
PLAN = Plan(
    "recorded",
    "sqlite",
    1,
    "chance",
    "stays",
    3,
    (Outage(5, 100), GUILTY, Rest("list", "429", 9), Rest("stop", "late", 1)),
)


async def test_only_what_it_takes_is_left() -> None:
    async def fails(plan: Plan) -> bool:
        return GUILTY in plan.faults and plan.contacts > 1

    assert await shrunk(PLAN, fails) == Plan("recorded", "sqlite", 1, "first", "stays", 3, (GUILTY,))


async def test_two_faults_that_fail_together_stay_together() -> None:
    async def fails(plan: Plan) -> bool:
        return GUILTY in plan.faults and any(isinstance(fault, Outage) for fault in plan.faults)

    assert (await shrunk(PLAN, fails)).faults == (Outage(5, 100), GUILTY)


async def test_a_plan_that_fails_only_now_and_then_is_tried_twice() -> None:
    turns: Iterator[bool] = iter([False, True, *[False] * 99])

    async def fails(_plan: Plan) -> bool:
        return next(turns)

    assert (await shrunk(PLAN, fails)).faults == PLAN.faults[1:]
