"""What the template of a widget type may ask of a state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from flowc.backends.twiml.element import Answer, Constant, Element, Liquid, Value
from flowc.backends.twiml.speech import speech
from flowc.graph.flow import State
from flowc.liquid import has_liquid
from flowc.source import Span
from flowc.vocabulary.widget import Json

# What a template prints at one place: nothing, a value, or several parts of a text.
Content = Sequence[Element | Value]


@attrs.frozen
class Refusal:
    """That a property, or the whole state where `span` is None, has no form in TwiML, and what to do."""

    reason: str
    help: str
    span: Span | None


class Properties:
    """The properties of a state, as a template reads them. What it finds out on the way is kept."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.arguments: list[str] = []
        self.refusals: list[Refusal] = []
        # The texts with Liquid by the names under which the document prints them.
        self.liquid: dict[str, str] = {}

    def given(self, name: str) -> bool:
        """Whether the source gives a property, and more than a blank."""
        return self._state.value(name) not in (None, "", [])

    def text(self, name: str) -> str:
        """The text of a property, or of what Studio takes where it is not given."""
        value = self._state.value(name)
        return _text(self._default(name) if value is None else value)

    def value(self, name: str, *, without: str | None = None, maybe_blank: bool = False) -> Content:
        """A property that is given; nothing where it is not, or is what it should be left out for."""
        value = self._state.value(name)
        if value is None or (value == "" and not maybe_blank) or (without is not None and value == without):
            return ()
        return (self._read(name, _text(value), self._span(name), maybe_blank=maybe_blank),)

    def known(self, name: str, *, maybe_blank: bool = False) -> Content:
        """A property, or what Studio takes where it is not given."""
        found = self.value(name, maybe_blank=maybe_blank)
        if found:
            return found
        default = self._default(name)
        if default is None:
            return (Constant(""),) if maybe_blank else ()
        return (Constant(_text(default)),)

    def constant(self, text: str) -> Content:
        """A text of the template's own; a blank is a value as well."""
        return (Constant(text),)

    def mapped(self, name: str, spellings: Mapping[str, str]) -> Content:
        """A property that is given, or all of a list, in TwiML's spelling; in its own where that is the same."""
        value = self._state.value(name)
        if value is None:
            return ()
        words = [_text(one) for one in value] if isinstance(value, list) else [_text(value)]
        spelled = " ".join(spellings.get(word, word) for word in words)
        return (self._read(name, spelled, self._span(name)),) if spelled else ()

    def spoken(self, name: str) -> Content:
        """A property that is read aloud; of one with Liquid only the runtime knows whether it is SSML."""
        text = self.text(name)
        if has_liquid(text):
            return (self._read(name, text, self._span(name)),)
        return speech(text, self._span(name))

    def parts(self, name: str) -> list[Content]:
        """The parts of a text between its commas. Those of a text with Liquid are as many as it has then."""
        text = self.text(name)
        if has_liquid(text):
            return [(attrs.evolve(self._liquid(name, text), each=True),)]
        span = self._span(name)
        return [(Constant(part.strip(), span),) for part in text.split(",") if part.strip()]

    def pairs(self, name: str) -> list[tuple[Content, Content]]:
        """The keys and the values of a list of pairs."""
        found: list[tuple[Content, Content]] = []
        span = self._span(name)
        value = self._state.value(name)
        for number, pair in enumerate(value if isinstance(value, list) else [], 1):
            if not isinstance(pair, dict):
                continue
            key = self._read(f"{name}_{number}_key", _text(pair.get("key")), span, maybe_blank=True)
            text = self._read(f"{name}_{number}", _text(pair.get("value")), span, maybe_blank=True)
            found.append(((key,), (text,)))
        return found

    def answer(self) -> Content:
        """The address for Twilio's answer."""
        return (Answer(),)

    def argument(self, name: str) -> str:
        """Nothing: the property is not for the document but for the class of the step, where it is given."""
        if self._state.value(name) is not None:
            self.arguments.append(name)
        return ""

    def own(self, name: str) -> Content:
        """A property that is given to the class of the step, and printed as the class renders it."""
        self.argument(name)
        return (Liquid(name, self.text(name)),)

    def refuse(self, reason: str, advice: str, name: str = "") -> str:
        """Nothing: the property, or without a name the whole state, has no form in TwiML."""
        self.refusals.append(Refusal(reason, advice, self._span(name)))
        return ""

    def _read(self, name: str, text: str, span: Span | None, *, maybe_blank: bool = False) -> Value:
        return self._liquid(name, text, maybe_blank=maybe_blank) if has_liquid(text) else Constant(text, span)

    def _liquid(self, name: str, text: str, *, maybe_blank: bool = False) -> Liquid:
        self.liquid[name] = text
        return Liquid(name, text, maybe_blank)

    def _default(self, name: str) -> Json:
        """What Studio takes where a property is not given."""
        options = self._state.widget.all_options() if self._state.widget else ()
        return next((one.default for one in options if one.property == name and one.default is not None), None)

    def _span(self, name: str) -> Span | None:
        return next((one.span for one in self._state.properties if one.name == name), None)


def _text(value: Json) -> str:
    """A JSON value as TwiML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
