"""Binds a statement that is one widget: `say`, `record`, `raw`, and whatever else is declared."""

from __future__ import annotations

from flowc.binding.complete import complete
from flowc.binding.context import Context, is_word, text_of
from flowc.binding.exits import ExitBinder
from flowc.binding.options import OptionBinder
from flowc.binding.program import Name, Property, Step
from flowc.binding.raw import check_raw_properties
from flowc.binding.targets import BindBody, target_of
from flowc.diagnostics.suggest import suggestion
from flowc.language import PROPERTY, RAW
from flowc.source import Span
from flowc.syntax.nodes import Assignment, Block, Statement, Token, arguments, items
from flowc.syntax.strings import STRING_TYPES
from flowc.vocabulary.widget import Verb, Widget


def bind_step(
    context: Context, statement: Statement, label: Name | None, widget: Widget, verb: Verb, bind_body: BindBody
) -> Step:
    """The meaning of a statement whose verb is declared."""
    assert statement.head is not None
    if widget.is_guess:
        _refuse_guess(context, statement, widget)
    elif widget.deprecated:
        context.report("FLW115", f"`{verb.name}` is retired", statement.head, label=widget.deprecated)
    place = context.span(statement.head)
    options = OptionBinder(context, statement, widget, verb)
    exits = ExitBinder(context, widget, bind_body)
    options.bind_arguments(arguments(statement.parts))
    if statement.block is not None:
        bind_items(statement.block, options, exits)
    report_elses(context, statement)
    properties = () if widget.is_guess else complete(context, options, place)
    return _step(context, statement, label, verb.name, widget, properties, exits)


def bind_items(block: Block, options: OptionBinder, exits: ExitBinder) -> None:
    """Binds the lines of a statement's block: options, pairs, properties and exits."""
    for item in items(block.entries):
        if isinstance(item, Assignment):
            options.bind_assignment(item)
        elif item.head is not None and is_word(item.head, PROPERTY):
            options.bind_property(item)
        elif item.head is None or not _is_option_line(options, item):
            exits.bind(item, options)


def _is_option_line(options: OptionBinder, item: Statement) -> bool:
    return item.label is None and options.bind_block_option(item)


def bind_raw(context: Context, statement: Statement, label: Name | None, bind_body: BindBody) -> Step | None:
    """`raw "type" { property key = json("…"); event -> target }`."""
    assert statement.head is not None
    parts = arguments(statement.parts)
    name = parts[0] if len(parts) == 1 else None
    if not isinstance(name, Token) or not (name.type in STRING_TYPES or is_word(name)):
        context.report(
            "FLW204", f"`{RAW}` needs the type of a widget", statement.head, help=f'write `{RAW} "type" {{ … }}`'
        )
        return None
    type_ = text_of(name)
    if not type_:
        context.report("FLW110", "a widget's type is empty", name)
        return None
    declared = context.vocabulary.types.get(type_)
    widget = declared if declared is not None and not declared.is_guess else None
    options = OptionBinder(context, statement, widget or Widget(type_, context.span(name)), None)
    exits = ExitBinder(context, widget, bind_body)
    for item in items(statement.block.entries) if statement.block else []:
        if isinstance(item, Assignment):
            context.report(
                "FLW205",
                f"`{RAW}` has no options",
                item,
                label="not declared",
                help=f"write `{PROPERTY} {context.span(item).text}`",
            )
        elif item.head is not None and is_word(item.head, PROPERTY):
            options.bind_property(item, raw=True)
        else:
            exits.bind(item, options)
    report_elses(context, statement)
    if widget is not None:
        check_raw_properties(context, options, widget, context.span(name))
    return _step(context, statement, label, RAW, declared, tuple(options.values.values()), exits, type_)


def _step(
    context: Context,
    statement: Statement,
    label: Name | None,
    verb: str,
    widget: Widget | None,
    properties: tuple[Property, ...],
    exits: ExitBinder,
    type_: str = "",
) -> Step:
    assert statement.head is not None
    arrow = target_of(context, statement.arrow) if statement.arrow else None
    if arrow is not None and (widget is None or not widget.main_exits):
        context.report(
            "FLW104",
            f"`{verb}` has no main exit that an arrow could take",
            statement.arrow or statement.head,
            label="takes nothing along",
            help="write the exit in the block: `{ event -> target }`",
        )
    return Step(
        label=label,
        verb=verb,
        type=type_ or (widget.type if widget else ""),
        widget=widget,
        properties=properties,
        exits=tuple(exits.exits),
        arrow=arrow,
        span=_heading(context, statement),
    )


def _heading(context: Context, statement: Statement) -> Span:
    """The place that stands for a whole statement: its head and arguments, without its block."""
    assert statement.head is not None
    last = arguments(statement.parts)[-1] if arguments(statement.parts) else statement.head
    return context.span(statement.head, last)


def _refuse_guess(context: Context, statement: Statement, widget: Widget) -> None:
    context.report(
        "FLW114",
        f"nothing but the name of `{widget.type}` is known",
        statement.head or statement,
        label="its properties and events are not published",
        help=f'write it as `{RAW} "{widget.type}" {{ … }}`, with the properties of a flow that has it',
    )


def report_elses(context: Context, statement: Statement) -> None:
    """Reports an `else` behind a block that is no branch."""
    for branch in statement.elses:
        context.report("FLW113", "this `else` belongs to no `if`", branch.keyword, label="no condition before it")


def unknown_verb(context: Context, statement: Statement, words: list[str]) -> None:
    """Reports a statement whose verb nothing declares."""
    assert statement.head is not None
    verb = text_of(statement.head)
    if statement.head.type in STRING_TYPES:
        context.report(
            "FLW101",
            "a statement begins with a verb",
            statement.head,
            label="a text",
            help='for example `say "…"`' if "say" in words else "",
        )
        return
    context.report(
        "FLW101",
        f"unknown verb `{verb}`",
        statement.head,
        label="nothing declares it",
        help=suggestion(verb, words, "verbs"),
    )
