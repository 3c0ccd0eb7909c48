"""Draws the cases of a split that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flowc.diagnostics.render.paint import Paint
from flowc.diff.model import Case, CaseChange, Question, WidgetChange
from flowc.diff.render.values import ADDED, REMOVED, quoted, target, written


def case_rows(widget: WidgetChange, paint: Paint) -> Iterator[str]:
    """The rows for the cases of a widget that changed."""
    for change in widget.cases:
        yield from _rows(change, paint)
    if widget.order is not None:
        yield f"order of cases: {_listed(widget.order.before)} → {_listed(widget.order.after)}"


def shown_case(case: Case) -> str:
    """The conditions of a case; what they look at only where it is not what the split compares."""
    return ", ".join(map(_question, case.questions))


def _rows(change: CaseChange, paint: Paint) -> Iterator[str]:
    before, after = change.before, change.after
    if before is None or after is None:
        case, sign, style = (after, "+", ADDED) if after is not None else (before, "-", REMOVED)
        assert case is not None
        yield paint(f"{sign} case {case.position}: {shown_case(case)} → {target(case.target)}", style)
        return
    # Most names repeat what is asked.
    if before.questions != after.questions:
        yield f"case {after.position}: {shown_case(before)} → {shown_case(after)}"
    elif before.names != after.names:
        names, others = ", ".join(before.names), ", ".join(after.names)
        yield f"case {after.position}, {shown_case(after)}, is called {quoted(names)} → {quoted(others)}"
    if before.target != after.target:
        yield f"case {after.position}, {shown_case(after)}: {target(before.target)} → {target(after.target)}"


def _question(question: Question) -> str:
    words = [question.of] if question.of is not None else []
    return written(" ".join([*words, question.type, quoted(question.value)]))


def _listed(cases: Sequence[Case]) -> str:
    return "; ".join(map(shown_case, cases))
