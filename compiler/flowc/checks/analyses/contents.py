"""What the values that templates print may hold, as declarations and the flow itself say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from flowc.checks.analyses.places import pieces
from flowc.checks.analyses.reads import Reading, Reads
from flowc.checks.analyses.texts import Text
from flowc.graph.flow import Flow, State
from flowc.language import COUNTER_PROPERTY, COUNTER_TYPE, FLOW, TRIGGER_TYPE
from flowc.liquid import Read, Template
from flowc.liquid.names import ADDRESSES, ENCODERS, NUMBER_FILTERS, SIDS
from flowc.vocabulary.widget import Holds

_RANKS = (Holds.PLAIN, Holds.ADDRESS, Holds.ANYTHING, Holds.WORDS)
# Variables that are set from each other in longer chains, against the order of the flow, are not followed to the end.
_MOST_ROUNDS = 20
_PLAIN = re.compile(r"[A-Za-z0-9_.~-]*")
_BREAKS_TEXTS = re.compile(r'["\\\x00-\x1f]')
_KNOWN: Mapping[tuple[str, ...], Holds] = {
    **dict.fromkeys(SIDS, Holds.PLAIN),
    **dict.fromkeys(ADDRESSES, Holds.ADDRESS),
}


@attrs.frozen(slots=False, eq=False)
class Contents:
    """Tells what a value may hold; what variables hold is worked out once."""

    flow: Flow
    reads: Reads
    texts: Sequence[Text]

    def of(self, read: Read) -> Holds:
        """What a value holds when its filters are through."""
        return self._of(read, self._variables)

    @cached_property
    def _readings(self) -> Mapping[int, Reading]:
        return {id(reading.read): reading for reading in self.reads.found}

    @cached_property
    def _variables(self) -> Mapping[str, Holds]:
        """What each variable holds, all that is set into it taken together."""
        templates = {text.template.text: text.template for text in self.texts}
        pairs = [pair for state in self.flow.states for pair in _pairs(state)]
        found: dict[str, Holds] = {}
        # What is set from another variable may rise with it.
        for _ in range(_MOST_ROUNDS):
            before = dict(found)
            for name, value in pairs:
                one = self._template(templates[value], found) if value in templates else _constant(value)
                found[name] = _wider(found.get(name, Holds.PLAIN), one)
            if found == before:
                break
        return found

    def _template(self, template: Template, variables: Mapping[str, Holds]) -> Holds:
        if template.problem is not None:
            return Holds.ANYTHING
        holds = Holds.PLAIN
        for before, output in pieces(template):
            holds = _wider(holds, _constant(before))
            if output is not None:
                holds = _wider(holds, self._of(output.read, variables) if output.read else Holds.ANYTHING)
        return holds

    def _of(self, read: Read, variables: Mapping[str, Holds]) -> Holds:
        names = read.path.names
        reading = self._readings.get(id(read))
        if any(word.text in ENCODERS or word.text in NUMBER_FILTERS for word in read.filters):
            return Holds.PLAIN
        if reading is None or not read.path.is_whole:
            return Holds.ANYTHING
        if reading.variable:
            is_text = names == (FLOW, COUNTER_PROPERTY, reading.variable)
            return variables.get(reading.variable, Holds.ANYTHING) if is_text else Holds.ANYTHING
        if reading.of is not None:
            state = self.flow.states[reading.of]
            own = reading.output[0] if state.type == COUNTER_TYPE and len(reading.output) == 1 else ""
            return variables.get(own, Holds.ANYTHING) if own else _output(state, reading.output)
        if names[0] == TRIGGER_TYPE:
            return _output(self.flow.states[0], names[1:])
        return _KNOWN.get(names, Holds.ANYTHING)


def _wider(one: Holds, other: Holds) -> Holds:
    return max(one, other, key=_RANKS.index)


def _output(state: State, path: tuple[str, ...]) -> Holds:
    name = ".".join(path)
    outputs = state.widget.outputs if state.widget else ()
    return next((output.holds for output in outputs if output.name == name), Holds.ANYTHING)


def _constant(text: str) -> Holds:
    """What a text holds that is always the same."""
    if _PLAIN.fullmatch(text):
        return Holds.PLAIN
    return Holds.ANYTHING if _BREAKS_TEXTS.search(text) else Holds.ADDRESS


def _pairs(state: State) -> Iterator[tuple[str, str]]:
    """The variables that a state sets, with their values."""
    pairs = state.value(COUNTER_PROPERTY) if state.type == COUNTER_TYPE else None
    for pair in pairs if isinstance(pairs, list) else ():
        if isinstance(pair, dict) and isinstance(pair.get("key"), str):
            yield str(pair["key"]), str(pair.get("value", ""))
