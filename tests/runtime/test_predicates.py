"""Studio's predicates."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from flowc.binding.predicates import PREDICATES as SPELLED
from runtime.predicates import PREDICATES, holds


def test_there_are_studios_seventeen() -> None:
    assert list(PREDICATES) == list(SPELLED)
    assert len(PREDICATES) == 17


@pytest.mark.parametrize(
    ("kind", "left", "right", "expected"),
    [
        ("equal_to", " Yes ", "yes", True),
        ("equal_to", "yes.", "yes", False),
        ("equal_to", "", "", True),
        ("not_equal_to", "YES", "yes ", False),
        ("not_equal_to", "no", "yes", True),
        ("matches_any_of", "Two", "one, two ,three", True),
        ("matches_any_of", "", "one,,two", False),
        ("matches_any_of", "one, two", "one, two", False),
        ("does_not_match_any_of", "four", "one, two", True),
        ("does_not_match_any_of", "ONE", "one, two", False),
        ("is_blank", " \t\n", "Is Blank", True),
        ("is_blank", "x", "", False),
        ("is_not_blank", "x", "Is Not Blank", True),
        ("is_not_blank", "  ", "x", False),
        ("regex", "ABC", "a.c", True),
        ("regex", "abcd", "abc", False),
        ("regex", " abc ", "abc", True),
        ("regex", "12a", r"\D+", False),
        ("regex", "abc", r"\D+", True),
        ("regex", "abc", "/abc/", False),
        ("contains", "Hello WORLD", "lo wor", True),
        ("contains", "Hello", "", True),
        ("does_not_contain", "Hello", "x", True),
        ("does_not_contain", "Hello", "ELL", False),
        ("starts_with", " Hello", "hell", True),
        ("starts_with", "Hello", "ello", False),
        ("does_not_start_with", "Hello", "ello", True),
        ("does_not_start_with", "Hello", "HE", False),
        ("less_than", "9", "10", True),
        ("less_than", "10", "9", False),
        ("less_than", "-1.5", ".5", True),
        ("less_than", "1e2", "200", True),
        ("less_than", "9", "ten", False),
        ("less_than", "", "1", False),
        ("greater_than", "10", " 9 ", True),
        ("greater_than", "b", "a", False),
        ("greater_than", "3", "3.0", False),
        ("is_before_time", "08:59", "09:00", True),
        ("is_before_time", "9:00", "10:00", False),
        ("is_before_time", "24:00", "23:59", False),
        ("is_after_time", "23:59", "00:00", True),
        ("is_after_time", "09:00", "09:00", False),
        ("is_before_date", "2026-02-28", "2026-03-01", True),
        ("is_before_date", "2026-02-30", "2026-03-01", False),
        ("is_before_date", "26-02-28", "2026-03-01", False),
        ("is_after_date", "2027-01-01", "2026-12-31", True),
        ("is_after_date", "2026-12-31", "2026-12-31", False),
    ],
)
def test_a_predicate_holds_as_in_studio(kind: str, left: str, right: str, *, expected: bool) -> None:
    assert holds(kind, left, right) is expected


def test_a_predicate_that_studio_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        holds("sounds_like", "a", "b")


@pytest.mark.parametrize("pattern", ["(", "[a", "*", "a{99999999999999999999}", "(?<=a+)b\\"])
def test_a_pattern_that_is_none_does_not_match_and_is_logged(pattern: str) -> None:
    with capture_logs() as logs:
        assert holds("regex", "a", pattern) is False

    assert [line["event"] for line in logs] == ["pattern failed"]


@pytest.mark.parametrize("pattern", ["(a|aa)+$", "(a|aa)+"])
def test_a_pattern_that_would_take_for_ever_is_given_up_and_does_not_match(pattern: str) -> None:
    with capture_logs() as logs:
        assert holds("regex", "a" * 80 + "b", pattern) is False

    assert [line["error"] for line in logs] == ["TimeoutError"]


_BLANKS = st.text(" \t\n", max_size=2)
_WORDS = st.sampled_from(["", "yes", "Yes", "YES.", "no", "10", "9", "-1", "2.50", "x", "08:00", "2026-01-01", "a,b"])
_SIDES = st.tuples(_BLANKS, _WORDS | st.text("aAbB1, .:-", max_size=6), _BLANKS).map("".join)


def _plainly(kind: str, left: str, right: str) -> bool:
    """A second formulation of the predicates, by other means."""
    one, other = " ".join(left.split(" ")).strip().upper(), right.strip().upper()
    numeric = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)(E[-+]?\d{1,3})?")
    if kind in {"less_than", "greater_than"}:
        if not (numeric.fullmatch(one) and numeric.fullmatch(other)):
            return False
        return float(one) < float(other) if kind == "less_than" else float(one) > float(other)
    if kind in {"is_before_time", "is_after_time", "is_before_date", "is_after_date"}:
        form = "%H:%M" if kind.endswith("time") else "%Y-%m-%d"
        try:
            moments = [time.strptime(text, form) for text in (one, other)]
        except ValueError:
            return False
        if any(time.strftime(form, moment) != text for moment, text in zip(moments, (one, other), strict=True)):
            return False
        return moments[0] < moments[1] if "before" in kind else moments[0] > moments[1]
    entries = {entry.strip() for entry in other.split(",")} - {""}
    return {
        "equal_to": one == other,
        "not_equal_to": one != other,
        "matches_any_of": one in entries,
        "does_not_match_any_of": one not in entries,
        "is_blank": one == "",
        "is_not_blank": one != "",
        "contains": one.find(other) >= 0,
        "does_not_contain": one.find(other) < 0,
        "starts_with": one[: len(other)] == other,
        "does_not_start_with": one[: len(other)] != other,
    }[kind]


@given(kind=st.sampled_from([kind for kind in PREDICATES if kind != "regex"]), left=_SIDES, right=_SIDES)
@settings(max_examples=500)
def test_two_formulations_of_the_predicates_agree(kind: str, left: str, right: str) -> None:
    assert holds(kind, left, right) == _plainly(kind, left, right)


@given(left=_SIDES, right=st.sampled_from(["a+", "[a-b]*", "yes|no", r"\d+", r".*", "A", "1?", r"\S*", "(?:a|b)+1"]))
@settings(max_examples=200)
def test_a_pattern_matches_as_pythons_own_matcher_does(left: str, right: str) -> None:
    assert holds("regex", left, right) == (re.fullmatch(right, left.strip(), re.IGNORECASE) is not None)


@given(kind=st.sampled_from(list(PREDICATES)), left=st.text(max_size=8), right=st.text(max_size=8))
@settings(max_examples=300)
def test_no_text_breaks_a_predicate(kind: str, left: str, right: str) -> None:
    with capture_logs():
        assert holds(kind, left, right) in {True, False}
