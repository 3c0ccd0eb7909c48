"""Lays out the statements of bodies."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from flowc.format.braces import line_or_lines, on_one_line
from flowc.format.laid import Laid, LaidRow, stacked
from flowc.format.lines import arrow_text, following, heading, names
from flowc.format.names import Names
from flowc.format.rows import Rows, rows_of
from flowc.format.settings import plain, property_line, same_name, setting, settings
from flowc.format.steps import lay_step, take_apart
from flowc.format.style import STEP, blanks
from flowc.format.values import Piece, behind, compose, flat
from flowc.language import BODY_STATEMENTS, IF, SPLIT
from flowc.syntax.nodes import Argument, Arrow, Assignment, Block, Item, Statement, Token, arguments

LayItem = Callable[[Item, int], Laid]


class Layout:
    """Lays out what stands in the braces of one file."""

    def __init__(self, known: Names) -> None:
        self.names = known

    def item(self, item: Item, indent: int) -> Laid:
        """A statement of a body; or an assignment, which is no statement, but is written all the same."""
        if isinstance(item, Assignment):
            return setting(item, indent)
        word = item.head.text if item.head is not None and item.head.type == "WORD" else ""
        if item.head is None:
            return plain([*heading(item), arrow_text(item.arrow)[0 if item.label else 1 :]], indent)
        if item.elses or word == IF:
            return self.chain(item, indent)
        if item.block is not None and self._holds_statements(item.block, word):
            return self.body([*heading(item), *following(arguments(item.parts))], item, indent)
        lay_line = self.case if word == SPLIT else self.exit
        return lay_step(take_apart(item, self.names), indent, self.option, lay_line)

    def body(self, head: list[Piece], statement: Statement, indent: int, lay: LayItem | None = None) -> Laid:
        """`head { statements } -> target`, or without the braces or the arrow."""
        tail = arrow_text(statement.arrow)
        if statement.block is None:
            return plain([*head, tail], indent)
        rows, laid = self._rows(statement.block, indent, lay or self.item)
        line = on_one_line(head, rows, laid, tail, indent)
        return line_or_lines(line, head, rows, laid, tail, indent)

    def _rows(self, block: Block, indent: int, lay: LayItem) -> tuple[Rows[Item], list[LaidRow]]:
        rows = rows_of(block.entries)
        return rows, [(row, lay(row.item, indent + STEP)) for row in rows.rows]

    def chain(self, item: Statement, indent: int) -> Laid:
        """`if … { … } else if … { … } else { … }`: beside an `else` each body stands on lines of its own."""
        head = [*heading(item), *following(arguments(item.parts))]
        if not item.elses or item.block is None:
            return self.body(head, item, indent)
        margin = blanks(indent)
        lines = self._branch(head, item.block, indent)
        for branch in item.elses:
            # The brace that ends the body before stands on this line.
            more = [f"}} {branch.keyword.text}", *following(arguments(branch.parts))]
            if isinstance(branch.body, Arrow):
                own = compose([*more, arrow_text(branch.body)], indent)
            else:
                own = self._branch(more, branch.body, indent)
            lines[-1:] = [margin + own[0], *own[1:]]
        lines[-1] += arrow_text(item.arrow)
        return Laid(tuple(lines))

    def _branch(self, head: list[Piece], block: Block, indent: int) -> list[str]:
        """`head {`, the body, and `}`."""
        rows, laid = self._rows(block, indent, self.item)
        lines = compose([*head, " {"], indent)
        lines[-1] += behind(rows.opening)
        return [*lines, *stacked(laid, rows.closing, indent + STEP), blanks(indent) + "}"]

    def _holds_statements(self, block: Block, word: str) -> bool:
        """Whether the block behind an unknown verb is a body."""
        if self.names.is_verb(word) or word in BODY_STATEMENTS:
            return False
        lines = (row.item for row in rows_of(block.entries).rows)
        return any(isinstance(line, Statement) and self._is_statement(line) for line in lines)

    def _is_statement(self, line: Statement) -> bool:
        if line.head is None or line.head.type != "WORD":
            return line.head is None
        return self.names.is_verb(line.head.text) or line.head.text in BODY_STATEMENTS

    def option(self, item: Item, indent: int) -> Laid:
        """An option in the block of its statement: an assignment, a `property`, or one with a block of its own."""
        if isinstance(item, Assignment):
            return setting(item, indent)
        if item.block is None:
            return property_line(item, indent)
        head = heading(item)
        laid = settings(head, rows_of(item.block.entries), arrow_text(item.arrow), indent, same_name, self.item)
        return _lined_up(laid, head)

    def exit(self, item: Item, indent: int) -> Laid:
        """`busy, noAnswer -> target` or `failed { … }`, in the block of a statement."""
        if isinstance(item, Assignment) or item.head is None or item.elses or not (item.block or item.arrow):
            return self.item(item, indent)
        if self.names.is_verb(item.head.text) and not all(_is_word(part) for part in item.parts):
            return self.item(item, indent)
        head = _names(item)
        return _lined_up(self.body(head, item, indent), head)

    def case(self, item: Item, indent: int) -> Laid:
        """`equal_to "1" -> target`, in the block of a `split`."""
        if isinstance(item, Assignment) or item.head is None or item.elses or not (item.block or item.arrow):
            return self.item(item, indent)
        head = [*heading(item), *following(arguments(item.parts))]
        return _lined_up(self.body(head, item, indent), head)


def _is_word(part: Argument) -> bool:
    return isinstance(part, Token) and part.type in ("WORD", "COMMA")


def _lined_up(laid: Laid, head: list[Piece]) -> Laid:
    """A line whose arrow or brace stands below that of its neighbours."""
    before = flat(head)
    return laid if len(laid.lines) > 1 or before is None else attrs.evolve(laid, left=len(before))


def _names(item: Statement) -> list[Piece]:
    """The label of a line, and its words with commas between them."""
    assert item.head is not None
    label: list[Piece] = [*heading(attrs.evolve(item, head=None)), " "] if item.label else []
    return [*label, *names([item.head, *arguments(item.parts)])]
