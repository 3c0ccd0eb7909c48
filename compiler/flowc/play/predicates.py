"""The predicates of a split, as Studio decides them (widgets.md, "split-based-on")."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from flowc.play.definition import Condition

_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")

Test = Callable[[str, str], bool]


def holds(condition: Condition, text: str) -> bool:
    """Whether a condition holds of a text. Neither case nor blanks at either end count; an unknown one never holds."""
    test = PREDICATES.get(condition.type)
    one, other = text.strip(), condition.value.strip()
    # In lower case `\D` would be `\d`: a pattern is told instead that case does not count.
    return test is not None and (test(one, other) if test is _matches else test(one.lower(), other.lower()))


def _members(value: str) -> list[str]:
    """The entries of a list with commas; a list without one has none, so that a blank text is in no list."""
    return [member for member in map(str.strip, value.split(",")) if member]


def _matches(text: str, pattern: str) -> bool:
    """Whether the whole text matches; a pattern that cannot be read matches nothing."""
    try:
        return re.fullmatch(pattern, text, re.IGNORECASE) is not None
    except re.error:
        return False


def _less(one: str, other: str) -> bool:
    """Numbers are compared as numbers; what is no number is neither less nor greater."""
    return bool(_NUMBER.fullmatch(one) and _NUMBER.fullmatch(other)) and float(one) < float(other)


def _earlier(form: re.Pattern[str]) -> Test:
    """Whether one date or time comes before another: zero padded, they sort as texts."""
    return lambda one, other: bool(form.fullmatch(one) and form.fullmatch(other)) and one < other


def _turned(test: Test) -> Test:
    return lambda one, other: test(other, one)


def _not(test: Test) -> Test:
    return lambda one, other: not test(one, other)


def _equal(one: str, other: str) -> bool:
    return one == other


def _any_of(text: str, value: str) -> bool:
    return text in _members(value)


def _blank(text: str, _value: str) -> bool:
    return not text


def _contains(text: str, value: str) -> bool:
    return value in text


PREDICATES: Mapping[str, Test] = MappingProxyType(
    {
        "equal_to": _equal,
        "not_equal_to": _not(_equal),
        "matches_any_of": _any_of,
        "does_not_match_any_of": _not(_any_of),
        "is_blank": _blank,
        "is_not_blank": _not(_blank),
        "regex": _matches,
        "contains": _contains,
        "does_not_contain": _not(_contains),
        "starts_with": str.startswith,
        "does_not_start_with": _not(str.startswith),
        "less_than": _less,
        "greater_than": _turned(_less),
        "is_before_time": _earlier(_TIME),
        "is_after_time": _turned(_earlier(_TIME)),
        "is_before_date": _earlier(_DATE),
        "is_after_date": _turned(_earlier(_DATE)),
    }
)
