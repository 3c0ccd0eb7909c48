"""Binds the statements of a body, each by its verb."""

from __future__ import annotations

from flowc import language
from flowc.binding.adopt import adopt
from flowc.binding.context import REPORTED, Context, is_word, shortened, text_of
from flowc.binding.ifs import bind_if
from flowc.binding.menus import bind_menu
from flowc.binding.program import Body, Bound, Jump, Name, Step
from flowc.binding.raw import bind_raw
from flowc.binding.references import reference
from flowc.binding.splits import bind_split
from flowc.binding.steps import bind_step
from flowc.binding.targets import bind_destination, target_of
from flowc.binding.verbs import report_lonely_else, report_lonely_exit, report_no_verb, unknown_verb
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.suggest import did_you_mean
from flowc.source import Span
from flowc.syntax.nodes import Assignment, Block, Statement, Token, items

# More statements than this on one line are no slip, and each is split off anew.
_MOST_ON_A_LINE = 20

# A statement, and another one that stands on its line.
Bounded = tuple[Bound, Statement | None]


class BodyBinder:
    """Binds bodies of one file."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def bind(self, block: Block) -> Body:
        """The statements of a block."""
        found: list[Bound] = []
        lines = adopt(self.context, items(block.entries))
        for before, item in zip([None, *lines], lines, strict=False):
            if isinstance(item, Statement):
                found += self._line(item)
            elif not isinstance(before, Assignment):
                self._report_option(item)
        return Body(tuple(found), self.context.span(block))

    def _report_option(self, item: Assignment) -> None:
        self.context.report(
            "FLW113",
            "an option outside of a statement",
            item,
            label="belongs to no verb",
            help="an option stands behind its verb or in the block of its statement",
        )

    def _line(self, item: Statement) -> list[Bound]:
        """What a line means, worked out anew or known from before."""
        memo = self.context.session.memo
        return self._statements(item) if memo is None else memo.line(self.context, item, self._statements)

    def _statements(self, item: Statement) -> list[Bound]:
        """A statement, and those that wrongly follow it on its line."""
        found: list[Bound] = []
        rest: Statement | None = item
        while rest is not None and len(found) < _MOST_ON_A_LINE:
            bound, rest = self._item(rest)
            found.append(bound)
        return found

    def _item(self, item: Statement) -> Bounded:
        if item.head is None:
            return self._jump(item), None
        return self._statement(item, item.head, self._label(item))

    def _jump(self, item: Statement) -> Jump:
        assert item.arrow is not None
        if item.label is not None:
            self.context.report(
                "FLW108",
                "a label on an arrow",
                item.label,
                label="an arrow is no widget",
                help="remove the label, and let arrows to it lead where this arrow leads",
            )
        return Jump(target_of(self.context, item.arrow), self.context.span(item.arrow))

    def _label(self, item: Statement) -> Name | None:
        if item.label is None or item.label.name.type in REPORTED or not text_of(item.label.name):
            return None
        return Name(self.context.name_of(text_of(item.label.name)), self.context.span(item.label.name))

    def _statement(self, item: Statement, head: Token, label: Name | None) -> Bounded:
        verb = head.text if is_word(head) else ""
        near = self._near(item, verb)
        if near is None:
            return self._bound(item, head, label, verb)
        # What is likely meant is bound as if it stood there, so that nothing else is found missing;
        # where that does not fit, nothing is said of it, except of the bodies in its block.
        unknown_verb(self.context, head, self.context.verbs(), "verbs")
        before = len(self.context.problems)
        bound = self._bound(item, head, label, near)
        found = self.context.problems[before:]
        inside = self._bodies(item, near)
        self.context.problems[before:] = [one for one in found if one.code == "FLW102" or _is_in(one, inside)]
        return bound if not found else (self._opaque(head, label), None)

    def _bodies(self, item: Statement, verb: str) -> list[Span]:
        """The places of the bodies in a statement, which mean the same whatever its verb is."""
        own = items(item.block.entries) if item.block else []
        blocks = [line.block for line in own if isinstance(line, Statement) and line.block]
        blocks += [branch.body for branch in item.elses if isinstance(branch.body, Block)]
        blocks += [item.block] if item.block and verb == language.IF else []
        return [self.context.span(block) for block in blocks]

    def _near(self, item: Statement, verb: str) -> str | None:
        """The verb that is likely meant by one that does not exist."""
        known = (*self.context.verbs(), *language.FILE_STATEMENTS, language.ELSE)
        if not verb or verb in known or self.context.is_open(verb) or self._is_target(item, verb):
            return None
        return did_you_mean(verb, self.context.verbs())

    def _is_target(self, item: Statement, verb: str) -> bool:
        """Whether a statement looks like an arrow without its `->`."""
        alone = not item.parts and item.block is None and item.arrow is None
        return alone and (verb in self.context.labels or verb in (language.NEXT, language.END))

    def _bound(self, item: Statement, head: Token, label: Name | None, verb: str) -> Bounded:
        block = self.context.blocks.get(verb)
        if block is not None:
            self.context.session.changes += 1
            from flowc.binding.reuse.uses import bind_use  # noqa: PLC0415 - few flows use any

            use, second = bind_use(self.context, item, label, block, self.bind)
            return use or self._opaque(head, label), second
        declared = self.context.vocabulary.verbs.get(verb)
        if declared is not None and verb not in language.BODY_STATEMENTS:
            return bind_step(self.context, item, label, *declared, self.bind)
        return self._branch(item, label, verb) or self._opaque(head, label), None

    def _branch(self, item: Statement, label: Name | None, verb: str) -> Bound | None:
        """A statement that the language itself defines; None for any other, or after a report."""
        if verb == language.SPLIT:
            return bind_split(self.context, item, label, self.bind)
        if verb == language.IF:
            return bind_if(self.context, item, label, self.bind)
        if verb == language.MENU:
            return bind_menu(self.context, item, label, self.bind)
        if verb == language.RAW:
            return bind_raw(self.context, item, label, self.bind)
        self._unknown(item, verb)
        return None

    def _unknown(self, item: Statement, verb: str) -> None:
        assert item.head is not None
        self._look_inside(item)
        if item.head.type in REPORTED:
            return
        if verb == language.ELSE:
            report_lonely_else(self.context, item)
        elif not verb:
            report_no_verb(self.context, item.head)
        elif verb in language.FILE_STATEMENTS:
            self.context.report(
                "FLW113",
                f"`{verb}` inside of a body",
                item.head,
                label="stands at the top of a file",
                help="move it out of the block",
            )
        elif self._is_target(item, verb):
            self.context.report(
                "FLW101",
                f"unknown verb `{shortened(verb)}`",
                item.head,
                label="an arrow without its `->`",
                help=f"write `-> {shortened(verb)}`",
            )
        elif not report_lonely_exit(self.context, item.head):
            is_value = reference(self.context, item.head) is not None
            advice = f"to compare it write `{language.IF} {shortened(verb)} …`" if is_value else ""
            unknown_verb(self.context, item.head, self.context.verbs(), "verbs", otherwise=advice)

    def _look_inside(self, item: Statement) -> None:
        """Reports what is wrong around a verb that is not known: where its arrows lead, and the bodies of its exits."""
        if item.arrow is not None:
            target_of(self.context, item.arrow)
        if item.block is None:
            return
        if item.head is not None and (item.head.type in REPORTED or is_word(item.head, language.ELSE)):
            self.bind(item.block)
            return
        lines = [line for line in items(item.block.entries) if isinstance(line, Statement)]
        if any(line.head is not None and self.context.is_verb(line.head.text) for line in lines):
            self.bind(item.block)
            return
        for line in lines:
            is_body = line.block is not None and any(isinstance(one, Statement) for one in items(line.block.entries))
            if line.arrow is not None or is_body:
                bind_destination(self.context, line.block, line.arrow, line, self.bind)

    def _opaque(self, head: Token, label: Name | None) -> Step:
        """A widget of which nothing is known: what stands around a mistake is checked all the same."""
        return Step(label, "", "", None, (), (), None, self.context.span(head))


def _is_in(finding: Diagnostic, places: list[Span]) -> bool:
    return any(place.start <= finding.span.start < place.end for place in places)
