"""The names that a test imports: a stand-in for Twilio, and the words for what happens in a call.

It calls webhooks, plays what they answer, and serves the REST API, with a clock of its own. It knows Twilio's
published rules, and nothing of what it tests.
"""

from __future__ import annotations

from tests.twilio.account import ACCOUNT_SID, AUTH_TOKEN, CALLER, NUMBER, LiveCall, Twilio
from tests.twilio.caller.actions import (
    Agent,
    Answers,
    Busy,
    Fails,
    HangUp,
    Leaves,
    NoAnswer,
    Pays,
    Press,
    Silence,
    Speak,
)
from tests.twilio.caller.pace import Pace
from tests.twilio.caller.script import Rules, Situation
from tests.twilio.conversations.conversation import Conversation
from tests.twilio.messaging.message import Delivered, Message
from tests.twilio.problems import Problem, ScriptError, StandInError
from tests.twilio.recordings import Outcome
from tests.twilio.rest.faults import Fault
from tests.twilio.switchboard import Options
from tests.twilio.tasks.task import Task, Worker
from tests.twilio.transcript import Event, Transcript
from tests.twilio.web.courier import Delivery
from tests.twilio.web.signature import Signing
from tests.twilio.web.webhook import Answer, Webhook

__all__ = [
    "ACCOUNT_SID",
    "AUTH_TOKEN",
    "CALLER",
    "NUMBER",
    "Agent",
    "Answer",
    "Answers",
    "Busy",
    "Conversation",
    "Delivered",
    "Delivery",
    "Event",
    "Fails",
    "Fault",
    "HangUp",
    "Leaves",
    "LiveCall",
    "Message",
    "NoAnswer",
    "Options",
    "Outcome",
    "Pace",
    "Pays",
    "Press",
    "Problem",
    "Rules",
    "ScriptError",
    "Signing",
    "Silence",
    "Situation",
    "Speak",
    "StandInError",
    "Task",
    "Transcript",
    "Twilio",
    "Webhook",
    "Worker",
]
