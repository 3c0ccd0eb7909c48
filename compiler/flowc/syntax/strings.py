"""What the strings of a flow say: escapes, indentation, joined lines."""

from __future__ import annotations

import re

import attrs

from flowc.syntax.nodes import Token

QUOTES = '"'
LONG_QUOTES = '"""'
STRING_TYPES = frozenset({"STRING", "LONG_STRING"})

_ESCAPES = {'"': '"', "\\": "\\", "n": "\n", "t": "\t", "s": " "}
ESCAPE = re.compile(r"\\(?:u\{([^}\"\r\n]*)\}|\r\n|[\s\S])")
LINE_END = re.compile(r"\r\n?")
_LAST_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


@attrs.frozen
class BadEscape:
    """An escape that does not exist, with its offsets in the source."""

    text: str
    start: int
    end: int


def decode(token: Token) -> str:
    """The text that a string token stands for. Escapes that do not exist stay as they are."""
    if token.type == "STRING":
        return _unescape(token.text[1:-1])
    body = LINE_END.sub("\n", token.text[len(LONG_QUOTES) : -len(LONG_QUOTES)])
    return _unescape(outdent(body))


def quotes_of(text: str) -> int:
    """How many quotes the text of a string token begins with."""
    return len(LONG_QUOTES) if text.startswith(LONG_QUOTES) else len(QUOTES)


def bad_escapes(token: Token) -> list[BadEscape]:
    """The escapes in a string token that mean nothing."""
    is_long = token.type == "LONG_STRING"
    found = []
    for match in ESCAPE.finditer(token.text):
        joins_lines = is_long and match.group()[1] in "\r\n"
        if not joins_lines and _meaning(match) is None:
            start = token.start + match.start()
            found.append(BadEscape(match.group(), start, start + len(match.group())))
    return found


def encode(text: str) -> str:
    """The shortest quoted spelling of a text, on one line."""
    spelled = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    control = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]", _code_point, spelled)
    return f'"{control}"'


def _code_point(match: re.Match[str]) -> str:
    return f"\\u{{{ord(match.group()):x}}}"


def _unescape(body: str) -> str:
    if "\\" not in body:
        return body
    return ESCAPE.sub(replacement, body)


def replacement(match: re.Match[str]) -> str:
    """What a match of `ESCAPE` stands for: itself, where that is no escape."""
    if match.group() == "\\\n":
        return ""
    meaning = _meaning(match)
    return match.group() if meaning is None else meaning


def _meaning(match: re.Match[str]) -> str | None:
    digits = match.group(1)
    if digits is None:
        return _ESCAPES.get(match.group()[1])
    if not re.fullmatch(r"[0-9A-Fa-f]{1,6}", digits):
        return None
    code_point = int(digits, 16)
    if code_point > _LAST_CODE_POINT or code_point in _SURROGATES:
        return None
    return chr(code_point)


def outdent(body: str) -> str:
    """The lines of a long string without the indentation that all have, and without those of its quotes."""
    lines = body.split("\n")
    if len(lines) == 1:
        return body
    begins_on_own_line = not lines[0].strip(" \t")
    first = [] if begins_on_own_line else [lines[0]]
    rest = lines[1:]
    if not rest[-1].strip(" \t"):
        rest.pop()
    indentation = _common_start([line[: _indent(line)] for line in rest if line.strip(" \t")])
    rest = [line[len(indentation) :] if line.startswith(indentation) else "" for line in rest]
    return "\n".join(first + rest)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _common_start(texts: list[str]) -> str:
    """What all texts begin with."""
    if not texts:
        return ""
    # What the first and the last in order have in common, those between them have as well.
    first, last = min(texts), max(texts)
    length = next((at for at, char in enumerate(first) if char != last[at]), len(first))
    return first[:length]
