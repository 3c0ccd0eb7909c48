"""Texts as they stand in a template of XML: neither markup, nor Jinja2, nor what XML cannot hold."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

# What XML 1.0 has no way to write (https://www.w3.org/TR/xml/#charsets).
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What begins an expression, a tag or a comment of Jinja2.
_BEGINS_JINJA = re.compile(r"\{(?=[{%#])")
# XML reads a carriage return as a line feed, and Jinja2 does as well.
_KEPT_IN_TEXTS = {"\r": "&#13;"}
# XML reads all of these as blanks in an attribute.
_KEPT_IN_ATTRIBUTES = {**_KEPT_IN_TEXTS, "\n": "&#10;", "\t": "&#9;", '"': "&quot;"}


def text_content(text: str) -> str:
    """A text between two tags."""
    return _not_jinja(escape(_UNWRITABLE.sub("", text), _KEPT_IN_TEXTS))


def attribute_value(text: str) -> str:
    """The value of an attribute, between double quotes."""
    return _not_jinja(escape(_UNWRITABLE.sub("", text), _KEPT_IN_ATTRIBUTES))


def comment(text: str) -> str:
    """A text in a comment of Jinja2, on one line."""
    shown = "".join(char if char.isprintable() else " " for char in text)
    return shown.replace("#}", "# }").replace("-#", "- #").strip()


def _not_jinja(text: str) -> str:
    return _BEGINS_JINJA.sub("&#123;", text)
