"""Workflow commands, as the runner of GitHub Actions reads them."""

from __future__ import annotations

import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.diagnostics.generated import diagnostics
from tests.diagnostics.render.findings import ALL, BARE, FULL

from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.render.github import render
from flowc.source import Source, Span

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A command as the runner takes it apart."""
    match = COMMAND.fullmatch(line)
    assert match is not None
    properties = dict(part.split("=", 1) for part in match[2].split(","))
    return match[1], {name: unescaped(value) for name, value in properties.items()}, unescaped(match[3])


def unescaped(text: str) -> str:
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text


def test_each_finding_is_a_command_in_the_order_given() -> None:
    assert render(ALL, False) == (
        "::error file=calls/feedback.flow,line=2,endLine=2,col=2,endColumn=5,title=FLW101 unknown-verb"
        "::unknown verb `sya`%0Ahelp: did you mean `say`?\n"
        "::warning file=calls/feedback.flow,line=3,endLine=4,title=FLW402 empty-body::this body is empty\n"
        "::notice file=calls/feedback.flow,line=2,endLine=2,col=15,endColumn=16,title=FLW129 unused-label"
        "::nothing refers to `x`\n"
    )


def test_there_is_nothing_to_say_of_nothing() -> None:
    assert render([], False) == ""


def test_columns_are_left_out_of_a_place_over_several_lines() -> None:
    assert "col=" in render([FULL], False)
    assert "col=" not in render([BARE], False)


def test_what_means_something_to_the_runner_is_escaped() -> None:
    source = Source("a,b:c%.flow", "x")
    finding = Diagnostic("FLW101", Severity.ERROR, "100%, or: `::error::`\nmore", Span(source, 0, 1))

    assert render([finding], False) == (
        "::error file=a%2Cb%3Ac%25.flow,line=1,endLine=1,col=1,endColumn=2,title=FLW101 unknown-verb"
        "::100%25, or: `::error::`%0Amore\n"
    )


def test_it_has_no_colours_and_nothing_that_steers_a_terminal() -> None:
    assert render([FULL], True) == render([FULL], False)
    assert "\x1b" not in render([attrs.evolve(FULL, message="\x1b[2J")], False)


@pytest.mark.parametrize(("severity", "command"), [("error", "error"), ("warning", "warning"), ("info", "notice")])
def test_the_command_is_that_of_the_level(severity: str, command: str) -> None:
    assert render([attrs.evolve(BARE, severity=Severity(severity))], False).startswith(f"::{command} ")


@given(st.lists(diagnostics(), max_size=3))
def test_any_findings_are_one_command_each(found: list[Diagnostic]) -> None:
    lines = render(found, False).split("\n")

    assert lines.pop() == ""
    assert len(lines) == len(found)
    for line, finding in zip(lines, found, strict=True):
        _, properties, message = read(line)
        assert properties["line"] == str(finding.span.line)
        assert message.count("\n") == line.count("%0A")
