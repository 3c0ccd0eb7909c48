"""Takes the entries of a block, or the parts of a list, apart into rows that each keep their comments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

import attrs

from flowc.syntax.nodes import Argument, Entry, Item, Other, Token

T = TypeVar("T")

_COMMENTS = frozenset({"COMMENT", "DOC_COMMENT"})
_SEPARATORS = frozenset({"SEMICOLON", "COMMA"})


@attrs.frozen
class Comment:
    """A comment on a line of its own; `blank` says that a blank line stands above it."""

    text: str
    blank: bool


@attrs.frozen
class Row(Generic[T]):
    """An item with the comments above it and the one behind it; `blank` speaks of the line directly above it."""

    item: T
    above: tuple[Comment, ...] = ()
    blank: bool = False
    behind: str = ""

    @property
    def has_comment(self) -> bool:
        """Whether any comment belongs to the item."""
        return bool(self.above or self.behind)

    @property
    def begins_group(self) -> bool:
        """Whether a blank line stands somewhere between this row and the one before it."""
        return self.blank or any(comment.blank for comment in self.above)

    def with_blank_above(self) -> Row[T]:
        """The row as the first of its group."""
        if self.begins_group:
            return self
        if not self.above:
            return attrs.evolve(self, blank=True)
        return attrs.evolve(self, above=(attrs.evolve(self.above[0], blank=True), *self.above[1:]))


@attrs.frozen
class Rows(Generic[T]):
    """Rows between two brackets, with the comment behind the first bracket and those below the last row."""

    rows: tuple[Row[T], ...]
    opening: str = ""
    closing: tuple[Comment, ...] = ()

    @property
    def has_loose_comment(self) -> bool:
        """Whether a comment belongs to the brackets, and to no row."""
        return bool(self.opening or self.closing)

    @property
    def has_comment(self) -> bool:
        """Whether there is any comment between the brackets."""
        return self.has_loose_comment or any(row.has_comment for row in self.rows)


def rows_of(entries: Iterable[Entry], *, is_file: bool = False) -> Rows[Item]:
    """The statements and assignments of a block or a file."""
    return _Splitter[Item](has_groups=True, on_own_line=is_file).split(entries)


def elements_of(parts: Iterable[Argument]) -> Rows[Argument]:
    """The elements of a list or a call, where blank lines group nothing."""
    return _Splitter[Argument](has_groups=False, on_own_line=False).split(parts)


class _Splitter(Generic[T]):
    """Reads one sequence of entries."""

    def __init__(self, *, has_groups: bool, on_own_line: bool) -> None:
        self.has_groups = has_groups
        self.line_ends = 1 if on_own_line else 0
        self.found: list[Row[T]] = []
        self.above: list[Comment] = []
        self.opening = ""

    def split(self, entries: Iterable[Entry | Argument]) -> Rows[T]:
        """The rows of the entries."""
        for entry in entries:
            if isinstance(entry, Token) and entry.type == "NEWLINE":
                self.line_ends += 1
            elif isinstance(entry, Token) and entry.type in _COMMENTS:
                self._comment(entry.text.rstrip(" \t"))
            elif not (isinstance(entry, Token) and entry.type in _SEPARATORS):
                self._item(entry)
        return Rows(tuple(self.found), self.opening, tuple(self.above))

    def _comment(self, text: str) -> None:
        if self.line_ends or self.above:
            self.above.append(Comment(text, self._after_blank_line()))
        elif self.found:
            self.found[-1] = attrs.evolve(self.found[-1], behind=text)
        else:
            self.opening = text
        self.line_ends = 0

    def _item(self, entry: Entry | Argument) -> None:
        assert not isinstance(entry, Other), "only an extended grammar has other entries"
        # The caller knows what stands between its brackets.
        item: T = entry  # type: ignore[assignment]
        self.found.append(Row(item, tuple(self.above), self._after_blank_line()))
        self.above = []
        self.line_ends = 0

    def _after_blank_line(self) -> bool:
        is_first = not self.found and not self.above
        return self.has_groups and self.line_ends > 1 and not is_first
