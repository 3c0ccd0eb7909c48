"""Findings about a source text: what they say, apart from how they are shown."""

from flowc.diagnostics.diagnostic import Diagnostic, Fix, Note, Severity

__all__ = ["Diagnostic", "Fix", "Note", "Severity"]
