"""Spells where the exits of a widget lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from flowc.graph.flow import Exit, State
from flowc.spell.names import spell_event
from flowc.spell.spelled import Arrow, ExitLine
from flowc.vocabulary.widget import Widget


@attrs.frozen
class Leads:
    """The exits in a statement's block, the arrow behind it, and the events that no statement can name."""

    lines: tuple[ExitLine, ...]
    arrow: Arrow | None = None
    lost: tuple[str, ...] = ()


def spell_exits(state: State, after: str | None) -> Leads:
    """Where the exits of a state lead that do not lead there by themselves.

    `after` is what a statement goes on with that says nothing: a main exit which leads there need not be
    written, one that ends the flow must be.
    """
    widget = state.widget
    written, lost = _events(state)
    if widget is None or widget.is_guess:
        return Leads(_in_order(written.items()), lost=lost)
    listed = {exit_.event: exit_ for exit_ in widget.exits if not exit_.unconfirmed and not exit_.repeated}
    mains = {event: written.get(event) for event, exit_ in listed.items() if exit_.main}
    # An exit that compiling lists, and that leads nowhere, need not be written.
    others = {
        event: target
        for event, target in written.items()
        if event not in mains and (target is not None or event not in listed)
    }
    if len(set(mains.values())) == 1:
        (target,) = set(mains.values())
        return Leads(_grouped(others.items()), None if target == after else Arrow(target), lost)
    elsewhere = {event: target for event, target in mains.items() if target != after}
    return Leads(_grouped([*elsewhere.items(), *others.items()]), lost=lost)


def _events(state: State) -> tuple[dict[str, str | None], tuple[str, ...]]:
    """The targets by event, and what is wrong with the events that cannot be written."""
    found: dict[str, str | None] = {}
    lost: list[str] = []
    declared = None if state.widget is None or state.widget.is_guess else state.widget
    for exit_ in state.exits:
        reason = _refusal(exit_, declared, found)
        if reason:
            lost.append(reason)
        else:
            found[exit_.event] = exit_.target
    return found, tuple(lost)


def _refusal(exit_: Exit, declared: Widget | None, found: dict[str, str | None]) -> str:
    if not exit_.event:
        return "an exit without a name"
    if exit_.event in found:
        return f"a second exit `{exit_.event}`"
    if declared is not None and declared.exit(exit_.event) is None:
        return f"the exit `{exit_.event}`, which is not declared"
    return f"the conditions of the exit `{exit_.event}`" if exit_.conditions else ""


def _grouped(targets: Iterable[tuple[str, str | None]]) -> tuple[ExitLine, ...]:
    """A line for each target, in the order of their first exits."""
    groups: dict[str | None, list[str]] = {}
    for event, target in targets:
        groups.setdefault(target, []).append(event)
    return tuple(_line(events, target) for target, events in groups.items())


def _in_order(targets: Iterable[tuple[str, str | None]]) -> tuple[ExitLine, ...]:
    """Lines that keep the order of the exits, which only a declaration would give."""
    lines: list[tuple[list[str], str | None]] = []
    for event, target in targets:
        if lines and lines[-1][1] == target:
            lines[-1][0].append(event)
        else:
            lines.append(([event], target))
    return tuple(_line(events, target) for events, target in lines)


def _line(events: Sequence[str], target: str | None) -> ExitLine:
    return ExitLine(", ".join(map(spell_event, events)), Arrow(target))
