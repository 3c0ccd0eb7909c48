"""Binds `split`: one value, and a case for each condition."""

from __future__ import annotations

from flowc.binding.conditions import bind_condition
from flowc.binding.context import REPORTED, Context, is_word, text_of
from flowc.binding.predicates import EQUAL
from flowc.binding.program import Case, Condition, Destination, Name, Property, Split
from flowc.binding.steps import report_elses
from flowc.binding.targets import BindBody, bind_destination
from flowc.binding.values import read_text
from flowc.diagnostics import Note
from flowc.language import ELSE, SPLIT, SPLIT_INPUT
from flowc.source import Span
from flowc.syntax.nodes import Argument, Assignment, Statement, Token, arguments, items
from flowc.syntax.strings import STRING_TYPES


def read_input(context: Context, node: Argument) -> Property | None:
    """The value that is compared."""
    text = read_text(context, node, "the value that is compared")
    return None if text is None else Property(SPLIT_INPUT, text, context.span(node))


def bind_split(context: Context, statement: Statement, label: Name | None, bind_body: BindBody) -> Split | None:
    """`split VALUE { case … else … }`; None after a report."""
    assert statement.head is not None
    parts = arguments(statement.parts)
    compared = _only_input(context, statement, parts)
    report_elses(context, statement)
    if statement.arrow is not None:
        context.report(
            "FLW215",
            f"`{SPLIT}` has no main exit that an arrow could take",
            statement.arrow,
            label="after which case?",
            help="write `else -> …` in the block",
        )
    cases = _Cases(context, bind_body)
    if statement.block is None:
        context.report("FLW215", f"`{SPLIT}` has no cases", statement.head, label="a block is missing")
        return None
    for item in items(statement.block.entries):
        cases.bind(item)
    if not cases.cases and cases.otherwise is None and not cases.refused:
        context.report("FLW215", f"`{SPLIT}` has no cases", statement.block, label="nothing to choose from")
    if compared is None:
        return None
    place = context.span(statement.head, parts[-1])
    return Split(label, compared, tuple(cases.cases), cases.otherwise, place)


def _only_input(context: Context, statement: Statement, parts: list[Argument]) -> Property | None:
    assert statement.head is not None
    if not parts:
        context.report(
            "FLW204",
            f"`{SPLIT}` needs the value that is compared",
            statement.head,
            label="nothing given",
            help=f"for example `{SPLIT} menu.Digits {{ … }}`",
        )
        return None
    if len(parts) > 1:
        context.report(
            "FLW209",
            f"`{SPLIT}` compares one value",
            context.span(parts[1], parts[-1]),
            label="nothing more is wanted here",
            help="conditions stand in the block, one a line",
        )
    return read_input(context, parts[0])


class _Cases:
    """The cases of one split."""

    def __init__(self, context: Context, bind_body: BindBody) -> None:
        self.context = context
        self.bind_body = bind_body
        self.cases: list[Case] = []
        self.otherwise: Destination | None = None
        self.else_place: Span | None = None
        self.refused = False

    def bind(self, item: Statement | Assignment) -> None:
        """Binds one line of the block."""
        if isinstance(item, Assignment):
            self._refuse("FLW205", f"`{SPLIT}` has no options", item, f'a case is written `{EQUAL} "1" -> LABEL`')
            return
        if item.head is None:
            self._refuse("FLW215", "a case without a condition", item, "write `else -> …` for all that no case matches")
            return
        if item.head.type in REPORTED:
            self.refused = True
            return
        if item.label is not None:
            self._refuse(
                "FLW108", "a label on a case", item.label, f"write `{text_of(item.label.name)} -> LABEL`, without `:`"
            )
        destination = bind_destination(self.context, item.block, item.arrow, item, self.bind_body)
        report_elses(self.context, item)
        if destination is None:
            self._refuse("FLW215", "this case leads nowhere", item, "write `-> LABEL`, `-> next` or a body behind it")
            return
        if is_word(item.head, ELSE):
            self._else(item, destination)
            return
        condition = self._condition(item)
        if condition is None:
            self.refused = True
        else:
            self.cases.append(Case(condition, destination))

    def _condition(self, item: Statement) -> Condition | None:
        assert item.head is not None
        parts = arguments(item.parts)
        if item.head.type not in STRING_TYPES and item.head.type != "NUMBER":
            return bind_condition(self.context, item.head, parts)
        values = [part for part in parts if not isinstance(part, Assignment)]
        if values:
            is_or = isinstance(values[0], Token) and values[0].text in ("or", "|")
            self.context.report(
                "FLW209",
                "a case compares with one value",
                self.context.span(values[0], values[-1]),
                label="one too many",
                help="write `matches_any_of [a, b]`" if is_or else "a condition comes first, then its value",
            )
            return None
        predicate = Token("WORD", EQUAL, item.head.start)
        settings = bind_condition(self.context, predicate, [item.head, *parts])
        if settings is None:
            return None
        place = self.context.span(item.head, parts[-1] if parts else None)
        return Condition(settings.predicate, settings.value, place, settings.friendly_name, settings.argument)

    def _else(self, item: Statement, destination: Destination) -> None:
        assert item.head is not None
        if item.parts:
            self._refuse("FLW209", "`else` takes no condition", self.context.span(item.parts[0], item.parts[-1]), "")
        if self.else_place is not None:
            first = Note("first written here", self.else_place)
            self.context.report("FLW107", "`else` is written twice", item.head, notes=(first,), help="keep one of them")
            return
        self.else_place = self.context.span(item.head)
        self.otherwise = destination

    def _refuse(self, code: str, message: str, place: object, advice: str) -> None:
        self.refused = True
        self.context.report(code, message, place, help=advice)  # type: ignore[arg-type]
