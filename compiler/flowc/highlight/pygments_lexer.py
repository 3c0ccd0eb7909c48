"""The lexer by which Pygments colours a flow: the compiler's own tokens, so that both agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pygments.lexer import Lexer  # type: ignore[import-untyped]  # Pygments has no types of its own
from pygments.token import (  # type: ignore[import-untyped]  # as above
    Comment,
    Error,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Whitespace,
)

from flowc.highlight.vocabulary import words
from flowc.language import ELSE
from flowc.syntax.grammar import STRAY, flow_grammar
from flowc.syntax.nodes import LINE_ENDS, Token

_KINDS = {
    "COMMENT": Comment.Single,
    "DOC_COMMENT": Comment.Special,
    "NUMBER": Number,
    "DURATION": Number,
    "PHONE": Number,
    "NEWLINE": Whitespace,
    "ARROW": Operator,
    "EQUALS": Operator,
    "BAR": Operator,
    STRAY: Error,
    "UNQUOTED": Error,
}
_STRINGS = frozenset({"STRING", "LONG_STRING", "BROKEN_STRING"})
_INSIDE = re.compile(r"(?P<tag>\{\{.*?\}\}|\{%.*?%\})|(?P<escape>\\(?:u\{[0-9A-Fa-f]{1,6}\}|[\s\S]))", re.DOTALL)
_BEGINS = frozenset({"LEFT_BRACE", "RIGHT_BRACE", *LINE_ENDS})
_COMMENTS = frozenset({"COMMENT", "DOC_COMMENT"})

Coloured = tuple[int, Any, str]


class FlowLexer(Lexer):  # type: ignore[misc]  # see above
    """Colours flows."""

    name = "Flow"
    aliases = ("flow",)
    filenames = ("*.flow",)
    mimetypes = ("text/x-flow",)
    url = "https://www.twilio.com/docs/studio"
    version_added = ""

    def get_tokens_unprocessed(self, text: str) -> Iterator[Coloured]:
        """The pieces of a text with their kinds; together they are the text."""
        tokens = list(flow_grammar().tokenize(text))
        is_first = True
        for at, token in enumerate(tokens):
            if token.leading:
                yield token.start - len(token.leading), Whitespace, token.leading
            behind = tokens[at + 1].type if at + 1 < len(tokens) else ""
            before = tokens[at - 1].type if at else ""
            if token.type in _STRINGS:
                yield from _string(token)
            elif token.text:
                yield token.start, _kind(token, before, behind, is_first), token.text
            if token.type in _BEGINS or (token.type == "COLON" and is_first):
                is_first = True
            elif not (token.type in _COMMENTS or (behind == "COLON" and is_first)):
                is_first = False


def _kind(token: Token, before: str, behind: str, is_first: bool) -> Any:  # noqa: ANN401 - a kind of Pygments
    if token.type in _KINDS:
        return _KINDS[token.type]
    if token.type not in ("WORD", "ELSE"):
        return Punctuation
    every = words()
    if before == "ARROW":
        return Keyword if token.text in every.targets else Name.Label
    if behind == "COLON":
        return Name.Label
    if behind == "EQUALS":
        return Name.Attribute
    if token.text == ELSE or (is_first and token.text in (*every.heads, *every.statements, *every.lines)):
        return Keyword
    if is_first:
        return Name.Builtin if token.text in every.verbs else Name.Function
    return Name


def _string(token: Token) -> Iterator[Coloured]:
    """A string with its Liquid and its escapes."""
    last = 0
    for match in _INSIDE.finditer(token.text):
        if match.start() > last:
            yield token.start + last, String, token.text[last : match.start()]
        kind = String.Interpol if match.lastgroup == "tag" else String.Escape
        yield token.start + match.start(), kind, match.group()
        last = match.end()
    if last < len(token.text):
        yield token.start + last, String, token.text[last:]
