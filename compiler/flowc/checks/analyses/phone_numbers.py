"""Which phone numbers somebody may have."""

from __future__ import annotations

import re

from flowc.binding.context import shortened

# What is put in front of a number for a channel of its own.
_CHANNEL = re.compile(r"(?:whatsapp|sms|rcs|messenger):(?=\+)")
_SEPARATORS = re.compile(r"[\s().-]")
_NUMBER = re.compile(r"\+[0-9]+")
_MADE_UP = re.compile(r"\+1(?:[0-9]{3})?55501[0-9]{2}|\+1500555[0-9]{4}")
_LETTERS = re.compile(r"[A-Za-z]")


def wrong(value: str, *, is_dialled: bool) -> tuple[str, str] | None:
    """What is wrong with a number, as a message and a label.

    Where no number `is_dialled`, an address may stand of another kind.
    """
    channel = _CHANNEL.match(value)
    text = value[channel.end() :] if channel else value
    number = _SEPARATORS.sub("", text)
    if _NUMBER.fullmatch(number):
        return None if _MADE_UP.fullmatch(number) else _wrong_number(number)
    if is_dialled and ":" not in text and _LETTERS.search(text):
        return f"`{shortened(value)}` is no phone number", "letters, where a number is dialled"
    return None


def _wrong_number(number: str) -> tuple[str, str] | None:
    # It reads the numbering plans of the world, and few flows write a number out.
    import phonenumbers  # noqa: PLC0415 - it is large

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return f"`{number}` cannot be dialled", "no country has this code"
    result = phonenumbers.ValidationResult
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason in (result.TOO_SHORT, result.IS_POSSIBLE_LOCAL_ONLY):
        return f"`{number}` cannot be dialled", f"too short for {_country(parsed.country_code)}"
    if reason == result.TOO_LONG:
        return f"`{number}` cannot be dialled", f"too long for {_country(parsed.country_code)}"
    if reason != result.IS_POSSIBLE:
        return f"`{number}` cannot be dialled", f"not of a length that {_country(parsed.country_code)} has"
    if not phonenumbers.is_valid_number(parsed):
        return f"`{number}` is nobody's number", f"not in the numbering plan of {_country(parsed.country_code)}"
    return None


def _country(code: int | None) -> str:
    return f"the country code {code}"
