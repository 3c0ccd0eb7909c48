"""FLW310: recordings of different kinds run beside each other."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short, trail
from tests.checks.test_own_widgets import widget

FOUND = ("FLW310", "warning")
START = 'say "This call is recorded. Leave a message."\nrecord on { failed -> end }'
MESSAGE = "voicemail { hangup -> end }"
DIAL = "dial number +15550101 record=on { hangup -> end }"


@pytest.mark.parametrize("statement", [MESSAGE, DIAL])
def test_a_recording_of_its_own_in_a_recorded_call(statement: str) -> None:
    found = only(f"on call {{\n{START}\n{statement}\n}}")

    assert (found.code, found.severity.value, found.span.line) == (*FOUND, 4)
    assert found.message == f"`{statement.split(maxsplit=1)[0]}` is recorded twice"
    assert trail(found)[-1] == ("3. then `record`", 3)


@pytest.mark.parametrize("statement", [MESSAGE, DIAL])
def test_a_call_that_was_placed_with_a_recording_is_recorded_too(statement: str) -> None:
    text = f'on request {{\ncall record=on {{ busy, noAnswer, failed -> end }}\nsay "a"\n{statement}\n}}'

    assert short(text) == [(*FOUND, 4)]


@pytest.mark.parametrize(
    "between",
    [
        "record off { failed -> end }",
        'raw "of-tomorrow" { done -> next }',
        "subflow FW0123456789abcdef0123456789abcdef { failed -> next }",
        'function "https://example.com/stop" { fail -> next }',
    ],
)
def test_where_it_is_off_or_nobody_knows_nothing_is_said(between: str) -> None:
    assert short(f"on call {{\n{START}\n{between}\n{MESSAGE}\n}}") == []


def test_without_a_recording_of_its_own_nothing_is_said() -> None:
    assert short(f"on call {{\n{START}\ndial number +15550101 {{ hangup -> end }}\n}}") == []


def test_behind_the_failure_of_the_switch_no_recording_runs() -> None:
    assert short(f'on call {{\nsay "This call is recorded."\nrecord on {{ failed {{ {MESSAGE} }} }} -> end\n}}') == []


def test_one_of_two_paths_is_enough() -> None:
    text = f"on call {{\n{START.replace('end', 'next')}\n{MESSAGE}\n}}"

    assert short(text) == [(*FOUND, 4)]


def test_it_comes_from_the_declaration() -> None:
    own = widget("call live", "own-recording unless a=no", "option a: yes | no")

    assert short(own + f"on call {{\n{START}\nown a=yes\n}}") == [(*FOUND, 5)]
    assert short(own + f"on call {{\n{START}\nown a=no\n}}") == []
