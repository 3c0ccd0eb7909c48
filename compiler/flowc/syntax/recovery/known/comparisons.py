"""Comparisons written with signs: `==`, `!=`, `<`, `&&` and their like."""

from __future__ import annotations

from flowc.syntax.findings import error, place_of
from flowc.syntax.grammar import STRAY
from flowc.syntax.nodes import BROKEN
from flowc.syntax.recovery.stream import Repair, Stream, joined

_WORDS = {
    "==": "write `equal_to`, for example `if menu.Digits equal_to 1 { … }`",
    "===": "write `equal_to`, for example `if menu.Digits equal_to 1 { … }`",
    "!=": "write `not_equal_to`, for example `if menu.Digits not_equal_to 1 { … }`",
    "<": "write `less_than`, for example `if menu.Digits less_than 5 { … }`",
    "<=": "write `less_than`, for example `if menu.Digits less_than 5 { … }`",
    ">": "write `greater_than`, for example `if menu.Digits greater_than 5 { … }`",
    ">=": "write `greater_than`, for example `if menu.Digits greater_than 5 { … }`",
    "&&": "write one `if` within the other",
    "||": "write `else if` for the second condition",
    "!": "write the opposite condition, for example `is_not_blank`",
}
_SIGNS = frozenset({STRAY, "EQUALS", "BAR"})
_LONGEST = 3


def foreign_comparison(stream: Stream) -> Repair | None:
    """A comparison of signs: read as an argument that nothing can be said of."""
    if stream.peek().type not in _SIGNS or stream.brackets or not stream.fits("WORD", "WORD"):
        return None
    for count in range(_LONGEST, 0, -1):
        signs = stream.ahead(0, count)
        whole = joined(BROKEN, signs)
        if whole.text in _WORDS and all(sign.type in _SIGNS for sign in signs):
            problem = error(
                "FLW001",
                f"`{whole.text}` compares nothing here",
                place_of(stream.source, whole),
                label="expected a word",
                help=_WORDS[whole.text],
            )
            return Repair(problem, count, (whole,))
    return None
