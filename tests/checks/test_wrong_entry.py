"""FLW304: widgets that work only in runs begun in certain ways."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short, trail

WRONG = ("FLW304", "error")
START = (
    "start-conversation conversation_service_sid=IS0123456789abcdef0123456789abcdef"
    ' participants=[participant(type=chat, identity="a")]'
)
RESUME = (
    "resume-conversation conversation_service_sid=IS0123456789abcdef0123456789abcdef"
    " conversation_sid=CH0123456789abcdef0123456789abcdef"
)


@pytest.mark.parametrize("entry", ["message", "conversation", "request", "subflow"])
def test_a_reply_may_be_waited_for_where_messages_are_exchanged(entry: str) -> None:
    assert short(f'on {entry} {{\nask "x"\n}}') == []


def test_nobody_waits_for_a_reply_on_a_call() -> None:
    found = only('on call {\nask "x"\n}')

    assert (found.code, found.severity.value, found.span.line) == (*WRONG, 2)
    assert found.message == "`ask` does not work in a run that began with `call`"
    assert found.help == "let only `on message` or `on conversation` or `on request` lead here"
    assert "81020" in found.why


@pytest.mark.parametrize("statement", [START, RESUME])
@pytest.mark.parametrize("entry", ["request", "subflow"])
def test_conversations_are_started_and_resumed_over_rest(statement: str, entry: str) -> None:
    assert short(f"on {entry} {{\n{statement}\n}}") == []


@pytest.mark.parametrize("statement", [START, RESUME])
@pytest.mark.parametrize("entry", ["call", "message", "conversation"])
def test_conversations_are_not_started_or_resumed_otherwise(statement: str, entry: str) -> None:
    assert short(f"on {entry} {{\n{statement}\n}}") == [(*WRONG, 2)]


def test_one_wrong_entry_of_several_is_enough() -> None:
    found = only('on message, request, call {\nask "x"\n}')

    assert trail(found) == [("1. the run begins with `call`", 1)]


def test_how_the_run_began_is_known_however_long_ago_it_was() -> None:
    body = 'say "x"\nhttp GET "https://example.com" { failed -> next }\n-> texting'
    text = f'on call {{\n{body}\n}}\nsection texting {{\nask "y"\n}}'

    assert short(text) == [(*WRONG, 7)]


def test_a_call_placed_by_a_request_does_not_change_how_the_run_began() -> None:
    assert short('on request {\ncall { busy, noAnswer, failed -> next }\nask "x"\n}') == []


def test_what_stands_behind_a_widget_that_stops_the_run_is_the_same_mistake() -> None:
    found = only('on call {\nask "x"\nask "y"\n}')

    assert trail(found) == [("1. the run begins with `call`", 1), ("`ask` here as well", 3)]


def test_two_branches_are_two_mistakes() -> None:
    text = 'on call {\nif flow.variables.a is_blank {\nask "x"\n} else {\nask "y"\n}\n}'

    assert short(text) == [(*WRONG, 3), (*WRONG, 5)]


FLEX = (
    "flex workflow=WW0123456789abcdef0123456789abcdef channel=TC0123456789abcdef0123456789abcdef "
    "{ failedToEnqueue, callFailure -> end }"
)


@pytest.mark.parametrize("entry", ["call", "message", "conversation", "subflow"])
def test_an_agent_takes_calls_messages_and_conversations(entry: str) -> None:
    assert short(f"on {entry} {{ {FLEX} }}") == []


def test_in_a_run_begun_over_the_api_there_is_nobody_for_an_agent() -> None:
    found = only(f"on request {{\n{FLEX}\n}}")

    assert (found.code, found.severity.value, found.span.line) == (*WRONG, 2)
    assert found.help.endswith(", or a live call")


def test_a_call_that_the_flow_places_is_one_for_an_agent() -> None:
    assert short(f"on request {{ call {{ busy, noAnswer, failed -> end }}; {FLEX} }}") == []
    assert short(f"on request {{\ncall {{ noAnswer, failed -> end; busy -> next }}\n{FLEX}\n}}") == [(*WRONG, 3)]


def test_a_conversation_that_the_flow_takes_up_is_one_for_an_agent() -> None:
    resume = (
        "resume-conversation conversation_service_sid=IS0123456789abcdef0123456789abcdef "
        "conversation_sid=CH0123456789abcdef0123456789abcdef"
    )

    assert short(f"on request {{ {resume} {{ failed -> end }}; {FLEX} }}") == []


def test_where_something_unknown_has_run_nothing_is_said_of_an_agent() -> None:
    assert short(f'on request {{ raw "of-tomorrow" {{ done -> next }}; {FLEX} }}') == []
