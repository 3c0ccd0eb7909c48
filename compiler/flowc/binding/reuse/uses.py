"""Binds a statement whose verb is a block."""

from __future__ import annotations

import attrs

from flowc.binding.complete import complete
from flowc.binding.context import Context, listed, shortened
from flowc.binding.program import Name, Use
from flowc.binding.reuse.arguments import body_context, scope_of
from flowc.binding.reuse.definition import Definition
from flowc.binding.steps import bind_parts, heading
from flowc.binding.targets import BindBody, target_of
from flowc.diagnostics import Note
from flowc.language import MAX_BLOCK_DEPTH, MAX_EXPANDED, PROPERTY
from flowc.source import Span
from flowc.syntax.nodes import Statement, items


@attrs.frozen(eq=False)
class Expansion:
    """The body of a block in one of its uses, still to be bound.

    `places` are the uses it is in, the outermost first.
    """

    name: str
    definition: Definition
    context: Context
    places: tuple[Span, ...]

    @property
    def key(self) -> tuple[str, str]:
        """No two uses have one name."""
        return "", self.name


def bind_use(
    context: Context, statement: Statement, label: Name | None, definition: Definition, bind_body: BindBody
) -> tuple[Use | None, Statement | None]:
    """The meaning of a use of a block, and a second statement that stands on its line.

    None where the block cannot be written out, which has been reported.
    """
    place = heading(context, statement)
    context.session.used.add(definition.place)
    name = label.text if label else context.session.number(context.prefix, _verb(definition), place)
    parts = bind_parts(context, statement, definition.widget, definition.verb, bind_body)
    complete(context, parts.options, context.span(statement.head or statement), whole=parts.whole)
    _report_properties(context, parts.options.given.places, definition)
    arrow = target_of(context, parts.statement.arrow) if parts.statement.arrow else None
    if definition.is_circular or not _may_grow(context, definition, place):
        return None, parts.second
    refused = parts.options.given.refused
    scope = {key: one for key, one in scope_of(context, statement, definition).items() if key not in refused}
    places = (*context.places, place)
    inside = body_context(definition, name, scope, context.session, places)
    context.session.reach(Expansion(name, definition, inside, places))
    return Use(label, name, definition.name, tuple(parts.exits.exits), arrow, place), parts.second


def _verb(definition: Definition) -> str:
    return definition.name.replace("-", "_")


def _report_properties(context: Context, places: dict[str, tuple[str, Span]], definition: Definition) -> None:
    known = {option.property for option in definition.verb.options}
    for name, (_, place) in places.items():
        if name not in known:
            names = [option.name for option in definition.verb.options]
            context.report(
                "FLW205",
                f"a block has no {PROPERTY} `{shortened(name)}`",
                place,
                label="a block is no widget",
                help=f"its parameters are {listed(names, 'and')}" if names else "it takes no parameters",
            )


def _may_grow(context: Context, definition: Definition, place: Span) -> bool:
    """Whether one more body may be written out; the first that may not is reported."""
    session = context.session
    session.expanded += len(items(definition.body.entries))
    if session.is_full:
        return False
    is_deep = len(context.places) >= MAX_BLOCK_DEPTH
    session.is_full = session.expanded > MAX_EXPANDED or is_deep
    if session.is_full:
        outermost = context.places[0] if context.places else place
        context.report(
            "FLW131",
            f"blocks use each other more than {MAX_BLOCK_DEPTH} deep"
            if is_deep
            else f"written out, the blocks of this flow hold more than {MAX_EXPANDED:,} statements",
            outermost,
            label="grows beyond the limit here",
            notes=(Note(f"the last of them is `{definition.name}`", definition.place),),
            help="use an arrow back to a label for what is done again, or split the flow into subflows",
        )
    return not session.is_full
