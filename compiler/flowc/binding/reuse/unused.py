"""Tells what a file declares and does not use."""

from __future__ import annotations

import re

from flowc.binding.context import Context
from flowc.binding.reuse.imports import Scope
from flowc.binding.reuse.scopes import Scopes
from flowc.diagnostics import Fix, Severity
from flowc.language import BLOCK, CONST, ON, PARAM, SECTION, USE, WIDGETS_ROOT
from flowc.source import Span
from flowc.syntax.nodes import File, Statement, items, tokens
from flowc.syntax.strings import STRING_TYPES

# What messages call a module that is used, and a label.
USE_NAME, LABEL = "module", "label"

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
    _report_labels(context, main, file, hints=hints)


def _report(context: Context, kind: str, name: str, place: Span, *fixes: Fix) -> None:
    context.report(
        "FLW128",
        f"nothing uses the {kind if kind in (USE_NAME, LABEL) else f'`{kind}`'} `{name}`",
        place,
        label="declared for nothing",
        help="remove it, or use it",
        fixes=fixes,
    )


def _report_modules(context: Context, scopes: Scopes, file: File) -> None:
    words = _words(file)
    for one in scopes.main.module.imports:
        scope = scopes.used.get(one.key or "")
        if scope is None or any(word.startswith(f"{one.alias}.") for word in words):
            continue
        offered = {*scope.blocks, *(verb.name for widget in scope.widgets for verb in widget.verbs)}
        if offered.isdisjoint(words):
            _report(context, USE_NAME, one.alias, one.place)


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


def _report_labels(context: Context, main: Scope, file: File, *, hints: bool) -> None:
    """Tells of labels that nothing refers to: in a block, and with `hints` those that name widgets as well.

    What a flow calls its widgets is seen in Studio, and may be meant for that alone; of a block, nobody
    sees the names. A mistake may stand for a reference, so that nothing is told beside one.
    """
    sections = {place.start for place in main.places.values()}
    own = [(name, place) for name, place in context.labels.items() if place.source is context.source]
    inner = [(name, place) for definition in main.blocks.values() for name, place in definition.labels.items()]
    is_sound = not any(problem.severity is Severity.ERROR for problem in context.session.problems)
    suspects = [*((one, False) for one in own if hints), *((one, True) for one in inner if is_sound)]
    read = _read(file) if suspects else set()
    for (name, place), is_inner in suspects:
        is_section = place.start in sections or context.source.text[: place.start].rstrip().endswith(SECTION)
        if is_section or place in context.session.referred or name in read:
            continue
        if is_inner:
            _report(context, LABEL, name, place, _without(name, place))
        else:
            _report_name(context, name, place)


def _read(file: File) -> set[str]:
    """What a file may read as a label, in texts that were not understood as well."""
    read = {part for word in _words(file) for part in _prefixes(word)}
    texts = [token.text for token in tokens(file) if token.type in STRING_TYPES]
    return read.union(*map(_IN_BRACKETS.findall, texts))


def _report_name(context: Context, name: str, place: Span) -> None:
    fix = _without(name, place)
    context.report(
        "FLW129",
        f"nothing refers to `{name}`",
        place,
        label="names its widget, and is used for nothing else",
        help=fix.title,
        fixes=(fix,),
    )


def _without(name: str, place: Span) -> Fix:
    advice = f"remove `{name}:`, and the widget is named by its verb"
    return Fix(advice, Span(place.source, place.start, place.end + 1), "", safe=False)


def _prefixes(word: str) -> list[str]:
    """What of a path may be a label: `a.b.c` may read `a` and `a.b`."""
    parts = word.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts))]
