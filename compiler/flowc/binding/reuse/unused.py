"""Tells what a file declares and does not use."""

from __future__ import annotations

from flowc.binding.context import Context
from flowc.binding.reuse.imports import Scope
from flowc.binding.reuse.scopes import Scopes
from flowc.binding.unused_labels import has_entries, report_unused_labels, unreferred, without, words
from flowc.diagnostics import Fix, Severity
from flowc.language import BLOCK, CONST, PARAM
from flowc.source import Span
from flowc.syntax.nodes import File

# What messages call a module that is used, and a label.
USE_NAME, LABEL = "module", "label"


def report_unused(context: Context, scopes: Scopes, file: File) -> None:
    """Warns of what the flow's own file declares for nothing. A file without entries is there for others."""
    if not has_entries(file):
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
    _report_labels(context, main, file)


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
    known = words(file)
    for one in scopes.main.module.imports:
        scope = scopes.used.get(one.key or "")
        if scope is None or any(word.startswith(f"{one.alias}.") for word in known):
            continue
        offered = {*scope.blocks, *(verb.name for widget in scope.widgets for verb in widget.verbs)}
        if offered.isdisjoint(known):
            _report(context, USE_NAME, one.alias, one.place)


def _report_labels(context: Context, main: Scope, file: File) -> None:
    """Warns of labels in blocks that nothing refers to, and of those that name the flow's own widgets.

    A mistake may stand for a reference in a block, so that nothing is told of it beside one.
    """
    if not any(problem.severity is Severity.ERROR for problem in context.session.problems):
        for definition in main.blocks.values():
            for name, place in unreferred(context, definition.labels, file).items():
                _report(context, LABEL, name, place, without(name, place))
    report_unused_labels(context, file)
