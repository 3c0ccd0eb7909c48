"""`fork-stream`: starts or stops a copy of the call's audio."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Question
from flowc.play.turn import Result, Turn

_OPTIONS = ("stream_name", "stream_url", "stream_connector", "stream_track", "stream_transport_type")


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `next`, whatever comes of it."""
    yield from ()
    turn.need_call()
    fields = {"action": turn.value("stream_action"), **turn.fields(*_OPTIONS)}
    turn.did("stream", {**fields, "parameters": turn.pairs("stream_parameters")})
    return Result("next")
