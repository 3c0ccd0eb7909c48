"""Finds the paths in the Liquid of a string, also of one that is half typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from flowc.language import CONST_ROOT, PARAM_ROOT, ROOTS, WIDGETS_ROOT
from flowc.syntax.nodes import Token

_TAG = re.compile(r"\{\{(.*?)(?:\}\}|\Z)|\{%(.*?)(?:%\}|\Z)", re.DOTALL)
_ROOT = "|".join((*ROOTS, PARAM_ROOT, CONST_ROOT))
# Quotes of Liquid may be escaped, since a string of the flow stands around them.
_PATH = re.compile(
    rf"""(?P<text>'[^']*'|\\?"[^"]*")
    |(?<![\w.\]-])(?P<root>{_ROOT})\.(?P<rest>[A-Za-z0-9_][\w-]*(?:\.[A-Za-z0-9_][\w-]*)*)
    |(?<![\w.\]-]){WIDGETS_ROOT}\[\s*(?P<quote>\\?["'])(?P<label>[^"'\\]*)(?P=quote)\s*\](?:\.(?P<output>[\w.-]+))?""",
    re.VERBOSE,
)


@attrs.frozen
class LiquidPath:
    """A path: its root, what follows it, and where that begins in the source.

    A `label` is one that is written in brackets, as `widgets['my.label'].Digits`.
    """

    root: str
    rest: str
    start: int
    label: str = ""
    label_start: int = 0


def paths_in(token: Token) -> Iterator[LiquidPath]:
    """The paths in a string, in the order of the text."""
    if "{{" not in token.text and "{%" not in token.text:
        return
    for tag in _TAG.finditer(token.text):
        group = 1 if tag.group(1) is not None else 2
        begin = token.start + tag.start(group)
        for match in _PATH.finditer(tag.group(group)):
            if match.group("root") is not None:
                yield LiquidPath(match.group("root"), match.group("rest"), begin + match.start("rest"))
            elif match.group("label") is not None:
                output = match.group("output") or ""
                start = begin + (match.start("output") if output else match.end())
                yield LiquidPath(WIDGETS_ROOT, output, start, match.group("label"), begin + match.start("label"))


def tag_around(text: str, offset: int) -> tuple[int, int] | None:
    """Where the tag of Liquid begins and ends that an offset of a text stands in; None where it stands in none."""
    for tag in _TAG.finditer(text):
        if tag.start() <= offset <= tag.end():
            return tag.span()
    return None
