"""The life of a webhook: its session is moved in a transaction, acts are done, and it is answered in time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import copy_context
from functools import partial
from typing import Protocol

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from runtime.conduct import subflows
from runtime.conduct.answers import Answer, answer
from runtime.conduct.arrivals import arrive, execute
from runtime.conduct.chats import deliver, receive
from runtime.conduct.conversations import converse
from runtime.conduct.deadline import NEVER, SECONDS, Deadline
from runtime.conduct.decisions import EMPTY, Ask, Decision, Ended, Passed, Perform, Refused, Reply, Stalled, Wait
from runtime.conduct.dues import Kind, take_up, take_up_all
from runtime.conduct.executions import execution
from runtime.conduct.ledger import Ledger
from runtime.conduct.performer import Performer
from runtime.conduct.silence import status_of
from runtime.conduct.statuses import status
from runtime.metrics import Metrics
from runtime.other_bundle import Beginning, Progress
from runtime.session import Session
from runtime.step import Parameters
from runtime.storage import Store
from runtime.storage.record import Record
from runtime.twilio_rest import TwilioRest
from runtime.values import JsonObject

# How often the database is asked for the end of another process's act.
_POLL = 0.2
# A status that cannot be kept is told again, if its time allows: `ONCE_MORE` in addresses.py.
_STATUS_SECONDS = 4.0
# While the database is away, what Twilio tells once is offered to it again and again.
_AGAIN = 0.5

_log = structlog.get_logger(__name__)


Does = Callable[[Callable[[Connection], Decision], float], Awaitable[Decision]]


class Move(Protocol):
    """What an event does to a session, in a transaction, by a deadline."""

    def __call__(self, connection: Connection, *, deadline: Deadline) -> Decision:
        """What is decided."""


class Conductor:
    """Moves sessions, for webhooks and for the sweeper. Each of its calls ends in the time of a webhook."""

    def __init__(
        self, store: Store, ledger: Ledger, performer: Performer, metrics: Metrics, twilio: TwilioRest
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._performer = performer
        self._metrics = metrics
        self._twilio = twilio
        self._background: set[asyncio.Task[None]] = set()

    async def arrive(self, parameters: Parameters) -> Reply | Refused | Stalled:
        """The answer to a call that arrives."""
        return await self._move(self._store.transact, partial(arrive, self._ledger, parameters))

    async def answer(self, answered: Answer) -> Reply | Refused | Stalled:
        """The answer to Twilio's answer to a step."""
        return await self._move(self._store.update, partial(answer, self._ledger, answered))

    async def status(self, key: str | None, parameters: Parameters) -> Reply | Refused | Stalled:
        """What a call's status comes to. An act that follows from it is done in the background."""
        return await self._aside(partial(status, self._ledger, key, parameters), _STATUS_SECONDS)

    async def converse(self, parameters: Parameters) -> Reply | Refused | Stalled:
        """What a message in a Conversation comes to. An act that follows from it is done in the background."""
        return await self._aside(partial(converse, self._ledger, parameters))

    async def receive(self, parameters: Parameters) -> Reply | Refused | Stalled:
        """What a message comes to that arrives. What the run does is done in the background.

        Raises what the database raised, where it did not take the message in the time of a webhook.
        """
        return await self._aside_at_last(partial(receive, self._ledger, parameters))

    async def deliver(self, key: str, parameters: Parameters) -> Reply | Refused | Stalled:
        """What the state of a message comes to that a session's step has sent; raises as `receive` does."""
        return await self._aside_at_last(partial(deliver, self._ledger, key, parameters))

    async def execute(self, contact: str, address: str, data: JsonObject) -> Session | None:
        """A run that is started over REST, and goes on in the background; None where the contact has one."""
        work = partial(execute, self._ledger, contact, address, data)
        session = await self._store.transact(work, within=SECONDS)
        if session is not None:
            self._note(Passed(session=session.key, call_sid=None, trigger="request", began=True, end=session.end))
            self._start(session.key)
        return session

    async def execution(self, sid: str, *, ends: bool = False) -> Record | None:
        """The run of a SID, None where the flow has none; it is ended where that is wanted."""
        work = partial(execution, self._ledger, sid, ends=ends)
        return await self._store.transact(work, within=SECONDS)

    async def begin_subflow(self, beginning: Beginning) -> Progress | None:
        """The progress of a subflow of another bundle, which begins; None for a flow that cannot be run so.

        Without a call it goes on in the background.
        """
        work = partial(subflows.begin, self._ledger, beginning)
        found, is_new = await self._store.transact(work, within=SECONDS)
        if is_new:
            trigger = next(iter(beginning.trigger))
            self._note(Passed(session=beginning.key, call_sid=beginning.call_sid, trigger=trigger, began=True))
            self._start(beginning.key)
        return found

    async def subflow(self, key: str) -> Progress | None:
        """The progress of the subflow of a key, None where there is none."""
        return await self._store.transact(partial(subflows.progress, self._ledger, key), within=SECONDS)

    async def hand_on(self, key: str, parameters: Parameters) -> Reply | Refused | Stalled:
        """What a message comes to that the parent of a subflow hands on."""
        return await self._aside(partial(subflows.hand_on, self._ledger, key, parameters))

    async def let_go_on(self, key: str, address: str) -> Reply | Refused | Stalled:
        """What it comes to that the parent of a subflow hears messages at an address."""
        return await self._aside(partial(subflows.go_on, self._ledger, key, address))

    async def end_subflow(self, key: str) -> Reply | Refused | Stalled:
        """What it comes to that the parent of a subflow has ended."""
        return await self._aside(partial(subflows.end, self._ledger, key))

    async def take_up(self, key: str) -> None:
        """Lets a session go on that is due, if it still is, and nobody else is at it."""
        # The sweeper takes up many at once, each in a task of its own.
        structlog.contextvars.bind_contextvars(session=key)
        decision = await self._aside(partial(take_up, self._ledger, key))
        if not isinstance(decision, Refused):
            _log.info("session taken up")

    async def take_up_all(self, kind: Kind, most: int) -> int:
        """How many sessions of a kind were due and have gone on, at most so many."""
        decisions = await self._store.transact(partial(take_up_all, self._ledger, kind, most), within=SECONDS)
        for decision in decisions:
            # What the logs know of one session is not known of the next.
            copy_context().run(self._taken_up, decision)
        return len(decisions)

    @property
    def acts(self) -> int:
        """How many acts are being done now."""
        return self._performer.busy

    def is_acting(self, key: str) -> bool:
        """Whether an act of a session is being done in this process."""
        return self._performer.of(key) is not None

    async def finish(self, deadline: Deadline) -> None:
        """Waits for what was begun in the background."""
        if self._background:
            await asyncio.wait(self._background, timeout=deadline.left)
        await self._performer.finish(deadline.left)

    def _start(self, key: str) -> None:
        """Lets a session go on in the background, if it is due."""
        task = asyncio.create_task(self._started(key))
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _started(self, key: str) -> None:
        try:
            await self.take_up(key)
        except Exception:
            _log.exception("start left to the sweeper", session=key)

    async def _ask(self, ask: Ask) -> Reply | Refused | Stalled:
        """What comes of it that a silent call was looked up: one that is over is told of as Twilio would."""
        status = await status_of(self._twilio, ask.call_sid)
        if status is None:
            return Stalled("nobody knows how the call is")
        return await self.status(ask.session, {"CallSid": ask.call_sid, "CallStatus": status})

    async def _aside_at_last(self, move: Callable[[Connection], Decision]) -> Reply | Refused | Stalled:
        """As `_aside`, of what Twilio tells once: it is tried again while the database is away."""
        deadline = Deadline.after()
        while True:
            try:
                return await self._aside(move, deadline.left)
            except (SQLAlchemyError, TimeoutError) as error:
                if deadline.left <= _AGAIN:
                    raise
                _log.warning("webhook tried again", error=type(error).__name__)
            await asyncio.sleep(_AGAIN)

    async def _aside(
        self, move: Callable[[Connection], Decision | Ask], within: float = SECONDS
    ) -> Reply | Refused | Stalled:
        """What a move comes to that nobody listens to: its acts are begun and not waited for."""
        decision = await self._store.transact(move, within=within)
        return await self._ask(decision) if isinstance(decision, Ask) else self._unheard(decision)

    def _taken_up(self, decision: Decision) -> None:
        self._unheard(decision)
        _log.info("session taken up")

    def _unheard(self, decision: Decision) -> Reply | Refused | Stalled:
        """What a decision comes to that nobody listens to: its act is begun and not waited for."""
        if isinstance(decision, Wait):
            return Stalled("somebody else is at it")
        if isinstance(decision, Reply | Perform):
            self._note(decision.passed)
        if isinstance(decision, Perform):
            self._performer.begin(decision, NEVER)
            return Reply(EMPTY)
        return decision

    async def _move(self, does: Does, move: Move) -> Reply | Refused | Stalled:
        """What a move comes to, with all that is to be done for it, or Stalled where that takes too long."""
        deadline = Deadline.after()
        try:
            while True:
                decision = await does(partial(move, deadline=deadline), deadline.left)
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
