"""Binds `if`, `else if` and `else`."""

from __future__ import annotations

from flowc.binding.conditions import bind_condition
from flowc.binding.context import REPORTED, Context, is_word
from flowc.binding.predicates import EQUAL
from flowc.binding.program import Case, Clause, Destination, If, Name
from flowc.binding.splits import read_input
from flowc.binding.targets import BindBody, bind_destination, target_of
from flowc.language import ELSE, IF
from flowc.syntax.nodes import Argument, Arrow, Assignment, Block, Else, Statement, Token, arguments

_EXAMPLE = f'for example `{IF} menu.Digits {EQUAL} "1" {{ … }}`'


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
            help="write `else -> …`, or put the arrow on a line of its own",
        )
    if not binder.clauses:
        return None
    last = arguments(statement.parts)[-1] if statement.parts else statement.head
    return If(label, tuple(binder.clauses), binder.otherwise, context.span(statement.head, last))


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
        body = branch.body
        block = body if isinstance(body, Block) else None
        arrow = body if isinstance(body, Arrow) else None
        if self.ended:
            self.context.report("FLW113", "nothing can follow the last `else`", branch.keyword, label="never reached")
            return
        if parts and is_word(parts[0], IF) and isinstance(parts[0], Token):
            self.clause(parts[0], parts[1:], block, arrow)
            return
        if parts:
            place = self.context.span(parts[0], parts[-1])
            self.context.report("FLW209", f"`{ELSE}` takes no condition", place, help=f"write `{ELSE} {IF} …`")
        self.ended = True
        self.otherwise = self._destination(block, arrow)

    def clause(self, head: Token, parts: list[Argument], block: Block | None, arrow: Arrow | None) -> None:
        """Binds one condition with where it leads."""
        destination = self._destination(block, arrow)
        if destination is None:
            self.context.report("FLW215", f"this `{IF}` leads nowhere", head, label="no body, no arrow", help=_EXAMPLE)
        if any(isinstance(part, Token) and part.type in REPORTED for part in parts):
            return
        values = [part for part in parts if not isinstance(part, Assignment)]
        if len(values) < 2 or not isinstance(values[1], Token):  # noqa: PLR2004 - a value and a condition
            self._incomplete(head, parts)
            return
        compared = read_input(self.context, values[0])
        rest = [part for part in parts if part is not values[0] and part is not values[1]]
        condition = bind_condition(self.context, values[1], rest)
        if compared is None or condition is None or destination is None:
            return
        place = self.context.span(head, parts[-1])
        self.clauses.append(Clause(compared, Case(condition, destination), place))

    def _incomplete(self, head: Token, parts: list[Argument]) -> None:
        place = self.context.span(head, parts[-1] if parts else None)
        compares = len(parts) == 1 and isinstance(parts[0], Assignment)
        self.context.report(
            "FLW215",
            f"`{IF}` needs a value and a condition",
            place,
            label="a condition is missing",
            help=f"`=` sets an option; write `{EQUAL}`: {_EXAMPLE}" if compares else _EXAMPLE,
        )

    def _destination(self, block: Block | None, arrow: Arrow | None) -> Destination | None:
        if block is None:
            return None if arrow is None else target_of(self.context, arrow)
        return bind_destination(self.context, block, None, block, self.bind_body)
