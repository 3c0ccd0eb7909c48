"""The forms in which diagnostics are printed: one module each, and one line in this table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from flowc.diagnostics.diagnostic import Diagnostic
from flowc.diagnostics.render import concise, json, text

Renderer = Callable[[Sequence[Diagnostic], bool], str]

FORMATS: Mapping[str, Renderer] = MappingProxyType(
    {
        "text": text.render,
        "concise": concise.render,
        "json": json.render,
    }
)
