"""What no table of elements can say: limits of texts, and what one part of a document demands of another."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.twilio.addresses import is_absolute, parts
from tests.twilio.problems import Problem
from tests.twilio.twiml.element import Element

LONGEST_TEXT = 4096  # https://www.twilio.com/docs/voice/twiml/say
MOST_NUMBERS = 10  # https://www.twilio.com/docs/voice/twiml/dial
MOST_HINTS, LONGEST_HINT = 500, 100  # https://www.twilio.com/docs/voice/twiml/gather
LONGEST_PARAMETER = 500  # https://www.twilio.com/docs/voice/twiml/stream
_PLAIN_VOICES = frozenset({"man", "woman"})
_NEEDS_TEXT = frozenset({"Number", "Sim", "Conference", "Queue", "Identity", "Uri"})


def limits(element: Element) -> Iterator[Problem]:
    """The problems of an element and of all in it."""
    rule = _RULES.get(element.name)
    if rule is not None:
        yield from rule(element)
    if element.name in _NEEDS_TEXT and not element.content:
        yield Problem(12200, f"`<{element.name}>` is empty")
    for child in element.children:
        yield from limits(child)


def _say(say: Element) -> Iterator[Problem]:
    if not say.content:
        yield Problem(13520, "`<Say>` has no text")
    if len(say.content) > LONGEST_TEXT:
        yield Problem(13520, f"`<Say>` has more than {LONGEST_TEXT} characters")
    if say.children and say.get("voice", "man") in _PLAIN_VOICES:
        yield Problem(13520, f"the voice `{say.get('voice', 'man')}` does not understand SSML")


def _play(play: Element) -> Iterator[Problem]:
    if not play.content and "digits" not in play.attributes:
        yield Problem(13420, "`<Play>` has neither an address nor `digits`")


def _gather(gather: Element) -> Iterator[Problem]:
    if any("digits" in child.attributes for child in gather.children):
        yield Problem(13320, "`<Play>` in `<Gather>` takes no `digits`")
    hints = [hint.strip() for hint in gather.get("hints").split(",")]
    if len(hints) > MOST_HINTS or any(len(hint) > LONGEST_HINT for hint in hints):
        yield Problem(13335, f"`hints` are at most {MOST_HINTS} of {LONGEST_HINT} characters")
    if gather.get("speechTimeout") == "auto" and gather.get("speechModel"):
        yield Problem(13335, "`speechTimeout` is a number where `speechModel` is given")


def _dial(dial: Element) -> Iterator[Problem]:
    if not dial.content and not dial.children:
        yield Problem(13223, "`<Dial>` has nobody to dial")
    if sum(child.name == "Number" for child in dial.children) > MOST_NUMBERS:
        yield Problem(13215, f"`<Dial>` has more than {MOST_NUMBERS} `<Number>`")


def _task(task: Element) -> Iterator[Problem]:
    try:
        attributes = json.loads(task.content or "{}")
    except ValueError as error:
        yield Problem(12200, f"`<Task>` is no JSON: {error}")
    else:
        if not isinstance(attributes, dict):
            yield Problem(12200, "`<Task>` is no JSON object")


def _enqueue(enqueue: Element) -> Iterator[Problem]:
    if enqueue.child("Task") is not None and not enqueue.get("workflowSid"):
        yield Problem(12200, "`<Task>` needs `workflowSid` on its `<Enqueue>`")
    if not enqueue.get("workflowSid") and not enqueue.content:
        yield Problem(12200, "`<Enqueue>` has neither the name of a queue nor `workflowSid`")


def _stream(stream: Element) -> Iterator[Problem]:
    url = parts(stream.get("url"))
    if stream.get("url") and (url.scheme != "wss" or url.query):
        yield Problem(12200, "`url` of `<Stream>` is a wss address without a query")
    if stream.get("statusCallback") and not is_absolute(stream.get("statusCallback")):
        yield Problem(12200, "`statusCallback` of `<Stream>` is absolute")


def _relay(relay: Element) -> Iterator[Problem]:
    if parts(relay.get("url")).scheme != "wss":
        yield Problem(12200, "`url` of `<ConversationRelay>` is a wss address")


def _transcription(transcription: Element) -> Iterator[Problem]:
    if transcription.get("statusCallbackUrl") and not is_absolute(transcription.get("statusCallbackUrl")):
        yield Problem(12200, "`statusCallbackUrl` of `<Transcription>` is absolute")


def _recording(recording: Element) -> Iterator[Problem]:
    callback = recording.get("recordingStatusCallback")
    if callback and not is_absolute(callback):
        yield Problem(11200, "`recordingStatusCallback` of `<Recording>` is absolute, a relative one is never reached")


def _background(verb: Element) -> Iterator[Problem]:
    if not verb.children:
        yield Problem(12200, f"`<{verb.name}>` names nothing")
    if verb.name == "Stop":
        for child in verb.children:
            if not child.get("name"):
                yield Problem(12200, f"`<{child.name}>` in `<Stop>` needs the name that it was started with")


def _parameter(parameter: Element) -> Iterator[Problem]:
    if len(parameter.get("name")) + len(parameter.get("value")) >= LONGEST_PARAMETER:
        yield Problem(12200, f"name and value of `<Parameter>` have {LONGEST_PARAMETER} characters or more")


_RULES = {
    "Say": _say,
    "Play": _play,
    "Gather": _gather,
    "Dial": _dial,
    "Task": _task,
    "Enqueue": _enqueue,
    "Stream": _stream,
    "ConversationRelay": _relay,
    "Transcription": _transcription,
    "Recording": _recording,
    "Start": _background,
    "Stop": _background,
    "Parameter": _parameter,
}
