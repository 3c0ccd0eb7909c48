"""`add-twiml-redirect`: hands the call or the message to TwiML elsewhere."""

from __future__ import annotations

import re
from collections.abc import Generator

from flowc.play.questions import Answer, Outcome, Question
from flowc.play.start import Call
from flowc.play.turn import Result, Turn, UnsupportedError

_URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_LONGEST = 14_400
_EVENTS = ("return", "timeout", "fail")


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `return` with what the other TwiML passes on, by `timeout`, or by `fail` when the URL is none.

    After a `timeout` the call is not regained.
    """
    if turn.run.start.entry != "message":
        if turn.run.call is Call.NONE:
            raise UnsupportedError("it needs a live call or an inbound message")
        turn.need_call()
    if not _URL.fullmatch(turn.text("url").strip()):
        return Result("fail")
    turn.did("redirect", {**turn.fields("url"), "method": turn.text("method", "POST")})
    turn.run.answered = True
    waits = turn.seconds("timeout", _LONGEST)
    is_call = turn.run.call is not Call.NONE
    if waits:
        outcome = yield from turn.outside(_EVENTS, [Outcome(event) for event in _EVENTS], on_call=is_call)
    else:
        outcome = Outcome("timeout")
    event = outcome.event or "return"
    if event == "timeout":
        turn.run.clock.advance(waits)
        if is_call:
            turn.run.call = Call.GONE
    return Result(event, outcome.values if event == "return" else {})
