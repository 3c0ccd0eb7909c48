"""Laws of the difference of two flows."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from typing import Any

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.diff.facts import facts

from flowc.binding.program import Property
from flowc.diff import Difference, compare
from flowc.graph import Flow
from flowc.graph.flow import Condition, Exit, State
from flowc.source import Source, Span
from flowc.vocabulary import standard_vocabulary
from flowc.vocabulary.widget import Json

some = settings(max_examples=60, deadline=None)
Change = Callable[[State], State]

SOURCE = Source("law.flow", "")
HERE = Span(SOURCE, 0, 0)
NAMES = ("say_1", "say_2", "say_10", "menu", "menu-2", "my.widget", "two words", "Straße")
EVENTS = {
    "say-play": ("audioComplete",),
    "gather-input-on-call": ("keypress", "speech", "timeout"),
    "split-based-on": ("noMatch",),
    "unknown-type": ("one", "two"),
}
TEXTS = ("Hello.", "Hello, and welcome to our shop.", "Press 1.", "{{widgets.menu.Digits}}", "{{widgets.say_1.x}}")
VALUES: st.SearchStrategy[Any] = st.sampled_from((*TEXTS, 1, True, None)) | st.lists(
    st.fixed_dictionaries({"key": st.sampled_from("abc"), "value": st.sampled_from("123")}), max_size=3
)


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """A flow of a few states, which lead anywhere."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=7))
    targets = st.sampled_from([None, *names])
    trigger = State("Trigger", "trigger", None, (), (Exit("incomingCall", draw(targets), HERE),), HERE)
    return Flow(SOURCE, None, None, (trigger, *(draw(states(name, targets)) for name in names)), "Trigger")


@st.composite
def states(draw: st.DrawFn, name: str, targets: st.SearchStrategy[str | None]) -> State:
    """A state that leads to some of these targets."""
    type_ = draw(st.sampled_from(tuple(EVENTS)))
    values = draw(st.dictionaries(st.sampled_from(("say", "language", "loop", "parameters")), VALUES, max_size=3))
    properties = tuple(Property(key, value, HERE) for key, value in values.items())
    exits = [Exit(event, draw(targets), HERE) for event in EVENTS[type_]]
    if type_ == "split-based-on":
        properties += (Property("input", draw(st.sampled_from(TEXTS)), HERE),)
        asked = draw(st.lists(st.sampled_from("123"), max_size=3))
        exits += [Exit("match", draw(targets), HERE, (Condition("", TEXTS[3], "equal_to", one),)) for one in asked]
    return State(name, type_, standard_vocabulary().types.get(type_), properties, tuple(exits), HERE)


def with_states(flow: Flow, change: Change) -> Flow:
    return attrs.evolve(flow, states=tuple(map(change, flow.states)))


def shuffled(flow: Flow, seed: int) -> Flow:
    """The same flow with its states, properties and exits in another order, some dead ends listed and some not."""
    dice = random.Random(seed)

    def shuffle(state: State) -> State:
        cases = [exit_ for exit_ in state.exits if exit_.conditions]
        others = [exit_ for exit_ in state.exits if not exit_.conditions]
        listed = [exit_ for exit_ in others if exit_.target is not None or dice.random() < 0.5]
        exits = [*cases, *dice.sample(listed, len(listed)), Exit("neverSeen", None, state.span)]
        properties = dice.sample(state.properties, len(state.properties))
        return attrs.evolve(
            state,
            properties=tuple(attrs.evolve(one, value=_turned(one.value)) for one in properties),
            exits=tuple(exits),
        )

    first, *others = with_states(flow, shuffle).states
    return attrs.evolve(flow, states=(first, *dice.sample(others, len(others))))


def _turned(value: Json) -> Json:
    """A value with the members of its objects in another order."""
    if isinstance(value, dict):
        return {key: _turned(value[key]) for key in reversed(value)}
    return [_turned(one) for one in value] if isinstance(value, list) else value


def with_new_names(flow: Flow, names: Mapping[str, str]) -> Flow:
    """The same flow with other names of widgets, in texts as well."""
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    reference = re.compile(rf"(?<=\bwidgets\.)({alternatives})(?![\w-])")

    def text(value: Json) -> Json:
        if isinstance(value, str):
            return reference.sub(lambda match: names[match[0]], value) if names else value
        if isinstance(value, dict):
            return {key: text(one) for key, one in value.items()}
        return [text(one) for one in value] if isinstance(value, list) else value

    def rename(state: State) -> State:
        return attrs.evolve(
            state,
            name=names.get(state.name, state.name),
            properties=tuple(attrs.evolve(one, value=text(one.value)) for one in state.properties),
            exits=tuple(
                attrs.evolve(
                    exit_,
                    target=names.get(exit_.target or "", exit_.target),
                    conditions=tuple(
                        attrs.evolve(one, argument=str(text(one.argument)), value=str(text(one.value)))
                        for one in exit_.conditions
                    ),
                )
                for exit_ in state.exits
            ),
        )

    return with_states(flow, rename)


def reached(flow: Flow) -> set[str]:
    """The names of the states to which an entry leads."""
    found, waiting = {flow.initial}, [flow.initial]
    while waiting:
        for exit_ in flow.by_name[waiting.pop()].exits:
            if exit_.target is not None and exit_.target not in found:
                found.add(exit_.target)
                waiting.append(exit_.target)
    return found


def renames(found: Difference) -> dict[str, str]:
    return {one.before.name: one.after.name for one in found.renamed}


@some
@given(flows())
def test_a_flow_and_itself_have_no_difference(flow: Flow) -> None:
    assert facts(compare(flow, flow)) == []


@some
@given(flows(), st.integers())
def test_a_flow_and_the_same_in_another_order_have_no_difference(flow: Flow, seed: int) -> None:
    assert facts(compare(flow, shuffled(flow, seed))) == []
    assert facts(compare(shuffled(flow, seed), flow)) == []


@some
@given(flows(), st.data())
def test_of_a_flow_with_new_names_exactly_the_new_names_are_told(flow: Flow, data: st.DataObject) -> None:
    can = sorted(reached(flow) - {flow.initial})
    assume(can)
    chosen = data.draw(st.lists(st.sampled_from(can), unique=True, min_size=1))
    names = {name: f"new_{number}" for number, name in enumerate(chosen)}

    found = compare(flow, shuffled(with_new_names(flow, names), data.draw(st.integers())))

    assert renames(found) == names
    assert facts(found) == [f"{one.before.name} is {one.after.name}" for one in found.renamed]


@some
@given(flows(), flows())
def test_in_the_other_direction_what_was_added_is_removed_and_names_change_back(one: Flow, other: Flow) -> None:
    forth, back = compare(one, other), compare(other, one)

    assert {state.name for state in forth.added} == {state.name for state in back.removed}
    assert {state.name for state in forth.removed} == {state.name for state in back.added}
    assert {(new, old) for old, new in renames(forth).items()} == set(renames(back).items())
    assert {(w.before.name, w.after.name) for w in forth.changed} == {
        (w.after.name, w.before.name) for w in back.changed
    }


@some
@given(flows(), flows())
def test_every_widget_of_both_flows_is_told_or_is_the_same_in_both(one: Flow, other: Flow) -> None:
    found = compare(one, other)

    told = [widget.before.name for widget in found.widgets] + [state.name for state in found.removed]
    new = [widget.after.name for widget in found.widgets] + [state.name for state in found.added]
    assert len(set(told)) == len(told)
    assert len(set(new)) == len(new)
    assert one.by_name.keys() - set(told) == other.by_name.keys() - set(new)


@some
@given(flows(), st.data())
def test_a_state_without_its_property_is_all_that_changed(flow: Flow, data: st.DataObject) -> None:
    # Without what a split compares its conditions would be about something else.
    can = [(state, one) for state in flow.states for one in state.properties if one.name != "input"]
    assume(can)
    state, gone = data.draw(st.sampled_from(can))
    left = tuple(one for one in state.properties if one is not gone)

    found = compare(flow, with_states(flow, lambda one: attrs.evolve(one, properties=left) if one is state else one))

    (change,) = found.widgets
    assert (change.before.name, change.is_renamed, change.size) == (state.name, False, 1)
    assert [one.path for one in change.properties] == [(gone.name,)]
