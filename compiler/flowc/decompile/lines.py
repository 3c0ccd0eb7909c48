"""The lines of a statement with all that its exits hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from flowc.decompile.tree import Body, Statement
from flowc.language import ELSE, IF, NEXT, NO_MATCH, SPLIT
from flowc.spell import Arrow, Spelled
from flowc.spell.blocks import indented

# Cases of an `if` with its `else if`.
_MOST_CASES = 2

WriteBody = Callable[[Body], list[str]]


@attrs.frozen
class Lead:
    """What stands before an arrow or a body, and the state it leads to."""

    names: str
    target: str | None


def written(statement: Statement, spelled: Spelled, as_if: Sequence[str], body: WriteBody) -> list[str]:
    """The statement; `as_if` are its conditions where it is to be an `if`."""
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
    """Whether an `if` can say a split: each of its cases holds a body, or it has but one and no `else` beside it.

    More cases than two are read better as a split.
    """
    exits = statement.state.exits
    cases = [exit_ for exit_ in exits if exit_.conditions]
    others = [exit_ for exit_ in exits if not exit_.conditions]
    if len(statement.state.properties) > 1 or any(exit_.event != NO_MATCH for exit_ in others):
        return False
    if len(cases) == 1 and _otherwise(statement) == statement.following:
        return True
    targets = {exit_.target for exit_ in cases}
    return 0 < len(targets) == len(cases) <= _MOST_CASES and targets <= statement.bodies.keys()


def _otherwise(statement: Statement) -> str | None:
    return next((exit_.target for exit_ in statement.state.exits if exit_.event == NO_MATCH), None)


def _if(
    statement: Statement, spelled: Spelled, conditions: Sequence[str], leads: Sequence[Lead], body: WriteBody
) -> list[str]:
    subject = spelled.words.arguments[0]
    start = spelled.parts()[0].removesuffix(f"{SPLIT} {subject}")
    cases = [lead for lead in leads if lead.names != ELSE]
    first, *others = (f"{IF} {subject} {condition}" for condition in conditions)
    lines = _line(statement, Lead(start + first, cases[0].target), body)
    for other, case in zip(others, cases[1:], strict=True):
        lines = _joined(lines, _line(statement, Lead(f"{ELSE} {other}", case.target), body))
    otherwise = _otherwise(statement)
    if otherwise == statement.following:
        return lines
    return _joined(lines, _line(statement, Lead(ELSE, otherwise), body))


def _joined(lines: list[str], further: list[str]) -> list[str]:
    """Lines that go on behind the `}` of others."""
    return [*lines[:-1], f"{lines[-1]} {further[0]}", *further[1:]]
