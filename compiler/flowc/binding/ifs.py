"""Binds `if`, `else if` and `else`."""

from __future__ import annotations

from collections.abc import Sequence

from flowc.binding.conditions import bind_condition, swapped
from flowc.binding.context import Context, is_reported, is_word
from flowc.binding.predicates import EQUAL
from flowc.binding.program import Case, Clause, Destination, If, Name
from flowc.binding.references import reference
from flowc.binding.splits import read_input
from flowc.binding.targets import BindBody, bind_destination, target_of
from flowc.language import ELSE, IF
from flowc.syntax.nodes import Argument, Arrow, Assignment, Block, Else, Statement, Token, Value, arguments

_EXAMPLE = f'for example `{IF} menu.Digits {EQUAL} "1" {{ … }}`'
_NOT = "not"


def bind_if(context: Context, statement: Statement, label: Name | None, bind_body: BindBody) -> If | None:
    """`if VALUE CONDITION … else …`; None after a report that leaves nothing to branch on."""
    assert statement.head is not None
    binder = _IfBinder(context, bind_body)
    arrow_behind = statement.arrow if statement.block is not None else None
    arrow = None if statement.block is not None else statement.arrow
    binder.clause(statement.head, arguments(statement.parts), statement.block, arrow)
    for branch in statement.elses:
        binder.branch(branch)
    if arrow_behind is not None:
        context.report(
            "FLW215",
            "an arrow behind a branch",
            arrow_behind,
            label="from which branch?",
            help=f"write `{ELSE} {context.span(arrow_behind).text}`, or put the arrow on a line of its own",
        )
    if not binder.clauses:
        return None
    parts = arguments(statement.parts)
    return If(
        label,
        tuple(binder.clauses),
        binder.otherwise,
        context.span(statement.head, parts[-1] if parts else None),
    )


class _IfBinder:
    """The clauses of one `if`."""

    def __init__(self, context: Context, bind_body: BindBody) -> None:
        self.context = context
        self.bind_body = bind_body
        self.clauses: list[Clause] = []
        self.otherwise: Destination | None = None
        self.ended = False

    def branch(self, branch: Else) -> None:
        """Binds one `else …`."""
        parts = arguments(branch.parts)
        block = branch.body if isinstance(branch.body, Block) else None
        arrow = branch.body if isinstance(branch.body, Arrow) else None
        if self.ended:
            self.context.report(
                "FLW113",
                f"nothing can follow the last `{ELSE}`",
                branch.keyword,
                label="never reached",
                help=f"put it before the last `{ELSE}`",
            )
            self._destination(block, arrow)
            return
        if parts and is_word(parts[0], IF) and isinstance(parts[0], Token):
            self.clause(parts[0], parts[1:], block, arrow)
            return
        if parts and not is_reported(parts):
            place = self.context.span(parts[0], parts[-1])
            self.context.report(
                "FLW209",
                f"`{ELSE}` takes no condition",
                place,
                label="means nothing here",
                help=f"write `{ELSE} {IF} …`",
            )
        self.ended = True
        self.otherwise = self._destination(block, arrow)

    def clause(self, head: Token, parts: list[Argument], block: Block | None, arrow: Arrow | None) -> None:
        """Binds one condition with where it leads."""
        destination = self._destination(block, arrow)
        if is_reported(parts):
            return
        values = [part for part in parts if not isinstance(part, Assignment)]
        if len(values) < 2 or not isinstance(values[0], Value) or not isinstance(values[1], Token):  # noqa: PLR2004 - both
            self._incomplete(head, parts)
            return
        if self._is_swapped(head, values):
            return
        if destination is None:
            self.context.report(
                "FLW215",
                f"this `{IF}` leads nowhere",
                self.context.span(head, parts[-1]),
                label="no body, no arrow",
                help="write `-> LABEL` or `{ … }` behind it",
            )
            return
        compared = read_input(self.context, values[0])
        rest = [part for part in parts if part is not values[0] and part is not values[1]]
        condition = bind_condition(self.context, values[1], rest)
        if compared is None or condition is None:
            return
        place = self.context.span(head, parts[-1])
        self.clauses.append(Clause(compared, Case(condition, destination), place))

    def _is_swapped(self, head: Token, values: Sequence[Argument]) -> bool:
        """Reports `if is_blank VALUE` and `if not VALUE …`; False for anything else."""
        first = values[0]
        mended = swapped(self.context, values)
        is_not = is_word(first, _NOT) and isinstance(first, Token) and reference(self.context, first) is None
        if not mended and not is_not:
            return False
        self.context.report(
            "FLW215",
            f"`{IF}` begins with the value that is compared",
            first,
            label="a condition" if mended else f"there is no `{_NOT}`",
            help=f"write `{head.text} {mended}`" if mended else "write the opposite condition, as `not_equal_to`",
        )
        return True

    def _incomplete(self, head: Token, parts: list[Argument]) -> None:
        place = self.context.span(head, parts[-1] if parts else None)
        assigned = next((part for part in parts if isinstance(part, Assignment)), None)
        advice = _EXAMPLE
        if assigned is not None:
            key, value = self.context.span(assigned.key).text, self.context.span(assigned.value).text
            advice = f"write `{head.text} {key} {EQUAL} {value}`"
        self.context.report(
            "FLW215",
            f"`{IF}` needs a value and a condition",
            place,
            label="`=` is no condition" if assigned is not None else "a condition is missing",
            help=advice,
        )

    def _destination(self, block: Block | None, arrow: Arrow | None) -> Destination | None:
        if block is None:
            return None if arrow is None else target_of(self.context, arrow)
        return bind_destination(self.context, block, None, block, self.bind_body)
