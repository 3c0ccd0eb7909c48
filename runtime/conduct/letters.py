"""What Twilio told of messages is acted on when the run can move: a reply, or that a message did not arrive."""

from __future__ import annotations

import math

import structlog

from runtime.deliveries import FAILED, note_delivery
from runtime.engine import Engine, Turn
from runtime.session import Session
from runtime.step import Parameters

_STATUS = "MessageStatus"

_log = structlog.get_logger(__name__)


def open_letters(engine: Engine, session: Session) -> Turn | None:
    """The turn that the letters of a run lead to, None for none. No act of the run is being done.

    Where a step waits on that first acts for one of them, the rest are left for later.
    """
    letters, session.letters = session.letters, []
    turn: Turn | None = None
    while letters:
        moved = _opened(engine, session, {name: str(value) for name, value in letters.pop(0).items()})
        turn = turn or moved
        if moved is not None and moved.act is not None and session.waits:
            session.letters = letters
            break
    return turn


def decides(session: Session, parameters: Parameters) -> bool:
    """Whether the state of a message ends the wait for its reply."""
    if session.step is None or not session.waits or parameters[_STATUS] not in FAILED:
        return False
    outbound = session.told(session.step, "outbound")
    return isinstance(outbound, dict) and outbound.get("Sid") == parameters["MessageSid"]


def _opened(engine: Engine, session: Session, parameters: Parameters) -> Turn | None:
    """The turn of one letter. After one that moved the run, the rest find no step that waits."""
    if _STATUS in parameters:
        step = note_delivery(session, parameters)
        if step is None or step != session.step or not session.waits:
            return None
        turn = engine.told(session, parameters, math.inf)
        return turn if turn.taken else None
    if session.hears is None or not session.waits:
        _log.warning("message ignored", code=81002, session=session.key, step=session.step)
        return None
    return engine.reply(session, parameters, math.inf)
