"""What a value means: the value that a word stands for, and a text with all replaced that compiling replaces."""

from __future__ import annotations

import attrs

from flowc.binding.context import Context, Nothing, shortened, text_of
from flowc.binding.reuse.closures import Closure
from flowc.binding.reuse.outputs import follow
from flowc.binding.reuse.templates import is_replaced, replace
from flowc.diagnostics import Note
from flowc.source import Span
from flowc.syntax.nodes import Argument, Token
from flowc.syntax.strings import STRING_TYPES, encode


@attrs.frozen
class Meant:
    """What a node means: another node, and the context in which that was written.

    `place` is where the node itself stands, None where it stands for itself; `closure` is the value
    of a word. `is_sound` is false where the reason has been reported.
    """

    context: Context
    node: Argument
    place: Span | None = None
    closure: Closure | None = None
    is_sound: bool = True


def resolve(context: Context, node: Argument) -> Meant:
    """What a node means."""
    closure, is_sound = follow(context, node)
    if not is_sound:
        return Meant(context, node, is_sound=False)
    place = context.span(node) if closure is not None else None
    if closure is not None:
        context, node = closure.context, closure.node
    if not isinstance(node, Token) or node.type not in STRING_TYPES or not is_replaced(context, text_of(node)):
        return Meant(context, node, place, closure)
    text = replace(context, node)
    if isinstance(text, Nothing):
        return Meant(context, node, is_sound=False)
    rewritten = Token("STRING", encode(text), node.start)
    return Meant(context, rewritten, place or context.span(node), closure)


def glimpse(context: Context, node: Argument) -> Meant:
    """As `resolve`, and nothing is reported: for a look at what a value is before it is read."""
    since = len(context.problems)
    meant = resolve(context, node)
    del context.problems[since:]
    return meant


def blame(meant: Meant, since: int) -> None:
    """Moves what was found in a value since then to the place where the value is used."""
    if meant.place is None:
        return
    problems = meant.context.problems
    for index in range(since, len(problems)):
        found = problems[index]
        notes = found.notes
        if meant.closure is not None:
            notes = (Note(f"`{shortened(meant.place.text)}` gets its value here", meant.closure.place), *notes)
        problems[index] = attrs.evolve(found, span=meant.place, notes=notes, fixes=())
