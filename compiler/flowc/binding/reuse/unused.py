"""Tells what a file declares and does not use."""

from __future__ import annotations

import re

from flowc.binding.context import Context
from flowc.binding.reuse.imports import Scope
from flowc.binding.reuse.scopes import Scopes
from flowc.diagnostics import Fix
from flowc.language import BLOCK, CONST, ON, PARAM, SECTION, USE, WIDGETS_ROOT
from flowc.source import Span
from flowc.syntax.nodes import File, Statement, items, tokens
from flowc.syntax.strings import STRING_TYPES

_WORDS = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_IN_BRACKETS = re.compile(rf"""{WIDGETS_ROOT}\[\s*\\?['"]([^'"\\]+)""")


def report_unused(context: Context, scopes: Scopes, file: File, *, hints: bool) -> None:
    """Warns of what the flow's own file declares for nothing. A file without entries is there for others."""
    if not any(isinstance(item, Statement) and item.head and item.head.text == ON for item in items(file.entries)):
        return
    main = scopes.main
    params = {param.option.name for prefix, param in scopes.params if not prefix}
    for name, closure in main.values.items():
        if closure.declared not in context.session.used:
            _report(context, PARAM if name in params else CONST, name, closure.declared)
    for definition in main.blocks.values():
        if definition.place not in context.session.used:
            _report(context, BLOCK, definition.name, definition.place)
    if main.module.imports:
        _report_modules(context, scopes, file)
    if hints:
        _report_labels(context, main, file)


def _report(context: Context, kind: str, name: str, place: Span) -> None:
    context.report(
        "FLW128",
        f"nothing uses the {'module' if kind == USE else f'`{kind}`'} `{name}`",
        place,
        label="declared for nothing",
        help="remove it, or use it",
    )


def _report_modules(context: Context, scopes: Scopes, file: File) -> None:
    words = _words(file)
    for one in scopes.main.module.imports:
        scope = scopes.used.get(one.key or "")
        if scope is None or any(word.startswith(f"{one.alias}.") for word in words):
            continue
        offered = {*scope.blocks, *(verb.name for widget in scope.widgets for verb in widget.verbs)}
        if offered.isdisjoint(words):
            _report(context, USE, one.alias, one.place)


def _words(file: File) -> set[str]:
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


def _report_labels(context: Context, main: Scope, file: File) -> None:
    """A label also names its widget in Studio, so that one without a use is no more than a hint."""
    read = {part for word in _words(file) for part in _prefixes(word)}
    read.update(
        name for token in tokens(file) if token.type in STRING_TYPES for name in _IN_BRACKETS.findall(token.text)
    )
    sections = {place.start for place in main.places.values()}
    named = {**{name: place for name, place in context.labels.items() if place.source is context.source}}
    inner = [(name, place) for definition in main.blocks.values() for name, place in definition.labels.items()]
    for name, place in [*named.items(), *inner]:
        is_section = place.start in sections or context.source.text[: place.start].rstrip().endswith(SECTION)
        if is_section or place in context.session.referred or name in read:
            continue
        advice = f"remove `{name}:`, and the widget is named by its verb"
        context.report(
            "FLW129",
            f"nothing refers to `{name}`",
            place,
            label="names its widget, and is used for nothing else",
            help=advice,
            fixes=(Fix(advice, Span(place.source, place.start, place.end + 1), "", safe=False),),
        )


def _prefixes(word: str) -> list[str]:
    """What of a path may be a label: `a.b.c` may read `a` and `a.b`."""
    parts = word.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts))]
