"""Binds a flow with all that it declares and uses: values, blocks, defaults and modules."""

from __future__ import annotations

import attrs

from flowc.binding.context import Context
from flowc.binding.file import FileBinder
from flowc.binding.program import Program
from flowc.binding.reuse.consts import check_texts
from flowc.binding.reuse.definition import labelled_uses
from flowc.binding.reuse.imports import Scope
from flowc.binding.reuse.params import report_unknown_values
from flowc.binding.reuse.pending import bind_pending, try_block
from flowc.binding.reuse.scopes import scopes_of
from flowc.binding.reuse.unused import report_unused
from flowc.binding.scope import find_names
from flowc.binding.session import Session
from flowc.binding.verbs import file_statement
from flowc.language import ON, SECTION
from flowc.modules import Modules
from flowc.syntax.nodes import File, Statement, items
from flowc.values import Values
from flowc.vocabulary import Vocabulary


def bind_whole(
    modules: Modules, vocabulary: Vocabulary, values: Values, session: Session
) -> tuple[Program, Vocabulary]:
    """The program of a flow, and the vocabulary of its own file."""
    session.problems += modules.diagnostics
    scopes = scopes_of(modules, vocabulary, values, session)
    outer, file = scopes.main.context, modules.main.file
    labels = find_names(outer, file)
    session.labels.update(labels)
    context = attrs.evolve(outer, labels={**outer.labels, **labels}, uses=_uses(outer, file))
    _let_see_labels(scopes.main, context)
    for definition in scopes.main.blocks.values():
        try_block(definition)
    if session.memo is not None:
        session.memo.begin(context, file)
    binder = FileBinder(context)
    for item in items(file.entries):
        binder.bind(item)
    bind_pending(session)
    report_unknown_values(outer, scopes.params, values)
    report_unused(context, scopes, file)
    return binder.program(), context.vocabulary


def _let_see_labels(main: Scope, context: Context) -> None:
    """Has the values of a flow's own `const`s refer to what its labels name, wherever they are used."""
    outer = main.context
    assert isinstance(outer.scope, dict)
    for name, closure in main.values.items():
        if closure.context is outer:
            outer.scope[name] = attrs.evolve(closure, context=context)
            check_texts(outer.scope[name])


def _uses(context: Context, file: File) -> dict[str, Statement]:
    """The labelled statements of a flow whose verb is a block."""
    if not context.blocks:
        return {}
    found: dict[str, Statement] = {}
    for item in items(file.entries):
        if isinstance(item, Statement) and item.block is not None and file_statement(item.head) in (ON, SECTION):
            found.update(labelled_uses(item.block, context.blocks))
    return found
