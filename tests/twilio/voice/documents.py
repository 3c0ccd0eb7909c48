"""What the answer to a voice webhook means: TwiML, a sound, a text, or an error with Twilio's number."""

from __future__ import annotations

from tests.twilio.problems import Problem
from tests.twilio.twiml.element import Element, UnparsableError, parse
from tests.twilio.web.webhook import Answer

LARGEST = 64 * 1024  # https://www.twilio.com/docs/api/errors/11750
_TWIML = frozenset({"text/xml", "application/xml", "text/html"})


def read(answer: Answer) -> Element | Problem:
    """The document, or why there is none.

    Source: https://www.twilio.com/docs/voice/twiml#twilio-understands-mime-types
    """
    if answer.error is not None:
        return Problem(answer.error, answer.reason, answer.url)
    if not answer.content_type:
        return Problem(11200, "the answer has no Content-Type", answer.url)
    if len(answer.body) > LARGEST:
        return Problem(11750, f"the document has {len(answer.body)} bytes, more than 64 kB", answer.url)
    if not answer.body:
        return Problem(11770, "the answer is empty", answer.url)
    kind = answer.content_type.split(";")[0].strip().lower()
    if kind.startswith("audio/"):
        return _alone(Element("Play", text=answer.url))
    if kind == "text/plain":
        return _plain(answer.body)
    if kind not in _TWIML:
        return Problem(12300, f"`{kind}` is no Content-Type of a document", answer.url)
    return parsed(answer.body, answer.url)


def parsed(body: bytes, url: str) -> Element | Problem:
    """The document, or error 12100."""
    try:
        return parse(body)
    except UnparsableError as error:
        return Problem(12100, f"the document does not parse: {error}", url)


def _plain(body: bytes) -> Element:
    """A plain text is TwiML, where it parses as such, or else is read aloud."""
    try:
        document = parse(body)
    except UnparsableError:
        document = Element("")
    return document if document.name == "Response" else _alone(Element("Say", text=body.decode("utf-8", "replace")))


def _alone(verb: Element) -> Element:
    return Element("Response", children=(verb, Element("Hangup")))
