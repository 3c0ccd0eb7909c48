"""Finds in a text what has a place in the live source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import attrs

from flowc.diagnostics import Diagnostic
from flowc.live.piece import Piece
from flowc.source import Source, Span


class Places:
    """The places in a text of what has a place in the live source, as long as that says this text."""

    def __init__(self, live: Source, source: Source, pieces: Sequence[Piece]) -> None:
        self.live = live
        self.source = source
        self._bases = [piece.base for piece in pieces]
        self._starts = [0, *accumulate(len(piece.text) for piece in pieces)]

    def diagnostic(self, one: Diagnostic) -> Diagnostic:
        """A finding with all its places."""
        notes = tuple(
            note if note.span is None else attrs.evolve(note, span=self.span(note.span)) for note in one.notes
        )
        fixes = tuple(attrs.evolve(fix, span=self.span(fix.span)) for fix in one.fixes)
        return attrs.evolve(one, span=self.span(one.span), notes=notes, fixes=fixes)

    def span(self, span: Span) -> Span:
        """A place."""
        if span.source is not self.live:
            return span
        return Span(self.source, self.offset(span.start), self.offset(span.end))

    def offset(self, offset: int) -> int:
        """An offset; one in the room behind a piece is the end of the piece."""
        at = bisect_right(self._bases, offset) - 1
        return min(self._starts[at] + offset - self._bases[at], self._starts[at + 1])
