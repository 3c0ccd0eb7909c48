"""What the declarations of the standard library have to have."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowc.resources import stdlib_root
from flowc.source import Source
from flowc.vocabulary import Vocabulary, standard_vocabulary
from flowc.vocabulary.load import load_vocabulary
from flowc.vocabulary.types import Kind
from flowc.vocabulary.widget import Call, CallNeed, Exit, Option, Output, Verb, Widget

PATHS = sorted((stdlib_root() / "widgets").glob("*.flow"))
TYPES = [path.stem for path in PATHS]

# The verbs that language.md fixes: the type, the arguments, the options that are shorter than their property.
VERBS: dict[str, tuple[str, str, dict[str, str]]] = {
    "say": ("say-play", "say", {}),
    "play": ("say-play", "play", {}),
    "digits": ("say-play", "digits", {}),
    "gather": ("gather-input-on-call", "say", {}),
    "voicemail": ("record-voicemail", "", {"callback": "recording_status_callback_url"}),
    "record": (
        "record-call",
        "record_call",
        {
            "channels": "recording_channels",
            "callback": "recording_status_callback",
            "method": "recording_status_callback_method",
            "events": "recording_status_callback_events",
        },
    ),
    "dial": ("connect-call-to", "noun to to to to to sip_endpoint", {}),
    "call": ("make-outgoing-call-v2", "", {}),
    "pay": ("capture-payments", "", {}),
    "stream": (
        "fork-stream",
        "stream_action",
        {"name": "stream_name", "url": "stream_url", "track": "stream_track", "connector": "stream_connector"},
    ),
    "enqueue": ("enqueue-call", "queue_name", {}),
    "agent": ("connect-virtual-agent-v2", "", {}),
    "relay": ("run-conversation-relay", "url", {}),
    "send": ("send-message", "body", {}),
    "ask": ("send-and-wait-for-reply", "body", {}),
    "http": ("make-http-request", "method url", {}),
    "function": ("run-function", "url", {}),
    "subflow": ("run-subflow", "flow_sid", {}),
    "redirect": ("add-twiml-redirect", "url", {}),
    "flex": ("send-to-flex", "", {}),
    "set": ("set-variables", "", {}),
}
OF_THE_LANGUAGE = {"trigger", "split-based-on"}

# What is true of the live call after an exit, where the exit changes it.
EFFECTS: dict[str, dict[str, Call]] = {
    "trigger": {
        "incomingMessage": Call.NONE,
        "incomingCall": Call.INCOMING,
        "incomingConversationMessage": Call.NONE,
        "incomingRequest": Call.NONE,
        "incomingParent": Call.UNKNOWN,
    },
    "record-voicemail": {"hangup": Call.GONE},
    "connect-call-to": {"hangup": Call.GONE},
    "make-outgoing-call-v2": {
        "answered": Call.OUTGOING,
        "busy": Call.NONE,
        "noAnswer": Call.NONE,
        "failed": Call.NONE,
    },
    "make-outgoing-call-v1": {
        "answered": Call.OUTGOING,
        "answeredByMachine": Call.OUTGOING,
        "busy": Call.NONE,
        "noAnswer": Call.NONE,
        "failed": Call.NONE,
        "hangup": Call.GONE,
    },
    "capture-payments": {"hangup": Call.GONE},
    "enqueue-call": {"callComplete": Call.UNKNOWN},
    "connect-virtual-agent": {"hangup": Call.GONE},
    "connect-virtual-agent-v2": {"hangup": Call.GONE},
    "add-twiml-redirect": {"timeout": Call.GONE},
    "send-to-flex": {"callComplete": Call.UNKNOWN},
}

MAIN_EXITS = {
    "say-play": "audioComplete",
    "gather-input-on-call": "keypress speech",
    "record-voicemail": "recordingComplete",
    "record-call": "success",
    "connect-call-to": "callCompleted",
    "make-outgoing-call-v2": "answered",
    "make-outgoing-call-v1": "answered",
    "capture-payments": "success",
    "fork-stream": "next",
    "enqueue-call": "callComplete",
    "connect-virtual-agent": "return",
    "connect-virtual-agent-v2": "completed",
    "run-conversation-relay": "success",
    "send-message": "sent",
    "send-and-wait-for-reply": "incomingMessage",
    "make-http-request": "success",
    "run-function": "success",
    "run-subflow": "completed",
    "add-twiml-redirect": "return",
    "send-to-flex": "callComplete",
    "start-conversation": "created",
    "resume-conversation": "resumed",
    "send-to-auto-pilot": "sessionEnded",
    "set-variables": "next",
}

NO_FAILURE = {
    "live-agent-handoff",
    "paused",
    "payInterrupted",
    "noAudio",
    "timeout",
    "hangup",
    "answeredByMachine",
    "composerStarted",
    "noMatch",
    "match",
}

LIVE = {
    "say-play",
    "gather-input-on-call",
    "record-voicemail",
    "connect-call-to",
    "capture-payments",
    "fork-stream",
    "enqueue-call",
    "connect-virtual-agent",
    "connect-virtual-agent-v2",
    "run-conversation-relay",
}
WAITS = {
    "gather-input-on-call",
    "send-and-wait-for-reply",
    "record-voicemail",
    "connect-call-to",
    "enqueue-call",
    "send-to-flex",
    "capture-payments",
    "connect-virtual-agent",
    "connect-virtual-agent-v2",
    "run-conversation-relay",
    "make-outgoing-call-v1",
    "make-outgoing-call-v2",
    "run-subflow",
    "add-twiml-redirect",
    "send-to-auto-pilot",
}
ANSWERS = {
    "connect-call-to",
    "record-voicemail",
    "capture-payments",
    "connect-virtual-agent",
    "connect-virtual-agent-v2",
    "run-conversation-relay",
    "add-twiml-redirect",
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return standard_vocabulary()


@pytest.mark.parametrize("path", PATHS, ids=TYPES)
def test_a_file_declares_the_type_it_is_named_after(path: Path) -> None:
    declared, problems = load_vocabulary([Source(path.name, path.read_text(encoding="utf-8"))])

    assert problems == ()
    assert list(declared.types) == [path.stem]


@pytest.mark.parametrize("path", PATHS, ids=TYPES)
def test_a_file_is_written_as_the_others(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.endswith("}\n")
    assert "\r" not in text
    assert "\t" not in text
    assert "\n\n\n" not in text
    for line in text.splitlines():
        assert len(line) <= 120
        assert line == line.rstrip()
        assert (len(line) - len(line.lstrip())) % 2 == 0


@pytest.mark.parametrize("type_", TYPES)
def test_everything_is_documented(type_: str, vocabulary: Vocabulary) -> None:
    widget = vocabulary.types[type_]
    documented: list[Widget | Verb | Option | Exit | Output] = [widget, *widget.verbs, *widget.all_options()]

    for part in [*documented, *widget.exits, *widget.outputs]:
        assert part.documentation, part.span.text
        assert part.documentation.endswith("."), part.documentation
        assert not part.documentation.endswith(".."), part.documentation


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_has_its_arguments_and_short_options(verb: str, vocabulary: Vocabulary) -> None:
    type_, arguments, short = VERBS[verb]
    widget, declared = vocabulary.verbs[verb]
    options = widget.options_of(declared)

    assert widget.type == type_
    assert [option.property for option in options if option.positional] == arguments.split()
    shorter = {
        option.name: option.property for option in options if option.name != option.property and not option.positional
    }
    assert shorter == short


def test_every_other_type_is_its_own_verb(vocabulary: Vocabulary) -> None:
    others = set(TYPES) - {type_ for type_, _, _ in VERBS.values()} - OF_THE_LANGUAGE

    assert set(vocabulary.verbs) == set(VERBS) | others
    assert all(vocabulary.verbs[type_][0].type == type_ for type_ in others)


@pytest.mark.parametrize("type_", sorted(OF_THE_LANGUAGE))
def test_what_the_language_has_words_for_declares_no_verb(type_: str, vocabulary: Vocabulary) -> None:
    assert vocabulary.types[type_].verbs == ()


@pytest.mark.parametrize("type_", TYPES)
def test_the_main_exits_are_those_that_go_on(type_: str, vocabulary: Vocabulary) -> None:
    main = [exit_.event for exit_ in vocabulary.types[type_].main_exits]

    assert main == MAIN_EXITS.get(type_, "").split()


@pytest.mark.parametrize("type_", sorted(set(TYPES) - {"trigger"}))
def test_an_exit_is_main_or_a_failure_or_known_to_be_neither(type_: str, vocabulary: Vocabulary) -> None:
    for exit_ in vocabulary.types[type_].exits:
        assert [exit_.main, exit_.failure, exit_.event in NO_FAILURE].count(True) == 1, exit_.event


@pytest.mark.parametrize("type_", TYPES)
def test_an_exit_does_to_the_call_what_it_does(type_: str, vocabulary: Vocabulary) -> None:
    effects = {exit_.event: exit_.call for exit_ in vocabulary.types[type_].exits if exit_.call is not None}

    assert effects == EFFECTS.get(type_, {})


def test_the_trigger_has_a_word_for_each_entry(vocabulary: Vocabulary) -> None:
    entries = [exit_.entry for exit_ in vocabulary.types["trigger"].exits]

    assert entries == ["message", "call", "conversation", "request", "subflow"]


@pytest.mark.parametrize("type_", TYPES)
def test_a_widget_needs_the_call_it_works_on(type_: str, vocabulary: Vocabulary) -> None:
    needs = vocabulary.types[type_].placement.needs
    expected = CallNeed.INCOMING if type_ == "record-call" else CallNeed.LIVE if type_ in LIVE else None

    assert needs is expected


@pytest.mark.parametrize("type_", TYPES)
def test_a_widget_that_picks_up_without_a_word_says_so(type_: str, vocabulary: Vocabulary) -> None:
    assert vocabulary.types[type_].placement.answers is (type_ in ANSWERS)


@pytest.mark.parametrize("type_", TYPES)
def test_a_widget_that_waits_for_a_person_or_another_program_says_so(type_: str, vocabulary: Vocabulary) -> None:
    assert vocabulary.types[type_].placement.waits is (type_ in WAITS)


@pytest.mark.parametrize(
    ("type_", "entries"),
    [
        ("send-and-wait-for-reply", ("message", "conversation", "request")),
        ("start-conversation", ("request",)),
        ("resume-conversation", ("request",)),
        ("connect-virtual-agent-v2", ("conversation",)),
        ("send-message", ()),
        ("send-to-flex", ("call", "message", "conversation")),
    ],
)
def test_a_widget_names_the_entries_it_works_with(type_: str, entries: tuple[str, ...], vocabulary: Vocabulary) -> None:
    assert vocabulary.types[type_].placement.entries == entries


def test_a_recording_follows_a_word_to_the_caller(vocabulary: Vocabulary) -> None:
    placements = {type_: widget.placement for type_, widget in vocabulary.types.items()}

    assert placements["record-call"].after == ("say-play", "gather-input-on-call")
    assert placements["gather-input-on-call"].speaks_with == ("say", "play")
    assert [type_ for type_, placement in placements.items() if placement.after] == ["record-call"]


def test_only_some_widgets_may_speak_or_record_out_of_sight(vocabulary: Vocabulary) -> None:
    placements = {type_: widget.placement for type_, widget in vocabulary.types.items()}

    assert [type_ for type_, placement in placements.items() if placement.may_speak] == ["run-subflow"]
    assert {type_ for type_, placement in placements.items() if placement.may_record} == {
        "run-subflow",
        "run-function",
        "add-twiml-redirect",
        "make-http-request",
    }
    (condition,) = placements["make-http-request"].may_record_when
    assert condition.holds({"add_twilio_auth": True})
    assert not condition.holds({"add_twilio_auth": False})


@pytest.mark.parametrize(("channel", "needs_call"), [(None, True), ("voice", True), ("conversations", False)])
def test_an_agent_needs_a_call_unless_it_works_in_a_conversation(
    channel: str | None, needs_call: bool, vocabulary: Vocabulary
) -> None:
    placement = vocabulary.types["connect-virtual-agent-v2"].placement
    properties = {} if channel is None else {"channel": channel}

    assert all(condition.holds(dict(properties)) for condition in placement.needs_when) is needs_call
    assert all(condition.holds(dict(properties)) for condition in placement.entries_when) is not needs_call


@pytest.mark.parametrize("type_", TYPES)
def test_a_misnomer_leads_to_a_name_that_is_declared(type_: str, vocabulary: Vocabulary) -> None:
    widget = vocabulary.types[type_]
    options = list(widget.all_options())
    names = {option.property for option in options} | {option.name for option in options}
    own = names | {exit_.event for exit_ in widget.exits} | {output.name for output in widget.outputs}
    values = {alternative.value for option in options for alternative in option.type.alternatives}
    elements = {word for option in options if option.type.element for word in option.type.element.words}
    members = {field.name for option in options for field in option.type.fields}
    for wrong, right in widget.misnomers:
        assert right in own | values | elements | members | {type_}
        assert wrong not in own


@pytest.mark.parametrize("type_", TYPES)
def test_what_is_named_in_a_placement_exists(type_: str, vocabulary: Vocabulary) -> None:
    placement = vocabulary.types[type_].placement
    entries = {exit_.entry for exit_ in vocabulary.types["trigger"].exits}

    assert set(placement.after) <= set(TYPES)
    assert set(placement.entries) <= entries


def test_only_set_takes_its_pairs_on_the_line(vocabulary: Vocabulary) -> None:
    inline = [
        (type_, option.property, option.type.kind)
        for type_, widget in vocabulary.types.items()
        for option in widget.all_options()
        if option.inline
    ]

    assert inline == [("set-variables", "variables", Kind.PAIRS)]
