"""Finds the `##` lines that document a declaration."""

from __future__ import annotations

from flowc.syntax.nodes import Assignment, Entry, Item, Statement, Token


def documented(entries: tuple[Entry, ...]) -> list[tuple[Item, str]]:
    """The items among the entries, each with the text of the `##` lines directly above it."""
    found: list[tuple[Item, str]] = []
    lines: list[str] = []
    at_start = is_blank = True
    for entry in entries:
        if isinstance(entry, Statement | Assignment):
            found.append((entry, "\n".join(lines)))
            lines = []
            at_start = is_blank = False
        elif isinstance(entry, Token) and entry.type == "NEWLINE":
            if is_blank:
                lines = []
            at_start = is_blank = True
        elif isinstance(entry, Token) and entry.type == "DOC_COMMENT":
            if at_start:
                lines.append(entry.text[2:].strip())
            is_blank = False
        else:
            lines = []
            at_start = is_blank = False
    return found
