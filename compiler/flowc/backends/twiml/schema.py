"""What TwiML can hold, and what in a tree of elements it cannot: the table is `stdlib/twiml.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import attrs

from flowc.backends.twiml.element import Constant, Element, Value
from flowc.diagnostics.suggest import suggestion
from flowc.resources import twiml_text
from flowc.source import Span
from flowc.vocabulary.voices import standard_voices

_ROOT = "Response"
# New voices come more often than tables of them: of one that nobody knows a rule warns (FLW219).
_OPEN = frozenset({"SayVoice"})

_ONE_OF_MANY = "write one of the values that Twilio's page lists"


@attrs.frozen
class Unfit:
    """A value that an attribute does not take, or (`misplaced`) what may not stand at its place, and what to write."""

    message: str
    help: str
    span: Span | None
    misplaced: bool = False


def unfit(elements: tuple[Element, ...], parent: str = _ROOT) -> Iterator[Unfit]:
    """What TwiML does not take in elements that stand in another one, in their order."""
    table = _elements()
    for element in elements:
        known = table.get(element.name)
        if known is None or element.name not in table[parent]["children"]:
            yield Unfit(
                f"`<{element.name}>` may not stand in `<{parent}>`",
                f"write the text without `<{element.name}>`",
                _place(element),
                misplaced=True,
            )
            continue
        for name, value in element.attributes:
            yield from _attribute(element.name, known["attributes"], name, value)
        for name, rule in known["attributes"].items():
            if rule.get("required") and name not in dict(element.attributes):
                yield Unfit(f"`<{element.name}>` has to have `{name}`", "give it a value", None)
        yield from unfit(tuple(part for part in element.content if isinstance(part, Element)), element.name)


def _attribute(element: str, known: Mapping[str, Any], name: str, value: Value) -> Iterator[Unfit]:
    """What is wrong with one attribute; of a value with Liquid that is not known before the call."""
    span = value.span if isinstance(value, Constant) else None
    if name not in known:
        advice = suggestion(name, known, "attributes") or f"`<{element}>` takes no attribute"
        yield Unfit(f"`<{element}>` has no attribute `{name}`", advice, span, misplaced=True)
    elif isinstance(value, Constant) and not _takes(known[name], value.text):
        message = f"`{name}` of `<{element}>` is never `{value.text}`"
        yield Unfit(message, _wanted(known[name], value.text), span)


def _takes(rule: Mapping[str, Any], text: str) -> bool:
    """Whether an attribute takes a text."""
    words = text.split(rule["separator"]) if "separator" in rule else [text]
    known = _words(rule)
    if known is not None and not all(word in known for word in words):
        return False
    if "pattern" in rule and re.search(rule["pattern"], text) is None:
        return False
    if len(text) > rule.get("maxLength", len(text)):
        return False
    return rule["type"] not in ("integer", "number") or _is_number_of(rule, text)


def _words(rule: Mapping[str, Any]) -> Sequence[str] | None:
    """The words that an attribute takes, None where it takes others as well."""
    if "enum_ref" not in rule or rule["enum_ref"] in _OPEN:
        return rule.get("enum")
    # The table of the voices is newer: it has languages that this one lacks.
    return [*_table()["enums"][rule["enum_ref"]], *standard_voices().languages]


def _is_number_of(rule: Mapping[str, Any], text: str) -> bool:
    form = r"-?[0-9]+" if rule["type"] == "integer" else r"-?[0-9]+(\.[0-9]+)?"
    if re.fullmatch(form, text) is None:
        return False
    number = float(text)
    return bool(rule.get("min", number) <= number <= rule.get("max", number))


def _wanted(rule: Mapping[str, Any], text: str) -> str:
    """What to write instead of a text."""
    known = _words(rule)
    if known is not None:
        # What is most often wrong with a language is that its region is missing.
        longer = sorted({f"`{word}`" for word in known if word.startswith(f"{text}-")})
        return f"write {' or '.join(longer)}" if longer else suggestion(text, known, "values") or _ONE_OF_MANY
    if "pattern" in rule:
        return f"it must match `{rule['pattern']}`"
    if "maxLength" in rule:
        return f"write at most {rule['maxLength']:,} characters"
    limits = [f"{word} {rule[key]:,}" for key, word in (("min", "at least"), ("max", "at most")) if key in rule]
    kind = "a whole number" if rule["type"] == "integer" else "a number"
    return f"write {kind}" + (f", {' and '.join(limits)}" if limits else "")


def _place(element: Element) -> Span | None:
    """Where the source gives something that stands in an element."""
    texts = [*(value for _, value in element.attributes), *element.content]
    return next((one.span for one in texts if isinstance(one, Constant) and one.span is not None), None)


def _elements() -> Mapping[str, Any]:
    elements: Mapping[str, Any] = _table()["voice"]
    return elements


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = json.loads(twiml_text())
    return table
