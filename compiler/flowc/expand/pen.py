"""What the parts of the writer ask of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from flowc.expand.known import Known
from flowc.expand.tokens import Tokens
from flowc.syntax.nodes import Arrow, Block, Statement


class Pen(Protocol):
    """The writer of a file, as the one who expands a statement sees it."""

    known: Known

    def lines(self, lines: Iterable[Tokens], indent: str) -> Tokens:
        """Lines that stand below another one."""

    def line(self, item: Statement, indent: str) -> Tokens:
        """A line of a block, with what stands in it."""

    def arrow(self, arrow: Arrow | None, leading: str | None = None) -> Tokens:
        """An arrow with the name that its target has in plain statements."""

    def label(self, name: str, leading: str) -> Tokens:
        """`name:` before a statement that had none."""

    def block(self, block: Block, indent: str) -> Tokens:
        """A block that begins on a line of this indentation."""

    def body(self, block: Block, indent: str) -> list[Tokens]:
        """The lines of a block without its braces."""
