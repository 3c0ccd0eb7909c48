"""Where a block begins or ends whose brace is missing, by the indentation of its lines."""

from __future__ import annotations

from flowc.syntax.nodes import Token
from flowc.syntax.recovery.stream import BRACKETS, CLOSING_BRACKETS, GAPS, width

# How far back the beginning of a block is looked for, in tokens.
_FARTHEST = 2000


def closing_place(tokens: list[Token], opener: int, before: int, indentation: int, *, is_last: bool) -> int:
    """The index of the token before which a block was meant to end: behind its last line.

    `opener` is the index of its `{`, which stands on a line with this indentation, at its end if
    `is_last`; the block ends before the token at `before` at the latest.
    """
    depth, lines = 0, 0
    place = before
    for index in range(opener + 1, before):
        begins_line = tokens[index - 1].type == "NEWLINE" and not depth and tokens[index].type not in GAPS
        depth += (tokens[index].type in BRACKETS) - (tokens[index].type in CLOSING_BRACKETS)
        if not begins_line:
            continue
        lines += 1
        if width(tokens[index]) <= indentation:
            # A block that is not indented at all does not tell where it ends.
            place = before if is_last and lines == 1 else index
            break
    while tokens[place - 1].type in GAPS and place - 1 > opener:
        place -= 1
    return place


def opening_place(tokens: list[Token], closer: int, indentation: int) -> int | None:
    """The index of the token before which a block was meant to begin: at the end of the line above it.

    `closer` is the index of its `}`, which begins a line with this indentation. None where the lines
    above are no block.
    """
    has_lines = False
    for index in range(closer - 1, max(-1, closer - _FARTHEST), -1):
        if tokens[index].type in GAPS or (index and tokens[index - 1].type != "NEWLINE"):
            continue
        if width(tokens[index]) <= indentation:
            is_head = has_lines and width(tokens[index]) == indentation
            return _end_of_head(tokens, index, closer) if is_head else None
        has_lines = True
    return None


def _end_of_head(tokens: list[Token], index: int, closer: int) -> int | None:
    depth = 0
    while tokens[index].type not in GAPS or depth:
        depth += (tokens[index].type in BRACKETS) - (tokens[index].type in CLOSING_BRACKETS)
        index += 1
        if index == closer:
            return None
    return None if tokens[index - 1].type in ("LEFT_BRACE", "RIGHT_BRACE", "SEMICOLON") else index
