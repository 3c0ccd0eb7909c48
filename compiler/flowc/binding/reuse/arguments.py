"""What a use of a block gives to its parameters, and the names that are known in its body then."""

from __future__ import annotations

import attrs

from flowc.binding.context import Context, text_of
from flowc.binding.reuse.closures import Closure
from flowc.binding.reuse.definition import Definition
from flowc.binding.session import Session
from flowc.source import Span
from flowc.syntax.nodes import Argument, Assignment, Statement, Typed, arguments, items


def argument_nodes(definition: Definition, statement: Statement) -> dict[str, Argument]:
    """The value of each parameter that a statement gives, by name or by position."""
    known = [parameter.name for parameter in definition.parameters]
    found: dict[str, Argument] = {}
    block = items(statement.block.entries) if statement.block else []
    for part in [*arguments(statement.parts), *(item for item in block if isinstance(item, Assignment))]:
        if isinstance(part, Assignment):
            if text_of(part.key) in known:
                found.setdefault(text_of(part.key), part.value)
        elif not isinstance(part, Typed):
            name = next((name for name in known if name not in found), None)
            if name is not None:
                found[name] = part
    return found


def scope_of(context: Context, statement: Statement, definition: Definition) -> dict[str, Closure]:
    """What the parameters of a block stand for in one use: arguments, `default`s of the file, own defaults."""
    given = argument_nodes(definition, statement)
    for default in reversed(context.defaults):
        if default.holds_for(statement, definition.verb):
            for item in default.items:
                if isinstance(item, Assignment):
                    given.setdefault(text_of(item.key), item.value)
    scope = {}
    for parameter in definition.parameters:
        if parameter.name in given:
            node = given[parameter.name]
            scope[parameter.name] = Closure(node, context, context.span(node), parameter.place)
        elif parameter.default is not None:
            place = definition.context.span(parameter.default)
            scope[parameter.name] = Closure(parameter.default, definition.context, place, parameter.place)
    return scope


def body_context(
    definition: Definition, name: str, scope: dict[str, Closure], session: Session, places: tuple[Span, ...] = ()
) -> Context:
    """The context of a block's body in the use of this name. Parameters without a value are open names."""
    outer = definition.context
    missing = [parameter.name for parameter in definition.parameters if parameter.name not in scope]
    return attrs.evolve(
        outer,
        labels={**outer.labels, **definition.labels},
        renamed={**outer.renamed, **{label: f"{name}_{label}" for label in definition.labels}},
        exits=definition.exits,
        use=name,
        prefix=name,
        scope={**outer.scope, **scope},
        open_names=outer.open_names.union(missing) if missing else outer.open_names,
        uses=definition.uses,
        session=session,
        places=places,
    )
