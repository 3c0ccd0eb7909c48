"""Diagnostics as a JUnit report, which most build servers can show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from flowc.diagnostics.codes import CODES
from flowc.diagnostics.diagnostic import Diagnostic, Severity
from flowc.diagnostics.render.document import corners
from flowc.diagnostics.render.text import render_text

# XML 1.0, section 2.2; what stands outside of it cannot be written even as a reference.
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = "flowc"


def render(diagnostics: Sequence[Diagnostic], _color: bool) -> str:
    """A test suite for each file and a test case for each diagnostic; never coloured.

    A case fails where the diagnostic is an error, as the command does. Without a diagnostic there is
    one case that passed, since servers take a report without cases for a run that went wrong.
    """
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        by_path.setdefault(diagnostic.span.source.path, []).append(diagnostic)
    suites = [_suite(path, inside) for path, inside in by_path.items()] or [
        f'  <testsuite name="{_NAME}" tests="1" failures="0" errors="0">\n'
        f'    <testcase classname="{_NAME}" name="no findings"/>\n'
        "  </testsuite>\n"
    ]
    counts = f'tests="{len(diagnostics) or 1}" failures="{_failures(diagnostics)}" errors="0"'
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="{_NAME}" {counts}>\n'
    return head + "".join(suites) + "</testsuites>\n"


def _suite(path: str, diagnostics: Sequence[Diagnostic]) -> str:
    counts = f'tests="{len(diagnostics)}" failures="{_failures(diagnostics)}" errors="0"'
    cases = "".join(_case(path, diagnostic) for diagnostic in diagnostics)
    return f'  <testsuite name="{_attribute(path)}" {counts}>\n{cases}  </testsuite>\n'


def _case(path: str, diagnostic: Diagnostic) -> str:
    line, column, _, _ = corners(diagnostic.span)
    known = CODES.get(diagnostic.code)
    name = f"{diagnostic.code} {known.name}" if known else diagnostic.code
    head = f'    <testcase classname="{_attribute(path)}" name="{_attribute(f"{name} at {line}:{column}")}">\n'
    drawing = _text(render_text(diagnostic))
    if diagnostic.severity is Severity.ERROR:
        told = f'<failure type="{_attribute(diagnostic.code)}" message="{_attribute(diagnostic.message)}">'
        return f"{head}      {told}{drawing}</failure>\n    </testcase>\n"
    return f"{head}      <system-out>{drawing}</system-out>\n    </testcase>\n"


def _failures(diagnostics: Sequence[Diagnostic]) -> int:
    return sum(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def without_control_characters(text: str) -> str:
    """A text with a mark in place of each character that XML cannot hold."""
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)


def _text(text: str) -> str:
    return escape(without_control_characters(text), quote=False)


def _attribute(text: str) -> str:
    """A text as the value of an attribute, where line ends and tabs would be read as blanks."""
    quoted = escape(without_control_characters(text))
    return quoted.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")
