"""A difference as one JSON object, for programs; its shape is documented in docs/cli.md."""

from __future__ import annotations

import json
from collections.abc import Sequence

from flowc.diff.exits import cases_of, exits_of
from flowc.diff.model import Case, CaseChange, Difference, ExitChange, OrderChange, ValueChange, WidgetChange
from flowc.graph.flow import State
from flowc.vocabulary.widget import Json

_VERSION = 1
JsonObject = dict[str, Json]


def render(difference: Difference, before: str, after: str, color: bool) -> str:  # noqa: ARG001 - as the others
    """The object, indented."""
    found = {
        "version": _VERSION,
        "before": before,
        "after": after,
        "flow": _values(difference.flow),
        "added": [_state(state) for state in difference.added],
        "removed": [_state(state) for state in difference.removed],
        "renamed": [{"before": one.before.name, "after": one.after.name} for one in difference.renamed],
        "changed": [_widget(widget) for widget in difference.changed],
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _state(state: State) -> JsonObject:
    return {
        "name": state.name,
        "type": state.type,
        "properties": {one.name: one.value for one in state.properties},
        "exits": [{"event": exit_.event, "target": exit_.target} for exit_ in exits_of(state)],
        "cases": [_case(case) for case in cases_of(state)],
    }


def _widget(widget: WidgetChange) -> JsonObject:
    return {
        "name": {"before": widget.before.name, "after": widget.after.name},
        "type": {"before": widget.before.type, "after": widget.after.type},
        "properties": _values(widget.properties),
        "exits": [_exit(change) for change in widget.exits],
        "cases": [_case_change(change) for change in widget.cases],
        "order": None if widget.order is None else _order(widget.order),
    }


def _values(changes: Sequence[ValueChange]) -> list[Json]:
    """A value that is not there has no key, since `null` is one as well."""
    found: list[Json] = []
    for change in changes:
        one: JsonObject = {"path": list(change.path)}
        if change.before is not None:
            one["before"] = change.before.value
        if change.after is not None:
            one["after"] = change.after.value
        found.append(one)
    return found


def _exit(change: ExitChange) -> JsonObject:
    return {"event": change.event, "before": change.before, "after": change.after}


def _case_change(change: CaseChange) -> JsonObject:
    return {
        "before": None if change.before is None else _case(change.before),
        "after": None if change.after is None else _case(change.after),
    }


def _order(order: OrderChange) -> JsonObject:
    return {"before": [_case(case) for case in order.before], "after": [_case(case) for case in order.after]}


def _case(case: Case) -> JsonObject:
    return {
        "position": case.position,
        "conditions": [
            {"name": one.friendly_name, "argument": one.argument, "type": one.type, "value": one.value}
            for one in case.conditions
        ],
        "target": case.target,
    }
