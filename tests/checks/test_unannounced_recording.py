"""FLW601: the caller is told before a recording begins."""

from __future__ import annotations

import pytest
from tests.checks.found import Short, trail
from tests.checks.test_own_widgets import widget
from tests.many_files import found_in

from flowc.compile import check
from flowc.diagnostics import Diagnostic

FOUND = ("FLW601", "warning")
START = "record on { failed -> next }"
NOTICE = 'say "This call is recorded."'


def findings(text: str) -> list[Diagnostic]:
    return [finding for finding in check(text).diagnostics if finding.code in ("FLW301", "FLW302", "FLW601")]


def short(text: str) -> list[Short]:
    return [(finding.code, finding.severity.value, finding.span.line) for finding in findings(text)]


def only(text: str) -> Diagnostic:
    (found,) = findings(text)
    return found


def test_a_recording_behind_a_mere_greeting_is_a_warning() -> None:
    found = only(f'on call {{\nsay "Welcome."\n{START}\n}}')

    assert (found.code, found.severity.value, found.span.line) == (*FOUND, 3)
    assert found.message == "nobody has told the caller of this `record`"
    assert trail(found) == [("1. the run begins with `call`", 1), ("2. then `say`", 2)]
    assert found.help == 'say it before, as in `say "This call is recorded."`'


@pytest.mark.parametrize(
    "before",
    [
        NOTICE,
        'gather "May we record this call? Press 1." { timeout -> end }',
        'menu "This call is recorded. Press 1." { 1 -> next; none, timeout -> end }',
        'play "https://example.com/a.mp3" announces=recording',
        'gather play="https://example.com/a.mp3" announces=recording { timeout -> end }',
    ],
)
def test_a_notice_may_be_said_asked_or_played(before: str) -> None:
    assert short(f'on call {{\nsay "Welcome."\n{before}\n{START}\n}}') == []


@pytest.mark.parametrize(
    "before",
    [
        'say "{{flow.variables.notice}}"',
        'say "${notice}"',
        "subflow FW0123456789abcdef0123456789abcdef { failed -> next }",
        'raw "of-tomorrow" { done -> next }',
        "agent connector_name=Helper { hangup, failed -> end }",
        'relay "wss://example.com" { failed -> end }',
    ],
)
def test_what_cannot_be_judged_is_not(before: str) -> None:
    assert FOUND[0] not in {code for code, _, _ in short(f'on call {{\nsay "Welcome."\n{before}\n{START}\n}}')}


@pytest.mark.parametrize(
    "before",
    [
        'say "This call is not recorded."',
        'play "https://example.com/a.mp3"',
        'digits "123"',
        'send "This call is recorded." { failed -> next }',
        "dial number +15550101 { hangup -> end }",
    ],
)
def test_what_the_caller_does_not_hear_or_denies_it_is_no_notice(before: str) -> None:
    text = f'on call {{\nsay "Welcome."\n{before}\n{START}\n}}'

    assert short(text) == [(*FOUND, 4)]


def test_a_play_on_the_way_is_asked_after() -> None:
    found = only(f'on call {{\nplay "https://example.com/a.mp3"\n{START}\n}}')

    assert found.help.endswith("or write `announces=recording` at the `play` that says it")


def test_every_path_counts() -> None:
    text = 'on call {\nsay "Welcome."\nif contact.channel.address is_blank {\n' + NOTICE + "\n}\n" + START + "\n}"

    assert short(text) == [(*FOUND, 6)]


def test_a_notice_behind_it_in_a_loop_is_too_late() -> None:
    text = f'on call {{\nagain: gather "Yes?" {{ timeout -> end }}\n{START}\n{NOTICE}\nrecord off\n-> again\n}}'

    assert [finding for finding in short(text) if finding[0] == FOUND[0]] == [(*FOUND, 3)]


def test_a_second_start_behind_the_first_is_the_same_mistake() -> None:
    text = f'on call {{\nsay "a"\n{START}\nrecord off {{ failed -> next }}\n{START}\n}}'

    assert short(text) == [(*FOUND, 3)]


def test_an_end_of_a_recording_tells_nobody() -> None:
    text = f'on subflow, call {{\nsay "a"\nrecord off {{ failed -> next }}\n{START}\n}}'

    assert (*FOUND, 4) in short(text)


def test_before_anybody_has_spoken_another_rule_speaks() -> None:
    assert short(f"on call {{\n{START}\n}}") == [("FLW302", "error", 2)]
    assert short(f'on request {{\ncall\nsay "a"\n{START}\n}}') == [("FLW301", "error", 4)]


def test_strict_makes_an_error_of_it() -> None:
    found = found_in(f'on call {{\nsay "Welcome."\n{START}\n}}\n# ---- flowc.toml\nstrict = true\n')

    assert [(one.code, one.severity.value) for one in found] == [("FLW601", "error")]


def test_a_project_has_words_of_its_own() -> None:
    text = f'on call {{\nsay "The owl listens."\n{START}\n}}\n# ---- flowc.toml\nannouncements = ["owl listens"]\n'

    assert found_in(text) == []
    assert [one.code for one in found_in(text.replace('"owl listens"]', '"bear listens"]'))] == ["FLW601"]


def test_in_a_block_the_use_is_the_place() -> None:
    found = only(f'block b() {{\n{START}\n}}\non call {{\nsay "Welcome."\nb\n}}')

    assert (found.code, found.span.line) == (FOUND[0], 6)
    assert ("this `record` in the block", 2) in trail(found)


def test_the_words_and_the_widget_come_from_a_declaration() -> None:
    own = widget("call live", "option a: switch", "records on when a=true", 'notice "watched"', "exit failed failure")

    assert short(own + 'on call {\nsay "Welcome."\nown a=on { failed -> next }\n}') == [(*FOUND, 4)]
    assert short(own + "on call {\nown a=on { failed -> next }\n}") == [(*FOUND, 3)]
    assert short(own + 'on call {\nsay "You are watched."\nown a=on { failed -> next }\n}') == []
    assert short(own + 'on call {\nsay "Welcome."\nown a=off { failed -> next }\n}') == []
