"""The life of a webhook: its session is moved in a transaction, acts are done, and it is answered in time."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Protocol

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from runtime.conduct.answers import Answer, answer
from runtime.conduct.arrivals import arrive, execute
from runtime.conduct.deadline import NEVER, SECONDS, Deadline
from runtime.conduct.decisions import EMPTY, Decision, Ended, Passed, Perform, Refused, Reply, Stalled, Wait
from runtime.conduct.dues import take_up
from runtime.conduct.ledger import Ledger
from runtime.conduct.performer import Performer
from runtime.conduct.statuses import status
from runtime.metrics import Metrics
from runtime.session import Session
from runtime.step import Parameters
from runtime.storage import Store
from runtime.values import JsonObject

# How often the database is asked for the end of another process's act.
_POLL = 0.2

_log = structlog.get_logger(__name__)


class Move(Protocol):
    """What an event does to a session, in a transaction, by a deadline."""

    def __call__(self, connection: Connection, *, deadline: Deadline) -> Decision:
        """What is decided."""


class Conductor:
    """Moves sessions, for webhooks and for the sweeper. Each of its calls ends in the time of a webhook."""

    def __init__(self, store: Store, ledger: Ledger, performer: Performer, metrics: Metrics) -> None:
        self._store = store
        self._ledger = ledger
        self._performer = performer
        self._metrics = metrics
        self._background: set[asyncio.Task[None]] = set()

    async def arrive(self, parameters: Parameters) -> Reply | Refused | Stalled:
        """The answer to a call that arrives."""
        return await self._move(partial(arrive, self._ledger, parameters))

    async def answer(self, answered: Answer) -> Reply | Refused | Stalled:
        """The answer to Twilio's answer to a step."""
        return await self._move(partial(answer, self._ledger, answered))

    async def status(self, key: str | None, parameters: Parameters) -> Reply | Refused | Stalled:
        """What a call's status comes to. An act that follows from it is done in the background."""

        def move(connection: Connection, *, deadline: Deadline) -> Decision:  # noqa: ARG001 — nobody listens
            return status(self._ledger, key, parameters, connection)

        return await self._aside(move)

    async def execute(self, contact: str, address: str, data: JsonObject) -> Session | None:
        """A run that is started over REST, and goes on in the background; None where the contact has one."""
        work = partial(execute, self._ledger, contact, address, data)
        session = await self._store.transact(work, within=SECONDS)
        if session is not None:
            self._note(Passed(session=session.key, call_sid=None, began=True, end=session.end))
            task = asyncio.create_task(self._started(session.key))
            self._background.add(task)
            task.add_done_callback(self._background.discard)
        return session

    async def take_up(self, key: str) -> None:
        """Lets a session go on that is due, if it still is, and nobody else is at it."""

        def move(connection: Connection, *, deadline: Deadline) -> Decision:  # noqa: ARG001 — nobody listens
            return take_up(self._ledger, key, connection)

        await self._aside(move)

    async def finish(self, within: float) -> None:
        """Waits for what was begun in the background."""
        if self._background:
            await asyncio.wait(self._background, timeout=within)
        await self._performer.finish(within)

    async def _started(self, key: str) -> None:
        try:
            await self.take_up(key)
        except Exception:
            _log.exception("start left to the sweeper", session=key)

    async def _aside(self, move: Move) -> Reply | Refused | Stalled:
        """What a move comes to that nobody listens to: its acts are begun and not waited for."""
        decision = await self._store.transact(partial(move, deadline=NEVER), within=SECONDS)
        if isinstance(decision, Wait):
            return Stalled("somebody else is at it")
        if isinstance(decision, Reply | Perform) and decision.passed is not None:
            self._metrics.passed(decision.passed)
            _log.info("session moved", **decision.passed.told())
        if isinstance(decision, Perform):
            self._performer.begin(decision, NEVER)
            return Reply(EMPTY)
        return decision

    async def _move(self, move: Move) -> Reply | Refused | Stalled:
        """What a move comes to, with all that is to be done for it, or Stalled where that takes too long."""
        deadline = Deadline.after()
        try:
            while True:
                decision = await self._store.transact(partial(move, deadline=deadline), within=deadline.left)
                if isinstance(decision, Reply | Perform):
                    self._note(decision.passed)
                if isinstance(decision, Perform):
                    recovers = decision.recovers
                    decision = await self._done(self._performer.begin(decision, deadline), deadline)
                    if recovers and isinstance(decision, Reply):
                        continue  # the webhook may be the answer to what the act waits for: it is only read now
                if not isinstance(decision, Wait):
                    return decision
                await self._heard(decision.session, deadline)
        except TimeoutError:
            return Stalled("time is up")
        except SQLAlchemyError as error:
            return Stalled(f"database: {type(error).__name__}")
        except Exception:
            _log.exception("webhook failed")
            return Stalled("failed")

    async def _done(self, task: asyncio.Task[Ended], deadline: Deadline) -> Ended:
        async with asyncio.timeout(deadline.left):
            return await asyncio.shield(task)

    async def _heard(self, session: str, deadline: Deadline) -> None:
        """Waits for the end of an act of the session, or a little, where another process does it."""
        if deadline.left <= 0:
            raise TimeoutError
        task = self._performer.of(session)
        if task is None:
            await asyncio.sleep(min(_POLL, deadline.left))
        else:
            await asyncio.wait({task}, timeout=deadline.left)

    def _note(self, passed: Passed | None) -> None:
        """Counts what happened to a session, and lets the webhook's line in the log tell it."""
        if passed is not None:
            self._metrics.passed(passed)
            structlog.contextvars.bind_contextvars(**passed.told())
