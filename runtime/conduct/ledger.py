"""The books of all sessions: what each turn comes to is noted in the session's record, and kept."""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable

import attrs
from sqlalchemy import Connection

from runtime.conduct import silence
from runtime.conduct.addresses import Addresses
from runtime.conduct.deadline import Deadline
from runtime.conduct.decisions import EMPTY, Decision, Passed, Perform, Reply, Stalled, Wait
from runtime.conduct.editions import Editions
from runtime.engine import Turn
from runtime.session import Session
from runtime.step import Acts
from runtime.storage import sessions
from runtime.storage.record import ActInHand, Record
from runtime.walk import SPEAKABLE

# For an act that ends within its limit, the time to tell so.
_MARGIN = 1.0
# How often it is tried to find out what became of an act.
_MOST_TRIES = 3


@attrs.frozen
class Ledger:
    """What all moves of sessions share. `clock` tells the seconds since 1970, as the database keeps them."""

    editions: Editions
    addresses: Addresses
    clock: Callable[[], float]

    def settle(self, record: Record, turn: Turn, answers: int | None = None, *, began: bool = False) -> Decision:
        """What a turn comes to, noted in the record; `answers` is the webhook that it answers, if any."""
        session = record.session
        passed = attrs.evolve(self.passed(record), began=began, steps=turn.taken, end=session.end)
        if turn.act is not None:
            record.act = ActInHand(
                step=turn.act.step,
                request=turn.act.request,
                attempt="",
                until=0,
                turn=session.turn if answers is None else answers,
            )
            return self._perform(record, passed, recovers=False)
        document = turn.document or EMPTY
        if answers is not None:
            record.document, record.answered = document, answers
        if session.end is not None and session.closing is not None:
            record.wake(self.clock(), "close")
            return Reply(document, passed)
        over = turn.due is None or session.end is not None
        if not over:
            record.wake(self.clock() + (turn.due or 0), "poll" if turn.polls else "time-out")
        elif session.end is None and session.call_sid is not None and session.line in SPEAKABLE:
            silence.wake_later(record, self.clock())
        else:
            record.wake(None, "time-out")
        return Reply(document, passed)

    def keep(self, connection: Connection, record: Record, turn: Turn | None, answers: int | None = None) -> Decision:
        """What a turn comes to, noted in the record and saved; without a turn only what was noted already."""
        decision: Decision
        decision = Reply(EMPTY, self.passed(record)) if turn is None else self.settle(record, turn, answers)
        sessions.save(connection, record, self.clock())
        return decision

    def repeat(self, connection: Connection, record: Record) -> Decision:
        """The last answer again. The very first may still be being made."""
        if record.document is None and record.act is not None:
            return self.in_hand(connection, record)
        return Reply(record.document or EMPTY, self.passed(record))

    def in_hand(self, connection: Connection, record: Record) -> Decision:
        """What is to be done about an act that was begun: to wait for its end, or to find out how it ended."""
        act, session = record.act, record.session
        assert act is not None
        if self.clock() < act.until:
            return Wait(session.key)
        if self.editions.get(session.version) is None:
            return Stalled(f"no flow of version {session.version}")
        if act.tries >= _MOST_TRIES:
            record.act = None
            if session.end is None:
                session.finish(f"nobody can tell what became of {act.step}")
            return self.keep(connection, record, Turn(), answers=act.turn)
        record.act = attrs.evolve(act, tries=act.tries + 1)
        decision = self._perform(record, self.passed(record), recovers=True)
        sessions.save(connection, record, self.clock())
        return decision

    def passed(self, record: Record) -> Passed:
        """Of whom the logs tell, though nothing has happened to him yet."""
        session = record.session
        trigger = next(iter(session.trigger), "")
        lasted = max(0.0, self.clock() - record.created)
        return Passed(session=session.key, call_sid=session.call_sid, trigger=trigger, lasted=lasted)

    def budget(self, session: Session, deadline: Deadline) -> float:
        """How long acts may take: as long as they like where nobody listens."""
        return deadline.left if session.line in SPEAKABLE else math.inf

    def _perform(self, record: Record, passed: Passed, *, recovers: bool) -> Perform:
        """The record's act, to be done by a new attempt, whose time begins now."""
        session, act = record.session, record.act
        assert act is not None
        step = self.editions.engines[session.version].flow.within(session.subflow)[act.step]
        assert isinstance(step, Acts)
        act = attrs.evolve(act, attempt=secrets.token_hex(8), until=self.clock() + step.limit + _MARGIN)
        record.act = act
        record.wake(act.until, "lease")
        return Perform(
            step=step,
            request=act.request,
            session=session.key,
            call_sid=session.call_sid,
            # Where an act makes the run wait, that is a turn of its own.
            address=self.addresses.turn(session, session.turn + 1),
            attempt=act.attempt,
            until=act.until,
            recovers=recovers,
            passed=passed,
        )
