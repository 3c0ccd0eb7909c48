"""Writes a file with its sugar as plain statements; what is no sugar is written as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import attrs

from flowc.binding.program import Bound, If, Menu, Section, Split, Step, Use
from flowc.expand.declarations import Declarations
from flowc.expand.ifs import expand_if
from flowc.expand.known import Known
from flowc.expand.menus import expand_menu
from flowc.expand.steps import is_plain_split, respelled_split, respelled_step
from flowc.expand.tokens import Tokens, begun, made, taken, written
from flowc.expand.uses import expand_use, spelled_states
from flowc.language import SECTION
from flowc.spell.names import spell_name
from flowc.spell.texts import INDENT
from flowc.syntax.nodes import LINE_ENDS, Arrow, Block, Else, Entry, File, Node, Statement, Token, first_token, tokens

_SUGAR = (If, Menu, Use)
_OPENING = frozenset({"LEFT_BRACE", "LEFT_BRACKET", "LEFT_PAREN"})
_CLOSING = frozenset({"RIGHT_BRACE", "RIGHT_BRACKET", "RIGHT_PAREN"})


class Writer:
    """Writes the statements of one file.

    Each is written with the indentation of the line on which it begins, and so that every line it
    adds stands at that indentation or deeper.
    """

    def __init__(self, known: Known, file: File, declarations: Declarations) -> None:
        self.known = known
        self.declarations = declarations
        self.line_end = next((token.text for token in tokens(file) if token.type == "NEWLINE"), "\n")

    def file(self, file: File) -> str:
        """The text of a file, with the sections of modules that it needs."""
        found: Tokens = []
        entries = list(file.entries)
        while entries:
            entry = entries.pop(0)
            kept = self._top(entry)
            if kept is not None:
                found += kept
                continue
            _drop_line(found, entries)
        program = self.known.program
        for section in program.sections:
            if section.span.source is not program.source:
                found += self._section(section, found)
        return written([*found, file.end])

    def _top(self, entry: Entry) -> Tokens | None:
        """A statement at the top of the file; None where it goes."""
        if not isinstance(entry, Statement):
            return taken([entry])
        return self.declarations.written(entry) if self.declarations.concerns(entry) else self.statement(entry, "")

    def _section(self, section: Section, before: Tokens) -> Tokens:
        """A section of a module, behind everything else."""
        states = self.known.made_by(section)
        if not states:
            return []
        lines = spelled_states(states, self.known.plain.manner(), None, INDENT)
        heading = made(f"{SECTION} {spell_name(section.name.text)} {{")
        gap = [self.new_line()] * (2 if before and before[-1].type != "NEWLINE" else 1)
        return [*gap, *heading, *self.lines(lines, INDENT), *self.lines([made("}")], ""), self.new_line()]

    def new_line(self) -> Token:
        """The end of a line, as the file ends its lines."""
        return Token("NEWLINE", self.line_end, 0)

    def lines(self, lines: Iterable[Tokens], indent: str) -> Tokens:
        """Lines that stand below another one."""
        return [token for line in lines for token in (self.new_line(), *begun(line, indent))]

    def line(self, item: Statement, indent: str) -> Tokens:
        """A line of a block, with what stands in it."""
        return self.statement(item, indent)

    def arrow(self, arrow: Arrow | None, leading: str | None = None) -> Tokens:
        """An arrow with the name that its target has in plain statements."""
        target = None if arrow is None else self.known.target(arrow)
        if arrow is None or target is None:
            return taken([arrow], leading)
        found = [arrow.sign, *made(target, arrow.target.leading)]
        return found if leading is None else begun(found, leading)

    def label(self, name: str, leading: str) -> Tokens:
        """`name:` before a statement that had none."""
        return made(f"{spell_name(name)}:", leading)

    def block(self, block: Block, indent: str) -> Tokens:
        """A block that begins on a line of this indentation."""
        if self._has_sugar(block):
            return self._block_of_lines(block, indent)
        return [block.open, *self._entries(block.entries, indent + INDENT), block.close]

    def body(self, block: Block, indent: str) -> list[Tokens]:
        """The lines of a block without its braces, and without the blank ones at its ends."""
        found = self._block_of_lines(block, indent)[1:-1]
        lines: list[Tokens] = [[]]
        depth = 0
        for token in found:
            depth += token.type in _OPENING
            depth -= token.type in _CLOSING
            if token.type == "NEWLINE" and not depth:
                lines.append([])
            else:
                lines[-1].append(token)
        while lines and not lines[0]:
            del lines[0]
        while lines and not lines[-1]:
            del lines[-1]
        return lines

    def _entries(self, entries: Sequence[Entry], indent: str) -> Tokens:
        found: Tokens = []
        begins_line = False
        for entry in entries:
            if isinstance(entry, Token):
                found.append(entry)
                begins_line = entry.type == "NEWLINE"
                continue
            if begins_line:
                indent = first_token(entry).leading
            found += self._entry(entry, indent)
            begins_line = False
        return found

    def _entry(self, entry: Entry, indent: str) -> Tokens:
        return self.statement(entry, indent) if isinstance(entry, Statement) else taken([entry])

    def statement(self, item: Statement, indent: str) -> Tokens:
        """A statement, or the statements that it stands for; or a line of a statement's block."""
        bound = self.known.meaning(item)
        if isinstance(bound, If):
            return expand_if(self, item, bound, indent)
        if isinstance(bound, Menu):
            return expand_menu(self, item, bound, indent)
        if isinstance(bound, Use):
            return expand_use(self, item, bound, indent)
        if isinstance(bound, Step) and not self.known.plain.says(item, bound):
            return respelled_step(self, item, bound, indent)
        if isinstance(bound, Split) and not is_plain_split(self, item, bound):
            return respelled_split(self, item, bound, indent)
        return self._as_written(item, bound, indent)

    def _as_written(self, item: Statement, bound: Bound | None, indent: str) -> Tokens:
        """A statement with its label, or any other line, whatever stands in it."""
        found = taken([item.label, item.head])
        if isinstance(bound, Step | Split) and item.label is None:
            found = [*self.label(self.known.name(bound), found[0].leading), *begun(found, " ")]
        found += taken(item.parts)
        if item.block is not None:
            found += self.block(item.block, indent)
        for branch in item.elses:
            found += self._else(branch, indent)
        return found + self.arrow(item.arrow)

    def _else(self, branch: Else, indent: str) -> Tokens:
        found = taken([branch.keyword, *branch.parts])
        return found + (self.block(branch.body, indent) if isinstance(branch.body, Block) else self.arrow(branch.body))

    def _has_sugar(self, node: Node) -> bool:
        """Whether sugar stands anywhere in a block."""
        stack: list[Entry] = list(node.entries) if isinstance(node, Block) else []
        while stack:
            entry = stack.pop()
            if not isinstance(entry, Statement):
                continue
            if isinstance(self.known.meaning(entry), _SUGAR):
                return True
            stack += entry.block.entries if entry.block else ()
            stack += (inner for one in entry.elses if isinstance(one.body, Block) for inner in one.body.entries)
        return False

    def _block_of_lines(self, block: Block, indent: str) -> Tokens:
        """A block with each of its statements on a line of its own; those that become nothing leave no line."""
        own = _indent_of(block.entries) or indent + INDENT
        found: Tokens = []
        begins_line = vanished = False
        for index, entry in enumerate(block.entries):
            if isinstance(entry, Token):
                if entry.type == "SEMICOLON" or (vanished and entry.type == "NEWLINE"):
                    vanished = False
                    continue
                found.append(entry)
                begins_line, vanished = entry.type == "NEWLINE", False
                continue
            before = block.entries[index - 1] if index else block.open
            stands_first = isinstance(before, Token) and before.type == "NEWLINE"
            leading = first_token(entry).leading if stands_first else own
            lines = self._entry(entry, leading)
            vanished = not lines
            if lines:
                found += [*([] if begins_line else [self.new_line()]), *begun(lines, leading)]
                begins_line = False
        if not found:
            return [block.open, attrs.evolve(block.close, leading=" ")]
        if not begins_line:
            found.append(self.new_line())
        return [block.open, *found, attrs.evolve(block.close, leading=block.close.leading if begins_line else indent)]


def _indent_of(entries: Sequence[Entry]) -> str | None:
    """The indentation of the first statement that stands first on its line."""
    for before, entry in pairwise(entries):
        if isinstance(before, Token) and before.type == "NEWLINE" and not isinstance(entry, Token):
            return first_token(entry).leading
    return None


def _drop_line(before: Tokens, after: list[Entry]) -> None:
    """Drops what belongs to a statement that goes: its documentation, the comment behind it, its line end.

    Blank lines on both sides of it become one.
    """
    while len(before) > 1 and before[-1].type == "NEWLINE" and before[-2].type == "DOC_COMMENT":
        del before[-2:]
    while after and isinstance(dropped := after[0], Token):
        del after[0]
        if dropped.type in LINE_ENDS:
            break
    ends_blank = not before or (before[-1].type == "NEWLINE" and (len(before) == 1 or before[-2].type == "NEWLINE"))
    while ends_blank and after and isinstance(after[0], Token) and after[0].type == "NEWLINE":
        after.pop(0)
