"""What a value means: the value that a word stands for, and a text with all replaced that compiling replaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from flowc.binding.context import Context, Nothing, shortened, text_of
from flowc.diagnostics import Note
from flowc.language import CONST_ROOT, PARAM_ROOT
from flowc.source import Span
from flowc.syntax.nodes import Argument, Token
from flowc.syntax.strings import STRING_TYPES, encode

if TYPE_CHECKING:
    from flowc.binding.reuse.closures import Closure


@attrs.frozen(eq=False)
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
    if _is_plain(context, node):
        return Meant(context, node)
    # Most flows name no value, and start-up is felt on every run.
    from flowc.binding.reuse.outputs import follow  # noqa: PLC0415 - see above
    from flowc.binding.reuse.templates import is_replaced, replace  # noqa: PLC0415 - see above

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


def _is_plain(context: Context, node: Argument) -> bool:
    """Whether a node surely means itself."""
    if context.scope or context.uses or context.renamed:
        return False
    if not isinstance(node, Token) or node.type not in STRING_TYPES or "{" not in node.text:
        return True
    return f"{PARAM_ROOT}." not in node.text and f"{CONST_ROOT}." not in node.text


def glimpse(context: Context, node: Argument) -> Meant:
    """What a node means, texts as they stand: for a look at what a value is before it is read. Nothing is reported."""
    if _is_plain(context, node):
        return Meant(context, node)
    # As above.
    from flowc.binding.reuse.outputs import follow  # noqa: PLC0415 - see above

    since = len(context.problems)
    closure, is_sound = follow(context, node)
    del context.problems[since:]
    if closure is None:
        return Meant(context, node, is_sound=is_sound)
    return Meant(closure.context, closure.node, context.span(node), closure)


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
