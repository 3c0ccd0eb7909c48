"""The markup that `Say` may hold, and whether a text is of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias
from xml.etree import ElementTree

_Values: TypeAlias = "tuple[str, ...] | None"

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DATES = ("mdy", "dmy", "ymd", "md", "dm", "ym", "my", "d", "m", "y", "yyyymmdd")
_ALPHABETS = ("ipa", "x-sampa", "x-amazon-jyutping", "x-amazon-pinyin", "x-amazon-pron-kana", "x-amazon-yomigana")
_WORDS = ("characters", "spell-out", "cardinal", "number", "ordinal", "digits", "fraction", "unit", "date", "time")
_MORE_WORDS = ("address", "expletive", "telephone")

# The attributes of each element, with the values that they take; None where they are open.
# https://www.twilio.com/docs/voice/twiml/say/text-speech#use-ssml
_ELEMENTS: Mapping[str, Mapping[str, _Values]] = MappingProxyType(
    {
        "break": {"strength": ("none", "x-weak", "weak", "medium", "strong", "x-strong"), "time": None},
        "emphasis": {"level": ("strong", "moderate", "reduced")},
        "lang": {_LANG: None},
        "p": {},
        "phoneme": {"alphabet": _ALPHABETS, "ph": None},
        "prosody": {"volume": None, "rate": None, "pitch": None},
        "s": {},
        "say-as": {"interpret-as": (*_WORDS, *_MORE_WORDS), "format": _DATES},
        "sub": {"alias": None},
        "w": {"role": None},
    }
)
_TOP = frozenset(_ELEMENTS)
_HOLDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "break": frozenset(),
        "emphasis": _TOP - {"p", "s"},
        "lang": _TOP,
        "p": _TOP - {"p"},
        "phoneme": frozenset(),
        "prosody": _TOP,
        "s": _TOP - {"p", "s"},
        "say-as": frozenset(),
        "sub": frozenset(),
        "w": frozenset({"break", "emphasis", "phoneme", "prosody", "say-as", "sub"}),
    }
)
_SPEAK = re.compile(r"\s*<speak\s*>(?P<inner>.*)</speak\s*>\s*", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# What XML 1.0 has no way to write (https://www.w3.org/TR/xml/#charsets).
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_ssml(text: str) -> str | None:
    """The text as the content of `Say`, None where it is no markup that `Say` may hold.

    `<speak>` around all of it is left out, since `Say` takes its place.
    """
    text = UNWRITABLE.sub("", text)
    whole = _SPEAK.fullmatch(text)
    inner = _COMMENT.sub("", whole["inner"] if whole is not None else text)
    if "<!" in inner or "<?" in inner:
        return None
    try:
        # No declaration can stand inside of an element, so there are no entities that could grow.
        say = ElementTree.fromstring(f"<Say>{inner}</Say>")  # noqa: S314
    except ElementTree.ParseError:
        return None
    return inner if all(child.tag in _TOP and _fits(child) for child in say) else None


def _fits(element: ElementTree.Element) -> bool:
    """Whether an element has attributes, values and children that Twilio takes."""
    known = _ELEMENTS[element.tag]
    for name, value in element.attrib.items():
        if name not in known or not _takes(known[name], value):
            return False
    holds = _HOLDS[element.tag]
    return all(child.tag in holds and _fits(child) for child in element)


def _takes(values: _Values, value: str) -> bool:
    return values is None or value in values
