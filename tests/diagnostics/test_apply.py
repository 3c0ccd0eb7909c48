"""Edits are applied in order, and never two in one place."""

from __future__ import annotations

import attrs
from hypothesis import given
from hypothesis import strategies as st

from flowc.diagnostics import Diagnostic, Fix, Severity
from flowc.diagnostics.apply import apply_fixes, fixes_to_apply
from flowc.source import Source, Span

SOURCE = Source("a.flow", "0123456789")


def finding(start: int, end: int, replacement: str, *, safe: bool = True) -> Diagnostic:
    place = Span(SOURCE, start, end)
    fixes = (Fix("mend it", place, replacement, safe),)
    return Diagnostic("FLW001", Severity.ERROR, "wrong", place, fixes=fixes)


def mended(*findings: Diagnostic) -> str:
    return apply_fixes(SOURCE.text, fixes_to_apply(findings))


def test_edits_are_made_at_their_places_whatever_their_order() -> None:
    assert mended(finding(8, 9, "B"), finding(1, 3, "A")) == "0A34567B9"


def test_of_two_edits_that_overlap_the_first_is_made() -> None:
    assert mended(finding(1, 5, "A"), finding(4, 6, "B")) == "0A56789"


def test_two_insertions_at_one_place_are_one() -> None:
    assert mended(finding(2, 2, "A"), finding(2, 2, "B")) == "01A23456789"


def test_an_edit_may_begin_where_another_ends() -> None:
    assert mended(finding(1, 3, "A"), finding(3, 4, "B")) == "0AB456789"


def test_a_guess_is_not_applied() -> None:
    assert mended(finding(1, 3, "A", safe=False)) == SOURCE.text


def test_a_guess_is_applied_where_guesses_are_asked_for() -> None:
    findings = [finding(1, 3, "A", safe=False), finding(5, 6, "B")]

    assert apply_fixes(SOURCE.text, fixes_to_apply(findings, unsafe=True)) == "0A34B6789"


def test_a_safe_fix_is_taken_before_a_guess() -> None:
    guess, safe = finding(1, 3, "A", safe=False), finding(5, 6, "B")
    both = attrs.evolve(guess, fixes=(*guess.fixes, *safe.fixes))

    assert fixes_to_apply([both], unsafe=True) == list(safe.fixes)


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10), st.text("AB", max_size=3)), max_size=6))
def test_what_no_edit_covers_stays_as_it_is(edits: list[tuple[int, int, str]]) -> None:
    findings = [finding(min(start, end), max(start, end), text) for start, end, text in edits]
    fixes = fixes_to_apply(findings)
    covered = {offset for fix in fixes for offset in range(fix.span.start, fix.span.end)}

    left = [char for char in apply_fixes(SOURCE.text, fixes) if char.isdigit()]

    assert left == [char for offset, char in enumerate(SOURCE.text) if offset not in covered]
