"""Binds `raw "type" { property key = json("…"); event -> target }`, checked by the declaration if there is one."""

from __future__ import annotations

from flowc.binding.complete import is_missing
from flowc.binding.context import Context, is_reported, is_word, listed, shortened, text_of
from flowc.binding.exits import ExitBinder
from flowc.binding.json_values import misfit
from flowc.binding.lines import report_elses
from flowc.binding.options import OptionBinder
from flowc.binding.program import Name, Step
from flowc.binding.properties import bind_property
from flowc.binding.steps import make_step
from flowc.binding.targets import BindBody
from flowc.language import PROPERTY, RAW
from flowc.syntax.nodes import Argument, Assignment, Statement, Token, arguments, items
from flowc.syntax.strings import STRING_TYPES
from flowc.vocabulary.widget import Option, Widget

_FORM = f'write `{RAW} "type" {{ … }}`'


def bind_raw(context: Context, statement: Statement, label: Name | None, bind_body: BindBody) -> Step | None:
    """The meaning of a whole widget that is written as it stands in the JSON; None after a report."""
    parts = arguments(statement.parts)
    type_ = _type(context, statement, parts)
    if not type_:
        return None
    declared = context.vocabulary.types.get(type_)
    widget = declared if declared is not None and not declared.is_guess else None
    options = OptionBinder(context, statement, widget or Widget(type_, context.span(parts[0])), None)
    exits = ExitBinder(context, widget, bind_body)
    before = len(context.problems)
    for part in parts[1:]:
        _refuse_option(context, part, options)
    is_clear = len(context.problems) == before
    for item in items(statement.block.entries) if statement.block else []:
        if isinstance(item, Assignment):
            _refuse_option(context, item, options)
        elif item.head is not None and is_word(item.head, PROPERTY):
            bind_property(context, item, options, raw=True)
        else:
            exits.bind(item, options)
    report_elses(context, statement)
    if widget is not None:
        _check_values(context, options)
    if widget is not None and is_clear:
        _check_missing(context, options, widget, parts[0])
    properties = tuple(options.given.values.values())
    return make_step(context, statement, label, RAW, declared, properties, exits, type_)


def _type(context: Context, statement: Statement, parts: list[Argument]) -> str:
    """The type of the widget; empty after a report."""
    assert statement.head is not None
    name = parts[0] if parts else None
    if is_reported(parts[:1]):
        return ""
    if not isinstance(name, Token) or not (name.type in STRING_TYPES or is_word(name)):
        context.report(
            "FLW204",
            f"`{RAW}` needs the type of a widget",
            name or statement.head,
            label="nothing given" if name is None else "not the name of a type",
            help=_FORM,
        )
        return ""
    if not text_of(name):
        context.report("FLW110", "the type of a widget is empty", name, label="no character", help=_FORM)
    return text_of(name)


def _refuse_option(context: Context, part: Argument, options: OptionBinder) -> None:
    """`raw` takes properties only, so that none depends on what is declared."""
    if not isinstance(part, Assignment):
        if not is_reported([part]):
            context.report("FLW209", f"`{RAW}` takes one type", part, label="nothing more is wanted here", help=_FORM)
        return
    context.report(
        "FLW205",
        f"`{RAW}` has no options",
        part,
        label="no property",
        help=f"write `{PROPERTY} {shortened(context.span(part).text)}` in the block",
    )
    options.given.refuse(text_of(part.key))


def _check_values(context: Context, options: OptionBinder) -> None:
    """Reports what Twilio's validator refuses: a wrong JSON type, a value that is none of the values."""
    given = options.given
    for option in given.by_property().values():
        property_ = given.values.get(option.property)
        reason = misfit(option, property_.value) if property_ is not None else None
        if property_ is not None and reason is not None:
            context.report(reason.code, reason.message, property_.span, label=reason.label, help=reason.help)


def _check_missing(context: Context, options: OptionBinder, widget: Widget, type_: Argument) -> None:
    """Reports the properties that Studio needs."""
    missing = [option.property for option in widget.options if _is_missing(options, option)]
    if missing:
        _report_missing(context, widget, type_, listed(missing, "and"), missing[0])
    # Each verb makes the widget in a way of its own: one of the ways is enough.
    ways = [[option for option in verb.options if _is_missing(options, option)] for verb in widget.verbs]
    if ways and all(ways):
        names = list(dict.fromkeys(way[0].property for way in ways))
        _report_missing(context, widget, type_, listed(names), names[0])


def _is_missing(options: OptionBinder, option: Option) -> bool:
    """As elsewhere, except that nothing is emitted of itself beside `raw`."""
    given = options.given
    if option.emitted is None:
        return is_missing(given, option)
    return option.required and option.property not in {*given.values, *given.refused}


def _report_missing(context: Context, widget: Widget, type_: Argument, names: str, first: str) -> None:
    plural = "properties" if " and " in names else "property"
    context.report(
        "FLW204",
        f"`{widget.type}` needs the {plural} {names}",
        type_,
        label="not given",
        help=f'add `{PROPERTY} "{first}" = …`',
    )
