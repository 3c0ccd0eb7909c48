"""JUnit reports, as build servers read them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.diagnostics.generated import diagnostics
from tests.diagnostics.render.findings import ALL, BARE, FULL, HINT

from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.render.junit import render
from flowc.diagnostics.render.text import render_text
from flowc.source import Source, Span


def report(*found: Diagnostic) -> ET.Element:
    """The report as a reader of XML has it."""
    return ET.fromstring(render(found, False).encode())  # noqa: S314 - we have just written it


def test_a_report_is_what_it_was(golden: Callable[[Path, str], None]) -> None:
    golden(Path(__file__).parent / "golden" / "findings.junit.xml", render(ALL, False))


def test_there_is_a_suite_for_each_file_in_the_order_of_the_findings() -> None:
    other = attrs.evolve(BARE, span=Span(Source("b.flow", "x"), 0, 1))
    suites = report(FULL, other, HINT).findall("testsuite")

    assert [(suite.get("name"), len(suite)) for suite in suites] == [("calls/feedback.flow", 2), ("b.flow", 1)]


def test_errors_are_failures_and_all_else_passes_with_its_drawing() -> None:
    root = report(*ALL)
    failed, *passed = root.iter("testcase")

    failure = failed.find("failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("FLW101", "unknown verb `sya`")
    assert failure.text == render_text(FULL)
    assert [case.findtext("system-out") for case in passed] == [render_text(BARE), render_text(HINT)]
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "1", "0")


def test_a_case_says_code_name_and_place() -> None:
    (case,) = report(FULL).iter("testcase")

    assert (case.get("classname"), case.get("name")) == ("calls/feedback.flow", "FLW101 unknown-verb at 2:2")


def test_without_findings_one_case_passes_since_a_report_without_cases_counts_as_broken() -> None:
    root = report()

    assert (root.get("tests"), root.get("failures")) == ("1", "0")
    assert [case.get("name") for case in root.iter("testcase")] == ["no findings"]


def test_what_xml_cannot_hold_is_replaced_and_line_ends_in_attributes_stay() -> None:
    source = Source('a"<&\n\x00\ud800.flow', "x")
    root = report(Diagnostic("FLW101", Severity.ERROR, "one\ttwo\nthree\uffff", Span(source, 0, 1)))

    suite, failure = root.find("testsuite"), root.find(".//failure")
    assert suite is not None
    assert failure is not None
    assert suite.get("name") == 'a"<&\n\ufffd\ufffd.flow'
    assert failure.get("message") == "one\ttwo\nthree\ufffd"


@given(st.lists(diagnostics(), max_size=3), st.booleans())
def test_any_findings_make_a_report_that_counts_them(found: list[Diagnostic], color: bool) -> None:
    root = report(*found)

    assert render(found, color) == render(found, False)
    assert len(list(root.iter("testcase"))) == max(1, len(found))
    assert len(list(root.iter("failure"))) == sum(finding.severity is Severity.ERROR for finding in found)
    for suite in root.findall("testsuite"):
        assert suite.get("tests") == str(len(suite))
