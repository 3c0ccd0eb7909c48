"""Binds `property "name" = value`, for what a declaration does not know."""

from __future__ import annotations

from flowc.binding.context import Context, Nothing, is_reported, is_word, shortened, text_of
from flowc.binding.options import OptionBinder
from flowc.binding.reuse.meaning import glimpse
from flowc.binding.values import read_any
from flowc.language import NONE, PROPERTY
from flowc.syntax.nodes import Assignment, Node, Statement, arguments

_FORM = f'write `{PROPERTY} "name" = value`'


def bind_property(context: Context, line: Statement, options: OptionBinder, *, raw: bool = False) -> None:
    """Binds a `property` line. Beside `raw` it may name what is declared, too."""
    assert line.head is not None
    parts = arguments(line.parts)
    if is_reported(parts):
        return
    if line.label is not None:
        context.report("FLW108", "a label on a property", line.label, label="it is no widget", help="remove the label")
    stray: Node | None = next((part for part in parts if not isinstance(part, Assignment)), None)
    if stray is None:
        stray = line.block or line.arrow or (None if parts else line.head)
    if stray is not None:
        context.report("FLW204", "a property is a name and a value", stray, label="not `name = value`", help=_FORM)
        return
    for part in parts:
        if isinstance(part, Assignment):
            _bind_one(context, part, options, raw=raw)


def _bind_one(context: Context, part: Assignment, options: OptionBinder, *, raw: bool) -> None:
    name = text_of(part.key)
    if not name:
        context.report("FLW110", "the name of a property is empty", part.key, label="no character", help=_FORM)
        return
    declared = next((option for option in options.widget.all_options() if option.property == name), None)
    if declared is not None and not raw:
        value_text = shortened(context.span(part.value).text)
        context.report(
            "FLW205",
            f"`{name}` is declared, so it needs no `{PROPERTY}`",
            part.key,
            label="an option",
            help=f"write `{declared.name} = {value_text}`",
        )
        options.given.places.setdefault(name, (name, context.span(part.key)))
        options.given.refuse(name)
        return
    if not options.take(name, name, context.span(part.key)) or is_word(glimpse(context, part.value).node, NONE):
        return
    value = read_any(context, part.value)
    if isinstance(value, Nothing):
        options.given.refuse(name)
    else:
        options.given.set(name, value, context.span(part))
