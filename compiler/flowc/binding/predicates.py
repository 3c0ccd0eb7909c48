"""Studio's predicates: what each takes as its value, and in which form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

import attrs

_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def _is_time(text: str) -> bool:
    return _TIME.fullmatch(text) is not None


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    import calendar  # noqa: PLC0415 - it brings the locale along, and few flows hold a date

    year, month, day = map(int, match.groups())
    return year > 0 and month in range(1, 13) and 1 <= day <= calendar.monthrange(year, month)[1]


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _is_anything(_: str) -> bool:
    return True


@attrs.frozen
class Predicate:
    """A predicate: whether a constant value has the right form, and how that form is described.

    `fixed` is the value of a predicate that takes none; `lists` says that several values may be
    given, which are joined with commas; `listed` names the predicate that takes several instead.
    """

    form: str = "a text"
    example: str = '"…"'
    fits: Callable[[str], bool] = _is_anything
    fixed: str | None = None
    lists: bool = False
    listed: str = ""


_TEXT = Predicate()
_LIST = Predicate("a list of values", "[1, 2]", lists=True)
_NUMERIC = Predicate("a number", "5", _is_number)
_CLOCK = Predicate("a time of 24 hours", '"08:00"', _is_time)
_CALENDAR = Predicate("a date", '"2026-12-24"', _is_date)

# widgets.json, widgets.split-based-on.predicates, in its order. The values of `is_blank` and
# `is_not_blank` are what the console writes; Studio ignores them.
PREDICATES: Mapping[str, Predicate] = MappingProxyType(
    {
        "equal_to": Predicate(listed="matches_any_of"),
        "not_equal_to": Predicate(listed="does_not_match_any_of"),
        "matches_any_of": _LIST,
        "does_not_match_any_of": _LIST,
        "is_blank": Predicate(fixed="Is Blank"),
        "is_not_blank": Predicate(fixed="Is Not Blank"),
        "regex": Predicate("a regular expression", '"^9.*$"'),
        "contains": _TEXT,
        "does_not_contain": _TEXT,
        "starts_with": _TEXT,
        "does_not_start_with": _TEXT,
        "less_than": _NUMERIC,
        "greater_than": _NUMERIC,
        "is_before_time": _CLOCK,
        "is_after_time": _CLOCK,
        "is_before_date": _CALENDAR,
        "is_after_date": _CALENDAR,
    }
)
EQUAL = "equal_to"
CONTAINS = "contains"
LESS = "less_than"
