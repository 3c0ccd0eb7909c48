"""Tokens as they are put together anew: made of a text, begun elsewhere, moved to the right or the left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from flowc.syntax.grammar import flow_grammar
from flowc.syntax.nodes import Node, Token, tokens
from flowc.syntax.strings import decode

Tokens = list[Token]

_BLANKS = " \t"
_COMMENTS = frozenset({"COMMENT", "DOC_COMMENT"})


def made(text: str, leading: str = "") -> Tokens:
    """The tokens of a text that was not there before."""
    *found, _ = flow_grammar().tokenize(text)
    return begun(found, leading)


def taken(nodes: Iterable[Node | None], leading: str | None = None) -> Tokens:
    """The tokens of nodes of the source; the first has these blanks before it, where they are given."""
    found = [token for node in nodes if node is not None for token in tokens(node)]
    return found if leading is None else begun(found, leading)


def begun(found: Tokens, leading: str) -> Tokens:
    """Tokens of which the first has other blanks before it."""
    return [attrs.evolve(found[0], leading=leading), *found[1:]] if found else []


def comments_in(nodes: Iterable[Node | None]) -> Tokens:
    """The comments in nodes that are left out."""
    return [token for token in taken(nodes) if token.type in _COMMENTS]


def written(found: Iterable[Token]) -> str:
    """The text of tokens."""
    return "".join(token.leading + token.text for token in found)


def moved(found: Tokens, columns: int) -> Tokens:
    """Tokens of which all lines but the first stand further to the right, or to the left."""
    return list(_moved(found, columns)) if columns else found


def _moved(found: Tokens, columns: int) -> Iterator[Token]:
    begins_line = False
    for token in found:
        is_line_end = token.type == "NEWLINE"
        leading = _shifted(token.leading, columns) if begins_line and not is_line_end else token.leading
        text = _moved_text(token, columns) if token.type == "LONG_STRING" else token.text
        yield attrs.evolve(token, leading=leading, text=text)
        begins_line = is_line_end


def _moved_text(token: Token, columns: int) -> str:
    """The lines of a text moved together, where they say the same then."""
    first, *rest = token.text.split("\n")
    text = "\n".join([first, *(_shifted(line, columns) if line.strip() else line for line in rest)])
    return text if decode(attrs.evolve(token, text=text)) == decode(token) else token.text


def _shifted(line: str, columns: int) -> str:
    if columns > 0:
        return " " * columns + line
    blanks = len(line) - len(line.lstrip(_BLANKS))
    return line[min(-columns, blanks) :]
