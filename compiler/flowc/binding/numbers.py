"""Reads tokens as numbers: plain ones, and durations in the option's unit."""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil

from flowc.binding.context import NOTHING, Context, Read, is_word, text_of
from flowc.binding.texts import read_liquid
from flowc.binding.wanted import example, wanted
from flowc.diagnostics import Fix
from flowc.diagnostics.suggest import did_you_mean
from flowc.syntax.nodes import Token
from flowc.syntax.strings import STRING_TYPES
from flowc.vocabulary.types import Encoding, Kind
from flowc.vocabulary.widget import Option

_UNITS = {"ms": Fraction(1, 1000), "s": Fraction(1), "m": Fraction(60), "h": Fraction(3600)}
_TIMES = frozenset({Kind.SECONDS, Kind.MILLISECONDS})

# No value of Twilio's has more digits, and Python refuses to read very many.
_MOST_DIGITS = 30


def number_of(text: str) -> Fraction | None:
    """The number that a spelling stands for, or None where it is too long for any use."""
    return Fraction(text) if len(text) <= _MOST_DIGITS else None


def read_number_token(context: Context, token: Token, option: Option) -> Read:
    """The number that a token means for an option that takes numbers."""
    spelled = _spelling(token, option)
    if spelled is None:
        free = read_liquid(context, token, option)
        return _report_no_number(context, token, option) if free is None else free
    digits, unit = spelled
    amount = number_of(digits)
    if amount is None:
        context.report("FLW203", f"`{option.name}` is out of range", token, label=f"more than {_MOST_DIGITS} digits")
        return NOTHING
    value = amount * unit
    if value.denominator != 1 and option.type.kind is not Kind.NUMBER:
        _report_fraction(context, token, option, value)
        return NOTHING
    if not _in_range(context, token, option, value):
        return NOTHING
    number = int(value) if value.denominator == 1 else float(value)
    return number if option.encoding is Encoding.NATURAL else str(number)


def _spelling(token: Token, option: Option) -> tuple[str, Fraction] | None:
    """The digits of a number and what one of it is in the option's unit; None for what is no number."""
    if token.type == "NUMBER":
        return token.text, Fraction(1)
    if token.type == "DURATION" and option.type.kind in _TIMES:
        digits = token.text.rstrip("msh")
        seconds = _UNITS[token.text[len(digits) :]]
        return digits, seconds * (1000 if option.type.kind is Kind.MILLISECONDS else 1)
    if token.type in STRING_TYPES and option.encoding is Encoding.STRING and _is_number(text_of(token)):
        return text_of(token), Fraction(1)
    return None


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[0-9]+", text) is not None


def _report_fraction(context: Context, token: Token, option: Option, value: Fraction) -> None:
    unit = {Kind.SECONDS: "s", Kind.MILLISECONDS: "ms"}.get(option.type.kind, "")
    context.report(
        "FLW201",
        f"`{option.name}` takes {f'whole {_unit(option)}' if _unit(option) else 'whole numbers'}",
        token,
        label="not a whole number",
        help=f"write `{ceil(value)}{unit}`",
    )


def _unit(option: Option) -> str:
    return option.type.kind.value if option.type.kind in _TIMES else ""


def _in_range(context: Context, token: Token, option: Option, value: Fraction) -> bool:
    low, high = option.minimum, option.maximum
    if (low is None or value >= low) and (high is None or value <= high):
        return True
    unit = f" {_unit(option)}".rstrip()
    if low is not None and high is not None:
        limits = f"from {low:,} to {high:,}{unit}"
    else:
        limits = f"{low:,}{unit} or more" if low is not None else f"{high:,}{unit} or less"
    context.report("FLW203", f"`{option.name}` is out of range", token, label=limits)
    return False


def _report_no_number(context: Context, token: Token, option: Option) -> Read:
    """Reports something else where a number is wanted."""
    if is_word(token) and did_you_mean(token.text, option.type.words):
        context.report_unknown(
            "FLW202",
            f"`{token.text}` is no value of `{option.name}`",
            token,
            option.type.words,
            "values",
            label="not one of the values",
        )
        return NOTHING
    text = text_of(token)
    quoted = token.type in STRING_TYPES and _is_number(text)
    context.report(
        "FLW201",
        f"`{option.name}` wants {wanted(option.type)}",
        token,
        label="a text" if token.type in STRING_TYPES else "no number",
        help=f"write `{text}`, without quotes" if quoted else f"for example `{option.name} = {_plain_example(option)}`",
        fixes=(Fix("remove the quotes", context.span(token), text),) if quoted else (),
    )
    return NOTHING


def _plain_example(option: Option) -> str:
    return "5s" if option.type.words and option.type.kind in _TIMES else example(option)
