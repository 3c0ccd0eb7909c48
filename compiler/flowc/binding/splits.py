"""Binds `split`: one value, and a case for each condition."""

from __future__ import annotations

from collections.abc import Sequence

from flowc.binding.conditions import bind_condition
from flowc.binding.context import Context, is_reported, is_word, shortened, text_of
from flowc.binding.lines import report_elses, report_inner_statement, report_label
from flowc.binding.options import OptionBinder
from flowc.binding.predicates import EQUAL, PREDICATES
from flowc.binding.program import Case, Condition, Destination, Name, Property, Split
from flowc.binding.properties import bind_property
from flowc.binding.targets import BindBody, bind_destination
from flowc.binding.values import read_text
from flowc.diagnostics import Note
from flowc.language import ELSE, IF, OR, PROPERTY, SPLIT, SPLIT_INPUT, SPLIT_TYPE
from flowc.source import Span
from flowc.syntax.nodes import Argument, Assignment, Node, Statement, Token, Value, arguments, items
from flowc.syntax.strings import STRING_TYPES
from flowc.vocabulary.widget import Widget

_FORM = f'write `{EQUAL} "1" -> LABEL` or, shorter, `"1" -> LABEL`'


def read_input(context: Context, node: Value) -> Property | None:
    """The value that is compared."""
    text = read_text(context, node, "the value that is compared")
    return None if text is None else Property(SPLIT_INPUT, text, context.span(node))


def bind_split(context: Context, statement: Statement, label: Name | None, bind_body: BindBody) -> Split | None:
    """`split VALUE { case … else … }`; None after a report."""
    assert statement.head is not None
    parts = arguments(statement.parts)
    binder = _SplitBinder(context, statement, bind_body)
    for part in parts:
        binder.bind_argument(part)
    for item in items(statement.block.entries) if statement.block else []:
        binder.bind(item)
    binder.require_input(statement.head)
    report_elses(context, statement, f"write `{ELSE} {{ … }}` as the last line of the block")
    if statement.block is None:
        context.report("FLW215", f"`{SPLIT}` has no cases", statement.head, label="a block is missing", help=_FORM)
    elif not binder.cases and binder.otherwise is None and not binder.refused:
        context.report("FLW215", f"`{SPLIT}` has no cases", statement.block, label="nothing to choose from", help=_FORM)
    elif statement.arrow is not None:
        context.report(
            "FLW215",
            f"`{SPLIT}` has no main exit that an arrow could take",
            statement.arrow,
            label="after which case?",
            help=f"write `{ELSE} {context.span(statement.arrow).text}` in the block",
        )
    if binder.input is None:
        return None
    place = context.span(statement.head, parts[-1] if parts else None)
    further = tuple(binder.further.given.values.values())
    return Split(label, binder.input, tuple(binder.cases), binder.otherwise, place, further)


class _SplitBinder:
    """The value and the cases of one split."""

    def __init__(self, context: Context, statement: Statement, bind_body: BindBody) -> None:
        self.context = context
        place = context.span(statement)
        declared = context.vocabulary.types.get(SPLIT_TYPE)
        self.further = OptionBinder(context, statement, declared or Widget(SPLIT_TYPE, place), None)
        self.bind_body = bind_body
        self.input: Property | None = None
        self.input_place: Span | None = None
        self.cases: list[Case] = []
        self.otherwise: Destination | None = None
        self.else_place: Span | None = None
        self.refused = False
        self.has_stray_option = False

    def bind_argument(self, part: Argument) -> None:
        """Binds the value, by its position or by its name."""
        if is_reported([part]):
            self.input_place = self.input_place or self.context.span(part)
        elif isinstance(part, Assignment):
            self._bind_option(part)
        elif self.input_place is not None:
            self.context.report(
                "FLW209",
                f"`{SPLIT}` compares one value",
                part,
                label="nothing more is wanted here",
                help="write conditions in the block, one a line",
            )
        else:
            self.input_place = self.context.span(part)
            self.input = None if not isinstance(part, Value) else read_input(self.context, part)

    def _bind_option(self, part: Assignment) -> None:
        name = text_of(part.key)
        place = self.context.span(part)
        if name in PREDICATES:
            value = self.context.span(part.value).text
            self._refuse(
                "FLW205",
                "a condition takes no `=`",
                part,
                "not an option",
                f"write `{name} {shortened(value)} -> LABEL`",
            )
        elif name != SPLIT_INPUT:
            self.refused = True
            self.has_stray_option = True
            self.context.report(
                "FLW205",
                f"`{SPLIT}` has no option `{shortened(name)}`",
                part.key,
                label="unknown option",
                help=_FORM,
            )
        elif self.input_place is not None:
            self.refused = True
            self.context.report_twice("FLW206", name, "given", place, Note("first given here", self.input_place))
        else:
            self.input_place = place
            self.input = read_input(self.context, part.value)

    def require_input(self, head: Token) -> None:
        """Reports that nothing is compared."""
        if self.input_place is None and not self.has_stray_option:
            self.context.report(
                "FLW204",
                f"`{SPLIT}` needs the value that is compared",
                head,
                label="nothing given",
                help=f"for example `{SPLIT} menu.Digits {{ … }}`",
            )

    def bind(self, item: Statement | Assignment) -> None:
        """Binds one line of the block."""
        if isinstance(item, Assignment):
            self._bind_option(item)
            return
        if item.head is None:
            advice = f"write `{ELSE} -> …` for all that no case matches"
            self._refuse("FLW215", "a case without a condition", item, "when?", advice)
            return
        if is_reported([item.head, *item.parts]):
            self.refused = True
            return
        if is_word(item.head, PROPERTY):
            bind_property(self.context, item, self.further)
            return
        if self._is_something_else(item):
            self.refused = True
            return
        self._report_label(item)
        destination = bind_destination(self.context, item.block, item.arrow, item, self.bind_body)
        report_elses(self.context, item, f"write `{ELSE}` on a line of its own")
        if destination is None:
            place = self.context.span(item.head, item.parts[-1] if item.parts else None)
            advice = "write `-> LABEL`, `-> next` or `{ … }` behind it"
            self._refuse("FLW215", "this case leads nowhere", place, "no arrow, no body", advice)
        elif is_word(item.head, ELSE):
            self._else(item, item.head, destination)
        else:
            condition = self._condition(item, item.head)
            self.refused |= condition is None
            if condition is not None:
                self.cases.append(Case(condition, destination))

    def _is_something_else(self, item: Statement) -> bool:
        advice = 'put it behind the `}`, or into the body of a case: `"1" { … }`'
        return report_inner_statement(self.context, item, advice)

    def _report_label(self, item: Statement) -> None:
        if item.label is not None and item.label.name.text in PREDICATES:
            name = item.label.name.text
            self.context.report(
                "FLW108", "a label on a case", item.label, label="a condition", help=f"write `{name} …`, without `:`"
            )
            return
        report_label(self.context, item, "a label on a case")

    def _condition(self, item: Statement, head: Token) -> Condition | None:
        parts = arguments(item.parts)
        if head.type not in STRING_TYPES and head.type != "NUMBER" and not self._is_value(head):
            return bind_condition(self.context, head, parts)
        values = [part for part in parts if not isinstance(part, Assignment)]
        if values:
            self._report_values(head, values)
            return None
        predicate = Token("WORD", EQUAL, head.start)
        found = bind_condition(self.context, predicate, [head, *parts])
        if found is None:
            return None
        place = self.context.span(head, parts[-1] if parts else None)
        return Condition(found.predicate, found.value, place, found.friendly_name, found.argument)

    def _is_value(self, head: Token) -> bool:
        """Whether a word stands for a value, and is no condition."""
        is_known = head.text in self.context.scope or self.context.is_open(head.text)
        return is_known and head.text not in PREDICATES

    def _report_values(self, head: Token, values: Sequence[Argument]) -> None:
        """Reports `"1" or "2" -> …`, and the like."""
        listed = [head, *(value for value in values if not is_word(value, OR))]
        spelled = ", ".join(self.context.span(value).text for value in listed)
        is_swapped = is_word(values[0]) and isinstance(values[0], Token) and values[0].text in PREDICATES
        advice = f"write `{PREDICATES[EQUAL].listed} [{shortened(spelled)}]`"
        self.context.report(
            "FLW209",
            "a case compares with one value",
            self.context.span(values[0], values[-1]),
            label="too many",
            help="write the condition first, then its value" if is_swapped else advice,
        )

    def _else(self, item: Statement, head: Token, destination: Destination) -> None:
        parts = arguments(item.parts)
        if parts:
            is_if = is_word(parts[0], IF)
            advice = f"write the condition without `{ELSE} {IF}`" if is_if else f"write `{ELSE} -> …`"
            place = self.context.span(parts[0], parts[-1])
            self._refuse("FLW209", f"`{ELSE}` takes no condition", place, "means nothing here", advice)
            return
        if self.else_place is not None:
            first = Note("first written here", self.else_place)
            self.context.report_twice("FLW107", ELSE, "written", head, first)
            return
        self.else_place = self.context.span(head)
        self.otherwise = destination

    def _refuse(self, code: str, message: str, place: Node | Span, label: str, advice: str) -> None:
        self.refused = True
        self.context.report(code, message, place, label=label, help=advice)
