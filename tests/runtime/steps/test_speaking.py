"""The steps that are TwiML: the exit for each of Twilio's answers, and the outputs."""

from __future__ import annotations

import pytest
from markupsafe import Markup
from tests.runtime.bench import Bench, address, new_session, parsed, run_of

from runtime.step import Parameters, Speaks
from runtime.steps import (
    AddTwimlRedirect,
    CapturePayments,
    ConnectCallTo,
    ConnectVirtualAgent,
    ConnectVirtualAgentV2,
    EnqueueCall,
    ForkStream,
    GatherInputOnCall,
    RecordVoicemail,
    RunConversationRelay,
    SayPlay,
)

WAITING: list[type[Speaks]] = [
    CapturePayments,
    ConnectCallTo,
    ConnectVirtualAgent,
    ConnectVirtualAgentV2,
    EnqueueCall,
    GatherInputOnCall,
    RecordVoicemail,
    RunConversationRelay,
]


def made(kind: type[Speaks], *events: str) -> Speaks:
    return kind("it", document="it.xml", exits=dict.fromkeys(events))


@pytest.mark.parametrize(
    ("kind", "parameters", "event"),
    [
        (GatherInputOnCall, {"Digits": "12"}, "keypress"),
        (GatherInputOnCall, {"Digits": "0", "SpeechResult": "yes"}, "keypress"),
        (GatherInputOnCall, {"Digits": "", "SpeechResult": "Yes.", "Confidence": "0.9"}, "speech"),
        (GatherInputOnCall, {"Digits": ""}, "timeout"),
        (GatherInputOnCall, {"SpeechResult": ""}, "timeout"),
        (GatherInputOnCall, {}, "timeout"),
        (RecordVoicemail, {"RecordingUrl": "https://x", "Digits": "#"}, "recordingComplete"),
        (RecordVoicemail, {"RecordingUrl": "https://x"}, "recordingComplete"),
        (RecordVoicemail, {"Digits": "hangup"}, "hangup"),
        (ConnectCallTo, {"DialCallStatus": "busy", "CallStatus": "in-progress"}, "callCompleted"),
        (ConnectCallTo, {"DialCallStatus": "completed", "CallStatus": "completed"}, "hangup"),
        (EnqueueCall, {"QueueResult": "bridged"}, "callComplete"),
        (EnqueueCall, {"QueueResult": "leave"}, "callComplete"),
        (EnqueueCall, {"QueueResult": "redirected-from-bridged"}, "callComplete"),
        (EnqueueCall, {"QueueResult": "queue-full"}, "failedToEnqueue"),
        (EnqueueCall, {"QueueResult": "system-error"}, "callFailure"),
        (EnqueueCall, {"QueueResult": "error"}, "callFailure"),
        (EnqueueCall, {"QueueResult": "hangup"}, "hangup"),
        (CapturePayments, {"Result": "success"}, "success"),
        (CapturePayments, {"Result": "too-many-failed-attempts"}, "maxFailedAttempts"),
        (CapturePayments, {"Result": "payment-connector-error"}, "providerError"),
        (CapturePayments, {"Result": "caller-interrupted-with-star"}, "payInterrupted"),
        (CapturePayments, {"Result": "caller-hung-up"}, "hangup"),
        (CapturePayments, {"Result": "validation-error"}, "validationError"),
        (CapturePayments, {"Result": "internal-error"}, "providerError"),
        (CapturePayments, {"Result": "of-a-later-year"}, "providerError"),
        (CapturePayments, {}, "providerError"),
        (ConnectVirtualAgent, {"CallStatus": "in-progress"}, "return"),
        (ConnectVirtualAgent, {"CallStatus": "completed"}, "hangup"),
        (ConnectVirtualAgentV2, {"VirtualAgentStatus": "completed", "CallStatus": "completed"}, "completed"),
        (ConnectVirtualAgentV2, {"VirtualAgentStatus": "live-agent-handoff"}, "live-agent-handoff"),
        (ConnectVirtualAgentV2, {"VirtualAgentStatus": "paused"}, "paused"),
        (ConnectVirtualAgentV2, {"VirtualAgentStatus": "failed"}, "failed"),
        (ConnectVirtualAgentV2, {"CallStatus": "completed"}, "hangup"),
        (ConnectVirtualAgentV2, {"VirtualAgentStatus": "odd", "CallStatus": "in-progress"}, "failed"),
        (RunConversationRelay, {"SessionStatus": "ended", "HandoffData": "{}"}, "success"),
        (RunConversationRelay, {"SessionStatus": "failed"}, "failed"),
    ],
)
def test_an_answer_of_twilios_takes_studios_exit(kind: type[Speaks], parameters: Parameters, event: str) -> None:
    session = new_session()

    assert made(kind, "hangup").answered(run_of(session), parameters) == event
    assert session.widgets["it"] == parameters


@pytest.mark.parametrize("kind", WAITING)
def test_every_parameter_of_the_last_answer_is_an_output_and_none_of_an_earlier_one(kind: type[Speaks]) -> None:
    session = new_session()
    step = made(kind, "hangup")

    step.answered(run_of(session), {"Digits": "1", "FromCity": ""})
    step.answered(run_of(session), {"SpeechResult": "x", "From": "+1"})

    assert session.widgets["it"] == {"SpeechResult": "x", "From": "+1"}


def test_a_voicemail_that_a_hang_up_ended_is_complete_where_no_exit_is_for_it() -> None:
    assert made(RecordVoicemail).answered(run_of(new_session()), {"Digits": "hangup"}) == "recordingComplete"


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        (CapturePayments, "hangup"),
        (ConnectCallTo, "hangup"),
        (ConnectVirtualAgent, "hangup"),
        (ConnectVirtualAgentV2, "hangup"),
        (RecordVoicemail, "hangup"),
        (GatherInputOnCall, None),
        (EnqueueCall, None),
        (RunConversationRelay, None),
        (AddTwimlRedirect, None),
        (SayPlay, None),
    ],
)
def test_only_the_widgets_that_have_an_exit_for_a_hang_up_take_it(kind: type[Speaks], event: str | None) -> None:
    assert made(kind).hung_up(run_of(new_session())) == event


@pytest.mark.parametrize(("kind", "event"), [(SayPlay, "audioComplete"), (ForkStream, "next")])
def test_what_twilio_does_not_answer_goes_on_by_its_only_exit(kind: type[Speaks], event: str) -> None:
    assert kind.leaves_by == event
    with pytest.raises(LookupError):
        made(kind).answered(run_of(new_session()), {})


@pytest.mark.parametrize("kind", WAITING)
def test_what_twilio_answers_waits_for_good(kind: type[Speaks]) -> None:
    assert kind.leaves_by is None
    assert made(kind).due(run_of(new_session())) is None
    with pytest.raises(LookupError):
        made(kind).timed_out(run_of(new_session()))


def test_the_data_of_an_agent_are_an_object_in_liquid() -> None:
    session = new_session()
    step = made(ConnectVirtualAgentV2)

    for text, value in (('{"a": {"b": 1}}', {"a": {"b": 1}}), ("[1]", "[1]"), ("{no", "{no"), ("[" * 9999, "[" * 9999)):
        step.answered(run_of(session), {"VirtualAgentProviderData": text, "VirtualAgentStatus": "completed"})
        assert session.widgets["it"]["VirtualAgentProviderData"] == value


def test_what_is_said_may_be_ssml_and_other_values_are_texts() -> None:
    session = new_session()
    session.data["x"] = "<b>"

    for kind in (SayPlay, GatherInputOnCall):
        step = kind("it", document="it.xml", liquid={"say": "<s>{{flow.data.x}}</s>", "voice": "<s>"}, exits={})
        values = step.spoken(run_of(session))
        assert values == {"say": "<s>&lt;b&gt;</s>", "voice": "<s>"}
        assert isinstance(values["say"], Markup)
        assert not isinstance(values["voice"], Markup)
        assert set(step.prints()) == {"say", "voice"}


def redirect(url: str = "https://example.com/{{flow.data.path}}", timeout: str = "14400") -> AddTwimlRedirect:
    exits = {"return": None, "timeout": None, "fail": None}
    return AddTwimlRedirect("it", document="it.xml", liquid={"url": url}, timeout=timeout, exits=exits)


def test_a_redirect_comes_back_with_what_the_other_side_added() -> None:
    session = new_session()

    assert redirect().answered(run_of(session), {"FlowEvent": "return", "Answer": "42", "CallSid": "CA1"}) == "return"
    assert session.widgets["it"] == {"Answer": "42", "CallSid": "CA1"}


@pytest.mark.parametrize(
    "url",
    [
        "",
        "{{flow.data.nothing}}",
        "nowhere",
        "/relative",
        "ftp://example.com",
        "https://",
        "https://[::1",
        "https://a b/",
    ],
)
def test_a_redirect_to_no_address_comes_back_to_fail(bench: Bench, url: str) -> None:
    bench.verbs("it.xml", "<Say>before</Say><Redirect>{{ steps.it.url }}</Redirect>")
    engine = bench.engine(redirect(url))
    session = new_session()

    turn = engine.start(session, "incomingCall", 13.0)

    assert [verb.text for verb in parsed(turn.document)] == ["before", address(session)]
    assert engine.answer(session, {"CallSid": "CA1"}, 13.0).taken == (("it", "fail"),)


def test_a_redirect_to_an_address_goes_there(bench: Bench) -> None:
    bench.verbs("it.xml", "<Redirect>{{ steps.it.url }}</Redirect>")
    session = new_session()
    session.data["path"] = "twiml?a=1&b=2"

    turn = bench.engine(redirect()).start(session, "incomingCall", 13.0)

    assert parsed(turn.document)[0].text == "https://example.com/twiml?a=1&b=2"
    assert turn.due == 14_400


@pytest.mark.parametrize(
    ("timeout", "due"),
    [
        ("0", 0),
        ("60", 60),
        ("{{flow.data.wait}}", 7),
        ("99999", 14_400),
        ("soon", 14_400),
        ("-5", 14_400),
        ("", 14_400),
    ],
)
def test_a_redirect_waits_as_long_as_it_says(timeout: str, due: float) -> None:
    session = new_session()
    session.data["wait"] = " 7 "

    assert redirect(timeout=timeout).due(run_of(session)) == due


def test_a_call_that_did_not_come_back_in_time_is_lost() -> None:
    session = new_session()

    assert redirect().timed_out(run_of(session)) == "timeout"
    assert session.line == "gone"
