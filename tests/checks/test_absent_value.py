"""FLW311: what the trigger holds depends on how the run began."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short, trail

FOUND = ("FLW311", "warning")


def test_a_message_has_no_call() -> None:
    found = only('on message {\nset a="x"\nset b="From {{trigger.call.From}}"\n}')

    assert (found.code, found.severity.value, found.span.line) == (*FOUND, 3)
    assert found.message == "no run that gets here has `trigger.call`"
    assert found.label == "here the run began with `message`"
    assert trail(found) == [("1. the run begins with `message`", 1), ("2. then `set`", 2)]


def test_the_place_is_the_reference_itself() -> None:
    assert only('on message { send "From {{trigger.call.From}}" { failed -> end } }').span.text == "trigger.call"
    assert only("on message { send trigger.call.From { failed -> end } }").span.text == "trigger.call"


@pytest.mark.parametrize(
    ("entry", "own", "other"),
    [
        ("call", "call.From", "message.Body"),
        ("message", "message.Body", "call.From"),
        ("conversation", "conversation.Body", "message.Body"),
        ("request", "request.parameters.a", "parent.parameters.a"),
    ],
)
def test_each_kind_of_run_has_its_own(entry: str, own: str, other: str) -> None:
    assert short(f"on {entry} {{\nset {{ a = trigger.{own} }}\n}}") == []
    assert short(f"on {entry} {{\nset {{ a = trigger.{other} }}\n}}") == [(*FOUND, 2)]


def test_a_split_on_it_is_told_once_with_its_cases() -> None:
    found = only('on request {\nsplit trigger.message.Body {\n"yes" -> end\n"no" -> end\nelse -> end\n}\n}')

    assert (found.span.line, found.span.text) == (2, "trigger.message")


@pytest.mark.parametrize(
    "text",
    [
        'on subflow { set a="{{trigger.call.From}}" }',
        'on call, message { set a="{{trigger.call.From}}" }',
        "on message { set a=\"{{trigger.call.From | default: 'nobody'}}\" }",
        'on message { set a="{% if trigger.call %}{{trigger.call.From}}{% endif %}" }',
        "on message { if trigger.call.From is_blank -> end; set a=1 }",
        'on message { set a="{{trigger.unheard.Of}}" }',
        'on message { set a="{{widgets.trigger.call.From}} {{flow.trigger}}" }',
        'on call { send "a" { failed -> end } }',
    ],
)
def test_what_may_be_there_or_is_asked_for_with_care_is_none(text: str) -> None:
    assert [code for code, _, _ in short(text) if code == FOUND[0]] == []


def test_a_conversation_that_the_flow_starts_brings_its_values() -> None:
    text = (
        "on request {\nresume-conversation conversation_service_sid=IS0123456789abcdef0123456789abcdef "
        "conversation_sid=CH0123456789abcdef0123456789abcdef { failed -> end }\n"
        'set a="{{trigger.conversation.Body}}"\n}'
    )

    assert short(text) == []


def test_further_reads_of_the_same_part_are_notes() -> None:
    lines = [f'set a{number}="{{{{trigger.call.From}}}}"' for number in range(9)]
    found = only("on message {\n" + "\n".join(lines) + "\n}")

    assert [note.message for note in found.notes] == [
        "1. the run begins with `message`",
        *["here as well"] * 5,
        "and at 3 more places",
    ]


def test_in_a_block_the_use_is_the_place() -> None:
    found = only('block b() {\nset a="{{trigger.call.From}}"\n}\non message {\nb\n}')

    assert found.span.line == 5
    assert ("read here in the block", 2) in trail(found)


def test_on_a_path_that_nothing_leads_to_nothing_is_read() -> None:
    assert "FLW311" not in {
        code for code, _, _ in short('on message { set b=1 }\nsection s { set a="{{trigger.call.From}}" }')
    }
