"""`--set`, `--values` and `--env`, and modules, as a user meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.commands import Result

Write = Callable[[str, str], Path]

FLOW = "param shop: text\nparam tries: integer = 1\non call { say shop loop=tries }\n"
TOML = 'shop = "test"\n[prod]\nshop = "the Owl shop"\ntries = 3\n'


def said(result: Result) -> tuple[str, int]:
    """What the compiled flow says, and how often."""
    assert result.status == 0, result.err
    properties = json.loads(result.out)["states"][1]["properties"]
    return properties["say"], properties["loop"]


# Values


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--set", "shop=Owl"], ("Owl", 1)),
        (["--set", "shop=a=b, c"], ("a=b, c", 1)),
        (["--set", "shop=", "--set", "tries=2"], ("", 2)),
        (["--set", "shop=x", "--set", "shop=y"], ("y", 1)),
        (["--values", "values.toml"], ("test", 1)),
        (["--values", "values.toml", "--env", "prod"], ("the Owl shop", 3)),
        (["--values", "values.toml", "--env", "prod", "--set", "tries=5"], ("the Owl shop", 5)),
        (["--set", "shop=set", "--values", "values.toml"], ("set", 1)),
        (["--values", "values.toml", "--values", "more.toml"], ("more", 1)),
        (["--values", "more.toml", "--values", "values.toml"], ("test", 1)),
    ],
)
def test_values_come_from_settings_and_files_and_the_later_wins(
    run: Run, flow: Write, arguments: list[str], expected: tuple[str, int]
) -> None:
    flow("shop.flow", FLOW)
    flow("values.toml", TOML)
    flow("more.toml", 'shop = "more"\n')

    assert said(run("compile", "shop.flow", "-o", "-", *arguments)) == expected


def test_values_may_be_read_from_standard_input(run: Run, flow: Write) -> None:
    flow("shop.flow", FLOW)

    assert said(run("compile", "shop.flow", "-o", "-", "--values", "-", stdin=TOML.encode())) == ("test", 1)


def test_a_param_without_a_value_stops_the_compilation(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("shop.flow", FLOW)

    result = run("compile", "shop.flow")

    assert result.status == 1
    assert "error[FLW125]: `shop` has no value" in result.err
    assert "--set shop=…" in result.err
    assert not (tmp_path / "shop.json").exists()


def test_check_takes_the_same_values(run: Run, flow: Write) -> None:
    flow("shop.flow", FLOW)
    flow("values.toml", TOML)

    assert run("check", "shop.flow").status == 1
    assert run("check", "shop.flow", "--set", "shop=x").status == 0
    assert run("check", "shop.flow", "--values", "values.toml", "--env", "prod").status == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--set", "shop"], "flowc: --set shop: write NAME=VALUE\n"),
        (["--set", "=x"], "flowc: --set =x: write NAME=VALUE\n"),
        (["--set", ""], "flowc: --set : write NAME=VALUE\n"),
        (["--values", "gone.toml"], "flowc: gone.toml: no such file\n"),
        (["--values", "."], "flowc: .: Is a directory\n"),
        (["--values", "latin.toml"], "flowc: latin.toml: not UTF-8: byte 0xe9 at offset 5\n"),
        (["--env", "prod"], "flowc: --env chooses a table of a file of values: give --values FILE as well\n"),
    ],
)
@pytest.mark.parametrize("verb", ["check", "compile"])
def test_what_is_no_value_ends_the_run_with_one_line(
    run: Run, flow: Write, tmp_path: Path, verb: str, arguments: list[str], message: str
) -> None:
    flow("shop.flow", FLOW)
    (tmp_path / "latin.toml").write_bytes(b'a = "\xe9"')

    result = run(verb, "shop.flow", *arguments)

    assert (result.status, result.out, result.err) == (2, "", message)
    assert not (tmp_path / "shop.json").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "place"),
    [
        (["--set", "tries=many", "--set", "shop=x"], "FLW201", "--set:1:7"),
        (["--set", "shopp=x", "--set", "shop=x"], "FLW126", "--set:1:7"),
        (["--values", "bad.toml"], "FLW123", "bad.toml:2:1"),
        (["--values", "values.toml", "--env", "prd"], "FLW124", "values.toml:1:1"),
        (["--values", "wrong.toml"], "FLW201", "wrong.toml:2:1"),
    ],
)
def test_a_wrong_value_is_a_finding_at_its_place(
    run: Run, flow: Write, tmp_path: Path, arguments: list[str], code: str, place: str
) -> None:
    flow("shop.flow", FLOW)
    flow("values.toml", TOML)
    flow("bad.toml", 'shop = "x"\n?\n')
    flow("wrong.toml", 'shop = "x"\ntries = "many"\n')

    checked = run("check", "shop.flow", "--format", "concise", *arguments)
    compiled = run("compile", "shop.flow", "--format", "concise", *arguments)

    (line,) = checked.out.splitlines()
    assert line.startswith(f"{place}: error[{code}] "), line
    assert (checked.status, compiled.status) == (1, 1)
    assert compiled.err.splitlines() == [line]
    assert not (tmp_path / "shop.json").exists()


def test_a_drawing_shows_the_value_and_the_declaration(run: Run, flow: Write) -> None:
    flow("shop.flow", FLOW)

    out = run("check", "shop.flow", "--set", "shop=x", "--set", "tries=many").out

    assert " --> --set:1:7" in out
    assert "tries=many" in out
    assert "::: shop.flow:2:7" in out


def test_one_file_of_values_may_serve_several_flows(run: Run, flow: Write) -> None:
    flow("flows/a.flow", FLOW)
    flow("flows/b.flow", "param other: text\non call { say other }\n")
    flow("values.toml", f'other = "b"\nunknown = 1\n{TOML}')

    result = run("compile", "flows", "--values", "values.toml")

    assert (result.status, "FLW" in result.err) == (0, False)


def test_a_near_miss_in_a_file_of_values_is_a_warning(run: Run, flow: Write) -> None:
    flow("shop.flow", FLOW)
    flow("values.toml", 'shop = "x"\ntreis = 3\n')

    result = run("check", "shop.flow", "--values", "values.toml", "--format", "concise")

    assert result.status == 0
    assert result.out.startswith("values.toml:2:1: warning[FLW126]")


def test_a_setting_of_one_module(run: Run, flow: Write) -> None:
    flow("flowc.toml", "")
    flow("m.flow", 'param name: text = "m"\nblock hi { say name }\n')
    flow("main.flow", 'use "./m.flow"\nparam name: text = "main"\non call { say name; hi }\n')

    found = run("compile", "main.flow", "-o", "-", "--set", "m.name=module")

    assert [state["properties"].get("say") for state in json.loads(found.out)["states"]] == [None, "main", "module"]


# Modules

MODULE = 'const shop = "Owl"\nblock hi { say shop }\nsection bye { say "bye" }\n'
USER = 'use "./m.flow"\non call { hi -> m.bye }\n'


def test_a_module_is_found_beside_the_flow_wherever_the_command_runs(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("deep/flowc.toml", "")
    flow("deep/m.flow", MODULE)
    flow("deep/main.flow", USER)

    for name in ("deep/main.flow", "./deep/../deep/main.flow", str(tmp_path / "deep" / "main.flow")):
        assert run("check", name).status == 0, name


def test_modules_of_standard_input_are_those_of_the_current_folder(run: Run, flow: Write) -> None:
    flow("flowc.toml", "")
    flow("m.flow", MODULE)

    result = run("compile", "-", stdin=USER.encode())

    assert result.status == 0
    assert [state["name"] for state in json.loads(result.out)["states"]] == ["Trigger", "hi_1_say_1", "m_bye"]


def test_a_module_out_of_the_project_is_refused_for_standard_input_too(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("flowc.toml", "")
    (tmp_path.parent / f"{tmp_path.name}.flow").write_text(MODULE)

    result = run(
        "check", "-", "--format", "concise", stdin=f'use "../{tmp_path.name}.flow" as m\non call {{ m.hi }}'.encode()
    )

    assert result.status == 1
    assert result.out.startswith("<stdin>:1:5: error[FLW121]")


def test_a_folder_writes_flows_and_no_modules(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("flows/flowc.toml", "")
    flow("flows/m.flow", MODULE)
    flow("flows/main.flow", USER)

    result = run("compile", "flows")

    assert result.status == 0
    assert sorted(path.name for path in (tmp_path / "flows").glob("*.json")) == ["main.json"]
    assert "flows/m.flow: nothing to write: no entry, only what other flows use" in result.err


def test_a_module_by_itself_is_checked_without_a_finding(run: Run, flow: Write) -> None:
    flow("m.flow", MODULE)

    assert (run("check", "m.flow").status, run("check", "m.flow").out) == (0, "")


def test_what_is_wrong_in_a_module_of_two_flows_is_told_once(run: Run, flow: Write) -> None:
    flow("flows/flowc.toml", "")
    flow("flows/m.flow", 'block hi { sai "x" }\n')
    flow("flows/a.flow", 'use "./m.flow"\non call { hi }\n')
    flow("flows/b.flow", 'use "./m.flow"\non call { hi }\n')

    result = run("check", "flows", "--format", "concise")

    assert result.status == 1
    assert result.out == "flows/m.flow:1:12: error[FLW101] unknown verb `sai`\n"


def test_a_module_that_cannot_be_read_is_a_finding_and_no_stack_trace(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("flowc.toml", "")
    (tmp_path / "latin.flow").write_bytes(b'const a = "\xe9"')
    (tmp_path / "folder.flow").mkdir()
    flow("main.flow", 'use "./latin.flow"\nuse "./folder.flow"\nuse "./gone.flow"\non call { say "a" }\n')

    result = run("check", "main.flow")

    assert result.status == 1
    assert result.out.count("error[FLW121]") == 3
    for reason in ("not UTF-8: byte 0xe9", "is a directory", "no such file"):
        assert reason in result.out
    assert "Traceback" not in result.err


def test_hints_are_told_only_with_verbose(run: Run, flow: Write) -> None:
    flow("a.flow", 'on call { say "a"; set choice=1 }\n')

    assert run("check", "a.flow").out == ""
    told = run("check", "-v", "a.flow", "--format", "concise")
    assert told.status == 0
    assert told.out == "a.flow:1:24: info[FLW508] nothing reads the variable `choice`\n"


def test_fix_mends_the_flow_and_leaves_its_modules(run: Run, flow: Write) -> None:
    flow("flowc.toml", "")
    module = flow("m.flow", "block hi { say two words }\n")
    main = flow("main.flow", 'use "./m.flow"\nparam x: text\non call { hi; say three words; say x }\n')

    result = run("check", "--fix", "main.flow", "--set", "x=1", "--format", "concise")

    assert '"three words"' in main.read_text()
    assert module.read_text() == "block hi { say two words }\n"
    assert "m.flow:1:16" in result.out
