"""Whether a document holds only what TwiML knows, in the places where TwiML takes it.

Twilio warns of most of this (12200) and drops what it does not know; a compiler has no excuse for emitting it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tests.twilio.problems import Problem
from tests.twilio.twiml.element import Element
from tests.twilio.twiml.limits import limits
from tests.twilio.twiml.table import Attribute, Kind, elements

_SCHEMA = 12200
# Where Twilio has a number of its own for an element in the wrong place.
_NESTED = {"Gather": 13320, "Dial": 13215}
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def check(root: Element, domain: str = "voice") -> list[Problem]:
    """All that Twilio would warn of in a document of `voice` or of `messaging`."""
    known = elements(domain)
    if root.name != "Response":
        return [Problem(_SCHEMA, f"the root is `<{root.name}>`, not `<Response>`")]
    return [*_check(root, known), *(limits(root) if domain == "voice" else ())]


def _check(element: Element, known: Mapping[str, Kind]) -> Iterator[Problem]:
    kind = known[element.name]
    yield from _attributes(element, kind)
    if not kind.text and (element.text.strip() or any(child.tail.strip() for child in element.children)):
        yield Problem(_SCHEMA, f"`<{element.name}>` takes no text")
    for child in element.children:
        if child.name not in known:
            yield Problem(_SCHEMA, f"there is no element `<{child.name}>` (in `<{element.name}>`)")
        elif child.name not in kind.children:
            yield Problem(_NESTED.get(element.name, _SCHEMA), f"`<{child.name}>` may not stand in `<{element.name}>`")
        else:
            yield from _check(child, known)


def _attributes(element: Element, kind: Kind) -> Iterator[Problem]:
    for name, value in element.attributes.items():
        attribute = kind.attributes.get(name)
        if attribute is None:
            yield Problem(_SCHEMA, f"`<{element.name}>` has no attribute `{name}`")
        elif wrong := _wrong(value, attribute):
            yield Problem(_SCHEMA, f"`{name}` of `<{element.name}>` {wrong}, not `{value}`")
    for name, attribute in kind.attributes.items():
        if attribute.required and name not in element.attributes:
            yield Problem(_SCHEMA, f"`<{element.name}>` needs the attribute `{name}`")


def _wrong(value: str, attribute: Attribute) -> str | None:
    """What the attribute takes, where the value is not of that."""
    if attribute.type == "enum-list" and not (value.split() and set(value.split()) <= set(attribute.values)):
        return f"takes a list of {', '.join(attribute.values)}"
    if attribute.type != "enum-list" and attribute.values and value not in attribute.values:
        return f"takes one of {', '.join(attribute.values[:8])}"
    if attribute.pattern is not None and not re.fullmatch(attribute.pattern, value):
        return f"is written like {attribute.pattern}"
    if attribute.longest is not None and len(value) > attribute.longest:
        return f"has at most {attribute.longest} characters"
    return _wrong_number(value, attribute) if attribute.type in {"integer", "number", "integer-list"} else None


def _wrong_number(value: str, attribute: Attribute) -> str | None:
    numbers = value.split() if attribute.type == "integer-list" else [value]
    for number in numbers:
        if not _NUMBER.fullmatch(number) or (attribute.type != "number" and "." in number):
            return "takes a number" if attribute.type == "number" else "takes a whole number"
        if attribute.least is not None and float(number) < attribute.least:
            return f"is at least {attribute.least}"
        if attribute.most is not None and float(number) > attribute.most:
            return f"is at most {attribute.most}"
    return None
