"""Binds the statements of a body, each by its verb."""

from __future__ import annotations

from flowc import language
from flowc.binding.context import REPORTED, Context, is_word, text_of
from flowc.binding.ifs import bind_if
from flowc.binding.menus import bind_menu
from flowc.binding.program import Body, Bound, Jump, Name, Step
from flowc.binding.splits import bind_split
from flowc.binding.steps import bind_raw, bind_step, unknown_verb
from flowc.binding.targets import target_of
from flowc.syntax.nodes import Assignment, Block, Statement, Token, items


class BodyBinder:
    """Binds bodies of one file."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def bind(self, block: Block) -> Body:
        """The statements of a block."""
        found = (self._item(item) for item in items(block.entries))
        return Body(tuple(bound for bound in found if bound is not None), self.context.span(block))

    def _item(self, item: Statement | Assignment) -> Bound | None:
        if isinstance(item, Assignment):
            self.context.report(
                "FLW113",
                "an option outside of a statement",
                item,
                label="belongs to no verb",
                help="an option stands behind its verb or in the block of its statement",
            )
            return None
        if item.head is None:
            return self._jump(item)
        label = self._label(item)
        return self._statement(item, item.head, label) or self._opaque(item, item.head, label)

    def _jump(self, item: Statement) -> Bound | None:
        assert item.arrow is not None
        if item.label is not None:
            self.context.report(
                "FLW108",
                "a label on an arrow",
                item.label,
                label="an arrow is no widget",
                help="remove the label; arrows to it can lead where this arrow leads",
            )
        return Jump(target_of(self.context, item.arrow), self.context.span(item.arrow))

    def _label(self, item: Statement) -> Name | None:
        if item.label is None or not text_of(item.label.name):
            return None
        return Name(text_of(item.label.name), self.context.span(item.label.name))

    def _statement(self, item: Statement, head: Token, label: Name | None) -> Bound | None:
        if head.type in REPORTED:
            return None
        verb = head.text if is_word(head) else ""
        if verb == language.SPLIT:
            return bind_split(self.context, item, label, self.bind)
        if verb == language.IF:
            return bind_if(self.context, item, label, self.bind)
        if verb == language.MENU:
            return bind_menu(self.context, item, label, self.bind)
        if verb == language.RAW:
            return bind_raw(self.context, item, label, self.bind)
        declared = self.context.vocabulary.verbs.get(verb)
        if declared is not None:
            return bind_step(self.context, item, label, *declared, self.bind)
        self._unknown(item, head, verb)
        return None

    def _unknown(self, item: Statement, head: Token, verb: str) -> None:
        if verb == language.ELSE:
            self.context.report(
                "FLW113",
                "this `else` belongs to no `if`",
                head,
                label="nothing to choose from",
                help="`else` stands on the line of the `}` before it: `} else {`",
            )
        elif verb in language.FILE_STATEMENTS:
            self.context.report(
                "FLW113",
                f"`{verb}` inside of a body",
                head,
                label="stands at the top of a file",
                help="move it out of the block",
            )
        elif verb not in self.context.deferred:
            unknown_verb(self.context, item, [*self.context.vocabulary.verbs, *language.BODY_STATEMENTS])

    def _opaque(self, item: Statement, head: Token, label: Name | None) -> Step:
        """A widget of which nothing is known: what stands around a mistake is checked all the same."""
        if item.block is not None and head.type in REPORTED:
            self.bind(item.block)
        return Step(label, "", "", None, (), (), None, self.context.span(head))
