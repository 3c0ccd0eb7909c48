"""The parameters of webhooks against the fact sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.twilio.playing import play
from tests.twilio.serving import Says
from tests.twilio.stand_in import Agent, Press, StandInError
from tests.twilio.web.names import CALL, CONNECT, CONVERSATION, NAMES, PLACES, unknown

# Not in the chapter of the fact sheet: each has a page of Twilio's beside it in the table.
ELSEWHERE = (
    CONNECT
    | CONVERSATION
    | {
        *("MachineDetectionDuration", "FriendlyName", "ConferenceSid", "StatusCallbackEvent", "SmsStatus"),
        *(kind + part for kind in ("Siprec", "Transcription") for part in ("Sid", "Name", "Event", "Error")),
    }
)


def told(chapter: str) -> set[str]:
    """The names between back-ticks, those written short (`FromCity/State/…`, `MediaUrl{N}`) in full."""
    names = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", chapter))))
    places = {party + place for party in ("From", "To", "Called", "Caller") for place in PLACES}
    media = {f"{name}{number}" for name in ("MediaUrl", "MediaContentType") for number in range(10)}
    short = {"RecordingSid", "RecordingDuration", "StreamError"}
    return names | places | media | short


def test_every_parameter_stands_in_the_fact_sheet(shared: Path) -> None:
    text = (shared / "reference" / "voice.md").read_text(encoding="utf-8")
    chapter = text[text.index("### 2.1 Parameters") : text.index("### 2.2 ")]
    known = told(chapter) | ELSEWHERE

    assert sorted({name for names in NAMES.values() for name in names} - known) == []


async def test_every_voice_request_says_all_that_is_known_of_the_call() -> None:
    played = await play('<Gather action="/done"/>', script=[Press("1#")], done=Says("<Hangup/>"))

    always = CALL - {"ForwardedFrom", "CallerName", "ParentCallSid", "CallToken"}
    assert [always - got.form.keys() for got in played.app.got] == [set(), set(), set()]


async def test_places_that_nobody_knows_are_sent_empty() -> None:
    played = await play("<Hangup/>")

    assert {played.app.got[0].form[f"{party}{place}"] for party in ("From", "Called") for place in PLACES} == {""}


async def test_no_other_parameter_leaves_the_stand_in() -> None:
    with pytest.raises(StandInError, match="Twilio sends no Mood with a voice webhook"):
        await play(
            '<Connect action="/done"><Stream url="wss://a.example"/></Connect>', script=[Agent({"Mood": "good"})]
        )


def test_the_parameters_of_sip_calls_have_any_name() -> None:
    assert unknown("voice", {"SipHeader_X-Account": "1", "SipDomain": "a", "Sid": "b"}) == ["Sid"]
