"""Make Outgoing Call, in both generations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest
from tests.runtime.bench import Bench, new_session, run_of
from tests.runtime.own_steps import Says
from tests.runtime.server import Server, always, json_answer, never, serving

from runtime.outgoing_call import OutgoingCall
from runtime.session import Session
from runtime.step import Outcome
from runtime.steps import MakeOutgoingCallV1, MakeOutgoingCallV2
from runtime.world import World

WorldOf: TypeAlias = Callable[[Server], World]

EXITS: Mapping[str, str | None] = {"answered": None, "busy": None, "noAnswer": None, "failed": None}
CALL = {"sid": "CA9", "status": "queued", "account_sid": "AC1", "from": "+15552223333", "to": "+15550001111"}
ALWAYS = [
    ("Url", "https://app.example/voice/key/step?turn=1"),
    ("Method", "POST"),
    # Where a process dies under a webhook, the call is not lost: Twilio asks the same address once more.
    ("FallbackUrl", "https://app.example/voice/key/step?turn=1"),
    ("FallbackMethod", "POST"),
    ("StatusCallback", "https://app.example/status"),
    ("StatusCallbackMethod", "POST"),
    ("StatusCallbackEvent", "completed"),
]


def waiting(step: OutgoingCall) -> Session:
    session = new_session("ringing", call_sid="CA9", step=step.name)
    session.widgets[step.name] = {"CallSid": "CA9", "CallStatus": "queued"}
    return session


async def form_of(step: OutgoingCall, world_of: WorldOf) -> list[tuple[str, str]]:
    async with serving(always(json_answer(CALL, status=201))) as server:
        await step.perform(step.intend(run_of(new_session("none", call_sid=None))), world_of(server))
    (received,) = server.received
    assert received.path == "/2010-04-01/Accounts/AC1/Calls.json"
    return received.form


async def test_the_contact_is_called_from_the_flows_address(world_of: WorldOf) -> None:
    form = await form_of(MakeOutgoingCallV2("call", exits=EXITS), world_of)

    assert form == [("From", "+15552223333"), ("To", "+15550001111"), ("Timeout", "60"), *ALWAYS]


async def test_a_recorded_call_says_channels_and_trim_and_who_is_told(world_of: WorldOf) -> None:
    recorded = [("Record", "true"), ("RecordingChannels", "mono"), ("Trim", "do-not-trim")]
    told = ("RecordingStatusCallback", "https://app.example/recording")

    for step in (
        MakeOutgoingCallV2("call", record=True, exits=EXITS),
        MakeOutgoingCallV1("call", record=True, exits=EXITS),
    ):
        assert (await form_of(step, world_of))[3:] == [*recorded, *ALWAYS, told]


async def test_every_option_reaches_the_calls_resource(world_of: WorldOf) -> None:
    step = MakeOutgoingCallV2(
        "call",
        from_="+1999",
        to="sip:{{contact.channel.address}}@example.com",
        record=True,
        recording_channels="dual",
        recording_status_callback="https://example.com/r",
        trim="true",
        detect_answering_machine=True,
        machine_detection="DetectMessageEnd",
        machine_detection_timeout="10",
        machine_detection_speech_threshold="2000",
        machine_detection_speech_end_threshold="1000",
        machine_detection_silence_timeout="4000",
        send_digits="wW1",
        timeout=20,
        sip_auth_username="user",
        sip_auth_password="pass",  # noqa: S106 - nobody's
        exits=EXITS,
    )

    assert await form_of(step, world_of) == [
        ("From", "+1999"),
        ("To", "sip:+15550001111@example.com"),
        ("Timeout", "20"),
        ("Record", "true"),
        ("RecordingChannels", "dual"),
        ("Trim", "trim-silence"),
        ("SendDigits", "wW1"),
        ("SipAuthUsername", "user"),
        ("SipAuthPassword", "pass"),
        ("RecordingStatusCallback", "https://example.com/r"),
        ("MachineDetection", "DetectMessageEnd"),
        ("MachineDetectionTimeout", "10"),
        ("MachineDetectionSpeechThreshold", "2000"),
        ("MachineDetectionSpeechEndThreshold", "1000"),
        ("MachineDetectionSilenceTimeout", "4000"),
        *ALWAYS,
    ]


async def test_what_is_off_is_not_sent(world_of: WorldOf) -> None:
    step = MakeOutgoingCallV2(
        "call",
        machine_detection="Enable",
        recording_status_callback="https://example.com/r",
        send_digits="{{flow.data.nothing}}",
        exits=EXITS,
    )

    assert [name for name, _ in await form_of(step, world_of)] == ["From", "To", "Timeout", *(n for n, _ in ALWAYS)]


async def test_the_older_form_looks_for_machines_where_an_exit_leads_on(world_of: WorldOf) -> None:
    without = MakeOutgoingCallV1("call", exits={**EXITS, "answeredByMachine": None})
    looking = MakeOutgoingCallV1("call", exits={**EXITS, "answeredByMachine": "next"})

    assert "MachineDetection" not in dict(await form_of(without, world_of))
    assert dict(await form_of(looking, world_of))["MachineDetection"] == "Enable"


async def test_a_placed_call_is_the_runs_and_the_run_waits_for_it(world_of: WorldOf) -> None:
    step, session = MakeOutgoingCallV2("call", exits=EXITS), new_session("none", call_sid=None)
    run = run_of(session)
    async with serving(always(json_answer(CALL))) as server:
        outcome = await step.perform(step.intend(run), world_of(server))
    step.took(run, outcome)

    assert outcome.event is None
    assert (session.call_sid, session.line) == ("CA9", "ringing")
    assert session.widgets["call"] == {
        "CallSid": "CA9",
        "CallStatus": "queued",
        "AccountSid": "AC1",
        "From": "+15552223333",
        "To": "+15550001111",
    }
    assert step.due(run) == 210


async def test_a_refused_call_fails(world_of: WorldOf) -> None:
    step, session = MakeOutgoingCallV2("call", exits=EXITS), new_session("none", call_sid=None)
    async with serving(always(json_answer({"code": 21217, "message": "no number"}, status=400))) as server:
        outcome = await step.perform(step.intend(run_of(session)), world_of(server))
    step.took(run_of(session), outcome)

    assert outcome == Outcome("failed")
    assert (session.call_sid, session.line) == (None, "none")


async def test_a_call_of_which_nobody_knows_is_waited_for_and_not_placed_again(
    world_of: WorldOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OutgoingCall, "limit", 0.2)
    step = MakeOutgoingCallV2("call", exits=EXITS)
    request = step.intend(run_of(new_session("none")))
    async with serving(never) as server:
        assert await step.perform(request, world_of(server)) == Outcome(None)
        assert await step.recover(request, world_of(server)) == Outcome(None)

    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("step", "by", "event"),
    [
        (MakeOutgoingCallV2("call", exits=EXITS), "human", "answered"),
        (MakeOutgoingCallV2("call", exits=EXITS), "machine_start", "answered"),
        (MakeOutgoingCallV1("call", exits={**EXITS, "answeredByMachine": None}), "machine_start", "answeredByMachine"),
        (MakeOutgoingCallV1("call", exits={**EXITS, "answeredByMachine": None}), "human", "answered"),
        (MakeOutgoingCallV1("call", exits=EXITS), "machine_start", "answered"),
    ],
)
def test_the_webhook_of_the_answered_call_tells_who_answered(step: OutgoingCall, by: str, event: str) -> None:
    session = waiting(step)

    assert step.answered(run_of(session), {"CallSid": "CA9", "CallStatus": "in-progress", "AnsweredBy": by}) == event
    assert session.line == "live"
    assert session.widgets["call"] == {"CallSid": "CA9", "CallStatus": "in-progress", "AnsweredBy": by}


@pytest.mark.parametrize(
    ("status", "event"),
    [
        ("busy", "busy"),
        ("no-answer", "noAnswer"),
        ("failed", "failed"),
        ("canceled", "failed"),
        ("ringing", None),
        ("in-progress", None),
        ("completed", None),
    ],
)
def test_the_status_callback_tells_why_nobody_answered(status: str, event: str | None) -> None:
    step = MakeOutgoingCallV2("call", exits=EXITS)
    session = waiting(step)

    assert step.told(run_of(session), {"CallSid": "CA9", "CallStatus": status}) == event
    assert session.line == ("ringing" if event is None else "gone")
    assert session.widgets["call"]["CallStatus"] == ("queued" if event is None else status)


def test_a_call_of_which_nobody_heard_again_was_not_answered() -> None:
    step = MakeOutgoingCallV2("call", exits=EXITS)
    unknown = new_session("none", call_sid=None, step="call")

    assert step.timed_out(run_of(waiting(step))) == "noAnswer"
    assert step.timed_out(run_of(unknown)) == "failed"


def test_the_older_form_may_have_an_exit_for_a_hang_up() -> None:
    assert MakeOutgoingCallV1("call", exits=EXITS).hung_up(run_of(new_session())) == "hangup"
    assert MakeOutgoingCallV2("call", exits=EXITS).hung_up(run_of(new_session())) is None


def test_after_the_answer_the_run_speaks_to_the_new_call(bench: Bench) -> None:
    bench.verbs("one.xml", "<Say>one</Say>")
    step = MakeOutgoingCallV2("call", exits={**EXITS, "answered": "one"})
    engine = bench.engine(step, Says("one", document="one.xml", exits={"done": None}))

    turn = engine.answer(waiting(step), {"CallSid": "CA9"}, 13.0)

    assert turn.document is not None
    assert "<Say>one</Say>" in turn.document


def test_a_password_is_in_no_representation_of_the_step() -> None:
    step = MakeOutgoingCallV2("call", sip_auth_password="pass-word", exits=EXITS)  # noqa: S106 - nobody's

    assert "pass-word" not in repr(step)
