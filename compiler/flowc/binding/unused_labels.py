"""Tells of the labels of a flow's own widgets that nothing refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from flowc.binding.context import Context
from flowc.binding.scope import section_names
from flowc.diagnostics import Fix
from flowc.language import ON, TEST, USE, WIDGETS_ROOT
from flowc.source import Span
from flowc.syntax.nodes import File, Statement, arguments, first_token, items, tokens
from flowc.syntax.strings import STRING_TYPES

_WORDS = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
# What is worked out may be any label.
_WORKED_OUT = re.compile(rf"""{WIDGETS_ROOT}\[\s*[^\s'"\\]""")
_IN_BRACKETS = re.compile(rf"""{WIDGETS_ROOT}\[\s*\\?['"]([^'"\\]+)""")


def report_unused_labels(context: Context, file: File) -> None:
    """Warns of the labels that name widgets and that no arrow and no value of the flow refers to.

    A file without entries is there for others.
    """
    unused = unreferred(context, context.labels, file)
    if not unused or not has_entries(file):
        return
    sections = {first_token(arguments(item.parts)[0]).start for item in section_names(file).values()}
    for name, place in unused.items():
        if place.start not in sections:
            fix = without(name, place)
            context.report(
                "FLW129",
                f"nothing refers to `{name}`",
                place,
                label="names its widget, and is used for nothing else",
                help=fix.title,
                fixes=(fix,),
            )


def unreferred(context: Context, labels: Mapping[str, Span], file: File) -> dict[str, Span]:
    """Those of some labels that nothing leads to and no text reads."""
    found = {
        name: place
        for name, place in labels.items()
        if place.source is context.source and place not in context.session.referred
    }
    texts = [token.text for token in tokens(file) if token.type in STRING_TYPES] if found else []
    if any(_WORKED_OUT.search(text) for text in texts):
        return {}
    read = {name for text in texts for name in _IN_BRACKETS.findall(text)}
    # A text that was not understood, or whose path lacks its root, may read one as well.
    paths = [*(words(file) if found else ()), *(word for text in texts for word in _WORDS.findall(text))]
    read.update(part for path in paths for part in _prefixes(path))
    read.update(token.text for test in _tests(file) for token in tokens(test) if token.type == "WORD")
    return {name: place for name, place in found.items() if name not in read}


def _tests(file: File) -> Iterator[Statement]:
    """The tests of a file, which name steps by their labels."""
    for item in items(file.entries):
        if isinstance(item, Statement) and item.head is not None and item.head.text == TEST:
            yield item


def has_entries(file: File) -> bool:
    """Whether a file has an entry, so that it is no module."""
    return any(isinstance(item, Statement) and item.head and item.head.text == ON for item in items(file.entries))


def words(file: File) -> set[str]:
    """All words of a file, those inside of texts included, without the statements that use modules."""
    found: set[str] = set()
    for item in items(file.entries):
        if isinstance(item, Statement) and item.head is not None and item.head.text == USE:
            continue
        for token in tokens(item):
            if token.type == "WORD":
                found.add(token.text)
            elif token.type in STRING_TYPES:
                found.update(word.partition(".")[2] for word in _WORDS.findall(token.text) if "." in word)
    return found


def without(name: str, place: Span) -> Fix:
    """The fix that removes a label."""
    advice = f"remove `{name}:`, and the widget is named by its verb"
    return Fix(advice, Span(place.source, place.start, place.end + 1), "", safe=False)


def _prefixes(word: str) -> Iterator[str]:
    """What of a path may be a label: `a.b.c` may read `a` and `a.b`."""
    parts = word.split(".")
    return (".".join(parts[:count]) for count in range(1, len(parts)))
