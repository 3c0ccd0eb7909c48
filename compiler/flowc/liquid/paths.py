"""Finds the parts of a path in the text that it is written in."""

from __future__ import annotations

import re

from flowc.liquid.template import Part, Path

_STEP = re.compile(
    r"""[ \t\r\n]*(?:
    \.[ \t\r\n]*(?P<word>\w[\w-]*\??)
    |\[\s*(?P<index>-?\d+)\s*\]
    |\[\s*(?P<quote>['"])(?P<quoted>.*?)(?P=quote)\s*\]
    |(?P<open>\[)
    )""",
    re.DOTALL | re.VERBOSE,
)
_ROOT = re.compile(r"\w[\w-]*\??")
_TRAILING = "-"


def path_at(text: str, start: int) -> Path:
    """The path that begins at a place of a text where one is known to begin."""
    root = _ROOT.match(text, start)
    parts: list[Part] = []
    at = start
    if root is not None:
        at = _word_end(text, root.end())
        parts.append(Part(text[start:at], start, at))
    while True:
        match = _STEP.match(text, at)
        if match is None:
            break
        at = match.end()
        if match.group("word") is not None:
            at = _word_end(text, match.end("word"))
            parts.append(_named(text, match.start("word"), at))
        elif match.group("index") is not None:
            parts.append(Part(int(match.group("index")), match.start("index"), at))
        elif match.group("quote") is not None:
            parts.append(Part(match.group("quoted"), match.start("quoted"), match.end("quoted")))
        else:
            at = _closing(text, match.start("open"))
            parts.append(Part(None, match.start("open"), at))
    return Path(tuple(parts))


def _named(text: str, start: int, end: int) -> Part:
    word = text[start:end]
    return Part(int(word) if word.isdecimal() else word, start, end)


def _word_end(text: str, end: int) -> int:
    """The end of a word: a dash before the closing braces belongs to them."""
    return end - 1 if text[end - 1] == _TRAILING and text.startswith(("}}", "%}"), end) else end


def _closing(text: str, start: int) -> int:
    """The place behind the bracket that closes the one at a place."""
    depth = 0
    for at in range(start, len(text)):
        depth += {"[": 1, "]": -1}.get(text[at], 0)
        if not depth:
            return at + 1
    return len(text)
