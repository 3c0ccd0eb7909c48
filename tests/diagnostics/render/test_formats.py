"""The table of formats."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.render import FORMATS
from flowc.source import Source, Span

FINDING = Diagnostic("FLW101", Severity.ERROR, "unknown verb `sya`", Span(Source("a.flow", "sya"), 0, 3))


def test_text_comes_first_since_it_is_the_usual_one() -> None:
    assert list(FORMATS) == ["text", "concise", "json", "sarif", "github", "gitlab", "junit"]


def test_a_format_is_imported_only_when_it_is_asked_for() -> None:
    code = "import sys, flowc.diagnostics.render as r; r.FORMATS['concise']; print(f'{r.__name__}.json' in sys.modules)"
    paths = os.pathsep.join(sys.path)
    env = {**os.environ, "PYTHONPATH": paths}
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)

    assert found.stdout == "False\n"


def test_a_format_that_does_not_exist_is_not_there() -> None:
    assert "yaml" not in FORMATS
    with pytest.raises(KeyError):
        FORMATS["columns"]


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_says_what_and_ends_in_a_newline(name: str) -> None:
    printed = FORMATS[name]([FINDING], False)

    assert "FLW101" in printed
    assert "unknown verb `sya`" in printed
    assert printed.endswith("\n")


def test_only_text_has_colours() -> None:
    assert [name for name, render in FORMATS.items() if "\x1b" in render([FINDING], True)] == ["text"]
