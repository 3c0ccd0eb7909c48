"""FLW309: the recording of a placed call is not made of a conversation with a server."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short, trail
from tests.checks.test_own_widgets import widget

FOUND = ("FLW309", "warning")
CALL = "call record=on { busy, noAnswer, failed -> end }"
RELAY = 'relay "wss://example.com/agent" { failed -> end }'


def test_a_placed_call_with_a_recording_that_a_server_takes_over() -> None:
    found = only(f"on request {{\n{CALL}\n{RELAY}\n}}")

    assert (found.code, found.severity.value, found.span.line) == (*FOUND, 3)
    assert found.message == "the recording of the call leaves `relay` out"
    assert trail(found) == [("1. the run begins with `request`", 1), ("2. then `call`", 2)]


@pytest.mark.parametrize(
    "text",
    [
        f"on request {{\ncall {{ busy, noAnswer, failed -> end }}\n{RELAY}\n}}",
        f'on call {{\nsay "This call is recorded."\nrecord on {{ failed -> next }}\n{RELAY}\n}}',
        f"on call {{\n{RELAY}\n}}",
        f'on request {{\n{CALL}\nsay "This call is recorded."\n}}',
        f"on request {{\n{CALL}\ncall {{ busy, noAnswer, failed -> end }}\n{RELAY}\n}}",
        f'on request {{\n{CALL}\nraw "of-tomorrow" {{ done -> next }}\n{RELAY}\n}}',
    ],
)
def test_other_calls_and_other_recordings_are_none(text: str) -> None:
    assert FOUND[0] not in {code for code, _, _ in short(text)}


def test_one_of_two_paths_is_enough() -> None:
    text = f"on request {{\nif flow.data.secret is_blank {{\n{CALL}\n}} else {{\ncall\n}}\n{RELAY}\n}}"

    assert short(text) == [(*FOUND, 7)]


def test_it_comes_from_the_declaration() -> None:
    assert short(widget("call live", "deaf") + f"on request {{\n{CALL}\nown\n}}") == [(*FOUND, 4)]
    assert short(widget("call live") + f"on request {{\n{CALL}\nown\n}}") == []
