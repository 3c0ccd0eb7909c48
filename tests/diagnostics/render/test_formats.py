"""The table of formats."""

from __future__ import annotations

import pytest

from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.render import FORMATS
from flowc.source import Source, Span

FINDING = Diagnostic("FLW101", Severity.ERROR, "unknown verb `sya`", Span(Source("a.flow", "sya"), 0, 3))


def test_text_comes_first_since_it_is_the_usual_one() -> None:
    assert next(iter(FORMATS)) == "text"


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_says_what_and_ends_in_a_newline(name: str) -> None:
    printed = FORMATS[name]([FINDING], False)

    assert "FLW101" in printed
    assert "unknown verb `sya`" in printed
    assert printed.endswith("\n")


def test_only_text_has_colours() -> None:
    assert [name for name, render in FORMATS.items() if "\x1b" in render([FINDING], True)] == ["text"]
