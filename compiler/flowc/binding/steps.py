"""Binds a statement whose verb is declared: `say`, `record` and all others that are one widget."""

from __future__ import annotations

import attrs

from flowc.binding.complete import complete
from flowc.binding.context import Context, is_word
from flowc.binding.exits import ExitBinder
from flowc.binding.lines import report_elses
from flowc.binding.options import OptionBinder
from flowc.binding.positions import ArgumentBinder, Rest
from flowc.binding.program import Name, Property, Step, Target
from flowc.binding.properties import bind_property
from flowc.binding.targets import BindBody, target_of
from flowc.diagnostics import Note
from flowc.language import PROPERTY, RAW
from flowc.source import Span
from flowc.syntax.nodes import Arrow, Assignment, Block, Statement, Token, arguments, is_broken, items
from flowc.vocabulary.widget import Verb, Widget


def bind_step(
    context: Context, statement: Statement, label: Name | None, widget: Widget, verb: Verb, bind_body: BindBody
) -> tuple[Step, Statement | None]:
    """The meaning of a statement whose verb is declared, and a second one that stands on its line."""
    assert statement.head is not None
    if widget.is_guess:
        return _bind_guess(context, statement, label, widget, verb, bind_body), None
    if widget.deprecated:
        context.report(
            "FLW115", f"`{verb.name}` is retired", statement.head, label="an old widget", why=widget.deprecated
        )
    parts = bind_parts(context, statement, widget, verb, bind_body)
    place = context.span(statement.head)
    properties = complete(context, parts.options, place, whole=parts.whole)
    return make_step(context, parts.statement, label, verb.name, widget, properties, parts.exits), parts.second


@attrs.frozen(eq=False)
class Parts:
    """What a statement says, part by part. `second` is another one on its line, without which it is `statement`.

    Of one that is not `whole`, nothing can be missed.
    """

    statement: Statement
    options: OptionBinder
    exits: ExitBinder
    second: Statement | None
    whole: bool


def bind_parts(context: Context, statement: Statement, widget: Widget, verb: Verb, bind_body: BindBody) -> Parts:
    """Binds the arguments, options and exits of a statement to what is declared."""
    options = OptionBinder(context, statement, widget, verb)
    exits = ExitBinder(context, widget, bind_body)
    rest = ArgumentBinder(context, options, arguments(statement.parts)).bind()
    statement, second = _split(statement, rest)
    if rest.lonely_else and statement.block is not None:
        bind_body(statement.block)
    elif statement.block is not None:
        bind_items(context, statement.block, options, exits)
    report_elses(context, statement)
    if context.defaults:
        from flowc.binding.reuse.defaults import apply_defaults  # noqa: PLC0415 - few files have any

        apply_defaults(context, options, verb)
    return Parts(statement, options, exits, second, rest == Rest() and not is_broken(statement))


def _split(statement: Statement, rest: Rest) -> tuple[Statement, Statement | None]:
    """A statement without another one on its line, and that other one, to which the block belongs."""
    if rest.took_arrow:
        return attrs.evolve(statement, arrow=None), None
    if not rest.second:
        return statement, None
    head, *parts = rest.second
    assert isinstance(head, Token)
    own = statement.parts[: statement.parts.index(head)]
    second = attrs.evolve(statement, label=None, head=head, parts=tuple(parts))
    return attrs.evolve(statement, parts=own, block=None, elses=(), arrow=None), second


def bind_items(context: Context, block: Block, options: OptionBinder, exits: ExitBinder) -> None:
    """Binds the lines of a statement's block: options, pairs, properties and exits."""
    for item in items(block.entries):
        if isinstance(item, Assignment):
            options.bind_assignment(item)
        elif item.head is not None and is_word(item.head, PROPERTY):
            bind_property(context, item, options)
        elif item.head is None or not options.bind_block_option(item):
            exits.bind(item, options)


def make_step(
    context: Context,
    statement: Statement,
    label: Name | None,
    verb: str,
    widget: Widget | None,
    properties: tuple[Property, ...],
    exits: ExitBinder,
    type_: str = "",
) -> Step:
    """The step of a statement, with its arrow, where it has one."""
    return Step(
        label=label,
        verb=verb,
        type=type_ or (widget.type if widget else ""),
        widget=widget,
        properties=properties,
        exits=tuple(exits.exits),
        arrow=_arrow(context, statement.arrow, verb, widget, exits) if statement.arrow else None,
        span=heading(context, statement),
    )


def _arrow(context: Context, arrow: Arrow, verb: str, widget: Widget | None, exits: ExitBinder) -> Target:
    """Where the main exits lead that the block does not name."""
    main = [exit_.event for exit_ in widget.main_exits] if widget else []
    written = [event for event in main if event in exits.places]
    if not main:
        context.report(
            "FLW104",
            f"`{verb}` has no main exit that an arrow could take",
            arrow,
            label="takes nothing along",
            help="write the exit in the block: `{ EXIT -> LABEL }`",
        )
    elif len(written) == len(main):
        context.report(
            "FLW107",
            f"every main exit of `{verb}` is written in its block",
            arrow,
            label="nothing is left for this arrow",
            notes=(Note("written here", exits.places[written[-1]]),),
            help="keep one of them",
        )
    return target_of(context, arrow)


def heading(context: Context, statement: Statement) -> Span:
    """The place that stands for a whole statement: its head and arguments, without its block."""
    assert statement.head is not None
    parts = arguments(statement.parts)
    return context.span(statement.head, parts[-1] if parts else None)


def _bind_guess(
    context: Context, statement: Statement, label: Name | None, widget: Widget, verb: Verb, bind_body: BindBody
) -> Step:
    """A verb of which no more than the name is known: it is refused, and its exits are taken as they are."""
    assert statement.head is not None
    context.report(
        "FLW114",
        f"nothing but the name of `{widget.type}` is known",
        statement.head,
        label="its properties and events are not published",
        help=f'write `{RAW} "{widget.type}" {{ … }}`, with the properties of a flow that has it',
    )
    options = OptionBinder(context, statement, widget, verb)
    exits = ExitBinder(context, None, bind_body)
    for item in items(statement.block.entries) if statement.block else []:
        if isinstance(item, Statement) and item.head is not None and (item.arrow or item.block):
            exits.bind(item, options)
    if statement.arrow is not None:
        target_of(context, statement.arrow)
    return make_step(context, attrs.evolve(statement, arrow=None), label, verb.name, widget, (), exits)
