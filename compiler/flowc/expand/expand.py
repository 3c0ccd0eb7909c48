"""Writes a flow out as plain statements with explicit labels."""

from __future__ import annotations

from flowc.binding import bind
from flowc.binding.reuse.scopes import Scopes, scopes_of
from flowc.binding.session import Session
from flowc.expand.declarations import CHANGING, Declarations, in_force
from flowc.expand.known import Known
from flowc.expand.plain import Plain
from flowc.expand.writer import Writer
from flowc.graph import Flow, State
from flowc.modules import ModuleReader, Modules, load_modules
from flowc.source import Source
from flowc.syntax import parse
from flowc.syntax.nodes import File, Statement, items
from flowc.values import Values
from flowc.vocabulary import Vocabulary


def expand(
    source: Source, vocabulary: Vocabulary, modules: ModuleReader | None = None, values: Values | None = None
) -> str:
    """The text of a flow without errors, with its sugar as plain statements and a label on each.

    A file that declares what other files use, and is no flow itself, stays as it is.
    """
    file = parse(source).file
    writer = writer_of(source, file, vocabulary, modules, values)
    return writer.file(file) if writer is not None else source.text


def writer_of(
    source: Source,
    file: File,
    vocabulary: Vocabulary,
    modules: ModuleReader | None = None,
    values: Values | None = None,
) -> Writer | None:
    """What writes a flow without errors as plain statements; None for a file that only declares what others use."""
    changes = any(
        isinstance(item, Statement) and item.head and item.head.text in CHANGING for item in items(file.entries)
    )
    used = load_modules(source, file, modules) if changes else None
    bound = bind(source, file, vocabulary, modules=used, values=values)
    if bound.program.is_module:
        return None
    if used is None:
        known = Known.of(bound.program, bound.vocabulary, Plain(source, bound.vocabulary))
        return Writer(known, file, Declarations(bound.program, known.plain))
    scopes = scopes_of(used, vocabulary, values or Values(), Session())
    defaults = tuple(in_force(scopes.main.context, one) for one in scopes.main.context.defaults)
    known = Known.of(bound.program, bound.vocabulary, Plain(source, bound.vocabulary, True, defaults))
    kept = _needed(used, scopes, known, bound.vocabulary)
    return Writer(known, file, Declarations(bound.program, known.plain, kept))


def _needed(modules: Modules, scopes: Scopes, known: Known, vocabulary: Vocabulary) -> frozenset[int]:
    """Where the `use` statements stand whose modules declare widgets of the flow."""
    types = {state.type for state in known.states}
    found = set()
    for one in modules.main.imports:
        scope = scopes.used.get(one.key or "")
        widgets = scope.widgets if scope is not None else ()
        if any(widget.type in types and vocabulary.types.get(widget.type) == widget for widget in widgets):
            found.add(one.place.start)
    return frozenset(found)


def means_the_same(one: Flow, other: Flow) -> bool:
    """Whether two flows have one definition."""
    return _facts(one) == _facts(other)


def _facts(flow: Flow) -> object:
    return flow.description, flow.allow_concurrent_calls, [_facts_of(state) for state in flow.states]


def _facts_of(state: State) -> object:
    properties = [(one.name, one.value) for one in state.properties]
    return state.name, state.type, properties, [(one.event, one.target, one.conditions) for one in state.exits]
