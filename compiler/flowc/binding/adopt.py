"""Gives the lines of a block whose `{` is missing back to their statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from flowc.binding.choices import ENDS
from flowc.binding.context import Context, is_word, text_of
from flowc.binding.predicates import PREDICATES
from flowc.language import ELSE, MENU, PROMPT_VERB, PROPERTY, SPLIT
from flowc.syntax.nodes import Assignment, Block, Item, Statement, Token, last_token
from flowc.syntax.strings import STRING_TYPES
from flowc.vocabulary.types import BLOCK_KINDS
from flowc.vocabulary.widget import Verb, Widget

Belongs = Callable[[Item], bool]


def adopt(context: Context, lines: Sequence[Item]) -> list[Item]:
    """The lines of a body, in which those that belong into the block of the statement above stand there.

    They are reported once for all.
    """
    found: list[Item] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if isinstance(line, Statement) and line.head is not None and line.block is None and line.arrow is None:
            own = _own_lines(context, line.head, lines, index)
            if own:
                _report(context, line.head, own[0])
                line = _with_block(line, own)
                index += len(own)
        found.append(line)
    return found


def _own_lines(context: Context, head: Token, lines: Sequence[Item], start: int) -> Sequence[Item]:
    """The lines from `start` on that can only stand in the block of the statement before them."""
    if start == len(lines) or not (isinstance(lines[start], Assignment) or head.text in (SPLIT, MENU)):
        return ()
    belongs = _test(context, head)
    end = start
    while belongs is not None and end < len(lines) and belongs(lines[end]):
        end += 1
    return lines[start:end]


def _test(context: Context, head: Token) -> Belongs | None:
    """Tells the lines that belong into the block of a verb."""
    if not is_word(head):
        return None
    verb = PROMPT_VERB if head.text == MENU else head.text
    declared = context.declared(verb)
    if head.text == SPLIT:
        return lambda line: _is_choice(line, (*PREDICATES, ELSE))
    if declared is None:
        return None
    if head.text == MENU:
        return lambda line: _is_option(line, *declared) or _is_choice(line, ENDS)
    return lambda line: _is_option(line, *declared) or _is_exit(line, declared[0])


def _is_option(line: Item, widget: Widget, verb: Verb) -> bool:
    if isinstance(line, Assignment):
        return any(text_of(line.key) in (option.name, option.property) for option in widget.options_of(verb))
    blocks = (option.name for option in widget.options_of(verb) if option.type.kind in BLOCK_KINDS)
    return line.head is not None and line.head.text in (PROPERTY, *blocks)


def _is_exit(line: Item, widget: Widget) -> bool:
    return _leads(line) and isinstance(line, Statement) and line.head is not None and bool(widget.exit(line.head.text))


def _is_choice(line: Item, words: Sequence[str]) -> bool:
    if not isinstance(line, Statement) or line.head is None or not _leads(line):
        return False
    return line.head.text in words or line.head.type in ("NUMBER", *STRING_TYPES)


def _leads(line: Item) -> bool:
    return isinstance(line, Statement) and (line.arrow or line.block) is not None


def _report(context: Context, head: Token, first: Item) -> None:
    what = "an option" if isinstance(first, Assignment) else "a case"
    context.report(
        "FLW113",
        f"{what} outside of a statement",
        first if isinstance(first, Assignment) else first.head or first,
        label=f"belongs to the `{head.text}` above",
        help=f"write `{{` at the end of the line of `{head.text}`, and `}}` below this block",
    )


def _with_block(line: Statement, own: Sequence[Item]) -> Statement:
    start, end = last_token(line).end, last_token(own[-1]).end
    block = Block(Token("LEFT_BRACE", "", start), tuple(own), Token("RIGHT_BRACE", "", end))
    return attrs.evolve(line, block=block)
