"""One line for each diagnostic, for editors and for searching in logs."""

from __future__ import annotations

from collections.abc import Sequence

from flowc.diagnostics.diagnostic import Diagnostic
from flowc.diagnostics.render.columns import one_line, place


def render(diagnostics: Sequence[Diagnostic], _color: bool) -> str:
    """`path:line:column: severity[code] message` for each; never coloured."""
    return "".join(f"{_line(diagnostic)}\n" for diagnostic in diagnostics)


def _line(diagnostic: Diagnostic) -> str:
    code, message = one_line(diagnostic.code), one_line(diagnostic.message)
    return f"{place(diagnostic.span)}: {diagnostic.severity.value}[{code}] {message}".rstrip()
