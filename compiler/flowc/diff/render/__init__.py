"""The forms in which a difference is printed: one module each, and one line in this table."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from flowc.diff.model import Difference

# A difference, what the first flow and the second are called, and whether there are colours.
Renderer = Callable[[Difference, str, str, bool], str]

# Each module is called as its format, and has it as `render`.
FORMATS = ("text", "json")


def renderer(name: str) -> Renderer:
    """What draws in a format; it is imported when it is asked for."""
    found: Renderer = importlib.import_module(f"{__name__}.{name}").render
    return found
