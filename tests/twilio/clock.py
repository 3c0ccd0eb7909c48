"""Virtual time: it stands while anything works, and goes on to the next awaited moment when everything waits."""

from __future__ import annotations

import asyncio
import heapq
import math
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import attrs
from tests.twilio.problems import ScriptError

T = TypeVar("T")


@attrs.define(eq=False)
class Signal:
    """Something that is yet to happen, and that tasks of a clock can wait for."""

    clock: Clock
    is_set: bool = False
    waiting: list[_Wait] = attrs.field(factory=list)

    def set(self) -> None:
        """Wakes all that wait; whoever waits later goes on at once."""
        self.is_set = True
        for wait in tuple(self.waiting):
            self.clock.wake(wait, happened=True)

    def clear(self) -> None:
        """Makes it be yet to happen again."""
        self.is_set = False


@attrs.define(eq=False)
class _Wait:
    """One task that waits: until when at most, and for what."""

    due: float
    order: int
    task: asyncio.Task[Any] | None
    future: asyncio.Future[bool]
    signal: Signal | None

    def __lt__(self, other: _Wait) -> bool:
        return (self.due, self.order) < (other.due, other.order)


@attrs.define(eq=False)
class Clock:
    """The time of all calls of a stand-in; HTTP is real, and while a request is on its way no virtual time passes."""

    now: float = 0.0
    _holds: int = 0
    _order: int = 0
    _waits: list[_Wait] = attrs.field(factory=list)
    # Whether each task works; the others wait for time or for a signal.
    _tasks: dict[asyncio.Task[Any], bool] = attrs.field(factory=dict)
    _errors: list[BaseException] = attrs.field(factory=list)

    def spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """A task for which time stands, except while it waits by `sleep` or `wait`."""
        task = asyncio.create_task(self._follow(work))
        self._tasks[task] = True
        return task

    def later(self, seconds: float, act: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
        """A task that does something when so many seconds will have passed."""

        async def sleep_and_act() -> None:
            await self.sleep(seconds)
            await act()

        return self.spawn(sleep_and_act())

    async def sleep(self, seconds: float) -> None:
        """Returns when so many seconds have passed; for none, at once."""
        if seconds > 0:
            await self.wait(None, seconds)

    async def wait(self, signal: Signal | None, seconds: float = math.inf) -> bool:
        """Whether the signal came within so many seconds."""
        if signal is not None and signal.is_set:
            return True
        self._order += 1
        task = asyncio.current_task()
        mine = task if task in self._tasks else None
        due = self.now + max(seconds, 0.0)
        wait = _Wait(due, self._order, mine, asyncio.get_running_loop().create_future(), signal)
        if due < math.inf:
            heapq.heappush(self._waits, wait)
        if signal is not None:
            signal.waiting.append(wait)
        if mine is not None:
            self._tasks[mine] = False
        self._move_soon()
        try:
            return await wait.future
        except asyncio.CancelledError:
            self.wake(wait, happened=False)
            raise

    def wake(self, wait: _Wait, *, happened: bool) -> None:
        """Ends a wait; from this moment its task counts as working, though it has not run yet."""
        if wait in self._waits:
            self._waits.remove(wait)
            heapq.heapify(self._waits)
        if wait.signal is not None and wait in wait.signal.waiting:
            wait.signal.waiting.remove(wait)
        if wait.future.done() and not wait.future.cancelled():
            return
        if wait.task is not None:
            self._tasks[wait.task] = True
        if not wait.future.done():
            wait.future.set_result(happened)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Time stands as long as this is entered, whoever waits."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
            self._move_soon()

    def advance(self, seconds: float) -> None:
        """Lets so many seconds pass though something works, and wakes what is due by then."""
        self.now += seconds
        while self._waits and self._waits[0].due <= self.now:
            self.wake(self._waits[0], happened=False)

    def tasks(self) -> frozenset[asyncio.Task[Any]]:
        """The tasks that there are."""
        return frozenset(self._tasks)

    async def resting(self, tasks: frozenset[asyncio.Task[Any]]) -> None:
        """Returns when each of these tasks is done, or waits."""
        while any(self._tasks.get(task, False) for task in tasks):
            await asyncio.sleep(0.001)

    async def idle(self, patience: float = 30.0) -> None:
        """Returns when no task is left that could do anything, and raises what the first of them failed with.

        Raises:
            ScriptError: where all that is left waits for something that nobody does, for so many real seconds.
        """
        while self._tasks:
            done, left = await asyncio.wait(tuple(self._tasks), timeout=patience, return_when=asyncio.FIRST_COMPLETED)
            if not done and not self._waits and not any(self._tasks.values()):
                raise ScriptError(f"{len(left)} tasks wait for what never happens")
        if self._errors:
            raise self._errors.pop(0)

    def take(self, error: BaseException) -> None:
        """Forgets what a task failed with, since somebody else raises it."""
        self._errors = [one for one in self._errors if one is not error]

    async def stop(self) -> None:
        """Ends all tasks."""
        for task in tuple(self._tasks):
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task
        self._errors.clear()

    async def _follow(self, work: Coroutine[Any, Any, T]) -> T:
        try:
            return await work
        except Exception as error:
            self._errors.append(error)
            raise
        finally:
            task = asyncio.current_task()
            assert task is not None
            self._tasks.pop(task, None)
            self._move_soon()

    def _move_soon(self) -> None:
        asyncio.get_running_loop().call_soon(self._move)

    def _move(self) -> None:
        if not any(self._tasks.values()) and self._holds == 0 and self._waits:
            first = self._waits[0]
            self.now = max(self.now, first.due)
            self.wake(first, happened=False)
