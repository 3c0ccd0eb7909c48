"""What the answer to a voice webhook means."""

from __future__ import annotations

import pytest
from tests.twilio.playing import play
from tests.twilio.serving import Says
from tests.twilio.stand_in import Problem, StandInError, Webhook
from tests.twilio.twiml.element import Element
from tests.twilio.voice.documents import read
from tests.twilio.web.webhook import Answer

URL = "https://a.example/voice"


def meaning(body: bytes, content_type: str | None = "text/xml") -> Element | Problem:
    webhook = Webhook("voice", URL, {})
    return read(Answer(webhook, URL, 200, content_type, body))


def code(found: Element | Problem) -> int:
    assert isinstance(found, Problem)
    return found.code


@pytest.mark.parametrize("kind", ["text/xml", "application/xml", "text/html", "Text/XML; charset=utf-8"])
def test_xml_and_html_are_documents(kind: str) -> None:
    assert meaning(b"<Response><Hangup/></Response>", kind) == Element("Response", children=(Element("Hangup"),))


def test_a_sound_is_played_and_the_call_ends() -> None:
    found = meaning(b"RIFF", "audio/wav")

    assert found == Element("Response", children=(Element("Play", text=URL), Element("Hangup")))


def test_a_plain_text_is_read_aloud_and_the_call_ends() -> None:
    found = meaning(b"Hello", "text/plain")

    assert found == Element("Response", children=(Element("Say", text="Hello"), Element("Hangup")))


def test_a_plain_text_that_is_twiml_is_executed() -> None:
    assert meaning(b"<Response><Hangup/></Response>", "text/plain") == Element(
        "Response", children=(Element("Hangup"),)
    )


def test_a_missing_content_type_is_11200() -> None:
    assert code(meaning(b"<Response/>", None)) == 11200


def test_another_content_type_is_12300() -> None:
    assert code(meaning(b"{}", "application/json")) == 12300


def test_an_empty_answer_is_11770() -> None:
    assert code(meaning(b"")) == 11770


def test_64_kilobytes_are_the_limit() -> None:
    def of(size: int) -> bytes:
        return b"<Response>" + b" " * (size - 21) + b"</Response>"

    assert meaning(of(65536)) == Element("Response", text=" " * (65536 - 21))
    assert code(meaning(of(65537))) == 11750


def test_what_does_not_parse_is_12100() -> None:
    assert code(meaning(b' <?xml version="1.0"?><Response/>')) == 12100


def test_a_webhook_that_failed_keeps_its_error() -> None:
    webhook = Webhook("voice", URL, {})

    assert read(Answer(webhook, URL, error=11205, reason="no connection")) == Problem(11205, "no connection", URL)


async def test_a_document_that_does_not_parse_fails_the_test() -> None:
    with pytest.raises(StandInError, match="error 12100"):
        await play(Says(body=b"\n<?xml version='1.0'?><Response/>"))


async def test_an_unknown_attribute_fails_the_test_though_the_call_goes_on() -> None:
    played = await play('<Say voise="man">Hello</Say>', allow=[12200])

    assert (played.transcript.heard, played.codes) == (["Hello"], [12200])
