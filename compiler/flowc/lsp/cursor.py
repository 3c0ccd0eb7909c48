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
from flowc.syntax.nodes import Token
from flowc.syntax.reader import END

# Strings and comments are passed over as wholes, so that no brace in them counts.
_BORDERS = re.compile(r'"""(?:\\[\s\S]|(?!""")[^\\])*(?:"""|\Z)|"(?:\\.|[^"\\\r\n])*"?|#[^\r\n]*|[{}()\[\];\r\n]')
_PASSED_OVER = frozenset({"NEWLINE", "COMMENT", "DOC_COMMENT"})
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
    """A block that is open at the cursor: what its lines are."""

    line: Line
    owner: str
    block: str


@attrs.define
class _Open:
    """A block that is open at the cursor, by its places: of the line before its brace, and of its own lines."""

    head: tuple[int, int]
    line: int
    brackets: int = 0
    lines: list[tuple[int, int]] = attrs.field(factory=list)

    def end_line(self, match: re.Match[str]) -> None:
        """Ends the line at hand before a sign; the next one begins behind it."""
        self.lines.append((self.line, match.start()))
        self.line, self.brackets = match.end(), 0


def cursor_at(text: str, offset: int) -> Cursor:
    """What stands around an offset of a text."""
    blocks = _open_at(text, offset)
    frame = _Frame(Line.FILE, "", "")
    for block in blocks[1:]:
        frame = _below(frame, _tokens(text, *block.head))
    line = _tokens(text, blocks[-1].line, offset, is_last=True)
    given = _options(line)
    if frame.line is not Line.BODY and len(blocks) > 1:
        given += (name for place in (blocks[-1].head, *blocks[-1].lines) for name in _options(_tokens(text, *place)))
    return _cursor(text, offset, frame, line, frozenset(given))


def _open_at(text: str, offset: int) -> list[_Open]:
    """The file, and the blocks in it that are open at an offset, the outermost first."""
    found = [_Open((0, 0), 0)]
    for match in _BORDERS.finditer(text, 0, offset):
        sign, here = match.group(), found[-1]
        if sign == "{":
            head = here.line, match.start()
            here.end_line(match)
            found.append(_Open(head, match.end()))
        elif sign == "}" and len(found) > 1:
            found.pop()
            found[-1].line = match.end()
        elif sign in "};\r\n" and here.brackets <= 0:
            here.end_line(match)
        elif sign in "([":
            here.brackets += 1
        elif sign in ")]":
            here.brackets -= 1
    return found


def _tokens(text: str, start: int, end: int, *, is_last: bool = False) -> list[Token]:
    """The tokens of a line without its comments, but for one that the cursor stands in."""
    every = [one for one in flow_grammar().tokenize(text, start, end) if one.type != END]
    return [one for one in every if one.type not in _PASSED_OVER or (is_last and one is every[-1])]


def _options(line: list[Token]) -> list[str]:
    return [one.text for one, equals in pairwise(line) if equals.type == "EQUALS"]


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


def _below(frame: _Frame, line: list[Token]) -> _Frame:
    """The block that begins behind the tokens of a line."""
    words = line[_LABELLED:] if len(line) > 1 and line[1].type == "COLON" else line
    head = words[0].text if words else ""
    if frame.line is Line.FILE and head in FILE_STATEMENTS:
        if head == BLOCK:
            return _Frame(Line.BODY, "", words[1].text if len(words) > 1 else "")
        if head in (FLOW, WIDGET):
            return _Frame(Line.SETTING, head, "")
        if head == TEST:
            return _Frame(Line.TEST, head, "")
        if head == DEFAULT:
            return _Frame(Line.EXIT, words[1].text if len(words) > 1 else "", "")
        return _Frame(Line.BODY, "", "")
    if frame.line is Line.BODY and head not in (ELSE, IF):
        inner = {SPLIT: Line.CASE, MENU: Line.CHOICE}.get(head, Line.EXIT)
        return _Frame(inner, {MENU: PROMPT_VERB}.get(head, head), frame.block)
    if frame.line is Line.TEST:
        return _Frame(Line.SETTING, head, "")
    return _Frame(Line.BODY, "", frame.block)
