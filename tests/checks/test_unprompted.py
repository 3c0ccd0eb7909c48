"""FLW307: a beep says nothing of what is wanted."""

from __future__ import annotations

import pytest
from tests.checks.found import trail
from tests.checks.test_own_widgets import widget

from flowc.compile import check
from flowc.diagnostics import Diagnostic

FOUND = "FLW307"
MESSAGE = "voicemail { hangup -> end }"


def found(text: str) -> list[Diagnostic]:
    return [finding for finding in check(text).diagnostics if finding.code == FOUND]


def test_a_call_that_begins_with_a_beep_is_a_warning() -> None:
    (finding,) = found(f"on call {{\n{MESSAGE}\n}}")

    assert (finding.severity.value, finding.span.line, finding.span.text) == ("warning", 2, "voicemail")
    assert finding.message == "nobody has said what `voicemail` is for"
    assert trail(finding) == [("1. the run begins with `call`", 1)]


@pytest.mark.parametrize(
    "before",
    [
        'say "Leave a message."',
        'play "https://example.com/a.mp3"',
        'gather "Press 1." { timeout -> next }',
        'gather play="https://example.com/a.mp3" { timeout -> next }',
        "agent connector_name=Helper { hangup, failed -> end }",
        "pay payment_connector=Default { hangup -> end }",
        'relay "wss://example.com/agent" { failed -> next }',
        'redirect "https://example.com" { timeout, fail -> end }',
        "subflow FW0123456789abcdef0123456789abcdef { failed -> next }",
        'raw "of-tomorrow" { done -> next }',
        'enqueue "shop" { failedToEnqueue, callFailure -> end }',
    ],
)
def test_what_speaks_or_may_have_spoken_is_a_prompt(before: str) -> None:
    assert found(f"on call {{\n{before}\n{MESSAGE}\n}}") == []


@pytest.mark.parametrize(
    "before",
    [
        "gather { timeout -> next }",
        "dial number +15550101 { hangup -> end }",
        'http GET "https://example.com" { failed -> next }',
        "set a=1",
    ],
)
def test_what_the_caller_does_not_hear_is_none(before: str) -> None:
    assert [one.span.line for one in found(f"on call {{\n{before}\n{MESSAGE}\n}}")] == [3]


def test_every_path_counts() -> None:
    text = 'on call {\nif contact.channel.address is_blank {\nsay "Leave a message."\n}\n' + MESSAGE + "\n}"

    assert [one.span.line for one in found(text)] == [5]


def test_what_was_said_in_another_call_is_no_prompt() -> None:
    text = f'on call {{\nsay "We call you back."\ncall {{ busy, noAnswer, failed -> end }}\n{MESSAGE}\n}}'

    assert [one.span.line for one in found(text)] == [4]


def test_a_second_beep_behind_the_first_is_the_same_mistake() -> None:
    (finding,) = found(f"on call {{\n{MESSAGE}\n{MESSAGE}\n}}")

    assert finding.notes[-1].message == "`voicemail` here as well"


def test_without_a_call_another_rule_speaks() -> None:
    assert [one.code for one in check(f"on message {{\n{MESSAGE}\n}}").diagnostics] == ["FLW303"]


def test_a_flow_that_another_began_may_have_spoken() -> None:
    assert found(f"on subflow {{\n{MESSAGE}\n}}") == []


def test_it_comes_from_the_declaration() -> None:
    own = widget("call live", "prompted say-play")

    assert [one.span.line for one in found(own + "on call {\nown\n}")] == [3]
    assert found(own + 'on call {\nsay "Now."\nown\n}') == []
