"""Writes a flow out as plain statements with explicit labels."""

from __future__ import annotations

from flowc.binding import bind
from flowc.expand.known import Known
from flowc.expand.writer import Writer
from flowc.graph import Flow, State
from flowc.source import Source
from flowc.syntax import parse
from flowc.vocabulary import Vocabulary


def expand(source: Source, vocabulary: Vocabulary) -> str:
    """The text of a flow without errors, with its sugar as plain statements and a label on each."""
    file = parse(source).file
    bound = bind(source, file, vocabulary)
    return Writer(Known.of(bound.program, bound.vocabulary), file).file(file)


def means_the_same(one: Flow, other: Flow) -> bool:
    """Whether two flows have one definition."""
    return _facts(one) == _facts(other)


def _facts(flow: Flow) -> object:
    return flow.description, flow.allow_concurrent_calls, [_facts_of(state) for state in flow.states]


def _facts_of(state: State) -> object:
    properties = [(one.name, one.value) for one in state.properties]
    return state.name, state.type, properties, [(one.event, one.target, one.conditions) for one in state.exits]
