"""What `menu` becomes: a prompt, a split on the keys, a split on the words, and with `tries` a counter.

The counter is one variable, raised by a set-variables state and compared by a split: below the
limit control goes to what `none` or `timeout` says (without them, back to the prompt), then to
`failed`.
"""

from __future__ import annotations

import re
from typing import Protocol

from flowc import language
from flowc.binding.pairs import KEY, VALUE
from flowc.binding.predicates import CONTAINS, EQUAL, LESS
from flowc.binding.program import Condition, Destination, Menu, Property
from flowc.graph.branches import Targets, match, no_match, place_of
from flowc.graph.flow import Exit, State
from flowc.graph.names import AGAIN, COUNT, KEYS, TIMEOUT, WORDS, leads_alike
from flowc.graph.notes import without_notes
from flowc.source import Span
from flowc.vocabulary import Vocabulary
from flowc.vocabulary.widget import Json


class Graph(Targets, Protocol):
    """What menus need to know of the graph that is being built."""

    vocabulary: Vocabulary


def expand_menu(graph: Graph, menu: Menu, after: str | None) -> list[State]:
    """The states of a menu, its prompt first."""
    name = graph.names.of(menu)
    counter = _Counter(graph, menu, name, after)
    none = counter.target(menu.none, COUNT)
    same = leads_alike(menu.none, menu.timeout)
    timeout = none if same else counter.target(menu.timeout, f"{TIMEOUT}_{COUNT}")
    keys = _split(graph, menu, name, after, none, is_words=False)
    words = _split(graph, menu, name, after, none, is_words=True)
    leads = {
        language.PROMPT_KEYS_EVENT: keys.name if keys else none,
        language.PROMPT_WORDS_EVENT: words.name if words else none,
        language.PROMPT_TIMEOUT_EVENT: timeout,
    }
    widget = menu.prompt.widget
    places = {language.PROMPT_TIMEOUT_EVENT: place_of(menu.timeout, menu.span)}
    exits = tuple(
        Exit(exit_.event, leads.get(exit_.event), places.get(exit_.event, menu.span), written=exit_.event in leads)
        for exit_ in (widget.exits if widget else ())
    )
    properties, notes = without_notes(menu.prompt)
    prompt = State(name, menu.prompt.type, widget, properties, exits, menu.span, notes=notes)
    return [prompt, *(state for state in (keys, words) if state is not None), *counter.states]


def _split(graph: Graph, menu: Menu, name: str, after: str | None, none: str | None, *, is_words: bool) -> State | None:
    """The split on the pressed keys, or on the spoken words; None where the menu has none."""
    output = language.PROMPT_WORDS_OUTPUT if is_words else language.PROMPT_KEYS_OUTPUT
    predicate = CONTAINS if is_words else EQUAL
    compared = "{{" + f"{language.WIDGETS_ROOT}.{name}.{output}" + "}}"
    matches = []
    for choice in menu.choices:
        target = graph.target(choice.destination, after)
        values = choice.words if is_words else choice.keys
        matches += [match(target, Condition(predicate, value, choice.span), compared) for value in values]
    if not matches:
        return None
    own = (menu.words or f"{name}_{WORDS}") if is_words else (menu.keys or f"{name}_{KEYS}")
    exits = (no_match(none, place_of(menu.none, menu.span), written=True), *matches)
    return _branch(graph, menu, own, compared, exits)


def _branch(graph: Graph, menu: Menu, name: str, compared: str, exits: tuple[Exit, ...]) -> State:
    widget = graph.vocabulary.types.get(language.SPLIT_TYPE)
    properties = (Property(language.SPLIT_INPUT, compared, menu.span),)
    return State(name, language.SPLIT_TYPE, widget, properties, exits, menu.span)


class _Counter:
    """Counts the answers that no choice took."""

    def __init__(self, graph: Graph, menu: Menu, name: str, after: str | None) -> None:
        self.graph = graph
        self.menu = menu
        self.name = name
        self.after = after
        self.variable = re.sub(r"[^A-Za-z0-9_]", "_", name) + "_tries"
        self.states: list[State] = []

    def target(self, destination: Destination | None, suffix: str) -> str | None:
        """Where an answer that no choice took leads."""
        if not self.menu.tries:
            return self.graph.target(destination, self.after)
        # A body that runs out asks again, as no body does.
        again = self.name if destination is None else self.graph.target(destination, self.name)
        counter = f"{self.name}_{suffix}"
        compare = counter.removesuffix(COUNT) + AGAIN
        place = place_of(destination, self.menu.span)
        self.states += [self._count(counter, compare), self._compare(compare, again, place)]
        return counter

    def _count(self, name: str, following: str) -> State:
        menu = self.menu
        raised = "{{" + f"flow.variables.{self.variable} | plus: 1" + "}}"
        pairs: list[Json] = [{KEY: self.variable, VALUE: raised}]
        widget = self.graph.vocabulary.types.get(language.COUNTER_TYPE)
        properties = (Property(language.COUNTER_PROPERTY, pairs, menu.span),)
        exits = (Exit(language.COUNTER_EVENT, following, menu.span, written=True),)
        return State(name, language.COUNTER_TYPE, widget, properties, exits, menu.span)

    def _compare(self, name: str, again: str | None, place: Span) -> State:
        # `plus: 0` makes the value a number: Studio compares texts otherwise (widgets.json).
        compared = "{{" + f"flow.variables.{self.variable} | plus: 0" + "}}"
        failed = self.graph.target(self.menu.failed, self.after)
        limit = Condition(LESS, str(self.menu.tries), place)
        given_up = place_of(self.menu.failed, self.menu.span)
        exits = (no_match(failed, given_up, written=True), match(again, limit, compared))
        return _branch(self.graph, self.menu, name, compared, exits)
