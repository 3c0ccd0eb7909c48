"""A difference drawn for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flowc.diagnostics.render.paint import BOLD, Paint
from flowc.diff.exits import cases_of, exits_of
from flowc.diff.model import Difference, WidgetChange
from flowc.diff.render.cases import case_rows, shown_case
from flowc.diff.render.values import ADDED, CHANGED, REMOVED, quoted, target, value_rows, written
from flowc.diff.side import presets_of, text_of
from flowc.graph.flow import State

_STEP = "    "


def render(difference: Difference, before: str, after: str, color: bool) -> str:
    """A part for the flow itself and for each widget, with an empty line between two; nothing where nothing changed."""
    if not difference:
        return ""
    paint = Paint(color)
    parts = [[paint(f"--- {written(before)}", BOLD), paint(f"+++ {written(after)}", BOLD)]]
    if difference.flow:
        parts.append([paint("~ flow", CHANGED), *_indented(value_rows(difference.flow, paint))])
    renames = [widget for widget in difference.renamed if not widget.is_changed]
    if renames:
        parts.append([paint("renamed", CHANGED), *_indented(map(_names, renames))])
    parts += [[paint(f"+ {_headline(state)}", ADDED), *_indented(_content(state))] for state in difference.added]
    parts += [[paint(f"- {_headline(state)}", REMOVED), *_indented(_content(state))] for state in difference.removed]
    parts += [[paint(f"~ {_title(one)}", CHANGED), *_indented(_changes(one, paint))] for one in difference.changed]
    return "\n\n".join("\n".join(rows) for rows in parts) + "\n"


def summary(difference: Difference) -> str:
    """How much changed, such as `2 widgets changed, 1 added`."""
    changed, renamed = len(difference.changed), len(difference.renamed)
    counts = {
        "changed": changed,
        "renamed": renamed,
        "added": len(difference.added),
        "removed": len(difference.removed),
    }
    parts = [f"{count} {what}" for what, count in counts.items() if count]
    first = ["the flow itself"] if difference.flow else []
    return ", ".join([*first, *([f"widgets: {', '.join(parts)}"] if parts else [])]) or "no difference"


def _indented(rows: Iterable[str]) -> Iterator[str]:
    return (f"{_STEP}{row}" for row in rows)


def _headline(state: State) -> str:
    return f"{written(state.name)} ({written(state.type)})"


def _names(widget: WidgetChange) -> str:
    return f"{written(widget.before.name)} → {written(widget.after.name)}"


def _title(widget: WidgetChange) -> str:
    name = _names(widget) if widget.is_renamed else written(widget.after.name)
    type_ = written(widget.after.type)
    return f"{name} ({written(widget.before.type)} → {type_})" if widget.is_retyped else f"{name} ({type_})"


def _content(state: State) -> Iterator[str]:
    """What a widget holds that is new or gone, but what every one of its type has."""
    presets = presets_of(state)
    for one in state.properties:
        if (one.name, text_of(one.value)) not in presets:
            yield f"{written(one.name)}: {quoted(one.value)}"
    for case in cases_of(state):
        yield f"case {shown_case(case)} → {target(case.target)}"
    for exit_ in exits_of(state):
        yield f"exit {written(exit_.event)} → {target(exit_.target)}"


def _changes(widget: WidgetChange, paint: Paint) -> Iterator[str]:
    yield from value_rows(widget.properties, paint)
    for change in widget.exits:
        yield f"exit {written(change.event)}: {target(change.before)} → {target(change.after)}"
    yield from case_rows(widget, paint)
