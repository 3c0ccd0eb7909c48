"""A second opinion on cases that never match: every short text is tried against all cases of a split.

It shares no code with `flowc.checks`: what the predicates mean is written down here once more, from
Twilio's page about the widget. All of them ignore case, and the space around both sides.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from itertools import product

_LETTERS = "abA1,"
_LONGEST = 3
TEXTS = ["", " "] + ["".join(found) for length in range(1, _LONGEST + 1) for found in product(_LETTERS, repeat=length)]
TEXTS += ["10", "12", "101", "0", "5", "0.5", "-1", "ab a", "b ab"]

_VALUES = ("a", "b", "ab", "ba", "A ", " aB", "aba", "1", "11", "5", "10", "0", "")
_LISTS = ("a,b", "a, ab", "1,11,a", "b", "b,B")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _compares(text: str, value: str, sign: int) -> bool:
    one, other = _number(text), _number(value)
    return one is not None and other is not None and (one - other) * sign > 0


def _listed(text: str, value: str) -> bool:
    return text in [part.strip() for part in value.split(",")]


PREDICATES: Mapping[str, Callable[[str, str], bool]] = {
    "equal_to": lambda text, value: text == value,
    "not_equal_to": lambda text, value: text != value,
    "matches_any_of": _listed,
    "does_not_match_any_of": lambda text, value: not _listed(text, value),
    "is_blank": lambda text, _: not text,
    "is_not_blank": lambda text, _: bool(text),
    "contains": lambda text, value: value in text,
    "does_not_contain": lambda text, value: value not in text,
    "starts_with": lambda text, value: text.startswith(value),
    "does_not_start_with": lambda text, value: not text.startswith(value),
    "less_than": lambda text, value: _compares(text, value, -1),
    "greater_than": lambda text, value: _compares(text, value, 1),
}

Case = tuple[str, str]


def cases(chance: random.Random) -> list[Case]:
    """The cases of a split, up to five."""
    found = []
    for _ in range(chance.randint(2, 5)):
        type_ = chance.choice(list(PREDICATES))
        found.append((type_, chance.choice(_LISTS if "any_of" in type_ else _VALUES)))
    return found


def taken_by(found: Sequence[Case]) -> set[int]:
    """The numbers of the cases that take some of the texts: the first that holds is taken."""
    first = (
        next((number for number, case in enumerate(found) if _holds(case, text)), None) for text in map(_plain, TEXTS)
    )
    return {number for number in first if number is not None}


def _holds(case: Case, text: str) -> bool:
    return PREDICATES[case[0]](text, _plain(case[1]))


def _plain(text: str) -> str:
    return text.strip().casefold()
