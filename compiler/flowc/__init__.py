"""flowc: a compiler for phone and chat flows on Twilio.

As a library it is a few pure functions of a text: `check` gives the findings of a flow, `compile_text`
its Studio definition, `compile_bundle` the files that answer Twilio without Studio, `expand_text` its
plain statements, `format_text` its text in the one style, `decompile_text` the flow of a definition,
`symbols_of` what its names stand for, `parse` its syntax tree and `print_tree` the text of a tree. What
stands in `__all__` is documented in docs/python.md and stays as it is; everything else may change.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from flowc.compile import Bundled, Checked, Compiled, Expanded, check, compile_bundle, compile_text, expand_text
from flowc.diagnostics import Diagnostic, Fix, Note, Severity
from flowc.source import Source, Span
from flowc.syntax import Parsed, parse, print_tree

if TYPE_CHECKING:
    from flowc.decompile.decompile import Decompiled, DecompileError
    from flowc.decompile.decompile import decompile as decompile_text
    from flowc.format import FormatError, Formatted, format_text
    from flowc.modules import MemoryModules, ModuleError, ModuleReader, Place
    from flowc.project import DiskModules
    from flowc.symbols import FileSymbols, Index, Kind, Reference, Role, Symbol, symbols_of
    from flowc.values import Values

__all__ = [
    "Bundled",
    "Checked",
    "Compiled",
    "DecompileError",
    "Decompiled",
    "Diagnostic",
    "DiskModules",
    "Expanded",
    "FileSymbols",
    "Fix",
    "FormatError",
    "Formatted",
    "Index",
    "Kind",
    "MemoryModules",
    "ModuleError",
    "ModuleReader",
    "Note",
    "Parsed",
    "Place",
    "Reference",
    "Role",
    "Severity",
    "Source",
    "Span",
    "Symbol",
    "Values",
    "check",
    "compile_bundle",
    "compile_text",
    "decompile_text",
    "expand_text",
    "format_text",
    "parse",
    "print_tree",
    "symbols_of",
]

# What a check does not need is imported when it is asked for, since start-up is felt on every run.
_LATE = {
    **dict.fromkeys(("Decompiled", "DecompileError"), "flowc.decompile"),
    **dict.fromkeys(("FormatError", "Formatted", "format_text"), "flowc.format"),
    **dict.fromkeys(("MemoryModules", "ModuleError", "ModuleReader", "Place"), "flowc.modules"),
    **dict.fromkeys(("FileSymbols", "Index", "Kind", "Reference", "Role", "Symbol", "symbols_of"), "flowc.symbols"),
    "DiskModules": "flowc.project",
    "Values": "flowc.values",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """What is imported when it is asked for."""
    if name == "decompile_text":
        # `flowc.decompile` is the room that the function stands in.
        return importlib.import_module("flowc.decompile").decompile
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_LATE[name]), name)
