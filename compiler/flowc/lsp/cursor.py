"""What stands around the cursor: in the block of which verb, in which part of a line; also where that is half typed.

It is told from the tokens before the cursor alone, so that a line need not be finished to be understood.
"""

from __future__ import annotations

import re
from itertools import pairwise

import attrs

from flowc.language import BLOCK, DEFAULT, ELSE, FILE_STATEMENTS, FLOW, IF, MENU, PROMPT_VERB, SPLIT, TEST, WIDGET
from flowc.symbols.lines import Line
from flowc.syntax.grammar import flow_grammar
from flowc.syntax.nodes import LINE_ENDS, Token
from flowc.syntax.reader import END

# Strings and comments are passed over as wholes, so that no brace in them counts.
_BORDERS = re.compile(r'"""(?:\\[\s\S]|(?!""")[^\\])*(?:"""|\Z)|"(?:\\.|[^"\\\r\n])*"?|#[^\r\n]*|[{}()\[\];\r\n]')
_OPEN = frozenset({"LEFT_BRACKET", "LEFT_PAREN"})
_CLOSE = frozenset({"RIGHT_BRACKET", "RIGHT_PAREN"})
_WORDS = frozenset({"WORD", "ELSE", "NUMBER", "DURATION", "UNQUOTED"})
_STRINGS = frozenset({"STRING", "LONG_STRING", "BROKEN_STRING"})
_LABELLED = 2


@attrs.frozen
class Cursor:
    """The place of the cursor.

    `line` is what the line is that it stands on, `owner` the verb in whose block that is, and `block` the
    block that is declared around it. `before` are the tokens of the line before the word at the cursor,
    `word` what is typed of that word, `start` its offset. In a string, `text` is what stands before the
    cursor in it; `given` are the options that the statement has already.
    """

    line: Line
    owner: str
    block: str
    before: tuple[Token, ...]
    word: str
    start: int
    text: str | None = None
    is_comment: bool = False
    given: frozenset[str] = frozenset()


@attrs.frozen
class _Frame:
    """A block that is open at the cursor: what its lines are, and where it begins."""

    line: Line
    owner: str
    block: str
    start: int


def cursor_at(text: str, offset: int) -> Cursor:
    """What stands around an offset of a text."""
    begin = _statement_start(text, offset)
    tokens = [one for one in flow_grammar().tokenize(text, begin, offset) if one.type != END]
    frames = [_Frame(Line.FILE, "", "", begin)]
    line: list[Token] = []
    given: list[list[str]] = [[]]
    for token in tokens:
        if token.type == "LEFT_BRACE":
            frames.append(_below(frames[-1], line, token.end))
            given.append([one.text for one, equals in pairwise(line) if equals.type == "EQUALS"])
            line = []
        elif token.type == "RIGHT_BRACE" and len(frames) > 1:
            frames.pop()
            given.pop()
            line = []
        elif (token.type in LINE_ENDS or token.type == "RIGHT_BRACE") and not _is_within(line):
            line = []
        elif token.type == "EQUALS" and line:
            given[-1].append(line[-1].text)
            line.append(token)
        elif token.type not in ("NEWLINE", "DOC_COMMENT", "COMMENT") or token is tokens[-1]:
            line.append(token)
    return _cursor(text, offset, frames[-1], line, frozenset(given[-1]))


def _cursor(text: str, offset: int, frame: _Frame, line: list[Token], given: frozenset[str]) -> Cursor:
    place = (frame.line, frame.owner, frame.block)
    last = line[-1] if line else None
    if last is not None and last.type in ("COMMENT", "DOC_COMMENT"):
        return Cursor(*place, tuple(line[:-1]), "", offset, is_comment=True)
    if last is not None and last.type in _STRINGS and _is_inside(last, text, offset):
        quotes = 3 if last.text.startswith('"""') else 1
        return Cursor(*place, tuple(line[:-1]), "", offset, text[last.start + quotes : offset])
    if last is not None and last.type in _WORDS and last.end == offset:
        return Cursor(*place, tuple(line[:-1]), last.text, last.start, given=given)
    return Cursor(*place, tuple(line), "", offset, given=given)


def _is_inside(token: Token, text: str, offset: int) -> bool:
    """Whether the cursor stands in a string whose end is behind it."""
    if token.type == "BROKEN_STRING":
        return True
    # The text was cut at the cursor, so a string that ends there is closed: `""` may be the beginning of `"""`.
    return token.end == offset and token.text == '""' and text[offset : offset + 1] == '"'


def _statement_start(text: str, offset: int) -> int:
    """Where the statement of the file begins that an offset stands in."""
    start = depth = 0
    for match in _BORDERS.finditer(text, 0, offset):
        sign = match.group()
        if sign in "{([":
            depth += 1
        elif sign in "})]":
            depth = max(0, depth - 1)
        elif not depth and sign in ";\r\n":
            start = match.end()
    return start


def depth_at(text: str, offset: int) -> int | None:
    """How many blocks and brackets are open at an offset; None inside of a string."""
    depth = 0
    for match in _BORDERS.finditer(text, 0):
        if match.start() >= offset:
            break
        sign = match.group()
        if sign[0] == '"' and match.end() > offset:
            return None
        depth += (sign in "{([") - (sign in "})]" and depth > 0)
    return depth


def _is_within(line: list[Token]) -> bool:
    """Whether a bracket is open in a line, so that its end does not count."""
    return sum((one.type in _OPEN) - (one.type in _CLOSE) for one in line) > 0


def _below(frame: _Frame, line: list[Token], start: int) -> _Frame:
    """The block that begins behind the tokens of a line."""
    words = line[_LABELLED:] if len(line) > 1 and line[1].type == "COLON" else line
    head = words[0].text if words else ""
    if frame.line is Line.FILE and head in FILE_STATEMENTS:
        if head == BLOCK:
            return _Frame(Line.BODY, "", words[1].text if len(words) > 1 else "", start)
        if head in (FLOW, WIDGET):
            return _Frame(Line.SETTING, head, "", start)
        if head == TEST:
            return _Frame(Line.TEST, head, "", start)
        if head == DEFAULT:
            return _Frame(Line.EXIT, words[1].text if len(words) > 1 else "", "", start)
        return _Frame(Line.BODY, "", "", start)
    if frame.line is Line.BODY and head not in (ELSE, IF):
        inner = {SPLIT: Line.CASE, MENU: Line.CHOICE}.get(head, Line.EXIT)
        return _Frame(inner, {MENU: PROMPT_VERB}.get(head, head), frame.block, start)
    if frame.line is Line.TEST:
        return _Frame(Line.SETTING, head, "", start)
    return _Frame(Line.BODY, "", frame.block, start)
