"""Binds arrows, and blocks of statements that end in one."""

from __future__ import annotations

from collections.abc import Callable

from flowc.binding.context import REPORTED, Context, is_word, shortened, text_of
from flowc.binding.program import Body, Bound, Destination, End, Goto, Jump, Leave, Next, Target
from flowc.diagnostics.suggest import did_you_mean
from flowc.language import END, NEXT
from flowc.syntax.nodes import Arrow, Block, Node, Token

BindBody = Callable[[Block], Body]


def target_of(context: Context, arrow: Arrow) -> Target:
    """`next`, `end` or a name; in quotes every word is a name."""
    place = context.span(arrow.target)
    if is_word(arrow.target, NEXT):
        return Next(place)
    if is_word(arrow.target, END):
        return End(place)
    name = text_of(arrow.target)
    if name in context.exits and name not in context.labels:
        return Leave(context.use, name, place)
    if name in context.sections:
        context.session.reach(context.sections[name])
    if name not in context.labels and arrow.target.type not in REPORTED and not context.is_open(name):
        _report_unknown(context, arrow.target, name)
    context.session.refer(context.labels.get(name))
    return Goto(context.name_of(name), place)


def _report_unknown(context: Context, target: Token, name: str) -> None:
    if not name:
        context.report("FLW110", "an arrow to an empty name", target, label="no character", help="write `-> LABEL`")
        return
    words = [NEXT, END] if is_word(target) else []
    near = did_you_mean(name, [*context.labels, *context.exits, *words])
    if near is None and context.open_labels:
        return
    context.report_unknown(
        "FLW102",
        f"nothing is labelled `{shortened(name)}`",
        target,
        [*context.labels, *context.exits],
        "labels and sections",
        label="leads nowhere",
        meant=near,
        otherwise="an arrow leads to a label, a section, `next` or `end`",
    )


def bind_destination(
    context: Context, block: Block | None, arrow: Arrow | None, owner: Node, bind_body: BindBody
) -> Destination | None:
    """Where a line with an arrow, a body, or a body and an arrow leads; None when it has neither."""
    if block is None:
        return None if arrow is None else target_of(context, arrow)
    before = len(context.problems)
    body = bind_body(block)
    if not body.statements and arrow is None and len(context.problems) == before:
        context.report(
            "FLW402",
            "this body is empty",
            block,
            label="nothing happens here",
            help="write `-> next` to go on with the next statement, or `-> end` to end the flow",
        )
    if arrow is None:
        return body
    jump: Bound = Jump(target_of(context, arrow), context.span(arrow))
    return Body((*body.statements, jump), context.span(owner))
