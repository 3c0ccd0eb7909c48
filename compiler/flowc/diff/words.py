"""Compares two texts word by word, or line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum

import attrs

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Comparing takes the square of their number: a text with more changed words is as good as new.
_MOST = 1500


class Kind(Enum):
    """What happened to a part of a text."""

    KEPT = " "
    REMOVED = "-"
    ADDED = "+"


@attrs.frozen
class Part:
    """A part of two texts, taken together."""

    kind: Kind
    text: str


def compare_words(before: str, after: str) -> tuple[Part, ...]:
    """The words of two texts, those that are gone before those that stand in their place."""
    return tuple(_parts(_WORD.findall(before), _WORD.findall(after)))


def compare_lines(before: str, after: str) -> tuple[Part, ...]:
    """The lines of two texts, those that are gone before those that stand in their place."""
    return tuple(_parts(_LINE.findall(before), _LINE.findall(after)))


def _parts(one: Sequence[str], other: Sequence[str]) -> Iterator[Part]:
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    yield from _part(Kind.KEPT, one[:start])
    yield from _middle(one[start : len(one) - end], other[start : len(other) - end])
    yield from _part(Kind.KEPT, one[len(one) - end :])


def _middle(one: Sequence[str], other: Sequence[str]) -> Iterator[Part]:
    if len(one) + len(other) > _MOST:
        yield from _part(Kind.REMOVED, one)
        yield from _part(Kind.ADDED, other)
        return
    for what, start, end, first, last in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what == "equal":
            yield from _part(Kind.KEPT, one[start:end])
        else:
            yield from _part(Kind.REMOVED, one[start:end])
            yield from _part(Kind.ADDED, other[first:last])


def _part(kind: Kind, pieces: Sequence[str]) -> Iterator[Part]:
    if pieces:
        yield Part(kind, "".join(pieces))
