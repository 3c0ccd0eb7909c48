"""Virtual time."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.twilio.clock import Clock, Signal
from tests.twilio.problems import ScriptError


async def test_time_passes_when_all_tasks_wait() -> None:
    clock, seen = Clock(), []

    async def wait(name: str, seconds: float) -> None:
        await clock.sleep(seconds)
        seen.append((clock.now, name))

    for name, seconds in (("late", 3600), ("early", 5), ("between", 60)):
        clock.spawn(wait(name, seconds))
    await clock.idle()

    assert seen == [(5, "early"), (60, "between"), (3600, "late")]


async def test_time_stands_while_a_task_works() -> None:
    clock = Clock()
    clock.spawn(clock.sleep(10))

    async def work() -> None:
        await asyncio.sleep(0.05)
        assert clock.now == 0

    await clock.spawn(work())
    await clock.idle()

    assert clock.now == 10


async def test_of_two_at_one_moment_the_second_waits_until_the_first_is_done() -> None:
    clock, seen = Clock(), []

    async def act(name: str) -> None:
        await clock.sleep(5)
        seen.append(f"{name} begins")
        await asyncio.sleep(0.01)
        seen.append(f"{name} ends")

    clock.spawn(act("one"))
    clock.spawn(act("two"))
    await clock.idle()

    assert seen == ["one begins", "one ends", "two begins", "two ends"]


async def test_a_signal_wakes_before_the_time() -> None:
    clock = Clock()
    signal = Signal(clock)

    async def wake() -> None:
        await clock.sleep(3)
        signal.set()

    clock.spawn(wake())
    happened = await clock.spawn(clock.wait(signal, 60))

    assert (happened, clock.now) == (True, 3)


async def test_a_signal_that_does_not_come_is_waited_for_no_longer_than_said() -> None:
    clock = Clock()

    assert not await clock.spawn(clock.wait(Signal(clock), 60))
    assert clock.now == 60


async def test_a_signal_that_came_before_is_not_waited_for() -> None:
    clock = Clock()
    signal = Signal(clock)
    signal.set()

    assert await clock.spawn(clock.wait(signal))
    signal.clear()
    assert not await clock.spawn(clock.wait(signal, 1))


async def test_time_can_be_held() -> None:
    clock = Clock()
    task = clock.spawn(clock.sleep(5))
    with clock.held():
        await asyncio.sleep(0.02)
        assert not task.done()
    await task

    assert clock.now == 5


async def test_whoever_is_no_task_of_the_clock_waits_without_holding_it() -> None:
    clock = Clock()
    clock.spawn(clock.sleep(100))
    await clock.sleep(20)

    assert clock.now >= 20


async def test_something_can_be_done_later() -> None:
    clock, seen = Clock(), []

    async def act() -> None:
        seen.append(clock.now)

    clock.later(7, act)
    await clock.idle()

    assert seen == [7]


async def test_what_a_task_fails_with_reaches_whoever_waits_for_the_end() -> None:
    clock = Clock()

    async def fail() -> None:
        raise ZeroDivisionError

    task = clock.spawn(fail())
    with pytest.raises(ZeroDivisionError):
        await clock.idle()
    with pytest.raises(ZeroDivisionError):
        await task


async def test_stopping_ends_all_that_wait() -> None:
    clock = Clock()
    task = clock.spawn(clock.wait(Signal(clock)))
    await asyncio.sleep(0)
    await clock.stop()

    assert task.cancelled()
    assert clock.tasks() == frozenset()


@given(st.lists(st.floats(min_value=0.001, max_value=1e6), min_size=1, max_size=20))
@settings(max_examples=30)
def test_whatever_is_waited_for_comes_in_the_order_of_time(waits: list[float]) -> None:
    seen: list[float] = []

    async def run() -> None:
        clock = Clock()

        async def wait(seconds: float) -> None:
            await clock.sleep(seconds)
            assert clock.now == seconds
            seen.append(seconds)

        for seconds in waits:
            clock.spawn(wait(seconds))
        await clock.idle()

    asyncio.run(run())

    assert seen == sorted(waits)


async def test_waiting_for_what_never_happens_is_told() -> None:
    clock = Clock()
    clock.spawn(clock.wait(Signal(clock)))

    with pytest.raises(ScriptError, match="1 tasks wait for what never happens"):
        await clock.idle(patience=0.1)
    await clock.stop()


async def test_time_can_be_let_pass_while_something_works() -> None:
    clock, woken = Clock(), []

    async def wait(seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append(seconds)

    for seconds in (1, 2, 9):
        clock.spawn(wait(seconds))
    with clock.held():
        await asyncio.sleep(0)
        clock.advance(1.5)
        clock.advance(1.5)
        await asyncio.sleep(0.01)
        assert (woken, clock.now) == ([1, 2], 3.0)
    await clock.idle()

    assert clock.now == 9
