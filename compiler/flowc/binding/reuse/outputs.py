"""Finds what the outputs of a use of a block stand for."""

from __future__ import annotations

from flowc.binding.context import WORD_TYPES, Context, shortened
from flowc.binding.reuse.arguments import body_context, scope_of
from flowc.binding.reuse.closures import Closure
from flowc.diagnostics.suggest import suggestion
from flowc.source import Span
from flowc.syntax.nodes import Argument, Token

# No chain of values that stand for values is longer than this; one that is has been reported as a circle.
_LONGEST_CHAIN = 1000


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
    inside = body_context(definition, context.name_of(label), scope_of(context, statement, definition))
    return Closure(found[0], inside, found[1], found[1])


def follow(context: Context, node: Argument) -> tuple[Closure | None, bool]:
    """What a word stands for, at the end of all words that stand for others.

    None with true where it stands for itself, None with false after a report.
    """
    found: Closure | None = None
    for _ in range(_LONGEST_CHAIN):
        if not isinstance(node, Token) or node.type not in WORD_TYPES:
            break
        closure = context.scope.get(node.text)
        if closure is None:
            split = label_and_rest(context, node.text) if context.uses and "." in node.text else None
            if split is None or split[0] not in context.uses:
                break
            closure = output_of(context, *split, context.span(node))
            if closure is None:
                return None, False
        context.session.used.add(closure.declared)
        context, node, found = closure.context, closure.node, closure
    return found, True
