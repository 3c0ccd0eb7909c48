"""Spells numbers: plain ones, and durations in the unit that is read most easily."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.vocabulary.types import Kind
from flowc.vocabulary.widget import Json

# How many of an option's own units a larger one is.
_UNITS = {
    Kind.SECONDS: ((3600, "h"), (60, "m"), (1, "s")),
    Kind.MILLISECONDS: ((1000, "s"), (1, "ms")),
}


def number_spellings(kind: Kind, value: Json) -> Iterator[str]:
    """The spellings of a number, or of a text that holds one; the best first."""
    digits = value if isinstance(value, str) else str(value)
    if isinstance(value, bool) or not _is_number(digits):
        return
    if kind in _UNITS and digits.isdigit():
        amount = int(digits)
        size, unit = next(one for one in _UNITS[kind] if amount % one[0] == 0 and (amount or one[0] == 1))
        yield f"{amount // size}{unit}"
    yield digits


def _is_number(text: str) -> bool:
    """Whether a text holds digits as JSON has them, and few enough of them to be read."""
    whole, _, rest = text.removeprefix("-").partition(".")
    return text.isascii() and whole.isdigit() and (not rest or rest.isdigit()) and len(text) <= 30  # noqa: PLR2004
