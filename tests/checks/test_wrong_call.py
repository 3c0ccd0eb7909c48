"""FLW301: a recording needs an incoming call."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short, trail

WRONG = ("FLW301", "error")


@pytest.mark.parametrize("entry", ["message", "conversation", "request"])
def test_where_no_call_came_in_there_is_nothing_to_record(entry: str) -> None:
    found = only(f"on {entry} {{\nrecord on\n}}")

    assert (found.code, found.severity.value, found.span.line) == (*WRONG, 2)
    assert found.label == f"here a run that began with `{entry}` has no call"
    assert found.help == "let only `on call` lead here"


def test_a_call_that_came_in_may_be_recorded() -> None:
    assert short('on call { say "x"; record on }') == []


def test_an_entry_from_another_flow_raises_nothing() -> None:
    assert short("on subflow { record on }") == []


def test_an_outgoing_call_is_recorded_by_the_call_itself() -> None:
    found = only('on request {\nplaced: call\nsay "x"\nrecord on\n}')

    assert (found.code, found.severity.value, found.span.line) == (*WRONG, 4)
    assert found.label == "here the call is an outgoing one, placed by `call` in line 2"
    assert "`record = on`" in found.help


def test_an_outgoing_call_out_of_an_incoming_one_is_outgoing_all_the_same() -> None:
    assert short('on call {\nsay "x"\ncall\nsay "y"\nrecord on\n}') == [(*WRONG, 5)]


@pytest.mark.parametrize("exit_", ["busy", "noAnswer", "failed"])
def test_behind_a_call_that_was_not_answered_there_is_none(exit_: str) -> None:
    found = only(f"on call {{\ncall {{\n{exit_} {{ record on }}\nanswered -> end\n}}\n}}")

    assert (found.code, found.span.line) == ("FLW301", 3)
    assert found.label == f"here there is no call: `call` in line 2 left by `{exit_}`"


def test_one_entry_of_several_is_wrong_and_named() -> None:
    found = only("on subflow -> go\non message -> go\nsection go {\nrecord on\n}")

    assert (found.code, found.span.line) == ("FLW301", 4)
    assert trail(found) == [("1. the run begins with `message`", 2)]


def test_the_outgoing_call_is_told_before_the_missing_one() -> None:
    found = only("on request {\ncall { busy, noAnswer, failed -> next }\nrecord on\n}")

    assert found.label.startswith("here the call is an outgoing one")


def test_recordings_on_one_wrong_path_are_one_mistake() -> None:
    found = only("on request {\nrecord on\nset a=1\nrecord off\n}")

    assert trail(found) == [("1. the run begins with `request`", 1), ("`record` here as well", 4)]


def test_recordings_on_two_wrong_paths_are_two() -> None:
    text = "on request {\nrecord on\n}\non message {\nrecord on\n}"

    assert short(text) == [(*WRONG, 2), (*WRONG, 5)]


def test_where_no_call_is_there_nothing_is_said_of_a_missing_greeting() -> None:
    assert short("on request { call; record on }") == [(*WRONG, 1)]


def test_an_own_call_in_a_flow_that_another_began_is_outgoing() -> None:
    assert short("on subflow {\ncall\nrecord on\n}") == [(*WRONG, 3)]


@pytest.mark.parametrize("widget", ["enqueue support", "flex workflow=WW{} channel=TC{}"])
def test_behind_a_queue_nothing_is_known_of_the_call(widget: str) -> None:
    statement = widget.replace("{}", "0123456789abcdef" * 2)

    assert short(f"on call {{\n{statement} {{ failedToEnqueue, callFailure -> end }}\nrecord on\n}}") == []
