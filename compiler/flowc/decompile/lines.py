"""The lines of a statement with all that its exits hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from flowc.decompile.tree import Body, Statement
from flowc.language import ELSE, IF, NEXT, NO_MATCH, SPLIT
from flowc.spell import Arrow, Spelled
from flowc.spell.blocks import indented

WriteBody = Callable[[Body], list[str]]


@attrs.frozen
class Lead:
    """What stands before an arrow or a body, and the state it leads to."""

    names: str
    target: str | None


def written(statement: Statement, spelled: Spelled, as_if: str, body: WriteBody) -> list[str]:
    """The statement; `as_if` is its condition where it is to be an `if`."""
    leads = [Lead(line.names, line.arrow.target) for line in spelled.exits]
    if as_if:
        return _if(statement, spelled, as_if, leads, body)
    heading, own = spelled.parts()
    tail = f" {_arrow(statement, spelled.arrow.target)}" if spelled.arrow else ""
    exits = [line for lead in leads for line in _line(statement, lead, body)]
    lines = [*(part for line in own for part in line.split("\n")), *exits]
    if not lines:
        return [*(heading + tail).split("\n")]
    return [*f"{heading} {{".split("\n"), *map(indented, lines), f"}}{tail}"]


def arrows_of(statement: Statement, spelled: Spelled) -> set[str]:
    """The states that arrows of a statement lead to."""
    targets = [line.arrow.target for line in spelled.exits]
    if spelled.arrow:
        targets.append(spelled.arrow.target)
    return {one for one in targets if one is not None and one != statement.following and one not in statement.bodies}


def _line(statement: Statement, lead: Lead, body: WriteBody) -> list[str]:
    inner = statement.bodies.get(lead.target or "")
    if inner is not None:
        return [f"{lead.names} {{", *map(indented, body(inner)), "}"]
    return [f"{lead.names} {_arrow(statement, lead.target)}"]


def _arrow(statement: Statement, target: str | None) -> str:
    if target is not None and target == statement.following:
        return f"-> {NEXT}"
    return Arrow(target).text


def can_be_if(statement: Statement) -> bool:
    """Whether an `if` can say a split: it has one case, which holds a body or has no `else` beside it."""
    exits = statement.state.exits
    if len(statement.state.properties) > 1:
        return False
    cases = [exit_ for exit_ in exits if exit_.conditions]
    if len(cases) != 1 or any(exit_.event != NO_MATCH for exit_ in exits if not exit_.conditions):
        return False
    (case,) = cases
    return case.target in statement.bodies or _otherwise(statement) == statement.following


def _otherwise(statement: Statement) -> str | None:
    return next((exit_.target for exit_ in statement.state.exits if exit_.event == NO_MATCH), None)


def _if(statement: Statement, spelled: Spelled, condition: str, leads: Sequence[Lead], body: WriteBody) -> list[str]:
    subject = spelled.words.arguments[0]
    start = spelled.parts()[0].removesuffix(f"{SPLIT} {subject}")
    case = next(lead for lead in leads if lead.names != ELSE)
    lines = _line(statement, Lead(f"{start}{IF} {subject} {condition}", case.target), body)
    other = _otherwise(statement)
    if other == statement.following:
        return lines
    first, *further = _line(statement, Lead(ELSE, other), body)
    return [*lines[:-1], f"{lines[-1]} {first}", *further]
