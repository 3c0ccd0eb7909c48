"""flowc: a compiler for phone and chat flows on Twilio.

As a library it is a few pure functions: `check` gives the findings of a flow, `compile_text` its
Studio definition, `compile_bundle` the files that answer Twilio without Studio, `expand_text` its
plain statements, `format_text` its text in the one style, `parse` its syntax tree and `print_tree`
the text of a tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowc.compile import Bundled, Checked, Compiled, Expanded, check, compile_bundle, compile_text, expand_text
from flowc.diagnostics import Diagnostic, Fix, Note, Severity
from flowc.source import Source, Span
from flowc.syntax import Parsed, parse, print_tree

if TYPE_CHECKING:
    from flowc.format import FormatError, Formatted, format_text

__all__ = [
    "Bundled",
    "Checked",
    "Compiled",
    "Diagnostic",
    "Expanded",
    "Fix",
    "FormatError",
    "Formatted",
    "Note",
    "Parsed",
    "Severity",
    "Source",
    "Span",
    "check",
    "compile_bundle",
    "compile_text",
    "expand_text",
    "format_text",
    "parse",
    "print_tree",
]

_FORMATTER = frozenset({"FormatError", "Formatted", "format_text"})


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """The formatter, which is imported when it is asked for: a check does not need it."""
    if name not in _FORMATTER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from flowc import format as formatter  # noqa: PLC0415 - see above

    return getattr(formatter, name)
