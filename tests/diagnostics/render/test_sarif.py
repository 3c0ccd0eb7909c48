"""SARIF logs: they fit the schema, and say the same as the drawing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.diagnostics.generated import diagnostics
from tests.diagnostics.render.findings import ALL, BARE, FULL, HINT

from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.codes import CODES
from flowc.diagnostics.render.sarif import render
from flowc.source import Source, Span

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)


def run_of(*found: Diagnostic) -> dict[str, Any]:
    """The one run of a log that fits the schema."""
    log = json.loads(render(found, False))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return dict(run)


def result_of(finding: Diagnostic) -> dict[str, Any]:
    return dict(run_of(finding)["results"][0])


def test_a_log_is_what_it_was(golden: Callable[[Path, str], None]) -> None:
    VALIDATOR.validate(json.loads(render(ALL, False)))

    golden(HERE / "golden" / "findings.sarif", render(ALL, False))


def test_a_log_without_findings_is_a_whole_one() -> None:
    run = run_of()

    assert run["results"] == []
    assert run["tool"]["driver"] == {"name": "flowc", "rules": []}


def test_columns_count_characters_and_the_end_is_exclusive() -> None:
    run = run_of(HINT)
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]

    assert run["columnKind"] == "unicodeCodePoints"
    assert region == {"startLine": 2, "startColumn": 15, "endLine": 2, "endColumn": 16}


def test_a_result_leads_to_its_rule_however_often_it_comes() -> None:
    run = run_of(FULL, BARE, FULL)
    rules = run["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == ["FLW101", "FLW402"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["FLW101", "FLW402", "FLW101"]


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "note")])
def test_a_level_is_that_of_the_finding_and_the_usual_one_stands_in_the_rule(severity: str, level: str) -> None:
    run = run_of(attrs.evolve(BARE, severity=Severity(severity)))

    assert run["results"][0]["level"] == level
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": "warning"}


def test_a_code_on_demand_is_not_enabled_by_itself() -> None:
    (rule,) = run_of(attrs.evolve(BARE, code="FLW606"))["tool"]["driver"]["rules"]

    assert rule["defaultConfiguration"] == {"enabled": False, "level": "warning"}


@pytest.mark.parametrize("code", CODES)
def test_the_rule_of_every_code_fits_the_schema(code: str) -> None:
    (rule,) = run_of(attrs.evolve(BARE, code=code))["tool"]["driver"]["rules"]

    assert (rule["name"], rule["shortDescription"]["text"]) == (CODES[code].name, CODES[code].title)
    assert f"flowc explain {code}" in rule["help"]["text"]


def test_the_page_that_a_finding_names_is_the_help_of_its_rule() -> None:
    with_page, without = run_of(FULL), run_of(BARE)

    assert with_page["tool"]["driver"]["rules"][0]["helpUri"] == "https://www.twilio.com/docs/studio"
    assert "helpUri" not in without["tool"]["driver"]["rules"][0]


def test_notes_with_a_place_are_related_and_others_stand_in_the_message() -> None:
    result = result_of(FULL)

    (related,) = result["relatedLocations"]
    assert related["message"] == {"text": "in this flow"}
    assert related["physicalLocation"]["region"]["endColumn"] == 14
    assert result["message"]["text"].splitlines() == [
        "unknown verb `sya`",
        "verbs are declared",
        "why: the call would end here",
        "help: did you mean `say`?",
        "see: https://www.twilio.com/docs/studio",
    ]


def test_a_fix_is_a_change_of_the_file() -> None:
    first, second = result_of(FULL)["fixes"]

    assert first["description"] == {"text": "replace by `say`"}
    assert first["artifactChanges"] == [
        {
            "artifactLocation": {"uri": "calls/feedback.flow"},
            "replacements": [
                {
                    "deletedRegion": {"startLine": 2, "startColumn": 2, "endLine": 2, "endColumn": 5},
                    "insertedContent": {"text": "say"},
                }
            ],
        }
    ]
    assert second["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": ""}


def test_two_fixes_that_are_the_same_are_one() -> None:
    assert len(result_of(attrs.evolve(FULL, fixes=FULL.fixes[:1] * 2))["fixes"]) == 1


def test_a_line_that_ends_in_a_lone_carriage_return_counts_as_the_log_says() -> None:
    source = Source("a.flow", "one\rtwo\r\nthree")
    run = run_of(attrs.evolve(BARE, span=Span(source, 9, 14)))

    assert run["newlineSequences"] == ["\r\n", "\n", "\r"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 3


def test_a_code_that_the_table_does_not_know_is_a_bare_rule() -> None:
    assert run_of(attrs.evolve(BARE, code="XYZ1"))["tool"]["driver"]["rules"] == [{"id": "XYZ1"}]


@given(st.lists(diagnostics(), max_size=3))
def test_any_findings_make_a_log_that_fits_the_schema(found: list[Diagnostic]) -> None:
    run = run_of(*found)

    assert [result["ruleId"] for result in run["results"]] == [finding.code for finding in found]
    for result, finding in zip(run["results"], found, strict=True):
        assert result["message"]["text"].startswith(finding.message)
        region = result["locations"][0]["physicalLocation"]["region"]
        line, column = finding.span.source.position(finding.span.start)
        assert (region["startLine"], region["startColumn"]) == (line, column)
        assert (region["endLine"], region["endColumn"]) >= (line, column)
