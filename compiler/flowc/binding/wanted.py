"""How messages name what an option wants, and the example that they give of it."""

from __future__ import annotations

import re

from flowc.binding.context import listed
from flowc.vocabulary.types import COLLECTION_KINDS, Kind, Type
from flowc.vocabulary.widget import Option

_WANTED = {
    Kind.TEXT: "a text",
    Kind.URL: "a URL",
    Kind.PHONE: "a phone number",
    Kind.NAME: "a name",
    Kind.VOICE: "a voice",
    Kind.LOCALE: "a language",
    Kind.SID: "a SID",
    Kind.KEY: "a key",
    Kind.DTMF: "the tones",
    Kind.JSON: "a text that holds JSON",
    Kind.INTEGER: "a whole number",
    Kind.NUMBER: "a number",
    Kind.SECONDS: "a number of seconds",
    Kind.MILLISECONDS: "a number of milliseconds",
    Kind.SET: "a list",
    Kind.LIST: "a list",
    Kind.RECORD: "members in a block",
    Kind.PAIRS: "pairs in a block",
    Kind.ANY: "a value",
}

# Of several, the first that the option's pattern allows.
_EXAMPLES = {
    Kind.URL: ('"https://example.com"', '"wss://example.com"'),
    Kind.PHONE: ("+15550100",),
    Kind.NAME: ("support",),
    Kind.VOICE: ("Polly.Joanna",),
    Kind.LOCALE: ("en-US",),
    Kind.KEY: ('"#"',),
    Kind.DTMF: ('"1"',),
    Kind.JSON: ('"{}"',),
    Kind.SWITCH: ("on",),
}
_UNITS = {Kind.SECONDS: "s", Kind.MILLISECONDS: "ms"}
_USUAL = {Kind.SECONDS: 5, Kind.MILLISECONDS: 500}
_NO_EXAMPLE = '"…"'


def wanted(type_: Type) -> str:
    """What a type takes, in words."""
    if type_.kind is Kind.ENUMERATION:
        return listed(type_.words)
    if type_.kind is Kind.SWITCH:
        return listed(("on", "off", *type_.words))
    plain = _WANTED[type_.kind]
    return f"{plain} or {listed(type_.words)}" if type_.words else plain


def example(option: Option) -> str:
    """A value of an option as a flow writes it, or a text with dots where the option wants some text."""
    kind = option.type.kind
    if kind in COLLECTION_KINDS and option.type.element is not None:
        return f"[{_element(option.type.element)}]"
    if option.type.words:
        return option.type.words[0]
    if kind is Kind.SID:
        return f"{option.type.prefix}…" if option.type.prefix else _NO_EXAMPLE
    if kind in (Kind.INTEGER, Kind.NUMBER, *_UNITS):
        return f"{_number(option)}{_UNITS.get(kind, '')}"
    fitting = (text for text in _EXAMPLES.get(kind, ()) if re.search(option.pattern, text.strip('"')))
    return next(fitting, _NO_EXAMPLE)


def _element(type_: Type) -> str:
    if type_.constructor:
        members = (f"{field.name}={(*field.type.words, _NO_EXAMPLE)[0]}" for field in type_.fields if field.required)
        return f"{type_.constructor}({', '.join(members)})"
    return (*type_.words, *_EXAMPLES.get(type_.kind, ()), _NO_EXAMPLE)[0]


def _number(option: Option) -> int:
    usual = _USUAL.get(option.type.kind, 1)
    low = usual if option.minimum is None else max(usual, int(option.minimum))
    return low if option.maximum is None else min(low, int(option.maximum))
