"""Code Quality reports, as GitLab reads them."""

from __future__ import annotations

import json
import re
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.diagnostics.generated import diagnostics
from tests.diagnostics.render.findings import ALL, BARE, FULL

from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.render.gitlab import render
from flowc.source import Source, Span


def report(*found: Diagnostic) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(render(found, False))
    return read


def fingerprint(finding: Diagnostic) -> str:
    found: str = report(finding)[0]["fingerprint"]
    return found


def at(text: str, words: str) -> Diagnostic:
    source = Source("a.flow", text)
    start = text.index(words)
    return attrs.evolve(BARE, span=Span(source, start, start + len(words)))


def test_an_object_has_the_keys_that_gitlab_wants() -> None:
    (found,) = report(FULL)

    assert re.fullmatch(r"[0-9a-f]{64}", found.pop("fingerprint"))
    assert found == {
        "description": "FLW101: unknown verb `sya`",
        "check_name": "unknown-verb",
        "severity": "major",
        "location": {
            "path": "calls/feedback.flow",
            "positions": {"begin": {"line": 2, "column": 2}, "end": {"line": 2, "column": 5}},
        },
    }


def test_there_is_an_array_also_for_nothing() -> None:
    assert render([], False) == "[]\n"


@pytest.mark.parametrize(("severity", "word"), [("error", "major"), ("warning", "minor"), ("info", "info")])
def test_a_level_has_a_word_of_gitlabs(severity: str, word: str) -> None:
    assert report(attrs.evolve(BARE, severity=Severity(severity)))[0]["severity"] == word


def test_a_fingerprint_stays_while_lines_above_come_and_go() -> None:
    before, after = at("menu { }\n", "{ }"), at('say "x"\n\n    menu { }\n', "{ }")

    assert fingerprint(before) == fingerprint(after)


@pytest.mark.parametrize(
    "other",
    [
        at("split { }\n", "{ }"),
        attrs.evolve(at("menu { }\n", "{ }"), code="FLW305"),
        attrs.evolve(at("menu { }\n", "{ }"), message="another"),
        attrs.evolve(BARE, span=Span(Source("b.flow", "menu { }\n"), 5, 8)),
    ],
)
def test_a_fingerprint_changes_with_the_line_the_code_the_message_and_the_file(other: Diagnostic) -> None:
    assert fingerprint(other) != fingerprint(at("menu { }\n", "{ }"))


def test_findings_that_are_alike_have_fingerprints_of_their_own() -> None:
    source = Source("a.flow", "menu { }\nmenu { }\n")
    first, second = (attrs.evolve(BARE, span=Span(source, start, start + 3)) for start in (5, 14))

    assert len({one["fingerprint"] for one in report(first, second)}) == 2
    assert report(first, second)[0] == report(first)[0]


@given(st.lists(diagnostics(), max_size=4))
def test_any_findings_are_an_array_in_which_no_fingerprint_comes_twice(found: list[Diagnostic]) -> None:
    objects = report(*found)

    assert [one["description"] for one in objects] == [f"{finding.code}: {finding.message}" for finding in found]
    assert len({one["fingerprint"] for one in objects}) == len(found)
    assert render(found, False) == render(found, True)


def test_the_order_is_the_order_given() -> None:
    assert [one["check_name"] for one in report(*ALL)] == ["unknown-verb", "empty-body", "unused-label"]
