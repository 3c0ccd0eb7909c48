"""Compares two flows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import attrs

from flowc.collector import paused_collector
from flowc.diff.exits import compare_cases, compare_exits
from flowc.diff.model import Difference, Given, ValueChange, WidgetChange
from flowc.diff.pairing import Pairing, content, kind
from flowc.diff.references import renamed
from flowc.diff.side import Side
from flowc.diff.values import compare_values
from flowc.graph.flow import Condition, Exit, Flow, State
from flowc.language import CONCURRENT_CALLS

# How much a change weighs where the same two flows can be told apart in two ways.
_RENAMED, _CHANGED, _NEW = 1, 2, 4


def compare(before: Flow, after: Flow) -> Difference:
    """What changed from one flow to another: nothing where both say the same, whatever order their states have.

    In Studio widgets keep their names, and are mostly the same as those of their names. The names that flowc gives
    count the statements before them, so that one more renames others: of both views the shorter is told.
    """
    with paused_collector():
        one, other = Side(before), Side(after)
        found = [_difference(one, other, pairs) for pairs in (_by_names(one, other), _by_contents(one, other))]
        return min(found, key=_weight)


def _by_names(before: Side, after: Side) -> Mapping[str, str]:
    """The widgets that are the same where names mean most."""
    return _paired(before, after, lambda found: found.by_name(kind))


def _by_contents(before: Side, after: Side) -> Mapping[str, str]:
    """The widgets that are the same where names mean least."""

    def begin(found: Pairing) -> None:
        found.by_content()
        found.by_name(content)
        found.by_content()
        found.by_likeness()
        found.by_name(kind)

    return _paired(before, after, begin)


def _paired(before: Side, after: Side, begin: Callable[[Pairing], None]) -> Mapping[str, str]:
    found = Pairing(before, after)
    found.pair(before.flow.initial, after.flow.initial)
    begin(found)
    found.by_content()
    found.by_likeness()
    found.by_name()
    return found.pairs


def _weight(found: Difference) -> int:
    return (
        _RENAMED * len(found.renamed)
        + _CHANGED * sum(widget.size for widget in found.widgets)
        + _NEW * (len(found.added) + len(found.removed))
    )


def _difference(before: Side, after: Side, pairs: Mapping[str, str]) -> Difference:
    partners = {second: first for first, second in pairs.items()}
    gone = [name for name in before.states if name not in pairs]
    # One that is gone is not that which has its name now, and one that was missing not that which was renamed to it.
    names = {
        **pairs,
        **{name: f"{name} (removed)" for name in gone if name in after.states},
        **{name: f"{name} (missing)" for name in partners if name not in before.states},
    }
    widgets = [
        _widget(before.states[partners[name]], state, names) for name, state in after.states.items() if name in partners
    ]
    return Difference(
        tuple(_settings(before.flow, after.flow)),
        tuple(state for name, state in after.states.items() if name not in partners),
        tuple(before.states[name] for name in gone),
        tuple(widget for widget in widgets if widget.is_renamed or widget.is_changed),
    )


def _settings(before: Flow, after: Flow) -> Iterator[ValueChange]:
    yield from compare_values(("description",), _given(before.description), _given(after.description))
    yield from compare_values(
        ("flags", CONCURRENT_CALLS), _given(before.allow_concurrent_calls), _given(after.allow_concurrent_calls)
    )


def _given(value: str | bool | None) -> Given | None:
    return None if value is None else Given(value)


def _widget(before: State, after: State, names: Mapping[str, str]) -> WidgetChange:
    then = _with_names(before, names)
    values, others = _values(then), _values(after)
    properties = [
        change
        for name in dict.fromkeys([*others, *values])
        for change in compare_values((name,), values.get(name), others.get(name))
    ]
    cases, order = compare_cases(then, after)
    return WidgetChange(before, after, tuple(properties), tuple(compare_exits(then, after)), cases, order)


def _values(state: State) -> dict[str, Given]:
    return {one.name: Given(one.value) for one in state.properties}


def _with_names(state: State, names: Mapping[str, str]) -> State:
    """A state of the first flow in which widgets are called as in the second."""
    return attrs.evolve(
        state,
        properties=tuple(attrs.evolve(one, value=renamed(one.value, names)) for one in state.properties),
        exits=tuple(_exit_with_names(one, names) for one in state.exits),
    )


def _exit_with_names(exit_: Exit, names: Mapping[str, str]) -> Exit:
    target = names.get(exit_.target, exit_.target) if exit_.target is not None else None
    conditions = tuple(_condition_with_names(one, names) for one in exit_.conditions)
    return attrs.evolve(exit_, target=target, conditions=conditions)


def _condition_with_names(condition: Condition, names: Mapping[str, str]) -> Condition:
    argument, value = renamed(condition.argument, names), renamed(condition.value, names)
    return attrs.evolve(condition, argument=str(argument), value=str(value))
