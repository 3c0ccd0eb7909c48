"""Reads flows in tests of their differences, and says in short what changed."""

from __future__ import annotations

from collections.abc import Iterator

from flowc import check
from flowc.diagnostics import Severity
from flowc.diagnostics.codes import family
from flowc.diff import Difference, compare
from flowc.diff.model import Case, ValueChange
from flowc.graph import Flow


def flow_of(text: str) -> Flow:
    """The flow of a text without errors."""
    checked = check(text)
    # Values that Studio renders empty are the flow's own affair here.
    wrong = [one for one in checked.diagnostics if one.severity is Severity.ERROR and family(one.code) != "templates"]
    assert [finding.message for finding in wrong] == []
    assert checked.flow is not None
    return checked.flow


def between(before: str, after: str) -> Difference:
    """What changed from one text to another."""
    return compare(flow_of(before), flow_of(after))


def facts(found: Difference) -> list[str]:
    """Each change as a line."""
    return list(_facts(found))


def value_fact(change: ValueChange) -> str:
    """A change of a value as a line."""
    path = ".".join(map(str, change.path))
    before = "nothing" if change.before is None else repr(change.before.value)
    after = "nothing" if change.after is None else repr(change.after.value)
    return f"{path}: {before} > {after}"


def _facts(found: Difference) -> Iterator[str]:
    yield from map(value_fact, found.flow)
    yield from (f"+ {state.name}" for state in found.added)
    yield from (f"- {state.name}" for state in found.removed)
    yield from (f"{one.before.name} is {one.after.name}" for one in found.renamed)
    for widget in found.changed:
        name = widget.after.name
        if widget.is_retyped:
            yield f"{name}: {widget.before.type} > {widget.after.type}"
        yield from (f"{name}.{value_fact(change)}" for change in widget.properties)
        yield from (f"{name}.{one.event} -> {one.before} > {one.after}" for one in widget.exits)
        for case in widget.cases:
            yield f"{name} case {_case(case.before)} > {_case(case.after)}"
        if widget.order is not None:
            before, after = (
                " ".join(case.questions[0].value for case in cases)
                for cases in (widget.order.before, widget.order.after)
            )
            yield f"{name} order {before} > {after}"


def _case(case: Case | None) -> str:
    if case is None:
        return "nothing"
    asked = ", ".join(f"{one.type} {one.value}" for one in case.questions)
    return f"{case.position} {asked} -> {case.target}"
