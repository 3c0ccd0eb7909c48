"""In how many segments an SMS is sent: each is paid for by itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# GSM 03.38: the characters of one unit, and those that take two.
_PLAIN = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
_GSM = _PLAIN | _EXTENDED

# What keyboards and word processors write for a character of GSM-7.
_PLAINER: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\t", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
        "\u2026": "...",
        "\u2022": "*",
    }
)


# How many units one segment holds alone, and as one of several (GSM 03.40): 7 bits each, or UCS-2's 16.
_GSM_ALONE, _GSM_JOINED = 160, 153
_UCS2_ALONE, _UCS2_JOINED = 70, 67


def is_gsm(text: str) -> bool:
    """Whether a text can be sent in GSM-7, the alphabet of short messages."""
    return _GSM.issuperset(text)


def segments(text: str) -> int:
    """In how many segments a text is sent."""
    if is_gsm(text):
        units = len(text) + sum(char in _EXTENDED for char in text)
        return 1 if units <= _GSM_ALONE else -(-units // _GSM_JOINED)
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return 1 if units <= _UCS2_ALONE else -(-units // _UCS2_JOINED)


def plainer(text: str) -> str | None:
    """A text with the nearest characters of GSM-7; None where some have none that says the same."""
    found = "".join(char if char in _GSM else _PLAINER.get(char, char) for char in text)
    return found if is_gsm(found) else None


def odd_characters(text: str) -> list[int]:
    """The places of the characters that are not of GSM-7."""
    return [at for at, char in enumerate(text) if char not in _GSM]
