"""Reads a text with mistakes."""

from __future__ import annotations

import attrs

from flowc.diagnostics import Diagnostic
from flowc.source import Source
from flowc.syntax.findings import error, place_of
from flowc.syntax.grammar import Grammar
from flowc.syntax.nodes import File, Token


@attrs.frozen
class Mended:
    """What could be read of a text."""

    file: File | None
    problems: tuple[Diagnostic, ...]


def mend(source: Source, grammar: Grammar, tokens: list[Token]) -> Mended:
    """Reads a text."""
    reader = grammar.reader()
    for token in tokens:
        if not reader.feed(token.type, token):
            return Mended(None, (error("FLW001", "cannot be read", place_of(source, token)),))
    return Mended(File(reader.result, tokens[-1]), ())
