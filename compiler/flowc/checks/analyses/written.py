"""The values that a flow writes out for options of which something can be said before a call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from flowc.binding.texts import is_template, is_terraform
from flowc.checks.trail import inside
from flowc.diagnostics import Note
from flowc.graph.flow import Flow, State
from flowc.graph.known import of_state
from flowc.source import Span
from flowc.vocabulary.types import Encoding, Kind, Type
from flowc.vocabulary.widget import Option, Widget, hold

_KINDS = frozenset({Kind.PHONE, Kind.URL, Kind.VOICE, Kind.LOCALE})


@attrs.frozen(eq=False)
class Written:
    """A text that a state has for an option, and where it is written. It holds neither Liquid nor `${…}`."""

    state: State
    option: Option
    text: str
    span: Span

    @property
    def kind(self) -> Kind:
        """The kind of the text, which may be an element of a list."""
        return _element(self.option.type).kind

    @property
    def place(self) -> Span:
        """Where a finding about the text stands: at the text, or at the use of the block that it comes from."""
        return self.state.uses[0] if self.state.uses else self.span

    @property
    def notes(self) -> tuple[Note, ...]:
        """Where the text stands, if it comes from a block."""
        if not self.state.uses:
            return ()
        around = self.state.span
        if around.source is self.span.source and around.start <= self.span.start < around.end:
            return inside(self.state)
        return (*inside(self.state), Note("the value stands here", self.span))

    def part(self, start: int, end: int) -> Span:
        """Where a finding about a part of the text stands."""
        if self.state.uses:
            return self.place
        # Only findings need it, and start-up is felt on every run.
        from flowc.syntax.places import place_within  # noqa: PLC0415 - see above

        found = place_within(self.span, self.text, start, end)
        if found != self.span or self.span.text.count(self.text) != 1:
            return found
        first = self.span.start + self.span.text.index(self.text)
        return Span(self.span.source, first + start, first + end)

    @property
    def whole(self) -> Span:
        """Where a finding about the text stands that may be one of several in a list."""
        return self.part(0, len(self.text)) if self.option.type.element else self.place


def written(flow: Flow) -> tuple[Written, ...]:
    """The texts that rules judge by the type or the meaning of their option, in the order of the flow."""
    known: dict[int, Mapping[str, tuple[Option, ...]]] = {}
    found: list[Written] = []
    for state in flow.states:
        widget = state.widget
        if widget is None:
            continue
        if id(widget) not in known:
            known[id(widget)] = _judged(widget)
        options = known[id(widget)]
        if options:
            found += _of_state(state, options)
    return tuple(found)


def once(found: Iterable[Written]) -> Iterator[Written]:
    """Each text at each place once: what stands in a block, a default or a constant is one mistake."""
    told: set[tuple[Span, str]] = set()
    for one in found:
        key = one.span, one.text
        if key not in told:
            told.add(key)
            yield one


def is_fixed(text: str) -> bool:
    """Whether a text is known as it stands: nothing in it is filled in later."""
    return not is_template(text) and not is_terraform(text)


def _judged(widget: Widget) -> Mapping[str, tuple[Option, ...]]:
    """The options of a widget that are judged, by their properties."""
    found: dict[str, tuple[Option, ...]] = {}
    for option in widget.all_options():
        if option.meaning is not None or _element(option.type).kind in _KINDS:
            found[option.property] = (*found.get(option.property, ()), option)
    return found


def _element(type_: Type) -> Type:
    return type_.element or type_


@of_state
def _of_state(state: State, options: Mapping[str, tuple[Option, ...]]) -> tuple[Written, ...]:
    return tuple(
        Written(state, option, text, property_.span)
        for property_ in state.properties
        for option in options.get(property_.name, ())
        if not option.when or hold(option.when, state.values)
        for text in _texts(option, property_.value)
        if is_fixed(text)
    )


def _texts(option: Option, value: object) -> list[str]:
    """The texts of a value; a list may be one text."""
    values = value if isinstance(value, list) else [value]
    texts = [text for text in values if isinstance(text, str) and text]
    if option.encoding is Encoding.COMMAS:
        return [part.strip() for text in texts for part in text.split(",") if part.strip()]
    return texts
