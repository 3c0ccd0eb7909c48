"""`flowc explain` and `flowc rules` as a user runs them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from flowc.diagnostics.codes import CODES
from flowc.pages import page

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_explain_prints_the_page_of_a_code(run: Run) -> None:
    result = run("explain", "FLW302")

    assert (result.status, result.err) == (0, "")
    assert result.out == page("FLW302").markdown()
    assert result.out.startswith("# FLW302: too-early\n\nA widget before those that must have run")
    assert "error 21220" in result.out


@pytest.mark.parametrize("spelling", ["too-early", "TOO-EARLY", "flw302"])
def test_a_code_may_be_called_by_its_name_and_in_any_case(run: Run, spelling: str) -> None:
    assert run("explain", spelling).out == run("explain", "FLW302").out


@pytest.mark.parametrize(("wrong", "right"), [("to-early", "too-early"), ("Unknown-Verbs", "unknown-verb")])
def test_a_code_that_does_not_exist_gets_the_nearest_one(run: Run, wrong: str, right: str) -> None:
    result = run("explain", wrong)

    assert (result.status, result.out) == (2, "")
    assert f"there is no code `{wrong}`" in result.err
    assert f"did you mean `{right}`?" in result.err


def test_a_code_that_resembles_none_leads_to_the_list(run: Run) -> None:
    result = run("explain", "something-else-entirely")

    assert (result.status, result.out) == (2, "")
    assert "`flowc rules`" in result.err


def test_explain_without_a_code_says_how_it_is_used(run: Run) -> None:
    result = run("explain")

    assert (result.status, result.out) == (2, "")
    assert "CODE" in result.err


def test_rules_lists_every_code_with_its_name_level_and_title(run: Run) -> None:
    result = run("rules")

    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    assert [line.split()[:3] for line in lines] == [
        [code.code, code.name, code.severity.value] for code in CODES.values()
    ]
    assert [line for line, code in zip(lines, CODES.values(), strict=True) if not line.endswith(code.title)] == []


def test_the_titles_of_rules_stand_in_one_column(run: Run) -> None:
    lines = run("rules").out.splitlines()

    assert len({line.index(code.title) for line, code in zip(lines, CODES.values(), strict=True)}) == 1


def test_rules_as_json_is_an_array_with_the_family_of_each_code(run: Run) -> None:
    result = run("rules", "--format", "json")

    rows = json.loads(result.out)
    assert (result.status, result.err) == (0, "")
    assert [row["code"] for row in rows] == list(CODES)
    assert rows[list(CODES).index("FLW302")] == {
        "code": "FLW302",
        "name": "too-early",
        "family": "placement",
        "severity": "error",
        "fixed": False,
        "onDemand": False,
        "title": "A widget before those that must have run",
    }


def test_a_format_that_rules_does_not_have_is_refused(run: Run) -> None:
    result = run("rules", "--format", "yaml")

    assert (result.status, result.out) == (2, "")
    assert "yaml" in result.err
