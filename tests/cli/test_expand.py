"""`flowc expand` as a user runs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flowc.allows.studio_names import STUDIO_NAMES

if TYPE_CHECKING:
    from tests.cli.conftest import Run

Write = Callable[[str, str], Path]

SUGAR = "on call {\n  if flow.variables.x is_blank -> end\n}\n"
COMMENT = f"{STUDIO_NAMES}\n\n"
PLAIN = COMMENT + "on call {\n  if_1: split flow.variables.x {\n    is_blank -> end\n    else -> next\n  }\n}\n"


def test_the_expansion_is_printed(run: Run, flow: Write) -> None:
    flow("a.flow", SUGAR)

    result = run("expand", "a.flow")

    assert (result.status, result.out, result.err) == (0, PLAIN, "")


def test_standard_input_is_expanded(run: Run) -> None:
    result = run("expand", "-", stdin=SUGAR.encode())

    assert (result.status, result.out) == (0, PLAIN)


@pytest.mark.parametrize(("quiet", "said"), [([], "wrote out/plain.flow\n"), (["-q"], "")])
def test_the_expansion_is_written_into_a_file(
    run: Run, flow: Write, tmp_path: Path, quiet: list[str], said: str
) -> None:
    flow("a.flow", SUGAR)

    result = run("expand", "a.flow", "-o", "out/plain.flow", *quiet)

    assert (result.status, result.out, result.err) == (0, "", said)
    assert (tmp_path / "out" / "plain.flow").read_text(encoding="utf-8") == PLAIN


def test_a_flow_with_errors_is_not_expanded(run: Run, flow: Write, tmp_path: Path) -> None:
    flow("a.flow", 'on call { sai "x" }\n')

    result = run("expand", "a.flow", "-o", "b.flow")

    assert (result.status, result.out) == (1, "")
    assert "error[FLW101]: unknown verb `sai`" in result.err
    assert not (tmp_path / "b.flow").exists()


def test_warnings_go_to_standard_error(run: Run, flow: Write) -> None:
    flow("a.flow", "on call { a: set b=1 }\non message { }\n")

    result = run("expand", "a.flow")

    assert (result.status, result.out) == (0, COMMENT + "on call { a: set b=1 }\non message { }\n")
    assert "warning[FLW402]" in result.err
    assert run("expand", "--strict", "a.flow").status == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone.flow"], "flowc: gone.flow: no such file\n"),
        (["."], "flowc: .: Is a directory\n"),
        (["a.flow", "-o", "."], "flowc: .: Is a directory\n"),
    ],
)
def test_what_cannot_be_read_or_written_has_status_two(
    run: Run, flow: Write, arguments: list[str], message: str
) -> None:
    flow("a.flow", SUGAR)

    result = run("expand", *arguments)

    assert (result.status, result.out, result.err) == (2, "", message)


def test_one_file_is_expanded_at_a_time(run: Run) -> None:
    assert run("expand").status == 2
    assert run("expand", "a.flow", "b.flow").status == 2


def test_what_is_read_is_said_where_it_is_asked_for(run: Run, flow: Write) -> None:
    flow("a.flow", SUGAR)

    assert run("expand", "-v", "a.flow").err == "expanding a.flow\n"


def test_values_and_modules_are_written_in(run: Run, flow: Write) -> None:
    flow("common.flow", 'param who: text\nblock greet { say "Hello, {{param.who}}." }\n')
    flow("values.toml", '[prod]\nwho = "Ada"\n')
    flow("a.flow", 'use "./common.flow" as common\nparam shop: text\n\non call {\n  greet\n  say shop\n}\n')

    result = run("expand", "a.flow", "--set", "shop=The Owl shop", "--values", "values.toml", "--env", "prod")

    assert (result.status, result.err) == (0, "")
    assert result.out == COMMENT + 'on call {\n  greet_1_say_1: say "Hello, Ada."\n  say_1: say "The Owl shop"\n}\n'


def test_a_missing_value_is_an_error(run: Run, flow: Write) -> None:
    flow("a.flow", "param shop: text\non call { say shop }\n")

    result = run("expand", "a.flow")

    assert (result.status, result.out) == (1, "")
    assert "error[FLW125]" in result.err
