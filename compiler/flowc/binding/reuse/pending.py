"""Binds what waits: the bodies of blocks in their uses, and the sections of modules that something leads to."""

from __future__ import annotations

import attrs

from flowc.binding.bodies import BodyBinder
from flowc.binding.context import Context, shortened
from flowc.binding.entries import EntryBinder
from flowc.binding.program import Name
from flowc.binding.reuse.arguments import body_context
from flowc.binding.reuse.definition import Definition
from flowc.binding.reuse.module_section import ModuleSection
from flowc.binding.reuse.uses import Expansion
from flowc.binding.session import Session
from flowc.binding.values import read_text
from flowc.diagnostics import Diagnostic, Note
from flowc.source import Span

# More uses around a finding than these are not told one by one.
_MOST_PLACES = 5

Key = tuple[str, Span, str, str, tuple[Note, ...]]


def bind_pending(session: Session) -> None:
    """Binds all that waits, and what comes up meanwhile.

    What is wrong in a block, whatever is given to it, is said once and not in each of its uses.
    """
    said = {_key(problem) for problem in session.problems}
    while session.pending:
        part = session.pending.popleft()
        since = len(session.problems)
        if isinstance(part, Expansion):
            _bind_body(part, session)
            _tell(session, since, part, said)
        elif isinstance(part, ModuleSection):
            _bind_section(part, session)
            said.update(_key(problem) for problem in session.problems[since:])
        if session.is_full:
            # A part of the whole would tell what is not so.
            session.pending.clear()
            session.bodies.clear()


def try_block(definition: Definition) -> None:
    """Reports what is wrong in a block whatever is given to it, used or not."""
    session = definition.context.session.trial()
    context = body_context(definition, definition.name, {}, session)
    BodyBinder(context).bind(definition.body)
    for name, (value, _) in definition.outputs.items():
        since = len(session.problems)
        read_text(context, value, f"the output `{name}`")
        if len(session.problems) > since:
            definition.refused.add(name)


def _bind_body(expansion: Expansion, session: Session) -> None:
    for label, place in expansion.definition.labels.items():
        _claim(expansion.context, expansion.context.name_of(label), place)
    session.bodies[expansion.name] = BodyBinder(expansion.context).bind(expansion.definition.body)


def _bind_section(part: ModuleSection, session: Session) -> None:
    context = attrs.evolve(part.context, prefix=part.name)
    section = EntryBinder(context, BodyBinder(context).bind).section(part.statement)
    if section is None:
        return
    around = context.span(part.statement)
    for label, place in context.labels.items():
        if place.source is context.source and around.start <= place.start < around.end:
            _claim(context, context.name_of(label), section.name.span if place == around else place)
    session.sections.append(attrs.evolve(section, name=Name(part.name, section.name.span)))


def _claim(context: Context, name: str, place: Span) -> None:
    """Takes a name of the definition for what a block or a module brings along."""
    before = context.session.labels.setdefault(name, place)
    if before == place:
        return
    context.report(
        "FLW103",
        f"`{shortened(name)}` is the name of two widgets",
        before,
        label="this is one of them",
        notes=(Note("named here", place),),
        why="Twilio refuses a flow in which two widgets have one name",
        help="rename one of them",
    )


def _tell(session: Session, since: int, expansion: Expansion, said: set[Key]) -> None:
    """Adds to what was found in a body where it is used, and takes away what has been said."""
    found = session.problems[since:]
    del session.problems[since:]
    notes = [Note(f"in this use of `{expansion.definition.name}`", place) for place in expansion.places[-1:]]
    notes += [Note("which stands in the block used here", place) for place in expansion.places[-2:-_MOST_PLACES:-1]]
    for problem in found:
        if _key(problem) not in said:
            said.add(_key(problem))
            session.problems.append(attrs.evolve(problem, notes=(*problem.notes, *notes)))


def _key(problem: Diagnostic) -> Key:
    """What is the same of a problem in every use of a block: one that comes from an argument has a note on that."""
    return problem.code, problem.span, problem.message, problem.label, problem.notes
