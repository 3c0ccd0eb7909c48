"""Comments, quotes and addresses as other languages write them, and the key `#`.

Each is made one token before brackets and braces are counted, since it may hold some.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from flowc.diagnostics import Diagnostic, Fix
from flowc.source import Source, Span
from flowc.syntax.findings import MAX_FINDINGS, error, place_of, shortened
from flowc.syntax.grammar import STRAY, Grammar
from flowc.syntax.literals import unquoted
from flowc.syntax.nodes import Token
from flowc.syntax.reader import END
from flowc.syntax.recovery.stream import joined, read_anew
from flowc.syntax.strings import encode

# Quotes of other kinds, each with those that may close it.
QUOTES = {
    "“": "”“",
    "”": "”",
    "„": "“”",
    "«": "»",
    "\N{LEFT SINGLE QUOTATION MARK}": "\N{RIGHT SINGLE QUOTATION MARK}",
    "\N{RIGHT SINGLE QUOTATION MARK}": "\N{RIGHT SINGLE QUOTATION MARK}",
    "'": "'",
    "`": "`",
}
_NOT_IN_ADDRESS = frozenset(
    {"NEWLINE", "SEMICOLON", "COMMA", "COMMENT", "DOC_COMMENT", "LEFT_BRACE", "RIGHT_BRACE", "RIGHT_PAREN"}
    | {"RIGHT_BRACKET", "STRING", "LONG_STRING", "BROKEN_STRING", "ARROW", END}
)
# Beyond, a second quote is no longer taken for the end of the same text.
_LONGEST_TEXT = 2000

Found = tuple[int, list[Token], Diagnostic]
_Finder = Callable[[Source, Grammar, list[Token], int], Found | None]


def read_foreign(source: Source, grammar: Grammar, tokens: list[Token]) -> tuple[list[Token], list[Diagnostic]]:
    """The tokens of a source in which such stretches are one token each, and what to say of them."""
    finders: tuple[_Finder, ...] = (_address, _line_comment, _long_comment, _quoted, _hash_key)
    tokens = list(tokens)
    kept: list[Token] = []
    problems: list[Diagnostic] = []
    index = 0
    while index < len(tokens):
        for find in finders if len(problems) <= MAX_FINDINGS else ():
            found = find(source, grammar, tokens, index)
            if found:
                index, instead, problem = found
                kept += instead
                problems.append(problem)
                break
        else:
            kept.append(tokens[index])
            index += 1
    return kept, problems


def _is(tokens: list[Token], index: int, kind: str, text: str = "", *, adjacent: bool = True) -> bool:
    token = tokens[min(index, len(tokens) - 1)]
    return token.type == kind and token.text.startswith(text) and not (adjacent and token.leading)


def _address(source: Source, _: Grammar, tokens: list[Token], index: int) -> Found | None:
    """`https://example.com/` without quotes."""
    if tokens[index].type != "WORD" or not _is(tokens, index + 1, "COLON"):
        return None
    if not (_is(tokens, index + 2, STRAY, "/") and _is(tokens, index + 3, STRAY, "/")):
        return None
    end = index + 4
    while not tokens[end].leading and tokens[end].type not in _NOT_IN_ADDRESS:
        end += 1
    whole = joined("UNQUOTED", tokens[index:end])
    return end, [whole], unquoted(source, whole)


def _line_comment(source: Source, _: Grammar, tokens: list[Token], index: int) -> Found | None:
    """`// a comment`."""
    if not (_is(tokens, index, STRAY, "/", adjacent=False) and _is(tokens, index + 1, STRAY, "/")):
        return None
    end = _line_end(tokens, index)
    return end, [joined("COMMENT", tokens[index:end])], _comment(source, tokens[index], tokens[index + 1])


def _long_comment(source: Source, _: Grammar, tokens: list[Token], index: int) -> Found | None:
    """`/* a comment */`."""
    if not (_is(tokens, index, STRAY, "/", adjacent=False) and _is(tokens, index + 1, "UNQUOTED", "*")):
        return None
    if source.text.find("*/", tokens[index].end) < 0:
        end = _line_end(tokens, index)
        return end, [joined("COMMENT", tokens[index:end])], _comment(source, tokens[index], tokens[index + 1])
    end = index + 2
    while tokens[end].type != END and not (_is(tokens, end, STRAY, "/") and tokens[end - 1].text == "*"):
        end += 1
    end = _line_end(tokens, index) if tokens[end].type == END else end + 1
    return end, [joined("COMMENT", tokens[index:end])], _comment(source, tokens[index], tokens[index + 1])


def _line_end(tokens: list[Token], index: int) -> int:
    while tokens[index].type not in ("NEWLINE", END):
        index += 1
    return index


def _comment(source: Source, first: Token, last: Token) -> Diagnostic:
    place = place_of(source, first, last)
    return error(
        "FLW009",
        f"`{place.text}` begins no comment",
        place,
        label="means nothing here",
        help="a comment begins with `#` and ends with its line",
        fixes=(Fix("write `#`", place, "#"),) if place.text == "//" else (),
    )


def _quoted(source: Source, grammar: Grammar, tokens: list[Token], index: int) -> Found | None:
    """A text between quotes of another kind."""
    opening = tokens[index]
    follows_word = not opening.leading and index > 0 and tokens[index - 1].type in ("WORD", "NUMBER", STRAY)
    if opening.type != STRAY or opening.text not in QUOTES or follows_word:
        return None
    found = re.compile(rf"[^\r\n{QUOTES[opening.text]}]{{0,{_LONGEST_TEXT}}}[{QUOTES[opening.text]}]").match(
        source.text, opening.end
    )
    if found is None:
        return None
    close = found.end() - 1
    end = index
    while tokens[end].end <= close:
        end += 1
    text = Token("STRING", source.text[opening.start : close + 1], opening.start, opening.leading)
    # The closing quote may stand within a comment or another text, of which the rest is then read anew.
    rest, tokens[end + 1] = read_anew(source, grammar, close + 1, tokens[end + 1])
    return end + 1, [text, *rest], _quotes(source, text)


def _quotes(source: Source, text: Token) -> Diagnostic:
    place = place_of(source, text)
    straight = encode(text.text[1:-1])
    return error(
        "FLW009",
        f"`{text.text[0]}` is no quote",
        Span(source, text.start, text.start + 1),
        label="means nothing here",
        help=f"a text stands between straight double quotes: `{shortened(straight)}`",
        fixes=(Fix(f"write `{shortened(straight)}`", place, straight),),
    )


def _hash_key(source: Source, grammar: Grammar, tokens: list[Token], index: int) -> Found | None:
    """`finish_on_key = #`: what looks like a comment is a key."""
    sign, comment = tokens[index], tokens[min(index + 1, len(tokens) - 1)]
    if sign.type != "EQUALS" or comment.type != "COMMENT":
        return None
    key = Token("UNQUOTED", comment.text[:1], comment.start, comment.leading)
    rest = comment.text[1:]
    if rest.strip().startswith((";", "}")):
        behind, tokens[index + 2] = read_anew(source, grammar, key.end, tokens[index + 2])
    else:
        behind = [Token("COMMENT", rest, key.end)] if rest else []
    return index + 2, [sign, key, *behind], unquoted(source, key)
