"""Studio's predicates, which all ignore case, and blanks around both sides.

https://www.twilio.com/docs/studio/widget-library/split-based-on
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from operator import gt, lt
from types import MappingProxyType
from typing import TypeAlias, TypeVar

import regex  # type: ignore[import-untyped,unused-ignore]  # it has none
import structlog

Predicate: TypeAlias = Callable[[str, str], bool]

# A pattern may be one whose matching takes for ever on what a caller says. `regex` gives up in time; `re` cannot.
_SECONDS = 0.2
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]{1,3})?")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_T = TypeVar("_T")
_log = structlog.get_logger(__name__)


def holds(kind: str, left: str, right: str) -> bool:
    """Whether a predicate holds of two texts. Raises KeyError for one that Studio does not have."""
    if kind == "regex":
        # A pattern in small letters may be another: `\\D` is not `\\d`.
        return _matches(left.strip(), right.strip())
    return PREDICATES[kind](left.strip().lower(), right.strip().lower())


def _matches(text: str, pattern: str) -> bool:
    """Whether a pattern matches a whole text; one that is none, or takes too long, does not."""
    try:
        return regex.fullmatch(pattern, text, flags=regex.IGNORECASE, timeout=_SECONDS) is not None
    except (regex.error, TimeoutError, RecursionError, OverflowError) as error:
        _log.warning("pattern failed", error=type(error).__name__)
        return False


def _entries(text: str) -> list[str]:
    """The entries of a list with commas; what is empty between two commas is none."""
    return [entry for entry in map(str.strip, text.split(",")) if entry]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _time(text: str) -> str | None:
    return text if _TIME.fullmatch(text) else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def _compared(read: Callable[[str], _T | None], test: Callable[[_T, _T], bool]) -> Predicate:
    """A predicate that holds only of two texts that can be read."""

    def compare(left: str, right: str) -> bool:
        one, other = read(left), read(right)
        return one is not None and other is not None and test(one, other)

    return compare


def _negated(predicate: Predicate) -> Predicate:
    return lambda left, right: not predicate(left, right)


def _equal(left: str, right: str) -> bool:
    return left == right


def _any_of(left: str, right: str) -> bool:
    return left in _entries(right)


def _blank(left: str, _right: str) -> bool:
    return not left


def _contains(left: str, right: str) -> bool:
    return right in left


PREDICATES: Mapping[str, Predicate] = MappingProxyType(
    {
        "equal_to": _equal,
        "not_equal_to": _negated(_equal),
        "matches_any_of": _any_of,
        "does_not_match_any_of": _negated(_any_of),
        "is_blank": _blank,
        "is_not_blank": _negated(_blank),
        "regex": _matches,
        "contains": _contains,
        "does_not_contain": _negated(_contains),
        "starts_with": str.startswith,
        "does_not_start_with": _negated(str.startswith),
        "less_than": _compared(_number, lt),
        "greater_than": _compared(_number, gt),
        "is_before_time": _compared(_time, lt),
        "is_after_time": _compared(_time, gt),
        "is_before_date": _compared(_date, lt),
        "is_after_date": _compared(_date, gt),
    }
)
