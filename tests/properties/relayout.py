"""Writes a text anew with another layout: other blanks and line ends, other commas, options elsewhere."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

from flowc.syntax.nodes import (
    Argument,
    Arrow,
    Assignment,
    Block,
    Call,
    Entry,
    File,
    Item,
    List,
    Statement,
    Token,
    Typed,
    alternatives,
    arguments,
)
from flowc.vocabulary import standard_vocabulary

COMMENTS = ("COMMENT", "DOC_COMMENT")


T = TypeVar("T")


class _Dice:
    """Choices by a number: drawing each of them would take longer than all that is tested."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def among(self, options: Sequence[T]) -> T:
        """One of several."""
        return self._random.choice(options)

    def one_in(self, count: int) -> bool:
        """True once in so many times."""
        return self._random.randrange(count) == 0


class Relayout:
    """Writes the nodes of one file; the number decides how."""

    def __init__(self, seed: int) -> None:
        self.choices = _Dice(seed)
        self.in_declaration = False

    def file(self, file: File) -> str:
        """The whole text."""
        return f"{self._entries(self._lines(file.entries))}{self.choices.among(('', chr(10)))}"

    # Lines

    def _lines(self, entries: Sequence[Entry]) -> list[tuple[Item | Token, int]]:
        """Items and comments, each with the number of line ends before it, of which two stand for many."""
        found: list[tuple[Item | Token, int]] = []
        ends = 0
        for entry in entries:
            if isinstance(entry, Token) and entry.type == "NEWLINE":
                ends = min(ends + 1, 2)
            elif isinstance(entry, Statement | Assignment) or (isinstance(entry, Token) and entry.type in COMMENTS):
                found.append((entry, ends))
                ends = 0
        return found

    def _entries(self, lines: Sequence[tuple[Item | Token, int]]) -> str:
        parts: list[str] = []
        before: Item | Token | None = None
        for entry, ends in lines:
            is_comment = isinstance(entry, Token)
            if before is not None and not (is_comment and ends == 0):
                parts.append(self._line_end(ends, is_forced=is_comment or isinstance(before, Token)))
            elif is_comment and ends:
                parts.append("\n")
            parts.append(self._room() + (entry.text if isinstance(entry, Token) else self._item(entry)) + self._room())
            before = entry
        return "".join(parts)

    def _line_end(self, ends: int, *, is_forced: bool) -> str:
        if ends == 2:
            return self.choices.among(("\n\n", "\n \n\n", "\n\n\t\n\n"))
        return "\n" if is_forced else self.choices.among(("\n", ";", " ;\n", ";;"))

    def _item(self, item: Item) -> str:
        if isinstance(item, Assignment):
            return self._value(item)
        if item.head is not None and item.head.text == "widget":
            # Lines of a declaration have names that verbs have too.
            self.in_declaration = True
        words: list[str] = []
        if item.label:
            words.append(item.label.name.text + self._room() + ":")
        if item.head:
            words.append(item.head.text)
        parts, lines = self._placed(item)
        words += [self._comma() + self._value(part) for part in parts]
        if item.block is not None or lines:
            words.append(self._block(lines))
        for branch in item.elses:
            words.append("else")
            words += [self._comma() + self._value(part) for part in arguments(branch.parts)]
            words.append(self._body(branch.body))
        if item.arrow:
            words.append(self._body(item.arrow))
        return self._blank().join(words)

    def _placed(self, item: Statement) -> tuple[list[Argument], list[tuple[Item | Token, int]]]:
        """The arguments and the lines of a statement, some of its options moved from one to the other."""
        parts = arguments(item.parts)
        lines = self._lines(item.block.entries) if item.block else []
        if item.head is None or item.elses or not self._takes_options(item.head):
            return parts, lines
        if self.choices.one_in(2):
            has_opening = bool(lines) and isinstance(lines[0][0], Token) and lines[0][1] == 0
            while parts and isinstance(parts[-1], Assignment) and not has_opening and self.choices.one_in(2):
                after = [(lines[0][0], min(lines[0][1], 1) or 1), *lines[1:]] if lines else []
                lines = [(parts[-1], 0), *after]
                parts = parts[:-1]
            return parts, lines
        while lines and self.choices.one_in(2):
            option, following = lines[0][0], lines[1] if len(lines) > 1 else None
            # A blank line or a comment behind the option would lose its place.
            is_bound = following is not None and (following[1] == 2 or isinstance(following[0], Token))
            if not isinstance(option, Assignment) or is_bound:
                break
            parts, lines = [*parts, option], lines[1:]
        return parts, lines

    def _takes_options(self, head: Token) -> bool:
        return (
            not self.in_declaration
            and head.type == "WORD"
            and head.text in (*standard_vocabulary().verbs, "menu", "flow")
        )

    def _block(self, lines: Sequence[tuple[Item | Token, int]]) -> str:
        if not lines:
            return "{" + self.choices.among(("", " ", "\n", "\n\n")) + "}"
        first, ends = lines[0]
        starts_on_line = isinstance(first, Token) and ends == 0
        start = " " if starts_on_line else self.choices.among(("", " ", "\n", "\n\n"))
        if isinstance(first, Token) and ends:
            start = "\n"
        last = "\n" if isinstance(lines[-1][0], Token) else self.choices.among(("", " ", "\n", "\n\n", ";"))
        return "{" + start + self._entries([(first, 0), *lines[1:]]) + last + "}"

    def _body(self, body: Block | Arrow) -> str:
        if isinstance(body, Arrow):
            return "->" + self._room() + body.target.text
        return self._block(self._lines(body.entries))

    # Values

    def _value(self, node: Argument) -> str:
        if isinstance(node, Token):
            return node.text
        if isinstance(node, Assignment):
            return f"{node.key.text}{self._room()}={self._room()}{self._value(node.value)}"
        if isinstance(node, Typed):
            types = f"{self._room()}|{self._room()}".join(self._value(one) for one in alternatives(node))
            default = f" ={self._room()}{self._value(node.default)}" if node.default else ""
            return f"{node.name.text}:{self._room()}{types}{default}"
        name = node.name.text + self._room() if isinstance(node, Call) else ""
        return f"{name}{node.open.text}{self._elements(node)}{node.close.text}"

    def _elements(self, node: List | Call) -> str:
        if any(isinstance(part, Token) and part.type in COMMENTS for part in node.parts):
            return "".join(
                part.leading + part.text if isinstance(part, Token) else " " + self._value(part) for part in node.parts
            )
        found = self._gap()
        elements = arguments(node.parts)
        for number, part in enumerate(elements):
            is_last = number == len(elements) - 1
            comma = self.choices.among(("", ",")) if is_last else ","
            found += self._value(part) + self._gap() + comma + self._gap()
        return found

    # Blanks

    def _gap(self) -> str:
        return self.choices.among(("", " ", "\n", "\n\n  "))

    def _room(self) -> str:
        return self.choices.among(("", " ", "\t "))

    def _blank(self) -> str:
        return self.choices.among((" ", "   ", "\t"))

    def _comma(self) -> str:
        return self.choices.among(("", "", ", "))
