"""The verbs: one module each, and the table of them."""

from __future__ import annotations

from collections.abc import Mapping

from tests.twilio.voice.session import Verb
from tests.twilio.voice.verbs.background import start, stop
from tests.twilio.voice.verbs.connect import connect
from tests.twilio.voice.verbs.dial import dial
from tests.twilio.voice.verbs.enqueue import enqueue
from tests.twilio.voice.verbs.flow import hangup, leave, redirect, reject
from tests.twilio.voice.verbs.gather import gather
from tests.twilio.voice.verbs.pay import pay
from tests.twilio.voice.verbs.prompts import hear
from tests.twilio.voice.verbs.record import record

VERBS: Mapping[str, Verb] = {
    "Connect": connect,
    "Dial": dial,
    "Enqueue": enqueue,
    "Gather": gather,
    "Hangup": hangup,
    "Leave": leave,
    "Pause": hear,
    "Pay": pay,
    "Play": hear,
    "Record": record,
    "Redirect": redirect,
    "Reject": reject,
    "Say": hear,
    "Start": start,
    "Stop": stop,
}
