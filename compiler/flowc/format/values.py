"""Lays out the values of a line: on the line while they fit, else with lists and calls opened up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flowc.format.long_texts import has_lines, moved
from flowc.format.rows import elements_of
from flowc.format.style import GAP, STEP, WIDTH, blanks
from flowc.syntax.nodes import Argument, Assignment, Call, List, Token, Typed, alternatives, arguments

# What may be opened up when a line is too long; everything else on a line is plain text.
Group = List | Call | Token
Piece = str | Group


def pieces(node: Argument, equals: str = "=") -> Iterator[Piece]:
    """What stands on the line of a value or an argument."""
    if isinstance(node, Assignment):
        yield node.key.text + equals
        yield from pieces(node.value)
    elif isinstance(node, Typed):
        yield f"{node.name.text}: "
        for number, one in enumerate(alternatives(node)):
            if number:
                yield " | "
            yield from pieces(one)
        if node.default is not None:
            yield " = "
            yield from pieces(node.default)
    elif isinstance(node, Token):
        yield node if has_lines(node) else node.text
    elif node.parts:
        yield node
    else:
        yield _opening(node) + node.close.text


def joined(nodes: Iterable[Argument], separator: str = " ") -> list[Piece]:
    """Arguments one behind the other."""
    found: list[Piece] = []
    for node in nodes:
        if found:
            found.append(separator)
        found += pieces(node)
    return found


def flat(line: Iterable[Piece]) -> str | None:
    """The pieces on one line, however long; None where a comment or a text of several lines forbids it."""
    found = []
    for piece in line:
        text = piece if isinstance(piece, str) else _flat_group(piece)
        if text is None:
            return None
        found.append(text)
    return "".join(found)


def fits(text: str | None, column: int) -> bool:
    """Whether a text has room on a line from a column on."""
    return text is not None and column + len(text) <= WIDTH


def compose(line: Sequence[Piece], indent: int, column: int | None = None) -> list[str]:
    """The lines of the pieces. The first begins at a column (the indentation, if none is given) and is not indented."""
    reserves = _reserves(line)
    lines: list[str] = []
    current: list[str] = []
    at = indent if column is None else column
    for piece, reserve in zip(line, reserves, strict=True):
        text = piece if isinstance(piece, str) else _flat_group(piece)
        if not isinstance(piece, str) and (text is None or _helps(piece, text, at, reserve, indent)):
            first, *middle, last = _opened(piece, indent)
            lines += ["".join([*current, first]), *middle]
            current, at = [last], len(last)
            continue
        assert text is not None
        current.append(text)
        at += len(text)
    return [*lines, "".join(current)]


def _reserves(line: Sequence[Piece]) -> list[int]:
    """For each piece, how much must stand behind it on its line before the next one that can be opened."""
    found = []
    reserve = 0
    for piece in reversed(line):
        found.append(reserve)
        reserve = reserve + len(piece) if isinstance(piece, str) else len(_opening(piece))
    return found[::-1]


def _helps(group: Group, text: str, at: int, reserve: int, indent: int) -> bool:
    """Whether a group that could stay flat should be opened: it does not fit, and would fit then."""
    if at + len(text) + reserve <= WIDTH or at + len(_opening(group)) > WIDTH:
        return False
    return at + len(text) > WIDTH or indent + 1 + reserve <= WIDTH


def _opening(group: Group) -> str:
    if isinstance(group, Token):
        return '"""'
    return group.open.text if isinstance(group, List) else group.name.text + group.open.text


def _flat_group(group: Group) -> str | None:
    if isinstance(group, Token) or any(_is_comment(part) for part in group.parts):
        return None
    inside = flat(joined(arguments(group.parts), ", "))
    return None if inside is None else _opening(group) + inside + group.close.text


def _is_comment(part: Argument) -> bool:
    return isinstance(part, Token) and part.type in ("COMMENT", "DOC_COMMENT")


def _opened(group: Group, indent: int) -> list[str]:
    """A list or a call with one element a line, each with a comma behind it; or the lines of a text."""
    if isinstance(group, Token):
        return moved(group, indent)
    inside = elements_of(group.parts)
    alone = inside.rows[0].item if len(inside.rows) == 1 and not inside.has_comment else None
    if alone is not None and not isinstance(alone, Assignment | Typed):
        (piece,) = pieces(alone)
        if not isinstance(piece, str):
            first, *middle, last = _opened(piece, indent)
            return [_opening(group) + first, *middle, last + group.close.text]
    margin = blanks(indent + STEP)
    lines = [_opening(group) + behind(inside.opening)]
    for row in inside.rows:
        lines += [margin + comment.text for comment in row.above]
        first, *rest = compose([*pieces(row.item), ","], indent + STEP)
        element = [margin + first, *rest]
        element[-1] += behind(row.behind)
        lines += element
    lines += [margin + comment.text for comment in inside.closing]
    return [*lines, blanks(indent) + group.close.text]


def behind(comment: str) -> str:
    """A comment at the end of a line."""
    return GAP + comment if comment else ""
