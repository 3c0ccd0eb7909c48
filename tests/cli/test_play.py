"""`flowc play` as a user runs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flowc import compile_text

if TYPE_CHECKING:
    from tests.cli.conftest import Run

Write = Callable[[str, str], Path]

FLOW = """\
on call {
  say "Welcome."
  menu: gather "Your order number?" { timeout -> menu }
  look: http GET "https://example.com/{{widgets.menu.Digits}}" { failed -> end }
  desk: dial number +15550101 { hangup -> end }
  set seen="{{widgets.look.parsed.day}}"
  say "It comes on {{flow.variables.seen}}."
}

on message {
  reply: ask "Which order?" { timeout, deliveryFailure -> end }
  send "We look after {{widgets.reply.inbound.Body}}." { failed -> end }
}
"""
TEST = """\
test "a caller" {
  given look { body { day = "Monday" } }
  presses 42
  hears contains "Monday"
  ends
}
"""


def test_a_call_is_typed_and_told_line_by_line(run: Run, flow: Write, golden: Callable[[Path, str], None]) -> None:
    flow("shop.flow", FLOW)

    result = run("play", "shop.flow", stdin=b'\n42\nbroken\nsuccess body=json("{\\"day\\": \\"Monday\\"}")\n2\n')

    assert (result.status, result.err) == (0, "")
    golden(Path("tests/cli/golden/played_call.txt"), result.out)


def test_a_chat_is_written(run: Run, flow: Write) -> None:
    flow("shop.flow", FLOW)

    out = run("play", "shop.flow", "--on", "message", "--from", "+1777", stdin=b"4711\n\n").out

    assert '    receives "Which order?"' in out
    assert '    receives "We look after 4711."' in out


def test_the_end_of_input_hangs_up(run: Run, flow: Write) -> None:
    flow("shop.flow", FLOW)

    assert run("play", "shop.flow").out.endswith("    the run is over: hung up\n")
    assert run("play", "shop.flow", "--on", "message").out.endswith("    the run is over: ended\n")


def test_a_definition_is_played_by_the_names_of_its_steps(run: Run, flow: Write) -> None:
    flow("shop.json", compile_text(FLOW).definition or "")

    out = run("play", "shop.json", stdin=b"hangs-up\n").out

    assert out.startswith('say_1 (say-play)\n    hears "Welcome."\nmenu (gather-input-on-call)\n')


def test_what_is_played_is_recorded_as_a_test_that_passes(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("shop.flow", FLOW)

    result = run("play", "shop.flow", "--record", "shop.flowtest", "--at", "2026-12-24 18:30", stdin=b"42\n2\n")

    assert result.err == "wrote shop.flowtest\n"
    text = (tmp_path / "shop.flowtest").read_text(encoding="utf-8")
    assert "  presses 42\n" in text
    assert '  at "2026-12-25 02:30:00+00:00"\n' in text
    assert run("test", "shop.flowtest").err == "1 passed\n"


def test_a_script_plays_the_contact_and_the_outside(run: Run, flow: Write) -> None:
    flow("shop.flow", FLOW)
    flow("shop.flowtest", TEST + TEST.replace("a caller", "another").replace("Monday", "Friday"))

    first = run("play", "shop.flow", "--script", "shop.flowtest")
    other = run("play", "shop.flow", "--script", "shop.flowtest", "-k", "other")

    assert first.status == other.status == 0
    assert '    hears "It comes on Monday."' in first.out
    assert '    hears "It comes on Friday."' in other.out
    assert "      presses 42" in first.out


def test_the_outside_can_answer_from_a_file_while_a_person_types(run: Run, flow: Write) -> None:
    flow("shop.flow", FLOW)
    flow("outside.flowtest", TEST.replace("presses 42", "given desk callCompleted DialCallStatus=busy\n  presses 42"))

    out = run("play", "shop.flow", "--answers", "outside.flowtest", stdin=b"7\n").out

    assert '    hears "It comes on Monday."' in out
    assert "    widgets.desk.DialCallStatus = busy" in out
    assert out.count("  > ") == 1


def test_an_answer_from_a_file_that_does_not_fit_is_asked_for(run: Run, flow: Write) -> None:
    flow("shop.flow", FLOW)
    flow("outside.flowtest", 'test "a" { given look broken }\n')

    out = run("play", "shop.flow", "--answers", "outside.flowtest", stdin=b"7\n\n").out

    assert "    `broken` cannot come of `look` here" in out
    assert "      1  success status_code=200 body={}" in out


def test_a_script_that_fails_says_where(run: Run, flow: Write) -> None:
    flow("shop.flow", FLOW + TEST.replace('hears contains "Monday"', 'hears "Sunday"'))

    result = run("play", "shop.flow", "--script", "shop.flow")

    assert result.status == 1
    assert "error[FLW904]: what the contact hears next is not `Sunday`" in result.out


def test_chance_finds_what_breaks_and_writes_it_as_a_test(run: Run, flow: Write, tmp_path: Path) -> None:
    flow(
        "bad.flow",
        'on call { menu: gather "1 or 2?" { timeout -> end }; if menu.Digits equal_to "7" -> odd }\n'
        'section odd { say "{{flow.variables.none}}" }\n',
    )

    result = run("play", "--random", "--seed", "3", "bad.flow", "--record", "bad.flowtest")

    assert result.status == 1
    assert "`odd` tells the contact `flow.variables.none`, which nothing has set" in result.err
    assert result.out == (tmp_path / "bad.flowtest").read_text(encoding="utf-8")
    assert "  presses 7\n" in result.out
    assert result.out == run("play", "--random", "--seed", "3", "bad.flow").out


def test_chance_finds_nothing_in_a_sound_flow(run: Run, flow: Write) -> None:
    flow("good.flow", 'on call { say "Hello." }\n')

    result = run("play", "--random", "--plays", "20", "good.flow")

    assert (result.status, result.out, result.err) == (0, "", "nothing broke in 20 plays\n")


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["none.flow"], 2, "none.flow: no such file"),
        (["module.flow"], 2, "module.flow: no entry, only what other flows use: nothing to play"),
        (["wrong.flow"], 1, "error[FLW101]"),
        (["good.flow", "--at", "noon"], 2, "--at noon: write a time as 2026-12-24 18:30"),
        (["good.flow", "--script", "good.flow"], 2, "good.flow: no test"),
        (["good.flow", "--script", "good.flow", "-k", "x"], 2, "good.flow: no test whose name holds `x`"),
        (["good.flow", "--script", "none.flow"], 2, "none.flow: no such file"),
        (["good.flow", "--script", "odd.flow"], 1, "error[FLW901]"),
        (["good.flow", "--record", "good.flow/x"], 2, "good.flow/x: "),
    ],
)
def test_what_cannot_be_played_is_said(run: Run, flow: Write, arguments: list[str], status: int, told: str) -> None:
    flow("module.flow", 'const a = "b"\n')
    flow("wrong.flow", 'on call { sya "Hello." }\n')
    flow("good.flow", 'on call { say "Hello." }\n')
    flow("odd.flow", 'test "a" { press 1 }\n')

    result = run("play", *arguments)

    assert result.status == status
    assert told in result.err


def test_help_shows_how_it_is_used(run: Run) -> None:
    assert "flowc play --random --seed 7 menu.flow" in run("play", "-h").out


TWIML = ("--target", "twiml")


def test_a_bundle_is_played_by_hand_up_to_each_question_and_from_the_start_again(run: Run, flow: Write) -> None:
    flow("shop.flow", FLOW)
    typed = b'\n42\nbroken\nsuccess body=json("{\\"day\\": \\"Monday\\"}")\n2\n'

    result = run("play", "shop.flow", *TWIML, "--record", "shop.flowtest", stdin=typed)

    assert (result.status, result.err) == (0, "wrote shop.flowtest\n")
    lines = result.out.splitlines()
    assert lines.count('    hears "Welcome."') == 1
    assert lines.count('    hears "Your order number?"') == 2
    assert lines[lines.index("  > 42") + 1] == "    look asks:"
    assert "    type one of `success`, `failed`, with values as `name=value` behind it; or a number" in lines
    assert lines.index('    hears "It comes on Monday."') > lines.index("    desk asks:")
    assert {"    widgets.menu.Digits = 42", "    widgets.desk.DialCallStatus = busy"} < set(lines)
    assert not [line for line in lines if "CallSid =" in line and "Dial" not in line]
    assert lines[-1] == "    the run is over: ended"
    assert run("test", "shop.flowtest", "--target", "studio,twiml").err == "2 passed\n"


def test_a_chat_with_a_bundle_and_its_end_of_input(run: Run, flow: Write) -> None:
    flow("shop.flow", FLOW)

    chat = run("play", "shop.flow", *TWIML, "--on", "message", stdin=b"4711\n\n").out

    assert '    receives "We look after 4711."' in chat
    assert run("play", "shop.flow", *TWIML).out.endswith("    the run is over: hung up\n")


def test_a_script_and_answers_of_a_file_play_a_bundle(run: Run, flow: Write) -> None:
    flow("shop.flow", FLOW)
    flow("shop.flowtest", TEST)
    flow("wrong.flowtest", TEST.replace('contains "Monday"', 'contains "Friday"'))

    assert '    hears "It comes on Monday."' in run("play", "shop.flow", *TWIML, "--script", "shop.flowtest").out
    answered = run("play", "shop.flow", *TWIML, "--answers", "shop.flowtest", stdin=b"7\n\n").out
    assert "    look asks:" not in answered
    assert "    request: method=GET, url=https://example.com/7" in answered
    wrong = run("play", "shop.flow", *TWIML, "--script", "wrong.flowtest")
    assert wrong.status == 1
    assert "FLW904" in wrong.out


def test_what_cannot_be_played_as_a_bundle_is_told(run: Run, flow: Write) -> None:
    flow("shop.flow", FLOW)
    flow("shop.json", compile_text(FLOW).definition or "")
    flow("raw.flow", 'on call { raw "set-attributes" {} }\n')

    refused = run("play", "shop.flow", *TWIML, "--random")
    assert (refused.status, refused.err) == (2, "flowc: --random plays against Studio: leave out --target twiml\n")
    definition = run("play", "shop.json", *TWIML)
    assert (definition.status, definition.err) == (
        2,
        "flowc: shop.json: a definition has no bundle; first: flowc decompile shop.json\n",
    )
    raw = run("play", "raw.flow", *TWIML)
    assert raw.status == 1
    assert "FLW70" in raw.out + raw.err
