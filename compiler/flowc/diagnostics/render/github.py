"""Diagnostics as workflow commands, which GitHub Actions shows beside the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence

from flowc.diagnostics.codes import CODES
from flowc.diagnostics.diagnostic import Diagnostic, Severity
from flowc.diagnostics.render.columns import one_line
from flowc.diagnostics.render.document import corners, relative_path

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(diagnostics: Sequence[Diagnostic], _color: bool) -> str:
    """One command for each diagnostic, each in a line of its own; never coloured."""
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    line, column, end_line, end_column = corners(diagnostic.span)
    known = CODES.get(diagnostic.code)
    properties = {
        "file": relative_path(diagnostic.span.source.path),
        "line": line,
        "endLine": end_line,
        # GitHub takes columns only where both are on one line.
        **({"col": column, "endColumn": end_column} if line == end_line else {}),
        "title": f"{diagnostic.code} {known.name}" if known else diagnostic.code,
    }
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_message(diagnostic)}"


def _message(diagnostic: Diagnostic) -> str:
    """The sentence, and below it what to do."""
    said = [diagnostic.message, *([f"help: {diagnostic.help}"] if diagnostic.help else [])]
    return "%0A".join(_escaped(line) for part in said for line in part.splitlines() or [""])


def _escaped(text: str) -> str:
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    """A text as the value of a property, where a colon and a comma have a meaning too."""
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
