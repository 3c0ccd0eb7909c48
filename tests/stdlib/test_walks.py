"""Each block does what its documentation says: one row for each way through it."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import pytest
from tests.stdlib.uses import DONE, block_of, flow_with, libraries
from tests.stdlib.walk import SILENCE, Script, event, key, speech, walk

ENTRIES = {"call": "incomingCall", "message": "incomingMessage"}


@attrs.frozen
class Way:
    """A way through a block: what happens, where it leads, and what the outputs are then."""

    fact: str
    use: str
    script: Script
    leads: str = DONE
    outputs: Mapping[str, str] = attrs.field(factory=dict)
    given: Mapping[str, str] = attrs.field(factory=dict)
    entry: str = "call"

    @property
    def module(self) -> str:
        return self.use.partition(".")[0]

    @property
    def statement(self) -> str:
        return self.use.partition(".")[2]

    @property
    def block(self) -> str:
        return self.statement.split()[0]


CITY = '"Which city?" "Sorry, which city?"'
ORDER = '"Order number?" "Six digits, please." shortest=6 longest=6'
STARTED = event("success", Sid="RE1", Status="in-progress", Uri="/RE1")
RECORDING = {"Sid": "RE1", "Status": "in-progress", "Uri": "/RE1"}
AD_HOC = '"https://example.com"'
ANSWER = event("success", body="{}", parsed="object", status_code="200")
ANSWERED = {"body": "{}", "parsed": "object", "status_code": "200"}
MESSAGE = event("recordingComplete", RecordingUrl="https://example.com/RE2", RecordingSid="RE2", RecordingDuration="9")
TAKEN = {"RecordingUrl": "https://example.com/RE2", "RecordingSid": "RE2", "RecordingDuration": "9"}
CALLER = {"contact__channel__address": "+15550199"}
HIDDEN = {"contact__channel__address": "+266696687"}
WORKER = 'wait-for-worker WW0123456789abcdef0123456789abcdef """{"topic": "order"}"""'
CLOCK = event("success", parsed__date="2026-12-24", parsed__time="08:30", parsed__weekday="Thursday")


def wrote(text: str) -> Mapping[str, str]:
    return {"trigger__message__Body": text}


def failure(status: int) -> tuple[str, Mapping[str, str]]:
    return event("failed", status_code=str(status))


WAYS = [
    # consent
    Way("the recording starts behind the notice", "consent.announce", [STARTED], outputs=RECORDING),
    Way("a recording that cannot start leaves by failed", "consent.announce", [event("failed")], "failed"),
    Way("1 is a consent", "consent.record-if-agreed", [key("1"), STARTED], outputs=RECORDING),
    Way("2 is none", "consent.record-if-agreed", [key("2")], "refused"),
    Way("a word can consent", "consent.record-if-agreed", [speech("Yes, I agree."), STARTED], outputs=RECORDING),
    Way("not to agree is a refusal", "consent.record-if-agreed", [speech("I do not agree.")], "refused"),
    Way("two silences are no consent", "consent.record-if-agreed", [SILENCE, SILENCE], "noAnswer"),
    Way("agreed, yet not recorded", "consent.record-if-agreed", [key("1"), event("failed")], "failed"),
    Way("the recording is stopped", "consent.stop-recording", [STARTED, event("success")]),
    Way("it runs on", "consent.stop-recording", [STARTED, event("failed")], "failed"),
    Way("a second one starts", "consent.resume-recording", [STARTED], outputs=RECORDING),
    Way("no second one starts", "consent.resume-recording", [event("failed")], "failed"),
    # confirm
    Way("1 is yes", 'confirm.yes-no "?"', [key("1")]),
    Way("2 is no", 'confirm.yes-no "?"', [key("2")], "no"),
    Way("other keys can be chosen", 'confirm.yes-no "?" yes_key="9"', [key("1"), key("9")]),
    Way("a word for no beats one for yes", 'confirm.yes-no "?"', [speech("That's not right")], "no"),
    Way("a word within a word is none", 'confirm.yes-no "?"', [speech("I know"), speech("Nothing")], "noAnswer"),
    Way("a capital and a point do not matter", 'confirm.yes-no "?"', [speech("Yes.")]),
    Way("it is asked again after another key", 'confirm.yes-no "?"', [key("5"), key("1")]),
    Way("it is asked as often as wanted", 'confirm.yes-no "?" tries=4', [SILENCE] * 3 + [key("1")]),
    # gather
    Way("keys are an answer", f"gather.collect {CITY}", [key("42")], outputs={"Digits": "42"}),
    Way(
        "words are an answer",
        f"gather.collect {CITY}",
        [SILENCE, event("speech", SpeechResult="Oslo", Confidence="0.9")],
        outputs={"SpeechResult": "Oslo", "Confidence": "0.9"},
    ),
    Way("the third silence leaves by noAnswer", f"gather.collect {CITY}", [SILENCE] * 3, "noAnswer"),
    Way(
        "who answers goes on",
        f"gather.collect-or-connect {CITY} +15550100 digits=2",
        [SILENCE, SILENCE, key("42")],
        outputs={"Digits": "42"},
    ),
    Way(
        "what is said is kept",
        f"gather.collect-or-connect {CITY} +15550100",
        [event("speech", SpeechResult="Oslo", Confidence="0.9")],
        outputs={"SpeechResult": "Oslo", "Confidence": "0.9"},
    ),
    Way(
        "who never answers is connected",
        f"gather.collect-or-connect {CITY} +15550100",
        [SILENCE] * 3 + [event("callCompleted", DialCallStatus="completed")],
        "connected",
    ),
    Way(
        "nobody picks up",
        f"gather.collect-or-connect {CITY} +15550100",
        [SILENCE] * 3 + [event("callCompleted", DialCallStatus="no-answer")],
        "unreachable",
    ),
    Way(
        "the caller hangs up meanwhile",
        f"gather.collect-or-connect {CITY} +15550100",
        [SILENCE] * 3 + [event("hangup")],
        "hangup",
    ),
    # numbers
    Way("a number is typed", f"numbers.collect-number {ORDER}", [key("471100")], outputs={"number": "471100"}),
    Way("a number is said", f"numbers.collect-number {ORDER}", [speech("47 11-00.")], outputs={"number": "471100"}),
    Way(
        "too short, too long and no number are asked again",
        f"numbers.collect-number {ORDER} tries=4",
        [key("47110"), speech("4711000"), speech("I forgot it"), key("471100")],
        outputs={"number": "471100"},
    ),
    Way("three wrong answers", f"numbers.collect-number {ORDER}", [SILENCE, key("1"), speech("what")], "noAnswer"),
    Way(
        "a number is confirmed",
        f"numbers.collect-and-confirm {ORDER}",
        [key("471100"), key("1")],
        outputs={"number": "471100"},
    ),
    Way(
        "a refused number is replaced",
        f"numbers.collect-and-confirm {ORDER}",
        [key("471101"), key("2"), key("471100"), speech("yes")],
        outputs={"number": "471100"},
    ),
    Way("three refused numbers", f"numbers.collect-and-confirm {ORDER}", [key("471101"), key("2")] * 3, "refused"),
    Way("no number", f"numbers.collect-and-confirm {ORDER}", [SILENCE] * 3, "noAnswer"),
    Way(
        "a number, and no yes or no",
        f"numbers.collect-and-confirm {ORDER}",
        [key("471100"), *[SILENCE] * 2],
        "noAnswer",
    ),
    # language
    Way("1 is the first", 'language.choose-language "?" "¿?"', [key("1")], outputs={"language": "en-US"}),
    Way("2 is the second", 'language.choose-language "?" "¿?"', [SILENCE, key("2")], outputs={"language": "es-MX"}),
    Way(
        "a key works before its question",
        'language.choose-language "?" "¿?"',
        [key("2")],
        outputs={"language": "es-MX"},
    ),
    Way(
        "other keys and words are asked again", 'language.choose-language "?" "¿?"', [key("7"), speech("hm"), key("1")]
    ),
    Way("nothing chosen", 'language.choose-language "?" "¿?"', [SILENCE] * 4, "noAnswer"),
    Way(
        "the third of three",
        'language.choose-of-three "?" "¿?" "???" third=de-DE',
        [SILENCE, SILENCE, key("3")],
        outputs={"language": "de-DE"},
    ),
    Way("nothing chosen of three", 'language.choose-of-three "?" "¿?" "???"', [SILENCE] * 6, "noAnswer"),
    Way("the text is said", 'language.speak "Hello" "Hola"', []),
    # hours
    Way(
        "a Function tells the time",
        'hours.local-time "https://example.com" "Europe/Berlin"',
        [CLOCK],
        outputs={"date": "2026-12-24", "time": "08:30", "weekday": "Thursday"},
    ),
    Way("no time", 'hours.local-time "https://example.com" "Europe/Berlin"', [event("fail")], "failed"),
    Way(
        "Studio's clock",
        "hours.pacific-time",
        [],
        outputs={"date": "now as %Y-%m-%d", "time": "now as %H:%M", "weekday": "now as %A"},
    ),
    Way("it is open from the first minute", 'hours.opening-hours "09:00" "Monday"', []),
    Way("it is open to the last minute", 'hours.opening-hours "17:00" "Friday"', []),
    Way("too early", 'hours.opening-hours "08:59" "Monday"', [], "tooEarly"),
    Way("too late", 'hours.opening-hours "17:01" "Monday"', [], "tooLate"),
    Way("a day off", 'hours.opening-hours "12:00" "Sunday"', [], "dayOff"),
    Way("other hours", 'hours.opening-hours "20:00" "Sunday" opens="18:00" closes="23:00" days=["Sunday"]', []),
    Way("a holiday", 'hours.holidays "2026-12-25" ["2026-01-01", "2026-12-25"]', [], "holiday"),
    Way("no holiday", 'hours.holidays "2026-12-24" ["2026-01-01", "2026-12-25"]', []),
    Way("before", 'hours.closed-between "2026-12-23" "2026-12-24" "2027-01-01"', []),
    Way("the first day", 'hours.closed-between "2026-12-24" "2026-12-24" "2027-01-01"', [], "closed"),
    Way("the last day", 'hours.closed-between "2027-01-01" "2026-12-24" "2027-01-01"', [], "closed"),
    Way("after", 'hours.closed-between "2027-01-02" "2026-12-24" "2027-01-01"', []),
    # voicemail
    Way("a message", "voicemail.take-message", [MESSAGE], outputs=TAKEN),
    Way("a silence", "voicemail.take-message", [event("noAudio")], "nothing"),
    Way("a message ended by hanging up", "voicemail.take-message", [event("hangup")], "hangup"),
    Way("a kept message", "voicemail.take-reviewed-message", [MESSAGE, key("1")], outputs=TAKEN),
    Way("a silence keeps it", "voicemail.take-reviewed-message", [MESSAGE, SILENCE], outputs=TAKEN),
    Way("heard twice", "voicemail.take-reviewed-message", [MESSAGE, key("2"), key("2"), key("1")], outputs=TAKEN),
    Way(
        "heard, then silent: it is kept, not heard again",
        "voicemail.take-reviewed-message",
        [MESSAGE, key("2"), SILENCE],
        outputs=TAKEN,
    ),
    Way(
        "recorded anew",
        "voicemail.take-reviewed-message",
        [event("recordingComplete", RecordingSid="RE1"), key("3"), MESSAGE, key("1")],
        outputs=TAKEN,
    ),
    Way("no message to review", "voicemail.take-reviewed-message", [event("noAudio")], "nothing"),
    Way("hung up while speaking", "voicemail.take-reviewed-message", [event("hangup")], "hangup"),
    # callback
    Way("the number of the call", "callback.ask-number", [key("1")], outputs={"number": "+15550199"}, given=CALLER),
    Way("a silence keeps it", "callback.ask-number", [SILENCE] * 2, outputs={"number": "+15550199"}, given=CALLER),
    Way(
        "another number",
        "callback.ask-number",
        [key("2"), key("5550142"), key("1")],
        outputs={"number": "5550142"},
        given=CALLER,
    ),
    Way(
        "a hidden number is not offered",
        "callback.ask-number",
        [key("5550142"), key("1")],
        outputs={"number": "5550142"},
        given=HIDDEN,
    ),
    Way(
        "a SIP address is not offered",
        "callback.ask-number",
        [key("5550142"), key("1")],
        outputs={"number": "5550142"},
        given={"contact__channel__address": "sip:ada@example.com"},
    ),
    Way("no number", "callback.ask-number", [SILENCE] * 3, "noAnswer", given=HIDDEN),
    Way(
        "a wish that a server takes",
        f"callback.offer-callback {AD_HOC}",
        [key("1"), key("1"), ANSWER],
        outputs={"number": "+15550199"},
        given=CALLER,
    ),
    Way("no wish", f"callback.offer-callback {AD_HOC}", [key("2")], "declined", given=CALLER),
    Way(
        "a wish without a number",
        f"callback.offer-callback {AD_HOC}",
        [key("1"), *[SILENCE] * 3],
        "noNumber",
        given=HIDDEN,
    ),
    Way(
        "a wish that is lost",
        f"callback.offer-callback {AD_HOC}",
        [key("1"), key("1"), *[failure(500)] * 3],
        "failed",
        given=CALLER,
    ),
    Way(
        "a wish by text",
        "callback.offer-callback-by-text +15550100",
        [key("1"), key("1"), event("sent")],
        outputs={"number": "+15550199"},
        given=CALLER,
    ),
    Way("silence is no wish", "callback.offer-callback-by-text +15550100", [SILENCE] * 2, "declined", given=CALLER),
    Way(
        "a wish by text without a number",
        "callback.offer-callback-by-text +15550100",
        [key("1"), *[SILENCE] * 3],
        "noNumber",
        given=HIDDEN,
    ),
    Way(
        "a text that is refused",
        "callback.offer-callback-by-text +15550100",
        [key("1"), key("1"), event("failed")],
        "failed",
        given=CALLER,
    ),
    # queue
    Way(
        "somebody took the call",
        "queue.wait-in-queue support",
        [event("callComplete", QueueResult="bridged", QueueTime="40")],
        outputs={"QueueResult": "bridged", "QueueTime": "40"},
    ),
    Way("the wait was left", "queue.wait-in-queue support", [event("callComplete", QueueResult="leave")], "left"),
    Way("a full queue", "queue.wait-in-queue support", [event("failedToEnqueue")], "full"),
    Way("full after all", "queue.wait-in-queue support", [event("callComplete", QueueResult="queue-full")], "full"),
    Way("Twilio failed", "queue.wait-in-queue support", [event("callFailure")], "failed"),
    Way("it ended in an error", "queue.wait-in-queue support", [event("callComplete", QueueResult="error")], "failed"),
    Way(
        "a worker took the call",
        f"queue.{WORKER}",
        [event("callComplete", QueueResult="bridged", QueueTime="40")],
        outputs={"QueueResult": "bridged", "QueueTime": "40"},
    ),
    Way("the wait for a worker was left", f"queue.{WORKER}", [event("callComplete", QueueResult="leave")], "left"),
    Way("no worker can be waited for", f"queue.{WORKER}", [event("failedToEnqueue")], "failed"),
    # http
    Way("an answer", f"http.fetch {AD_HOC}", [ANSWER], outputs=ANSWERED),
    Way("the third try succeeds", f"http.fetch {AD_HOC}", [failure(500), event("failed"), ANSWER], outputs=ANSWERED),
    Way("the third failure is the last", f"http.fetch {AD_HOC}", [failure(500)] * 3, "failed"),
    Way("what is not there is not asked for again", f"http.fetch {AD_HOC}", [failure(404)], "refused"),
    Way("too many requests are tried again", f"http.fetch {AD_HOC}", [failure(429), ANSWER], outputs=ANSWERED),
    Way("an answer in a call", f"http.fetch-on-call {AD_HOC}", [failure(503), ANSWER], outputs=ANSWERED),
    Way("no answer in a call", f"http.fetch-on-call {AD_HOC} tries=2", [failure(503)] * 2, "failed"),
    Way("refused in a call", f"http.fetch-on-call {AD_HOC}", [failure(503), failure(403)], "refused"),
    Way("something sent", f'http.submit {AD_HOC} "{{}}"', [failure(408), ANSWER], outputs=ANSWERED),
    Way("nothing sent", f'http.submit {AD_HOC} "a=1" content_type=form', [failure(500)] * 3, "failed"),
    Way("sent and refused", f'http.submit {AD_HOC} "{{}}"', [failure(422)], "refused"),
    # messaging
    Way("STOP", "messaging.twilio-words", [], "stop", given=wrote("Stop."), entry="message"),
    Way("START", "messaging.twilio-words", [], "start", given=wrote("unstop"), entry="message"),
    Way("HELP", "messaging.twilio-words", [], "help", given=wrote(" HELP "), entry="message"),
    Way(
        "please stop is no STOP, as with Twilio",
        "messaging.twilio-words",
        [],
        given=wrote("please stop"),
        entry="message",
    ),
    Way("join", "messaging.own-words", [], "join", given=wrote("Join!"), entry="message"),
    Way("leave", "messaging.own-words", [], "leave", given=wrote("leave"), entry="message"),
    Way("own words", 'messaging.own-words join=["owls"]', [], "join", given=wrote("owls"), entry="message"),
    Way("something else", "messaging.own-words", [], given=wrote("hello"), entry="message"),
    Way(
        "a second consent",
        'messaging.double-opt-in "?"',
        [event("incomingMessage", inbound__Body="Yes!")],
        outputs={"answer": "Yes!"},
        entry="message",
    ),
    Way(
        "another answer",
        'messaging.double-opt-in "?"',
        [event("incomingMessage", inbound__Body="why?")],
        "declined",
        entry="message",
    ),
    Way("no answer", 'messaging.double-opt-in "?"', [SILENCE], "noAnswer", entry="message"),
    Way("no delivery", 'messaging.double-opt-in "?"', [event("deliveryFailure")], "failed", entry="message"),
    Way(
        "a message",
        'messaging.notify "Hello"',
        [event("sent", outbound__Sid="SM1")],
        outputs={"Sid": "SM1"},
        entry="message",
    ),
    Way(
        "who has opted out",
        'messaging.notify "Hello"',
        [event("failed", outbound__ErrorCode="21610")],
        "optedOut",
        entry="message",
    ),
    Way(
        "a wrong number",
        'messaging.notify "Hello"',
        [event("failed", outbound__ErrorCode="21211")],
        "failed",
        entry="message",
    ),
    # format
    Way("digits, one by one", 'format.spell-out "+47 11-0"', [], outputs={"text": "4, 7, 1, 1, 0,"}),
    Way("an amount", 'format.amount "12.50"', []),
    Way("a date", 'format.date "2026-12-24"', [], outputs={"text": "2026-12-24 as %A, %B %d"}),
    Way("a time", 'format.date "now" form="%I:%M %p"', [], outputs={"text": "now as %I:%M %p"}),
    Way("a count", 'format.count "3" "message" "messages"', []),
]


def _id(way: Way) -> str:
    return f"{way.module}.{way.block}: {way.fact}"


@pytest.mark.parametrize("way", WAYS, ids=_id)
def test_a_way_through_a_block_leads_where_its_documentation_says(way: Way) -> None:
    text = flow_with(way.module, way.statement, way.entry)

    walked = walk(text, way.script, ENTRIES[way.entry], **way.given)

    assert walked.end == (DONE if way.leads == DONE else f"exit_{way.leads}")
    lines = walked.variables.get("outputs", "").splitlines()
    outputs = dict(line.rstrip().split("=", 1) for line in lines)
    assert {name: outputs[name] for name in way.outputs} == way.outputs


def test_every_exit_of_every_block_is_walked_and_so_is_its_end() -> None:
    walked = {(way.module, way.block, way.leads) for way in WAYS}
    wanted = {
        (library.name, block.name, leads)
        for library in libraries()
        for block in library.blocks
        for leads in (DONE, *(one.name for one in block.exits))
    }

    assert wanted - walked == set()


def test_every_output_is_read_where_the_walk_can_tell_it() -> None:
    # What Liquid's tags make is tested in test_format.py.
    untold = {("format", "amount"), ("format", "count")}
    read = {(way.module, way.block, name) for way in WAYS for name in way.outputs}
    wanted = {
        (library.name, block.name, output.name)
        for library in libraries()
        for block in library.blocks
        for output in block.outputs
        if (library.name, block.name) not in untold
    }

    assert wanted - read == set()


def test_the_ways_name_blocks_that_there_are() -> None:
    assert all(block_of(way.module, way.block) for way in WAYS)
