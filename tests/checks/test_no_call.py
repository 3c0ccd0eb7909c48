"""FLW303: voice widgets need a live call."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short, trail

WRONG = ("FLW303", "error")
VOICE = [
    'say "x"',
    'play "https://example.com/a.mp3"',
    'digits "1"',
    'gather "x"',
    "voicemail",
    "dial number +15550100",
    "pay payment_connector=Default",
    "stream stop",
    "enqueue support",
    "agent connector_name=Helper",
    'relay "wss://example.com"',
    'menu "x" { 1 -> end }',
]
ANYWHERE = [
    'send "x"',
    'http GET "https://example.com"',
    'function "https://example.com"',
    "set a=1",
    "subflow FW0123456789abcdef0123456789abcdef",
    'redirect "https://example.com"',
    "split flow.variables.a { else -> end }",
    "if flow.variables.a is_blank -> end",
    "call",
]


@pytest.mark.parametrize("entry", ["message", "conversation", "request"])
@pytest.mark.parametrize("statement", VOICE)
def test_a_voice_widget_needs_a_call(statement: str, entry: str) -> None:
    assert short(f"on {entry} {{\n{statement}\n}}") == [(*WRONG, 2)]


@pytest.mark.parametrize("entry", ["call", "subflow"])
@pytest.mark.parametrize("statement", VOICE)
def test_a_voice_widget_may_stand_where_there_is_a_call_or_may_be_one(statement: str, entry: str) -> None:
    assert short(f"on {entry} {{\n{statement}\n}}") == []


@pytest.mark.parametrize("entry", ["call", "subflow", "message", "conversation", "request"])
@pytest.mark.parametrize("statement", ANYWHERE)
def test_other_widgets_need_none(statement: str, entry: str) -> None:
    # That a subflow runs another one is another mistake.
    assert [one for one in short(f"on {entry} {{\n{statement}\n}}") if one[0] != "FLW410"] == []


def test_a_placed_call_that_was_answered_is_a_call() -> None:
    assert short('on request {\ncall\nsay "x"\n}') == []


def test_a_placed_call_that_was_not_answered_is_none() -> None:
    found = only('on request {\ncall {\nbusy { say "x" }\n}\n}')

    assert (found.code, found.span.line) == ("FLW303", 3)


def test_a_subflow_may_have_placed_a_call_unless_it_failed() -> None:
    subflow = "subflow FW0123456789abcdef0123456789abcdef"
    assert short(f'on request {{\n{subflow}\nsay "x"\n}}') == []
    assert short(f'on request {{\n{subflow} {{\nfailed {{ say "x" }}\n}}\n}}') == [(*WRONG, 3)]


def test_all_voice_widgets_behind_one_wrong_entry_are_one_mistake() -> None:
    found = only('on message {\nsay "a"\nsay "b"\ngather "c"\n}')

    assert found.span.line == 2
    assert trail(found) == [
        ("1. the run begins with `message`", 1),
        ("`say` here as well", 3),
        ("`gather` here as well", 4),
    ]


def test_two_wrong_entries_are_two_mistakes() -> None:
    assert short('on message {\nsay "a"\n}\non request {\nsay "b"\n}') == [(*WRONG, 2), (*WRONG, 5)]


def test_two_entries_of_one_on_that_lead_to_one_widget_are_told_by_the_first() -> None:
    found = only('on call, message, request {\nsay "a"\n}')

    assert found.label == "here a run that began with `message` has no call"
    assert trail(found)[0] == ("1. the run begins with `message`", 1)


def test_of_several_others_only_some_are_named() -> None:
    statements = "\n".join(f'say "{number}"' for number in range(9))
    messages = [message for message, _ in trail(only(f"on message {{\n{statements}\n}}"))]

    assert messages[-1] == "and 3 more statements behind it"
    assert len(messages) == 7


def test_an_agent_in_a_conversation_needs_no_call_but_a_conversation() -> None:
    agent = "agent channel=conversations"

    assert short(f"on conversation {{\n{agent}\n}}") == []
    assert short(f"on message {{\n{agent}\n}}") == [("FLW304", "error", 2)]
    assert short(f"on call {{\n{agent}\n}}") == [("FLW304", "error", 2)]


def test_an_agent_on_the_phone_needs_a_call_whether_that_is_said_or_not() -> None:
    for channel in ("", "channel=voice"):
        assert short(f"on conversation {{\nagent connector_name=Helper {channel}\n}}") == [(*WRONG, 2)]
