"""Reads templates that print paths and do nothing else, as nearly all do, without the Liquid library.

What it reads, the library reads alike; whatever else stands in a text is left to the library.
"""

from __future__ import annotations

import re
from functools import lru_cache

from flowc.liquid.names import DEFAULT, KEYWORDS
from flowc.liquid.template import Output, Part, Path, Read, Template, Word

_BLANK = r"[ \t\r\n]*"
_WORD = r"[A-Za-z_][A-Za-z0-9_]*(?:-+[A-Za-z0-9_]+)*"
_STRING = r"""(?:'[^'{}]*'|"[^"{}]*")"""
_INDEX = r"""\[[0-9]{1,9}\]|\['[^'\[\]{}]*'\]|\["[^"\[\]{}]*"\]"""
_PATH = rf"{_WORD}(?:{_BLANK}\.{_BLANK}{_WORD}|{_INDEX})*"
_ARGUMENT = rf"(?:{_STRING}|-?[0-9]+(?:\.[0-9]+)?(?![0-9A-Za-z_.])|{_PATH})"
_FILTER = rf"{_BLANK}\|{_BLANK}{_WORD}(?:{_BLANK}:{_BLANK}{_ARGUMENT}(?:{_BLANK},{_BLANK}{_ARGUMENT})*)?"
# What most paths are, and most outputs: `{{widgets.menu.Digits}}`.
_NAMES = r"[A-Za-z_][A-Za-z0-9_]*+(?:\.[A-Za-z_][A-Za-z0-9_]*+)*+"
_DOTTED_PATH = re.compile(_NAMES)
_DOTTED = re.compile(rf"\{{\{{ ?({_NAMES}) ?\}}\}}")
_TAG = re.compile(r"\{[{%]")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds an output of any other kind, and the pieces of its filters; start-up is felt on every run."""
    output = re.compile(rf"\{{\{{-?{_BLANK}(?P<path>{_PATH})(?P<filters>(?:{_FILTER})*){_BLANK}-?\}}\}}")
    return output, re.compile(rf"{_STRING}|(?P<bar>\|{_BLANK})?(?P<path>(?<![\w\-]){_PATH})")


def read_plain(text: str) -> Template | None:
    """A template that only prints paths, or None where it may do more."""
    outputs: list[Output] = []
    reads: list[Read] = []
    filters: list[Word] = []
    at = 0
    while True:
        tag = _TAG.search(text, at)
        if tag is None:
            return Template(text, tuple(outputs), tuple(reads), tuple(filters))
        if tag.group() == "{%":
            return None
        dotted = _DOTTED.match(text, tag.start())
        match = dotted or _patterns()[0].match(text, tag.start())
        if match is None:
            return None
        own, arguments = ((), []) if dotted else _filters(text, match.start("filters"), match.end("filters"))
        path = _dotted(dotted.group(1), dotted.start(1)) if dotted else _any_path(match)
        names = {word.text for word in own}
        if _has_keyword(path) or not KEYWORDS.isdisjoint(names) or any(_has_keyword(one.path) for one in arguments):
            return None
        read = Read(path, own, guarded=DEFAULT in names)
        outputs.append(Output(match.start(), match.end(), read, own))
        reads += [read, *arguments]
        filters += own
        at = match.end()


def _dotted(path: str, start: int) -> Path:
    parts = []
    at = start
    for name in path.split("."):
        parts.append(Part(name, at, at + len(name)))
        at += len(name) + 1
    return Path(tuple(parts))


def _any_path(match: re.Match[str]) -> Path:
    if _DOTTED_PATH.fullmatch(match.group("path")):
        return _dotted(match.group("path"), match.start("path"))
    from flowc.liquid.paths import path_at  # noqa: PLC0415 - start-up is felt on every run

    return path_at(match.string, match.start("path"))


def _filters(text: str, start: int, end: int) -> tuple[tuple[Word, ...], list[Read]]:
    """The filters between two places, and the paths that are given to them."""
    words: list[Word] = []
    arguments: list[Read] = []
    for match in _patterns()[1].finditer(text, start, end):
        if match.group("bar") is not None:
            words.append(Word(match.group("path"), match.start("path"), match.end("path")))
        elif match.group("path") is not None:
            arguments.append(Read(_any_path(match)))
    return tuple(words), arguments


def _has_keyword(path: Path) -> bool:
    return not KEYWORDS.isdisjoint(part.key for part in path.parts)
