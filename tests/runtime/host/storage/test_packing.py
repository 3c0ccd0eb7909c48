"""A session costs little, however long its call is."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.session import Session
from runtime.storage.packing import packed, unpacked
from runtime.storage.record import Record, row_of

# What Twilio sends with each webhook of a call: https://www.twilio.com/docs/voice/twiml#request-parameters
PLACES = {f"{side}{place}": "" for side in ("From", "To", "Caller", "Called") for place in ("City", "State", "Zip")}
SENT = {
    **PLACES, "AccountSid": "AC" + "1" * 32, "CallSid": "CA" + "2" * 32, "ApiVersion": "2010-04-01",
    "From": "+15550100", "To": "+15550101", "Direction": "inbound", "CallStatus": "in-progress",
    "CallToken": "%7B%22parentCallInfoToken%22%3A%22" + "eyJhbGciOiJFUzI1NiJ9" * 12 + "%22%7D",
}  # fmt: skip


@settings(max_examples=20)
@given(st.text(max_size=20), st.integers(0, 300))
def test_a_text_comes_back_as_it_was_and_is_never_much_longer(part: str, times: int) -> None:
    text = json.dumps({"text": part * times})

    assert unpacked(packed(text)) == text
    assert len(packed(text)) <= len(text)


def test_a_call_of_twenty_answers_costs_less_than_four_kilobytes() -> None:
    answers = {
        f"question_{number}": {
            **SENT,
            "SpeechResult": f"My answer number {number} is {number * 7919}.",
            "Confidence": "0.9",
        }
        for number in range(20)
    }
    session = Session(
        key="k" * 22, sid="FN" + "3" * 32, flow="f", version="v" * 12, contact="+15550100", address="+15550101",
        trigger={"call": dict(SENT)}, call_sid=SENT["CallSid"], widgets=answers,  # type: ignore[arg-type]  # all are texts
    )  # fmt: skip
    row = row_of(Record(session=session, created=1.0, document="<Response/>" * 40), 2.0)

    assert sum(len(str(value)) for value in row.values() if value is not None) < 4096
    assert len(json.dumps(answers)) > 12_000
