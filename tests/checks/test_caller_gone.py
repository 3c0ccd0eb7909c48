"""FLW305: where the caller has hung up nobody hears what is said."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short, trail

GONE = ("FLW305", "warning")
HANGUPS = [
    "dial number +15550100",
    "voicemail",
    "pay payment_connector=Default",
    "agent connector_name=Helper",
]


@pytest.mark.parametrize("statement", HANGUPS)
def test_behind_a_hangup_nobody_listens(statement: str) -> None:
    found = only(f'on call {{\nsay "x"\n{statement} {{\nhangup {{ say "y" }}\n}}\n}}')

    assert (found.code, found.severity.value, found.span.line) == (*GONE, 4)
    assert found.message == "`say` speaks to nobody"


@pytest.mark.parametrize("statement", HANGUPS)
def test_behind_the_main_exit_the_caller_is_there(statement: str) -> None:
    assert short(f'on call {{\nsay "x"\n{statement} {{ hangup -> end }}\nsay "y"\n}}') == []


def test_what_needs_no_caller_may_stand_behind_a_hangup() -> None:
    assert short('on call {\nvoicemail { hangup { send "x"; http POST "https://example.com" } }\n}') == []


def test_behind_a_redirect_that_did_not_return_nobody_listens() -> None:
    found = only('on call {\nredirect "https://example.com" {\ntimeout { say "x" }\nreturn -> end\n}\n}')

    assert (found.code, found.span.line) == ("FLW305", 3)


def test_a_recording_behind_a_hangup_is_a_warning_and_no_error() -> None:
    assert short('on call {\nsay "x"\nvoicemail { hangup -> next }\nrecord off\n}') == [(*GONE, 4)]


def test_all_that_is_said_behind_one_hangup_is_one_mistake() -> None:
    found = only('on call {\nvoicemail {\nhangup {\nsay "a"\nsay "b"\n}\n}\n}')

    assert trail(found) == [
        ("1. the run begins with `call`", 1),
        ("2. then `voicemail`, which leaves by `hangup`", 3),
        ("`say` here as well", 5),
    ]


def test_two_hangups_are_two_mistakes() -> None:
    text = 'on call {\nvoicemail { hangup { say "a" } }\nvoicemail { hangup { say "b" } }\n}'

    assert short(text) == [(*GONE, 2), (*GONE, 3)]


def test_a_new_call_brings_somebody_back() -> None:
    assert short('on call {\nvoicemail { hangup -> back }\n}\nsection back {\ncall\nsay "x"\n}') == []


def test_in_a_flow_that_another_began_a_hangup_is_a_hangup_too() -> None:
    assert short('on subflow {\nvoicemail { hangup { say "a" } }\n}') == [(*GONE, 2)]
