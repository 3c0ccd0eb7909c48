"""Where something is to be suggested."""

from __future__ import annotations

import attrs

from flowc.lsp.cursor import Cursor
from flowc.symbols import FileSymbols, Index


@attrs.frozen(eq=False)
class Place:
    """A cursor in a file, and the names that are known there."""

    index: Index
    file: FileSymbols
    cursor: Cursor

    def is_first(self) -> bool:
        """Whether nothing stands before the cursor on its line but a label."""
        return not self.words()

    def words(self) -> tuple[str, ...]:
        """The words of the line before the cursor, without its label."""
        texts = tuple(token.text for token in self.cursor.before)
        return texts[2:] if texts[1:2] == (":",) else texts
