"""Tests, played against flows."""

from __future__ import annotations

import pytest
from tests.play.plays import definition_of, definition_with, state
from tests.script.tried import scripts_in, stage_of, tried

from flowc.diagnostics import Diagnostic
from flowc.play.happenings import Left
from flowc.script.player import Stage, play_script

FLOW = """
on call {
  say "Welcome to the shop."
  menu: gather "For sales press 1." timeout=7s { timeout -> menu }
  lookup: http POST "https://example.com/orders" {
    parameters { order = menu.Digits }
    failed -> sorry
  }
  desk: dial number +15550101 { hangup -> end }
  if desk.DialCallStatus not_equal_to "completed" -> sorry
  say "Goodbye, {{widgets.lookup.parsed.name}}."
}

section sorry {
  say "We are sorry."
  note: send "Somebody called." to=+15550177 { failed -> end }
}

on message {
  send "Hello." { failed -> end }
  reply: ask "Which order?" timeout=1h { timeout, deliveryFailure -> end }
  set order="{{widgets.reply.inbound.Body}}"
  send "Order {{flow.variables.order}}." { failed -> end }
}
"""
ANSWER = 'given lookup status_code=200 body="""{"name": "Ada"}"""'


def failure(*lines: str) -> Diagnostic | None:
    (played,) = tried(FLOW + 'test "one" {\n' + "\n".join(lines) + "\n}\n")
    return played.failure


def message(*lines: str) -> str:
    found = failure(*lines)
    return found.message if found else ""


# --- Tests that pass


@pytest.mark.parametrize(
    "lines",
    [
        (ANSWER, "presses 1", "ends"),
        (ANSWER, 'hears "Welcome to the shop."', 'hears contains "press 1"', "presses 1", 'hears "Goodbye, Ada."'),
        (ANSWER, 'hears "For sales press 1."', "presses 1"),
        (ANSWER, "silent", "presses 1", "passes menu, menu, desk", "avoids note, sorry"),
        (ANSWER, "says yes", 'expect menu.SpeechResult "yes"', 'expect lookup.parsed.name "Ada"'),
        (ANSWER, "presses 1", 'expect request lookup method=POST { parameters { order = "1" } }', "expect no message"),
        (ANSWER, "given desk DialCallStatus=busy", "presses 1", 'expect message note to="+15550177"', "ends"),
        ("given lookup failed", "presses 1", "expect warning 81016", 'hears "We are sorry."', "expect no dial"),
        (
            "given lookup status_code=404",
            "presses 1",
            'expect lookup.status_code "404"',
            "expect lookup.body ''"[:-2] + '""',
        ),
        ('hears "Welcome to the shop."', "hangs-up", "avoids menu", "ends hung-up"),
        ("hangs-up", "ends hung-up"),
        ('hears contains "press"', "hangs-up", "passes menu"),
        (ANSWER, "presses 1", "given desk hangup", "ends"),
        (ANSWER, "presses 1", "hangs-up", 'expect desk.CallStatus "completed"'),
        ("expect recording off", "hangs-up"),
        (
            'on message "hi"',
            'receives "Hello."',
            'receives "Which order?"',
            'writes "42"',
            'receives "Order 42."',
            "ends",
        ),
        ('on message "hi"', "silent", "ends"),
        ('on message "hi"', "given reply deliveryFailure", "ends"),
        ('on message "hi" from=+1777', "writes a", 'expect message body=contains("Order") to="+1777"'),
        ("on request", "ends", "expect flow.data.x unset"),
    ],
)
def test_a_test_passes(lines: tuple[str, ...]) -> None:
    found = failure(*lines)

    assert found is None


def test_a_text_that_is_broken_over_lines_is_the_same_text() -> None:
    flow = 'on call { say """\n  Welcome\n  to  the shop.\n""" }\ntest "one" { hears "Welcome to the shop." }\n'

    assert tried(flow)[0].failure is None


# --- Tests that fail


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (('hears "Hello"', "hangs-up"), "what the contact hears next is not `Hello`"),
        (('hears contains "Hello"', "presses 1"), "what the contact hears next is not a text that contains `Hello`"),
        (('hears regex "^Hello"', "presses 1"), "what the contact hears next is not a text that matches `^Hello`"),
        (("passes sorry", "presses 1"), "the run has not come to `sorry`"),
        (("avoids menu", "presses 1"), "the run has come to `menu`"),
        (("ends", "presses 1"), "the run goes on: it waits at `menu`"),
        ((ANSWER, "presses 1", "ends hung-up"), "the run is over, but not so: ended"),
        ((ANSWER, "presses 1", "silent"), "the run is over (ended) before this line"),
        ((ANSWER, "presses 1", 'expect menu.Digits "2"'), "`widgets.menu.Digits` is `1`, not `2`"),
        ((ANSWER, "presses 1", 'expect menu.Speech "2"'), "`widgets.menu.Speech` is not set, not `2`"),
        ((ANSWER, "presses 1", "expect menu.Digits unset"), "`widgets.menu.Digits` is `1`, not nothing"),
        ((ANSWER, "presses 1", "expect message"), "there is no message"),
        ((ANSWER, "presses 1", "expect message note"), "there is no message by `note`"),
        ((ANSWER, "presses 1", "expect no request"), "there is a request"),
        ((ANSWER, "presses 1", "expect request method=GET"), "no request is like this"),
        ((ANSWER, "presses 1", "expect request { parameters { a = 1 } }"), "no request is like this"),
        ((ANSWER, "presses 1", "expect request { method { a = 1 } }"), "no request is like this"),
        ((ANSWER, "expect recording on", "presses 1"), "the call is not being recorded"),
        ((ANSWER, "presses 1", "expect warning 81016"), "logged: nothing"),
        (("given lookup failed", "presses 1", "expect no warning"), "logged: 81016"),
        (('writes "Hi"',), "`menu` waits for keys or words, not for this"),
        (('on message "a"', "presses 1"), "`reply` waits for a message, not for this"),
        (("given note failed", "hangs-up"), "`note` has asked for nothing"),
    ],
)
def test_a_test_fails_at_the_line_that_is_not_so(lines: tuple[str, ...], expected: str) -> None:
    found = failure(*lines)

    assert found is not None
    assert (found.code, found.message) == ("FLW904", expected)
    assert found.span.source.line(found.span.line) in lines


def test_a_failure_shows_where_the_run_was() -> None:
    found = failure('hears "Hello"', "presses 1")

    assert found is not None
    assert [note.span and note.span.source.line(note.span.line).strip() for note in found.notes] == [
        'menu: gather "For sales press 1." timeout=7s { timeout -> menu }'
    ]


def test_a_text_that_is_not_heard_is_answered_with_those_that_were() -> None:
    found = failure('hears "Hello"', "presses 1")

    assert found is not None
    assert found.help == "heard: `Welcome to the shop.`, `For sales press 1.`"


def test_what_was_heard_already_is_not_heard_again() -> None:
    found = failure('hears "For sales press 1."', 'hears "Welcome to the shop."', "presses 1")

    assert found is not None
    assert found.help == "nothing more was heard"


def test_many_texts_are_not_all_told() -> None:
    flow = "on call {\n" + 'say "a"\n' * 9 + '}\ntest "one" { hears "b" }\n'
    (played,) = tried(flow)

    assert played.failure is not None
    assert played.failure.help == "heard: " + ", ".join(["`a`"] * 6) + ", and 3 more"


# --- Scripts that run out


@pytest.mark.parametrize(
    ("lines", "expected", "help_"),
    [
        ((), "`menu` waits for keys or words, and the test says no more", "silent"),
        (("silent",), "`menu` waits for keys or words, and the test says no more", "hangs-up"),
        (('on message "a"',), "`reply` waits for a message, and the test says no more", "writes"),
        (("presses 1",), "`lookup` asks a server, and the test does not say what it answers", "given lookup"),
    ],
)
def test_a_script_that_runs_out_says_what_is_waited_for(lines: tuple[str, ...], expected: str, help_: str) -> None:
    found = failure(*lines)

    assert found is not None
    assert (found.code, found.message) == ("FLW903", expected)
    assert help_ in found.help


def test_what_comes_of_a_recording_is_told_in_turn_with_what_the_contact_records() -> None:
    flow = 'on call { say "Speak."; box: voicemail { noAudio -> box; hangup -> end }; say "Thanks." }\n'
    flow += 'test "a" { given box noAudio; hears "Speak."; records 9s; hears "Thanks."; ends }\n'
    (one,) = tried(flow)

    assert one.failure is None
    assert [item.event for item in one.happenings if isinstance(item, Left) and item.step == "box"] == [
        "noAudio",
        "recordingComplete",
    ]


def test_a_recording_that_nobody_makes_runs_out_too() -> None:
    flow = 'on call { say "Speak."; box: voicemail { noAudio, hangup -> end } }\n'
    flow += 'test "a" { }\ntest "b" { records 9s; ends }\n'
    one, other = tried(flow)

    assert one.failure is not None
    assert "waits for a recording" in one.failure.message
    assert other.failure is None


# --- The outside


def test_several_outcomes_of_one_step_come_one_after_the_other_and_the_last_stays() -> None:
    flow = """
on message {
  fetch: http GET "https://example.com" { failed -> fetch }
}
test "three times" {
  on message "a"
  given fetch status_code=500
  given fetch status_code=502
  given fetch status_code=200
  passes fetch, fetch, fetch
  ends
}
test "for ever" {
  on message "a"
  given fetch failed
  expect warning 81001
  ends stopped
}
"""
    assert [played.failure for played in tried(flow)] == [None, None]


def test_an_outcome_that_no_widget_of_the_type_has_is_a_failure() -> None:
    odd = state("hello", "send-message", {"body": "Hi"}, sent=None, odd=None)
    (script,) = scripts_in('test "a" { on message "a"; given hello odd }\n')

    played = play_script(script, Stage(definition_with(odd, entry="incomingMessage")))

    assert played.failure is not None
    assert played.failure.message == "`odd` cannot come of `hello` here"


def test_time_passes_where_the_test_says_so() -> None:
    flow = """
on message {
  reply: ask "?" timeout=1h { timeout, deliveryFailure -> end }
  set at="{{ 'now' | date: '%H:%M' }}"
}
test "later" {
  on message "a"
  at "2026-12-24 18:30"
  waits 90m
  writes "b"
  expect flow.variables.at "20:00"
}
"""
    assert tried(flow)[0].failure is None


def test_a_subflow_at_hand_is_played() -> None:
    flow = """
on call {
  say "Hello."
  inner: subflow FW0123456789abcdef0123456789abcdef { failed -> end }
}
test "a" { hears "Inside."; passes inner; expect inner.said "yes"; ends }
"""
    inner = definition_of('on subflow { say "Inside."; set said="yes" }')
    stage = stage_of(flow, {"FW0123456789abcdef0123456789abcdef": inner})

    assert play_script(scripts_in(flow)[0], stage).failure is None


def test_a_subflow_whose_outcome_a_test_gives_is_not_played() -> None:
    flow = """
on call {
  say "Hello."
  inner: subflow FW0123456789abcdef0123456789abcdef { failed -> sorry }
}
section sorry { say "Sorry." }
test "a" { given inner failed; hears "Sorry."; ends }
test "b" { given inner said="no"; expect inner.said "no"; ends }
"""
    inner = definition_of('on subflow { say "Inside."; set said="yes" }')
    stage = stage_of(flow, {"FW0123456789abcdef0123456789abcdef": inner})

    assert [play_script(one, stage).failure for one in scripts_in(flow)] == [None, None]


def test_one_test_leaves_nothing_behind_for_the_next() -> None:
    stage = stage_of(FLOW)
    (script,) = scripts_in(f'test "a" {{\n{ANSWER}\npresses 1\nends\n}}\n')

    assert play_script(script, stage) == play_script(script, stage)
