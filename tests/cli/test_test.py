"""`flowc test` as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from defusedxml import ElementTree as Xml

from flowc import compile_text

if TYPE_CHECKING:
    from tests.cli.conftest import Run

Write = Callable[[str, str], Path]

MENU = """\
on call {
  menu: gather "For sales press 1." { timeout -> menu }
  if menu.Digits equal_to "1" -> sales
  say "Goodbye."
}

section sales { say "One moment." }
"""
GOOD = 'test "sales" {\n  presses 1\n  hears "One moment."\n}\n'
BAD = 'test "service" {\n  presses 2\n  hears "Hello."\n}\n'


def test_tests_that_pass_are_counted(run: Run, flow: Write) -> None:
    flow("menu.flow", MENU + GOOD)

    result = run("test", "menu.flow")

    assert (result.status, result.out, result.err) == (0, "", "1 passed\n")


def test_a_test_that_fails_is_shown_with_both_files_and_the_whole_call(
    run: Run, flow: Write, golden: Callable[[Path, str], None]
) -> None:
    flow("menu.flow", MENU)
    flow("menu.flowtest", GOOD + "\n" + BAD)

    result = run("test")

    assert (result.status, result.err) == (1, "1 passed, 1 failed\n")
    golden(Path("tests/cli/golden/failed_test.txt"), result.out)


def test_without_a_path_all_tests_below_the_folder_are_played(run: Run, flow: Write) -> None:
    flow("a/menu.flow", MENU + GOOD)
    flow("b/menu.flow", MENU)
    flow("b/menu.flowtest", GOOD)
    flow(".hidden/menu.flow", MENU + BAD)

    result = run("test", "-v")

    assert result.out == "passed  ./a/menu.flow: sales\npassed  ./b/menu.flowtest: sales\n"
    assert result.status == 0


def test_tests_are_chosen_by_their_names_and_files(run: Run, flow: Write) -> None:
    flow("menu.flow", MENU + GOOD + BAD)

    assert run("test", "-k", "SALES").status == 0
    assert run("test", "-k", "menu.flow").status == 1
    assert run("test", "-k", "menu", "-k", "sales").status == 0
    nothing = run("test", "-k", "nobody")
    assert (nothing.status, nothing.err) == (1, "no tests\n")


def test_a_folder_without_tests_has_none(run: Run, flow: Write) -> None:
    flow("menu.flow", MENU)

    assert run("test").status == 0
    assert "no tests" in run("test").err


def test_a_file_of_tests_names_its_flow_and_gives_its_values(run: Run, flow: Write) -> None:
    flow("flows/greet.flow", "param name: text\non call { say name }\n")
    flow(
        "tests/greet.flowtest",
        'flow "../flows/greet.flow" { name = "Ada" }\n\ntest "a" { hears "Ada"; ends }\n',
    )

    assert run("test", "tests").status == 0
    assert run("test", "tests", "--set", "name=Bob").status == 1


def test_a_definition_is_tested_as_it_is(run: Run, flow: Write) -> None:
    found = json.loads(compile_text(MENU).definition or "")
    menu = next(state for state in found["states"] if state["name"] == "menu")
    menu["transitions"] = [one for one in menu["transitions"] if one["event"] != "timeout"]
    flow("menu.json", json.dumps(found))
    flow("menu.flowtest", 'flow "./menu.json"\n\ntest "a" { silent; expect warning 81002; ends ignored }\n')

    result = run("test", "menu.flowtest")

    assert (result.status, result.out) == (0, "")


def test_a_subflow_is_read_from_its_file(run: Run, flow: Write) -> None:
    sid = "FW0123456789abcdef0123456789abcdef"
    flow("inner.flow", 'on subflow { say "Inside." }\n')
    flow(
        "outer.flow",
        f'on call {{\n  say "Hello."\n  subflow {sid} {{ failed -> end }}\n}}\n'
        f'test "a" {{ subflow {sid} "./inner.flow"; hears "Inside."; ends }}\n'
        f'test "b" {{ hears "Hello."; ends }}\n',
    )

    assert run("test", "outer.flow").status == 0
    (flow("inner.flow", "")).unlink()
    missing = run("test", "outer.flow")
    assert missing.status == 1
    assert "no flow can be read here: inner.flow: no such file" in missing.out


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("menu.flow", MENU + 'test "a" { press 1 }\n', "error[FLW901]"),
        ("menu.flow", MENU + 'test "a" { passes menus }\n', "error[FLW902]"),
        ("menu.flow", MENU + 'test "a" { given menu busy }\n', "error[FLW905]"),
        ("menu.flow", 'on call { sya "Hello" }\n' + GOOD, "error[FLW101]"),
        ("menu.flow", 'const a = "b"\n' + GOOD, "nothing begins it"),
        ("a.flowtest", 'flow "./none.flow"\n' + GOOD, "no flow can be read here: none.flow: no such file"),
        ("a.flowtest", 'flow "./menu.flow"\nsay "Hello."\n' + GOOD, "a file of tests holds only tests"),
        ("a.flowtest", 'flow "./menu.flow"\ntest "a" { passes menus }\n', "no step is called `menus`"),
        ("a.flowtest", 'flow "./menu.flow"\ntest "a" { silent\n', "error[FLW004]"),
        ("menu.flowtest", "flow menu other\n" + GOOD, "`flow` says too much"),
    ],
)
def test_what_cannot_be_played_is_a_finding_with_its_place(
    run: Run, flow: Write, name: str, text: str, shown: str
) -> None:
    flow("menu.flow", MENU)
    flow(name, text)

    result = run("test", name)

    assert result.status == 1
    assert shown in result.out
    assert f"--> {name}:" in result.out


def test_a_file_that_cannot_be_read_ends_the_run_with_two(run: Run, flow: Write) -> None:
    flow("lonely.flowtest", GOOD)

    assert run("test", "none.flow").status == 2
    lonely = run("test")
    assert lonely.status == 2
    assert "the flow of these tests: lonely.flow: no such file" in lonely.err
    assert run("test", "--values", "none.toml").status == 2


def test_many_tests_are_shared_out_over_processes_and_come_back_in_order(run: Run, flow: Write) -> None:
    tests = "".join(f'test "{number}" {{\n  presses 1\n  hears "One moment."\n}}\n' for number in range(250))
    flow("menu.flow", MENU + tests)

    result = run("test", "-j", "2", "-v", "menu.flow")

    assert result.status == 0
    assert result.out == "".join(f"passed  menu.flow: {number}\n" for number in range(250))


def test_a_junit_report_names_all_tests_and_why_they_failed(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("menu.flow", MENU + GOOD + BAD)
    flow("odd.flow", MENU + 'test "a" { press 1 }\n')

    assert run("test", "--junit", "report.xml").status == 1
    root = Xml.parse(tmp_path / "report.xml").getroot()
    assert root is not None

    assert [(suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("errors")) for suite in root] == [
        ("./menu.flow", "2", "1", "0"),
        ("./odd.flow", "1", "0", "1"),
    ]
    (failed,) = root.iter("failure")
    assert failed.get("message") == "what the contact hears next is not `Hello.`"
    assert "presses 2" in (failed.text or "")


def test_coverage_tells_what_no_test_comes_through(run: Run, flow: Write) -> None:
    flow("menu.flow", MENU + GOOD)

    result = run("test", "--coverage")

    assert result.status == 0
    assert result.out.splitlines() == [
        " 58.3 %  menu.flow: 7 of 12 steps and exits",
        "  not reached: say_1",
        "  not taken: menu speech",
        "  not taken: menu timeout",
        "  not taken: if_1 noMatch",
    ]


def test_too_little_coverage_fails_the_run(run: Run, flow: Write) -> None:
    flow("menu.flow", MENU + GOOD)

    low = run("test", "--fail-under", "60")

    assert (low.status, low.err.splitlines()[-1]) == (1, "coverage is 58.3 %, below 60 %")
    assert run("test", "--fail-under", "58").status == 0


def test_a_flow_without_tests_counts_when_coverage_is_asked_for(run: Run, flow: Write) -> None:
    flow("menu.flow", MENU + GOOD)
    flow("other.flow", 'on call { say "Hello." }\n')
    flow("module.flow", 'const greeting = "Hello"\n')

    out = run("test", "--coverage").out

    assert "  0.0 %  other.flow: 0 of 3 steps and exits" in out
    assert "module.flow" not in out
    assert out.splitlines()[-1] == " 46.6 %  all flows: 7 of 15 steps and exits"


def test_coverage_is_written_as_json_and_as_a_page(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("menu.flow", MENU + GOOD)
    flow("menu.flowtest", 'test "goodbye" {\n  presses 2\n  hears "Goodbye."\n}\n')

    run("test", "--coverage-json", "c.json", "--coverage-html", "c.html")
    found = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    page = (tmp_path / "c.html").read_text(encoding="utf-8")

    (one,) = found["flows"]
    assert (one["path"], one["covered"], one["of"]) == ("menu.flow", 10, 12)
    (menu,) = (step for step in one["steps"] if step["name"] == "menu")
    assert [(exit_["name"], exit_["covered"]) for exit_ in menu["exits"]] == [
        ("keypress", True),
        ("speech", False),
        ("timeout", False),
    ]
    assert '<span class="missed">timeout</span>' in page
    assert "83.3 % of 12 steps and exits" in " ".join(page.split())


def test_other_formats_print_failures_as_findings(run: Run, flow: Write) -> None:
    flow("menu.flow", MENU + BAD)

    (found,) = json.loads(run("test", "--format", "json").out)

    assert (found["code"], found["path"], found["line"]) == ("FLW904", "./menu.flow", 10)


def test_tests_are_played_again_after_a_change(flow: Write, tmp_path: Path, environment: dict[str, str]) -> None:
    path = flow("menu.flow", MENU + GOOD)
    process = subprocess.Popen(
        [sys.executable, "-m", "flowc", "test", "--watch", "menu.flow"],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    # A run that never answers must not stand for ever.
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()
    try:
        assert process.stderr is not None
        first = process.stderr.readline()
        path.write_text(MENU + GOOD + BAD, encoding="utf-8")
        second = process.stderr.readline()
    finally:
        watchdog.cancel()
        process.kill()
        process.communicate()

    assert (first, second) == ("1 passed\n", "1 passed, 1 failed\n")


def test_tests_are_played_against_the_bundle_as_well(run: Run, flow: Write) -> None:
    flow("menu.flow", MENU + GOOD + BAD)

    result = run("test", "--target", "studio,twiml", "-v", "menu.flow")

    assert result.status == 1
    assert "played against twiml:" in result.out
    assert [line for line in result.out.splitlines() if line.endswith("(twiml)")] != []
    assert result.err == "2 passed, 2 failed\n"


def test_a_bundle_has_the_subflows_that_the_settings_name(run: Run, flow: Write) -> None:
    sid = "FW" + "1" * 32
    flow("flowc.toml", f'[subflows]\n{sid} = "./inner.flow"\n')
    flow("inner.flow", 'on subflow { set said="yes" }\n')
    flow("outer.flow", f'on call {{ one: subflow {sid} {{ failed -> end }}; say "{{{{widgets.one.said}}}}." }}\n')
    flow("outer.flowtest", 'test "a" { hears "yes."; ends }\n')

    result = run("test", "--target", "studio,twiml", "outer.flowtest")

    assert (result.status, result.err) == (0, "2 passed\n")


def test_a_target_that_there_is_not_is_told(run: Run, flow: Write) -> None:
    flow("menu.flow", MENU + GOOD)

    result = run("test", "--target", "sms", "menu.flow")

    assert (result.status, result.err) == (2, "flowc: --target sms: no target `sms`; there are studio and twiml\n")


def test_a_flow_that_has_no_bundle_is_told_by_its_problems(run: Run, flow: Write) -> None:
    room = "CF" + "0" * 32
    flow("bad.flow", f'on call {{ dial conference {room} {{ hangup -> end }} }}\ntest "a" {{ ends }}\n')

    result = run("test", "--target", "twiml", "bad.flow")

    assert result.status == 1
    assert "no SID" in result.out


def test_help_shows_how_it_is_used(run: Run) -> None:
    out = run("test", "-h").out

    assert "flowc test --watch menu.flow" in out
    assert "--fail-under" in out
