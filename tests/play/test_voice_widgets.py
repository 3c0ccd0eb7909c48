"""What the widgets of a call do."""

from __future__ import annotations

from typing import Any

import pytest
from tests.play.plays import (
    definition_with,
    did,
    first_question,
    heard,
    left,
    of,
    played,
    state,
    steps,
    variables,
    warned,
)

from flowc.play import Definition, ManualClock, Start
from flowc.play.happenings import Ended, Ending, Heard
from flowc.play.questions import HANGS_UP, LISTENED, SILENCE, Answer, Keys, Outcome, Recorded, Words
from flowc.play.start import Call

SPOKEN = state("hello", "say-play", {"say": "Hello"}, audioComplete="widget")


def on_call(type_: str, properties: dict[str, Any], *events: str, spoken: bool = True) -> Definition:
    """A call in which one widget runs; each of its events leads to a step of the event's name."""
    widget = state("widget", type_, properties, **{event: f"to_{event}" for event in events})
    ends = [state(f"to_{event}", "set-variables", {}, next=None) for event in events]
    return definition_with(*([SPOKEN] if spoken else []), widget, *ends)


def way(definition: Definition, *answers: Answer) -> str:
    """The event by which the widget was left."""
    return left(played(definition, LISTENED, *answers))[1]


# --- say-play


def test_a_text_is_heard_with_its_voice() -> None:
    definition = definition_with(
        state("say", "say-play", {"say": "Hi {{contact.channel.address}}", "voice": "alice", "loop": 2})
    )

    (one,) = of(played(definition), Heard)

    assert (one.how, one.text) == ("say", "Hi +15550199")
    assert dict(one.fields) == {"voice": "alice", "loop": 2}


def test_audio_and_tones_are_heard_too() -> None:
    definition = definition_with(
        state("play", "say-play", {"play": "https://example.com/a.mp3"}, audioComplete="tones"),
        state("tones", "say-play", {"digits": "1w2"}, audioComplete=None),
    )

    run = played(definition, LISTENED, LISTENED)

    assert [(one.how, one.text) for one in of(run, Heard)] == [
        ("play", "https://example.com/a.mp3"),
        ("digits", "1w2"),
    ]


# --- gather-input-on-call

GATHER = "gather-input-on-call"


@pytest.mark.parametrize(
    ("properties", "pressed", "digits"),
    [
        ({}, "12#34", "12"),
        ({"finish_on_key": "*"}, "1#2*3", "1#2"),
        ({"finish_on_key": ""}, "1#2", "1#2"),
        ({"stop_gather": False}, "1#2", "1#2"),
        ({"number_of_digits": 1}, "42", "4"),
        ({"number_of_digits": 3}, "42", "42"),
    ],
)
def test_keys_are_taken_until_the_entry_ends(properties: dict[str, Any], pressed: str, digits: str) -> None:
    run = played(on_call(GATHER, properties, "keypress", "speech", "timeout"), LISTENED, Keys(pressed))

    assert left(run)[1] == "keypress"
    assert variables(run)["widgets.widget.Digits"] == digits


def test_words_are_speech_with_a_confidence() -> None:
    run = played(on_call(GATHER, {}, "keypress", "speech", "timeout"), LISTENED, Words("Yes.", 0.5))

    assert left(run)[1] == "speech"
    assert variables(run) == {"widgets.widget.SpeechResult": "Yes.", "widgets.widget.Confidence": 0.5}
    assert run.scope.widgets["widget"]["CallStatus"] == "in-progress"


@pytest.mark.parametrize("answer", [SILENCE, Keys("#"), Keys(""), Words("")])
def test_what_is_no_input_is_a_timeout_that_takes_its_time(answer: Answer) -> None:
    clock = ManualClock()
    before = clock.now
    run = played(on_call(GATHER, {"timeout": 7}, "keypress", "speech", "timeout"), LISTENED, answer, clock=clock)

    assert left(run)[1] == "timeout"
    assert (clock.now - before).total_seconds() == 7


def test_a_contact_who_hangs_up_at_a_prompt_ends_the_run() -> None:
    run = played(on_call(GATHER, {}, "keypress"), LISTENED, HANGS_UP)

    assert run.call is Call.GONE
    assert steps(run) == ["hello", "widget"]


# --- record-voicemail

VOICEMAIL = ("record-voicemail", {"max_length": 20}, "recordingComplete", "noAudio", "hangup")


def test_a_voicemail_has_an_address_and_a_length_of_its_own() -> None:
    run = played(on_call(*VOICEMAIL), LISTENED, Recorded(9, "#"))

    assert left(run)[1] == "recordingComplete"
    assert variables(run)["widgets.widget.RecordingDuration"] == "9"
    assert variables(run)["widgets.widget.Digits"] == "#"
    assert variables(run)["widgets.widget.RecordingUrl"].endswith(variables(run)["widgets.widget.RecordingSid"])


def test_a_voicemail_is_no_longer_than_the_limit() -> None:
    run = played(on_call(*VOICEMAIL), LISTENED, Recorded(90))

    assert variables(run)["widgets.widget.RecordingDuration"] == "20"


def test_silence_is_a_recording_as_long_as_the_widget_waits() -> None:
    run = played(on_call(*VOICEMAIL), LISTENED, SILENCE)

    assert left(run)[1] == "recordingComplete"
    assert variables(run)["widgets.widget.RecordingDuration"] == "5"
    assert variables(run)["widgets.widget.Digits"] == ""


def test_only_an_old_account_says_that_there_was_no_audio() -> None:
    run = played(on_call(*VOICEMAIL), LISTENED, Outcome("noAudio"))

    assert left(run)[1] == "noAudio"
    assert "widgets.widget.RecordingSid" not in variables(run)


def test_hanging_up_may_end_a_voicemail_or_forgo_it() -> None:
    spoken = played(on_call(*VOICEMAIL), LISTENED, Recorded(5, "hangup"))
    silent = played(on_call(*VOICEMAIL), LISTENED, HANGS_UP)

    assert left(spoken)[1] == left(silent)[1] == "hangup"
    assert spoken.call is silent.call is Call.GONE
    assert "widgets.widget.RecordingUrl" in variables(spoken)
    assert "widgets.widget.RecordingUrl" not in variables(silent)


# --- record-call

RECORD = ("record-call", {"record_call": True, "recording_channels": "mono"}, "success", "failed")


def test_a_recording_that_runs_has_the_variables_of_its_resource() -> None:
    run = played(on_call(*RECORD), LISTENED, Outcome("success"))
    values = run.scope.widgets["widget"]

    assert len(values) == 17
    assert values["Status"] == "in-progress"
    assert values["Channels"] == "1"
    assert values["CallSid"] == run.scope.trigger["call"]["CallSid"]
    assert run.recording == values["Sid"]
    assert did(run, "recording") == [{"switch": "on", "recording_channels": "mono"}]


def test_a_recording_that_fails_has_no_variables() -> None:
    run = played(on_call(*RECORD), LISTENED, Outcome("failed"))

    assert left(run)[1] == "failed"
    assert run.scope.widgets["widget"] == {}
    assert run.recording is None


def test_a_call_that_still_rings_is_not_recorded() -> None:
    run = played(on_call(*RECORD, spoken=False))

    assert left(run)[0] == "failed"


def test_only_a_recording_that_runs_is_stopped() -> None:
    stop = state("stop", "record-call", {"record_call": False}, success=None, failed=None)
    start = state("widget", "record-call", {"record_call": True}, success="stop", failed="stop")
    definition = definition_with(SPOKEN, start, stop)

    assert left(played(definition, LISTENED, Outcome("success"), Outcome("success")))[1:] == ["success", "success"]
    assert left(played(definition, LISTENED, Outcome("failed")))[1:] == ["failed", "failed"]


# --- connect-call-to

DIAL = ("connect-call-to", {"noun": "number", "to": "+15550101", "timeout": 15}, "callCompleted", "hangup")


@pytest.mark.parametrize("status", ["completed", "busy", "no-answer", "failed"])
def test_whatever_comes_of_a_bridge_is_call_completed(status: str) -> None:
    run = played(on_call(*DIAL), LISTENED, Outcome(values={"DialCallStatus": status}))

    assert left(run)[1] == "callCompleted"
    assert variables(run)["widgets.widget.DialCallStatus"] == status
    assert did(run, "dial") == [{"noun": "number", "to": "+15550101", "timeout": "15"}]


def test_a_bridge_takes_its_time() -> None:
    clock = ManualClock()
    before = clock.now
    played(on_call(*DIAL), LISTENED, Outcome(values={"DialCallDuration": "60"}), clock=clock)
    played(on_call(*DIAL), LISTENED, Outcome(values={"DialCallStatus": "no-answer"}), clock=clock)

    assert (clock.now - before).total_seconds() == 75


def test_a_contact_who_hangs_up_leaves_the_bridge_by_hangup() -> None:
    run = played(on_call(*DIAL), LISTENED, HANGS_UP)

    assert left(run)[1] == "hangup"
    assert run.scope.widgets["widget"]["CallStatus"] == "completed"


def test_a_recorded_bridge_has_the_address_of_its_recording() -> None:
    definition = on_call("connect-call-to", {"noun": "client", "to": "desk", "record": True}, "callCompleted")

    assert "widgets.widget.RecordingUrl" in variables(played(definition, LISTENED, Outcome()))
    busy = Outcome(values={"DialCallStatus": "busy"})
    assert "widgets.widget.RecordingUrl" not in variables(played(definition, LISTENED, busy))


def test_a_question_about_a_bridge_says_what_usually_happens() -> None:
    question = first_question(on_call(*DIAL), LISTENED)

    assert [one.values["DialCallStatus"] for one in question.usual] == ["completed", "busy", "no-answer", "failed"]
    assert question.events == ("callCompleted", "hangup")
    assert question.on_call


# --- make-outgoing-call

CALL = {"to": "{{contact.channel.address}}", "from": "{{flow.channel.address}}"}


def outgoing(type_: str, properties: dict[str, Any], *events: str) -> Definition:
    widget = state("calling", type_, properties, **dict.fromkeys(events), answered="hello")
    return definition_with(widget, state("hello", "say-play", {"say": "Hello"}), entry="incomingRequest")


@pytest.mark.parametrize("event", ["busy", "noAnswer", "failed"])
def test_a_call_that_is_not_answered_leaves_by_what_happened(event: str) -> None:
    definition = outgoing("make-outgoing-call-v2", CALL, "busy", "noAnswer", "failed")

    run = played(definition, Outcome(event), start=Start("request"))

    assert left(run) == [event]
    assert run.call is Call.NONE


def test_an_answered_call_is_the_call_of_the_run() -> None:
    run = played(outgoing("make-outgoing-call-v2", CALL), Outcome("answered"), start=Start("request"))

    assert run.call is Call.OUTGOING
    assert heard(run) == ["Hello"]
    assert did(run, "call") == [{"to": "+15550199", "from": "+15550100"}]
    assert run.scope.trigger["call"]["CallSid"] == variables(run)["widgets.calling.CallSid"]
    assert run.scope.widgets["calling"]["Direction"] == "outbound-api"


def test_who_answered_is_told_where_the_widget_wants_to_know() -> None:
    wants = outgoing("make-outgoing-call-v2", {**CALL, "detect_answering_machine": True})
    asked = first_question(wants, start=Start("request"))

    assert [one.values.get("AnsweredBy") for one in asked.usual[:2]] == ["human", "machine_start"]
    assert (
        "AnsweredBy"
        not in first_question(outgoing("make-outgoing-call-v2", CALL), start=Start("request")).usual[0].values
    )


def test_the_older_widget_has_an_exit_for_machines() -> None:
    definition = outgoing("make-outgoing-call-v1", CALL, "answeredByMachine")

    run = played(definition, Outcome("answeredByMachine"), start=Start("request"))

    assert left(run) == ["answeredByMachine"]
    assert run.call is Call.OUTGOING


def test_an_outgoing_call_is_recorded_by_its_own_option_alone() -> None:
    record = state("record", "record-call", {"record_call": True}, success=None, failed=None)
    hello = state("hello", "say-play", {"say": "Hello"}, audioComplete="record")
    calling = state("calling", "make-outgoing-call-v2", {**CALL, "record": True}, answered="hello")
    definition = definition_with(calling, hello, record, entry="incomingRequest")

    run = played(definition, Outcome("answered"), LISTENED, start=Start("request"))

    assert left(run)[-1] == "failed"
    assert run.recording is not None


# --- capture-payments

PAY = (
    "capture-payments",
    {"payment_connector": "stripe", "payment_amount": "10.99"},
    *("success", "maxFailedAttempts", "providerError", "payInterrupted", "validationError", "hangup"),
)


def test_a_payment_has_a_code_and_a_card_without_its_number() -> None:
    run = played(on_call(*PAY), LISTENED, Outcome("success"))

    assert variables(run)["widgets.widget.Result"] == "success"
    assert variables(run)["widgets.widget.PaymentConfirmationCode"]
    assert variables(run)["widgets.widget.PaymentCardNumber"] == "xxxxxxxxxxxx1111"


def test_a_card_that_is_not_charged_becomes_a_token() -> None:
    run = played(on_call("capture-payments", {"payment_connector": "c"}, "success"), LISTENED, Outcome())

    assert variables(run)["widgets.widget.PaymentToken"]


@pytest.mark.parametrize(
    ("event", "result"),
    [
        ("maxFailedAttempts", "too-many-failed-attempts"),
        ("providerError", "payment-connector-error"),
        ("payInterrupted", "caller-interrupted-with-star"),
        ("validationError", "validation-error"),
    ],
)
def test_a_payment_that_fails_says_why(event: str, result: str) -> None:
    run = played(on_call(*PAY), LISTENED, Outcome(event))

    assert left(run)[1] == event
    assert variables(run) == {"widgets.widget.Result": result}


def test_a_contact_who_hangs_up_pays_nothing() -> None:
    run = played(on_call(*PAY), LISTENED, HANGS_UP)

    assert variables(run) == {"widgets.widget.Result": "caller-hung-up"}


# --- fork-stream


def test_a_stream_is_started_and_the_run_goes_on() -> None:
    properties = {
        "stream_action": "start",
        "stream_name": "copy",
        "stream_url": "wss://example.com/a",
        "stream_parameters": [{"key": "caller", "value": "{{contact.channel.address}}"}],
    }
    run = played(on_call("fork-stream", properties, "next"), LISTENED)

    assert did(run, "stream") == [
        {
            "action": "start",
            "stream_name": "copy",
            "stream_url": "wss://example.com/a",
            "parameters": {"caller": "+15550199"},
        }
    ]
    assert left(run)[1] == "next"


# --- enqueue-call

QUEUE = ("enqueue-call", {"queue_name": "support"}, "callComplete", "failedToEnqueue", "callFailure")


@pytest.mark.parametrize(
    ("outcome", "event", "result"),
    [
        (Outcome(), "callComplete", "bridged"),
        (Outcome(values={"QueueResult": "leave"}), "callComplete", "leave"),
        (Outcome("failedToEnqueue"), "failedToEnqueue", "queue-full"),
        (Outcome("callFailure"), "callFailure", "system-error"),
    ],
)
def test_a_queue_is_left_with_a_result(outcome: Answer, event: str, result: str) -> None:
    run = played(on_call(*QUEUE), LISTENED, outcome)

    assert left(run)[1] == event
    assert variables(run)["widgets.widget.QueueResult"] == result
    assert ("widgets.widget.QueueSid" in variables(run)) is (event == "callComplete")


@pytest.mark.parametrize("outcome", [HANGS_UP, Outcome(values={"QueueResult": "hangup"})])
def test_a_contact_who_hung_up_in_the_queue_has_not_left_it_and_the_run_is_over(outcome: Answer) -> None:
    run = played(on_call(*QUEUE), LISTENED, outcome)

    assert (run.call, left(run)) == (Call.GONE, ["audioComplete"])
    assert [one.ending for one in of(run, Ended)] == [Ending.HUNG_UP]
    assert variables(run)["widgets.widget.QueueResult"] == "hangup"


# --- agents and relays

AGENT = ("completed", "live-agent-handoff", "failed", "paused", "hangup")


@pytest.mark.parametrize("event", AGENT[:-1])
def test_an_agent_gives_the_call_back(event: str) -> None:
    values = {"VirtualAgentProviderData": {"ConversationId": "1"}}
    run = played(
        on_call("connect-virtual-agent-v2", {"connector_name": "bot"}, *AGENT), LISTENED, Outcome(event, values)
    )

    assert left(run)[1] == event
    assert run.scope.value("widgets.widget.VirtualAgentProviderData.ConversationId") == "1"


def test_a_contact_may_hang_up_on_an_agent() -> None:
    assert way(on_call("connect-virtual-agent-v2", {"connector_name": "bot"}, *AGENT), HANGS_UP) == "hangup"
    assert way(on_call("connect-virtual-agent", {"connector": "bot"}, "return", "hangup"), HANGS_UP) == "hangup"


def test_the_older_agent_returns() -> None:
    assert way(on_call("connect-virtual-agent", {"connector": "bot"}, "return", "hangup"), Outcome()) == "return"


def test_an_agent_in_a_conversation_needs_one() -> None:
    widget = state("bot", "connect-virtual-agent-v2", {"channel": "conversations"}, completed=None, timeout=None)
    definition = definition_with(widget, entry="incomingConversationMessage")

    assert left(played(definition, Outcome("timeout"), start=Start("conversation"))) == ["timeout"]
    usual = first_question(definition, start=Start("conversation")).usual
    assert "paused" not in [outcome.event for outcome in usual]
    assert warned(played(definition_with(widget))) == [81020]


def test_a_relay_greets_and_gives_the_call_back() -> None:
    properties = {"url": "wss://example.com", "welcome_greeting": "Hello there"}
    definition = on_call("run-conversation-relay", properties, "success", "failed")
    run = played(definition, LISTENED, Outcome(values={"HandoffData": "{}"}))

    assert heard(run) == ["Hello", "Hello there"]
    assert left(run)[1] == "success"
    assert variables(run)["widgets.widget.SessionStatus"] == "completed"
    assert variables(run)["widgets.widget.HandoffData"] == "{}"
    assert way(definition, Outcome("failed")) == "failed"
    assert played(definition, LISTENED, HANGS_UP).call is Call.GONE
