"""Acts are done outside of any transaction: their intent is committed before, their outcome after."""

from __future__ import annotations

import asyncio
import time
from functools import partial

import structlog
from sqlalchemy.exc import SQLAlchemyError

from runtime.conduct.addresses import Addresses
from runtime.conduct.deadline import Deadline
from runtime.conduct.decisions import Decision, Ended, Perform, Reply, Stalled
from runtime.conduct.ledger import Ledger
from runtime.conduct.outcomes import end_act
from runtime.http_client import HttpClient
from runtime.metrics import Metrics
from runtime.signature import Signatures
from runtime.step import Outcome
from runtime.storage import Store
from runtime.traces import Traces
from runtime.twilio_rest import TwilioRest
from runtime.world import World

# While the database is away, an outcome is kept here, and offered to it again and again.
_AGAIN = 0.5

_log = structlog.get_logger(__name__)


class Performer:
    """Does acts, each in a task of its own, so that an act outlives the webhook that asked for it."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        *,
        twilio: TwilioRest,
        http: HttpClient,
        signatures: Signatures,
        metrics: Metrics,
        traces: Traces,
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._twilio = twilio
        self._http = http
        self._signatures = signatures
        self._metrics = metrics
        self._traces = traces
        self._tasks: dict[str, asyncio.Task[Ended]] = {}

    def begin(self, perform: Perform, deadline: Deadline) -> asyncio.Task[Ended]:
        """A task that does an act, and those that follow it at once; its result is what they come to."""
        task = asyncio.create_task(self._all(perform, deadline), name=f"act of {perform.session}")
        self._tasks[perform.session] = task
        task.add_done_callback(partial(self._ended, perform.session))
        return task

    def of(self, session: str) -> asyncio.Task[Ended] | None:
        """The task that does an act of a session in this process."""
        return self._tasks.get(session)

    @property
    def busy(self) -> int:
        """How many sessions have an act that is being done in this process."""
        return len(self._tasks)

    async def finish(self, within: float) -> None:
        """Waits for the acts that were begun."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=within)

    def _ended(self, session: str, task: asyncio.Task[Ended]) -> None:
        if self._tasks.get(session) is task:
            del self._tasks[session]

    async def _all(self, perform: Perform, deadline: Deadline) -> Ended:
        # What the webhook has bound is told by its own line.
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(session=perform.session, call_sid=perform.call_sid)
        try:
            while True:
                outcome = await self._one(perform)
                if outcome is None:
                    return Stalled("nobody knows yet how the act ended")
                decision = await self._commit(perform, outcome, deadline)
                if isinstance(decision, Reply | Perform) and decision.passed is not None:
                    self._metrics.passed(decision.passed)
                    _log.info("act ended", act=perform.step.name, exit=outcome.event, **decision.passed.told())
                if not isinstance(decision, Perform):
                    return decision
                perform = decision
        except Exception:
            _log.exception("act not ended", act=perform.step.name)
            return Stalled("failed")

    async def _one(self, perform: Perform) -> Outcome | None:
        """How an act ended; None where that cannot be found out now."""
        step = perform.step
        world = self._world(perform)
        if not perform.recovers:
            began = time.perf_counter()
            try:
                with self._traces.span(f"act {step.name}", attributes={"flow.act": step.name}):
                    async with asyncio.timeout(step.limit):
                        outcome = await step.perform(perform.request, world)
            except Exception:
                _log.exception("act broken off", step=step.name)
            else:
                self._metrics.act(step.name, outcome.event or "waits", time.perf_counter() - began)
                return outcome
        self._metrics.act(step.name, "unknown")
        try:
            async with asyncio.timeout(step.limit):
                outcome = await step.recover(perform.request, world)
        except Exception:
            _log.exception("outcome not found", step=step.name)
            return None
        _log.warning("outcome looked up", step=step.name, exit=outcome.event)
        return outcome

    async def _commit(self, perform: Perform, outcome: Outcome, deadline: Deadline) -> Decision:
        """What comes after an act. It is tried until others may look the outcome up themselves."""
        work = partial(end_act, self._ledger, perform, outcome, deadline=deadline)
        while True:
            left = perform.until - self._ledger.clock()
            try:
                return await self._store.update(work, within=max(left, _AGAIN))
            except (SQLAlchemyError, TimeoutError) as error:
                _log.warning("outcome not kept yet", error=type(error).__name__)
                if left <= 0:
                    return Stalled("the database did not take an outcome")
            await asyncio.sleep(_AGAIN)

    def _world(self, perform: Perform) -> World:
        addresses: Addresses = self._ledger.addresses
        return World(
            twilio=self._twilio,
            http=self._http,
            signatures=self._signatures,
            address=perform.address,
            status=addresses.status(perform.session),
            recording=addresses.recording,
            conversation=addresses.conversation,
            call_sid=perform.call_sid,
        )
