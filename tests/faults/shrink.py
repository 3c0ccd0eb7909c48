"""Makes a plan that fails smaller, until nothing can be left out of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tests.faults.plan import Plan

Fails = Callable[[Plan], Awaitable[bool]]


async def shrunk(plan: Plan, fails: Fails, tries: int = 2) -> Plan:
    """The smallest plan that fails still, after each step that leaves something out.

    Moments differ a little from run to run, so a smaller plan is given up only after it went well so many times.
    """
    while True:
        for smaller in plan.smaller():
            if await _fails_once(smaller, fails, tries):
                plan = smaller
                break
        else:
            return plan


async def _fails_once(plan: Plan, fails: Fails, tries: int) -> bool:
    for _ in range(tries):
        if await fails(plan):
            return True
    return False
