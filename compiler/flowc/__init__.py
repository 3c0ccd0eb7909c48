"""flowc: a compiler for phone and chat flows on Twilio.

As a library it is a few pure functions: `check` gives the findings of a flow, `compile_text` its
Studio definition, `expand_text` its plain statements, `parse` its syntax tree and `print_tree` the
text of a tree.
"""

from flowc.compile import Checked, Compiled, Expanded, check, compile_text, expand_text
from flowc.diagnostics import Diagnostic, Fix, Note, Severity
from flowc.source import Source, Span
from flowc.syntax import Parsed, parse, print_tree

__all__ = [
    "Checked",
    "Compiled",
    "Diagnostic",
    "Expanded",
    "Fix",
    "Note",
    "Parsed",
    "Severity",
    "Source",
    "Span",
    "check",
    "compile_text",
    "expand_text",
    "parse",
    "print_tree",
]
