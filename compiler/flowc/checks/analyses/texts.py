"""The texts of a flow that hold Liquid, each read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from flowc.graph.flow import Flow, State
from flowc.graph.known import of_state
from flowc.language import SPLIT_INPUT, SPLIT_TYPE
from flowc.liquid import Template, has_liquid, read_template
from flowc.source import Span
from flowc.vocabulary.widget import Json


@attrs.frozen(eq=False)
class Text:
    """A text with Liquid in a state.

    `name` is that of the property that it is in, "" for a condition; `key` that of the pair
    or the member, where there is one. `place` is where the source gives the property or the
    condition, `before` how many equal texts stand in it before this one.
    """

    state: State
    number: int
    name: str
    key: str
    template: Template
    place: Span
    before: int = 0

    @property
    def may_be_sent(self) -> bool:
        """Whether a text may be an address, a form or JSON."""
        text = self.template.text
        start = text.lstrip()[:2]
        return "/" in text or "=" in text or (start[:1] in ("{", "[") and start not in ("{{", "{%"))

    @property
    def is_free(self) -> bool:
        """Whether Terraform fills something in, so that nothing can be said of the text as it stands."""
        return "${" in self.template.text


def texts(flow: Flow, tags: frozenset[str] = frozenset()) -> tuple[Text, ...]:
    """All texts with Liquid, in the order of the flow."""
    return tuple(text for number, state in enumerate(flow.states) for text in _of_state(state, number, tags))


@of_state
def _of_state(state: State, number: int, tags: frozenset[str]) -> tuple[Text, ...]:
    found: list[Text] = []
    seen: dict[str, list[Span]] = {}
    for name, key, text, place in _of(state):
        earlier = seen.setdefault(text, [])
        found.append(Text(state, number, name, key, read_template(text, tags), place, earlier.count(place)))
        earlier.append(place)
    return tuple(found)


def once(found: Iterable[Text]) -> Iterator[Text]:
    """The texts, those of a block that is used more than once for its first use alone."""
    told: set[tuple[Span, str, str, int]] = set()
    for text in found:
        if text.state.uses:
            key = text.place, text.key, text.template.text, text.before
            if key in told:
                continue
            told.add(key)
        yield text


def _of(state: State) -> Iterator[tuple[str, str, str, Span]]:
    for property_ in state.properties:
        value = property_.value
        # Nearly all are texts.
        if isinstance(value, str):
            if has_liquid(value):
                yield property_.name, "", value, property_.span
            continue
        for key, text in _within(value, ""):
            yield property_.name, key, text, property_.span
    if state.type != SPLIT_TYPE:
        return
    compared = state.value(SPLIT_INPUT)
    for exit_ in state.exits:
        for condition in exit_.conditions:
            if condition.argument != compared and has_liquid(condition.argument):
                yield "", "", condition.argument, exit_.span
            if has_liquid(condition.value):
                yield "", "", condition.value, exit_.span


def _within(value: Json, key: str) -> Iterator[tuple[str, str]]:
    """The texts with Liquid in a value, each with the key of its pair or member."""
    if isinstance(value, str):
        if has_liquid(value):
            yield key, value
    elif isinstance(value, list):
        for one in value:
            yield from _within(one, key)
    elif isinstance(value, dict):
        own = value.get("key")
        for name, one in value.items():
            if name != "key":
                yield from _within(one, own if isinstance(own, str) else name)
