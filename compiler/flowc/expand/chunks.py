"""The lines of a statement's block, each with the comments that belong to it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from flowc.expand.tokens import Tokens, comments_in
from flowc.syntax.nodes import Assignment, Entry, Item, Statement, Token, first_token


@attrs.frozen
class Chunk:
    """A line of a block: what it is, the comments above it and the one behind it.

    `indent` is its indentation, None where it does not stand first on its line; `is_apart` says that a
    blank line stands before it. The last chunk of a block may be comments alone.
    """

    item: Item | None
    above: tuple[Token, ...] = ()
    behind: tuple[Token, ...] = ()
    indent: str | None = None
    is_apart: bool = False

    def comments(self) -> Tokens:
        """All comments of the line, also those in it."""
        return [*self.above, *comments_in([self.item]), *self.behind]

    def lines(self, content: Tokens) -> list[Tokens]:
        """The comments of the line, and the line with another content."""
        return [*([comment] for comment in self.above), [*content, *self.behind]]


def chunks(entries: Sequence[Entry]) -> list[Chunk]:
    """The lines of a block in their order."""
    found: list[Chunk] = []
    above: list[Token] = []
    breaks = 0
    is_apart = False
    on_line = False
    for entry in entries:
        if isinstance(entry, Statement | Assignment):
            indent = first_token(entry).leading if breaks else None
            found.append(Chunk(entry, tuple(above), (), indent, is_apart))
            above, on_line, is_apart, breaks = [], True, False, 0
        elif not isinstance(entry, Token):
            continue
        elif entry.type == "NEWLINE":
            breaks += 1
            is_apart |= breaks > 1
            on_line = False
        elif entry.type != "SEMICOLON":
            breaks = 0
            if on_line and found:
                found[-1] = attrs.evolve(found[-1], behind=(*found[-1].behind, entry))
            else:
                above.append(entry)
    return [*found, Chunk(None, tuple(above))] if above else found
