"""The documents that are open in the editor, with what has been typed and not yet saved."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from lsprotocol import types

from flowc.lsp.positions import Positions
from flowc.source import Source

Change = types.TextDocumentContentChangeEvent


@attrs.frozen
class Document:
    """An open document. `path` is what findings call it."""

    uri: str
    path: str
    version: int
    source: Source = attrs.field(eq=False)

    @property
    def text(self) -> str:
        """The text as it stands in the editor."""
        return self.source.text


def changed(document: Document, version: int, changes: Sequence[Change], positions: Positions) -> Document:
    """The document after some changes, each of which sees what those before it left."""
    source = document.source
    for change in changes:
        source = Source(document.path, _changed(source, change, positions))
    return attrs.evolve(document, version=version, source=source)


def _changed(source: Source, change: Change, positions: Positions) -> str:
    if isinstance(change, types.TextDocumentContentChangeWholeDocument):
        return change.text
    start = positions.offset(source, change.range.start)
    end = max(start, positions.offset(source, change.range.end))
    return source.text[:start] + change.text + source.text[end:]
