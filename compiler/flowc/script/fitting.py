"""Which answers fit which questions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flowc.play.questions import (
    HANGUP,
    Answer,
    Asks,
    HangUp,
    Keys,
    Listened,
    Outcome,
    Question,
    Recorded,
    Reply,
    Silence,
    Words,
)

# What the contact may do where a flow waits for it.
FITTING: Mapping[Asks, tuple[type[Answer], ...]] = MappingProxyType(
    {
        Asks.LISTEN: (Listened, HangUp),
        Asks.INPUT: (Keys, Words, Silence, HangUp),
        Asks.RECORDING: (Recorded, Silence, HangUp),
        Asks.REPLY: (Reply, Silence),
    }
)
# The questions to the contact of which a test may say what came of them instead, in turn with what the contact does.
IN_TURN = (Asks.RECORDING, Asks.REPLY)


def fits(question: Question, answer: Answer) -> bool:
    """Whether an answer is one to a question."""
    if isinstance(answer, Outcome) and question.asks in {Asks.OUTSIDE, *IN_TURN}:
        named = answer.event in question.events and answer.event != HANGUP
        return named or (not answer.event and question.asks is Asks.OUTSIDE)
    if question.asks is Asks.OUTSIDE:
        return isinstance(answer, HangUp) and question.on_call
    return isinstance(answer, FITTING[question.asks])
