"""`flowc diff` as a user runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flowc import compile_text

if TYPE_CHECKING:
    from tests.cli.conftest import Run

Write = Callable[[str, str], Path]

OLD = 'on call {\n  hello: say "Hello."\n  say "Goodbye."\n}\n'
NEW = OLD.replace("Hello.", "Good day.")
CHANGE = '--- {0}\n+++ {1}\n\n~ hello (say-play)\n    say: "Hello." → "Good day."\n'


def definition(text: str) -> str:
    return compile_text(text).definition or ""


@pytest.mark.parametrize(
    ("before", "after"), [("a.flow", "b.flow"), ("a.json", "b.flow"), ("a.flow", "b.json"), ("a.json", "b.json")]
)
def test_what_changed_is_printed_whatever_the_flows_are_written_in(
    run: Run, flow: Write, before: str, after: str
) -> None:
    for name, text in ((before, OLD), (after, NEW)):
        flow(name, text if name.endswith(".flow") else definition(text))

    result = run("diff", before, after)

    assert (result.status, result.out, result.err) == (1, CHANGE.format(before, after), "widgets: 1 changed\n")


def test_a_flow_and_its_definition_have_no_difference(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("a.flow", OLD)
    flow("a.json", definition(OLD))

    result = run("diff", "a.flow", "a.json")

    assert (result.status, result.out, result.err) == (0, "", "no difference\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.flow", "a.json"]


def test_layout_is_no_difference(run: Run, flow: Write) -> None:
    found = json.loads(definition(OLD))
    found["states"][1]["properties"]["offset"] = {"x": 4000, "y": -40}
    flow("a.json", json.dumps(found))
    flow("a.flow", OLD)

    assert run("diff", "a.json", "a.flow").status == 0


@pytest.mark.parametrize("arguments", [("-", "b.flow"), ("b.flow", "-")])
def test_one_of_the_flows_may_stand_on_standard_input(run: Run, flow: Write, arguments: tuple[str, str]) -> None:
    flow("b.flow", NEW)

    result = run("diff", *arguments, stdin=definition(OLD).encode())

    assert result.status == 1
    assert "<stdin>" in result.out


def test_standard_input_holds_one_flow(run: Run) -> None:
    result = run("diff", "-", "-", stdin=OLD.encode())

    assert (result.status, result.err) == (2, "flowc: standard input holds one flow: give a file for the other\n")


def test_json_is_one_object_also_where_nothing_changed(run: Run, flow: Write) -> None:
    flow("a.flow", OLD)
    flow("b.flow", NEW)

    result = run("diff", "a.flow", "b.flow", "--format", "json")
    same = run("diff", "a.flow", "a.flow", "--format", "json")

    assert (result.status, result.err) == (1, "")
    (changed,) = json.loads(result.out)["changed"]
    assert changed["properties"] == [{"path": ["say"], "before": "Hello.", "after": "Good day."}]
    assert (same.status, same.err) == (0, "")
    assert json.loads(same.out)["changed"] == []


def test_values_are_given_to_the_flows(run: Run, flow: Write) -> None:
    text = "param shop: text\non call { say shop }\n"
    flow("a.flow", text)
    flow("b.json", definition('on call { say "The Owl shop" }\n'))
    flow("values.toml", '[prod]\nshop = "The Owl shop"\n')

    assert run("diff", "a.flow", "b.json", "--set", "shop=The Owl shop").status == 0
    assert run("diff", "a.flow", "b.json", "--values", "values.toml", "--env", "prod").status == 0
    assert run("diff", "a.flow", "b.json", "--set", "shop=The Heron shop").status == 1
    assert run("diff", "a.flow", "b.json").status == 2


def test_modules_are_read(run: Run, flow: Write) -> None:
    flow("common.flow", 'block greet { say "Hello." }\n')
    flow("a.flow", 'use "./common.flow" as common\n\non call { greet }\n')
    flow("b.flow", 'on call { greet_1_say_1: say "Hello." }\n')

    assert run("diff", "a.flow", "b.flow").status == 0


# What cannot be compared


def test_a_flow_with_errors_is_not_compared(run: Run, flow: Write) -> None:
    flow("a.flow", "on call { sai }\n")
    flow("b.json", '{"states": 5}')

    result = run("diff", "a.flow", "b.json")

    assert (result.status, result.out) == (2, "")
    assert "error[FLW101]" in result.err
    assert "error[FLW801]" in result.err
    assert result.err.endswith("2 errors\n")


def test_a_broken_definition_is_told_as_one(run: Run, flow: Write) -> None:
    flow("a.flow", OLD)
    flow("b.json", "states")

    result = run("diff", "a.flow", "b.json")

    assert result.status == 2
    assert "error[FLW801]: this is no JSON" in result.err


def test_warnings_are_not_told(run: Run, flow: Write) -> None:
    flow("a.flow", "on call { set a=1 }\non message { }\n")

    result = run("diff", "a.flow", "a.flow")

    assert (result.status, result.err) == (0, "no difference\n")


def test_what_was_mended_is_told_where_it_is_asked_for(run: Run, flow: Write) -> None:
    flow("a.json", definition(OLD).replace('"type": "say-play"', '"type": "say-play", "colour": "red"', 1))
    flow("a.flow", OLD)

    assert run("diff", "a.json", "a.flow").err == "no difference\n"
    assert "info[FLW803]" in run("diff", "-v", "a.json", "a.flow").err


def test_a_file_of_declarations_is_no_flow(run: Run, flow: Write) -> None:
    flow("a.flow", OLD)
    flow("m.flow", 'block greet { say "Hello." }\n')

    result = run("diff", "a.flow", "m.flow")

    assert (result.status, result.out) == (2, "")
    assert result.err == "flowc: m.flow: no entry, only what other flows use: nothing to compare\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.flow", "gone.flow"), "flowc: gone.flow: no such file\n"),
        ((".", "a.flow"), "flowc: .: Is a directory\n"),
    ],
)
def test_what_cannot_be_read_has_status_two(run: Run, flow: Write, arguments: tuple[str, str], message: str) -> None:
    flow("a.flow", OLD)

    result = run("diff", *arguments)

    assert (result.status, result.out, result.err) == (2, "", message)


def test_two_flows_are_wanted(run: Run) -> None:
    assert run("diff", "a.flow").status == 2
    assert run("diff", "a.flow", "b.flow", "c.flow").status == 2


# How it speaks


def test_quiet_says_nothing_but_the_changes_and_verbose_what_is_read(run: Run, flow: Write) -> None:
    flow("a.flow", OLD)
    flow("b.flow", NEW)

    assert run("diff", "-q", "a.flow", "b.flow").err == ""
    assert run("diff", "-v", "a.flow", "b.flow").err == "reading a.flow\nreading b.flow\nwidgets: 1 changed\n"


def test_colours_are_for_terminals_unless_they_are_wanted(run: Run, flow: Write) -> None:
    flow("a.flow", OLD)
    flow("b.flow", NEW)

    assert "\x1b[" not in run("diff", "a.flow", "b.flow").out
    assert "\x1b[" in run("diff", "--color", "always", "a.flow", "b.flow").out


def test_help_has_an_example(run: Run) -> None:
    result = run("diff", "-h")

    assert result.status == 0
    assert "flowc diff deployed.json feedback.flow" in result.out
