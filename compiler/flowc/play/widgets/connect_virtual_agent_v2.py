"""`connect-virtual-agent-v2`: hands the call or the conversation to a Dialogflow CX agent."""

from __future__ import annotations

from collections.abc import Generator

from flowc.play.questions import Answer, Outcome, Question
from flowc.play.shared import posted
from flowc.play.turn import Result, Turn

_VOICE = ("completed", "live-agent-handoff", "failed", "paused")
_CONVERSATIONS = ("completed", "live-agent-handoff", "failed", "timeout")
# Who tests an exit that is told of the other channel alone may have it come all the same.
_ALL = (*_VOICE, "timeout", "hangup")


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `completed`, `live-agent-handoff` or `failed`; a call also by `paused`, a chat by `timeout`."""
    is_call = turn.value("channel", "voice") == "voice"
    if is_call:
        turn.need_call()
        turn.run.answered = True
    else:
        turn.need_entry("conversation")
    fields = {**turn.fields("connector_name"), "configurations": turn.pairs("configurations")}
    turn.did("agent", {**fields, "parameters": turn.pairs("parameters")})
    events = _VOICE if is_call else _CONVERSATIONS
    outcome = yield from turn.outside(_ALL, [Outcome(event) for event in events], on_call=is_call)
    event = outcome.event or "completed"
    # Of a contact who hung up Twilio posts no status of the agent.
    values = {**({} if event == "hangup" else {"VirtualAgentStatus": event}), **outcome.values}
    return Result(event, values, passed_on=posted.of_call(turn) if is_call else {})
