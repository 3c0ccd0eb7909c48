"""The TwiML of a state: what the template of its type in `stdlib/twiml/` makes of its properties.

A template is XML with expressions of Jinja2 in `[[ ]]` and `[% %]`. Where it calls for a value, a mark
is printed; the marks are replaced by the values once the XML is read, so that no value is ever read as XML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from xml.etree import ElementTree

import attrs
from jinja2 import Environment, StrictUndefined, Template

from flowc.backends.twiml.element import Constant, Element, Value
from flowc.backends.twiml.properties import Content, Properties, Refusal
from flowc.graph.flow import State
from flowc.resources import verb_templates

# A mark is the number of a value between two characters that no template holds.
_MARK = re.compile("\ue000([0-9]+)\ue001")
_ROOT = "verbs"


@attrs.frozen
class Spoken:
    """What a state is in TwiML: its elements, the properties that its class takes, and what has no form there."""

    elements: tuple[Element, ...]
    arguments: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    liquid: tuple[tuple[str, str], ...]


def speaks(type_: str) -> bool:
    """Whether states of a type are TwiML."""
    return type_ in _templates()


def spoken(state: State) -> Spoken:
    """The TwiML of a state whose type has a template."""
    properties, marks = Properties(state), _Marks()
    text = _templates()[state.type].render(
        given=properties.given,
        text=properties.text,
        refuse=properties.refuse,
        argument=properties.argument,
        constant=marks.of(properties.constant),
        value=marks.of(properties.value),
        own=marks.of(properties.own),
        known=marks.of(properties.known),
        mapped=marks.of(properties.mapped),
        spoken=marks.of(properties.spoken),
        answer=marks.of(properties.answer),
        parts=marks.each(properties.parts),
        pairs=marks.each_pair(properties.pairs),
    )
    # The text is ours: values are marks in it.
    root = ElementTree.fromstring(f"<{_ROOT}>{text}</{_ROOT}>")  # noqa: S314 - see above
    elements = tuple(marks.element(child) for child in root)
    return Spoken(elements, tuple(properties.arguments), tuple(properties.refusals), tuple(properties.liquid.items()))


@lru_cache(maxsize=1)
def _templates() -> dict[str, Template]:
    environment = Environment(
        block_start_string="[%",
        block_end_string="%]",
        variable_start_string="[[",
        variable_end_string="]]",
        comment_start_string="[#",
        comment_end_string="#]",
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - no value is printed, only marks
    )
    return {type_: environment.from_string(text) for type_, text in verb_templates().items()}


class _Marks:
    """The values that a template calls for, each with the mark that stands for it in the text."""

    def __init__(self) -> None:
        self._values: list[Content] = []

    def of(self, call: Callable[..., Content]) -> Callable[..., str]:
        """A function that gives the mark of what another one gives."""

        def marked(*arguments: object, **named: object) -> str:
            return self._mark(call(*arguments, **named))

        return marked

    def each(self, call: Callable[[str], list[Content]]) -> Callable[[str], list[str]]:
        """As `of`, for a list."""
        return lambda name: [self._mark(one) for one in call(name)]

    def each_pair(self, call: Callable[[str], list[tuple[Content, Content]]]) -> Callable[[str], list[tuple[str, str]]]:
        """As `of`, for a list of pairs."""
        return lambda name: [(self._mark(key), self._mark(value)) for key, value in call(name)]

    def _mark(self, value: Content) -> str:
        self._values.append(value)
        return f"\ue000{len(self._values) - 1}\ue001"

    def element(self, found: ElementTree.Element) -> Element:
        """An element of the text, with the values in place of their marks."""
        attributes = [(name, self._attribute(text)) for name, text in found.attrib.items()]
        content = [*self._content(found.text)]
        for child in found:
            content += [self.element(child), *self._content(child.tail)]
        return Element(
            found.tag, tuple((name, value) for name, value in attributes if value is not None), tuple(content)
        )

    def _attribute(self, text: str) -> Value | None:
        """The value of an attribute; None where nothing gives it, so that it is left out."""
        mark = _MARK.fullmatch(text)
        if mark is None:
            return Constant(text)
        values = self._values[int(mark[1])]
        assert len(values) <= 1
        value = next(iter(values), None)
        assert not isinstance(value, Element)
        return value

    def _content(self, text: str | None) -> Iterator[Element | Value]:
        stripped = (text or "").strip()
        if not stripped:
            return
        mark = _MARK.fullmatch(stripped)
        yield from self._values[int(mark[1])] if mark else [Constant(stripped)]
