"""The words that codes are chosen by: a code, the name of a rule, or the beginning of codes."""

from __future__ import annotations

import re

import attrs

from flowc.diagnostics.codes import CODES
from flowc.diagnostics.diagnostic import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import suggestion
from flowc.source import Span

_PREFIX = re.compile(r"FLW\d{0,2}")
_BY_NAME = {code.name: code.code for code in CODES.values()}


@attrs.frozen
class Chosen:
    """What a word chooses. A `is_prefix` word, such as `FLW4`, stands for all codes that begin with it."""

    word: str
    codes: tuple[str, ...]
    is_prefix: bool = False

    @property
    def changeable(self) -> tuple[str, ...]:
        """Those of the codes whose level may be lowered."""
        return tuple(code for code in self.codes if not CODES[code].fixed)


def chosen_by(word: str) -> Chosen | None:
    """The codes that a word stands for, or None where it stands for none."""
    code = _BY_NAME.get(word, word)
    if code in CODES:
        return Chosen(word, (code,))
    codes = tuple(code for code in CODES if code.startswith(word)) if _PREFIX.fullmatch(word) else ()
    return Chosen(word, codes, is_prefix=True) if codes else None


def nearest_code(word: str) -> str:
    """What to write instead of a word that stands for no code."""
    # A number that differs in a digit is another number, not a slip.
    candidates = [word.upper()] if word.upper() in CODES else _BY_NAME
    return suggestion(word, candidates, "codes") or "`flowc rules` lists all codes"


def unknown_code(word: str, place: Span) -> Diagnostic:
    """The finding about a word that stands for no code."""
    return finding("FLW135", f"there is no code `{word}`", place, label="unknown code", help=nearest_code(word))


def fixed_level(chosen: Chosen, place: Span) -> Diagnostic:
    """The finding about a word that stands for nothing but codes whose level is fixed."""
    shown = f"what begins with `{chosen.word}`" if chosen.is_prefix else f"`{chosen.word}`"
    return finding(
        "FLW136",
        f"{shown} cannot be allowed",
        place,
        label="its level is fixed",
        help="take it out, and mend what is found",
    )
