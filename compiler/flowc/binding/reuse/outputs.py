"""Finds what the outputs of a use of a block stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from flowc.binding.context import WORD_TYPES, Context, shortened
from flowc.binding.reuse.arguments import body_context, scope_of
from flowc.binding.reuse.closures import Closure
from flowc.diagnostics import Note
from flowc.diagnostics.suggest import suggestion
from flowc.language import WIDGETS_ROOT
from flowc.source import Span
from flowc.syntax.nodes import Argument, Token


def label_and_rest(context: Context, path: str) -> tuple[str, str] | None:
    """The label that a path begins with, and what follows; a label may itself hold dots."""
    end = path.rfind(".")
    while end > 0:
        if path[:end] in context.labels:
            return path[:end], path[end + 1 :]
        end = path.rfind(".", 0, end)
    return None


def output_of(context: Context, label: str, output: str, place: Span) -> Closure | None:
    """What an output of a labelled use stands for; None after a report."""
    statement = context.uses[label]
    assert statement.head is not None
    definition = context.blocks[statement.head.text]
    found = definition.outputs.get(output)
    if found is None:
        context.report(
            "FLW111",
            f"`{definition.name}` has no output `{shortened(output)}`",
            place,
            label=f"`{label}` is a use of that block",
            help=suggestion(output, definition.outputs, "outputs") or f"the block declares none: `output {output} = …`",
        )
        return None
    if output in definition.refused:
        return None
    session, name = context.session, context.name_of(label)
    closure = session.outputs.get((name, output))
    if closure is None:
        inside = session.insides.get(name)
        if inside is None:
            inside = body_context(definition, name, scope_of(context, statement, definition), session)
            session.insides[name] = inside
        closure = session.outputs[name, output] = Closure(found[0], inside, found[1], found[1])
    return closure


def _member_of(context: Context, label: str, path: str, place: Span) -> Closure | None:
    """What an output stands for, or a member of it, as `parsed.name`; None after a report."""
    output, _, rest = path.partition(".")
    closure = output_of(context, label, output if rest and _holds(context, label, output) else path, place)
    if closure is None or not rest:
        return closure
    node = closure.node
    assert isinstance(node, Token)
    return attrs.evolve(closure, node=attrs.evolve(node, text=f"{node.text}.{rest}"))


def _holds(context: Context, label: str, output: str) -> bool:
    """Whether an output is a reference, whose members can be named."""
    statement = context.uses[label]
    found = context.blocks[statement.head.text].outputs.get(output) if statement.head else None
    return found is not None and isinstance(found[0], Token) and found[0].type in WORD_TYPES


def follow(context: Context, node: Argument) -> tuple[Closure | None, bool]:
    """What a word stands for, at the end of all words that stand for others.

    None with true where it stands for itself, None with false after a report.
    """
    found: Closure | None = None
    begin = context
    passed: dict[Closure, Span] = {}
    while isinstance(node, Token) and node.type in WORD_TYPES:
        closure = context.scope.get(node.text)
        if closure is None:
            path = node.text.removeprefix(f"{WIDGETS_ROOT}.")
            split = label_and_rest(context, path) if context.uses and "." in path else None
            if split is None or split[0] not in context.uses:
                break
            closure = _member_of(context, *split, context.span(node))
            if closure is None:
                return None, False
        if closure in passed:
            _report_circle(begin, passed, closure)
            return None, False
        passed[closure] = context.span(node)
        context.session.used.add(closure.declared)
        context, node, found = closure.context, closure.node, closure
    return found, True


def _report_circle(context: Context, passed: Mapping[Closure, Span], first: Closure) -> None:
    """Reports an output that is given to its own use, through whatever other uses."""
    places = list(passed.values())[list(passed).index(first) :]
    report_circular(context, places[0], places[1:])


def report_circular(context: Context, place: Span, others: Iterable[Span] = ()) -> None:
    """Reports a value that is made of itself."""
    context.report(
        "FLW120",
        f"`{shortened(place.text)}` is made of itself",
        place,
        label="has no value in the end",
        notes=tuple(Note(f"by way of `{shortened(other.text)}`", other) for other in dict.fromkeys(others)),
        help="write a value into one of them",
    )
