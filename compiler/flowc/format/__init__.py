"""The one style of a flow's text."""

from flowc.format.format import FormatError, Formatted, format_text, lay_text

__all__ = ["FormatError", "Formatted", "format_text", "lay_text"]
