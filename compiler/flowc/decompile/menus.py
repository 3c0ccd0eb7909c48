"""Finds the prompts whose answers a `menu` says: with a split on the keys, or on the words, or both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from flowc.binding.choices import KEYS as ARE_KEYS
from flowc.binding.predicates import CONTAINS, EQUAL
from flowc.binding.program import Condition as Written
from flowc.graph.branches import condition as condition_of
from flowc.graph.flow import Exit, Flow, State
from flowc.graph.names import KEYS, WORDS
from flowc.language import (
    MENU,
    MENU_KEYS,
    MENU_TIMEOUT,
    MENU_WORDS,
    NO_MATCH,
    NONE,
    OR,
    PROMPT_KEYS_EVENT,
    PROMPT_KEYS_OUTPUT,
    PROMPT_TIMEOUT_EVENT,
    PROMPT_VERB,
    PROMPT_WORDS_EVENT,
    PROMPT_WORDS_OUTPUT,
    SPLIT_INPUT,
    SPLIT_TYPE,
    WIDGETS_ROOT,
)
from flowc.source import Source, Span
from flowc.spell.names import spell_name
from flowc.syntax.strings import encode
from flowc.vocabulary import Vocabulary

_NOWHERE = Span(Source("", ""), 0, 0)


@attrs.frozen(eq=False)
class Menu:
    """A prompt with the splits on its answers.

    `state` stands for all of them: its exits are the lines of the menu. `settings` name the splits
    that are not called as a menu would call them.
    """

    prompt: State
    splits: tuple[State, ...]
    state: State
    settings: tuple[tuple[str, str], ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of all its states."""
        return frozenset([self.prompt.name, *(split.name for split in self.splits)])


@attrs.frozen
class _Choice:
    values: tuple[str, ...]
    target: str | None


Menus = Mapping[str, Menu]


def find_menus(flow: Flow, vocabulary: Vocabulary) -> Menus:
    """The menus of a flow by the names of their prompts."""
    if PROMPT_VERB not in vocabulary.verbs:
        return {}
    type_ = vocabulary.verbs[PROMPT_VERB][0].type
    leading = Counter(exit_.target for state in flow.states for exit_ in state.exits)
    found = (_menu(flow, state, leading) for state in flow.states if state.type == type_)
    return {menu.prompt.name: menu for menu in found if menu is not None}


def with_menus(flow: Flow, menus: Menus) -> Flow:
    """The flow in which one state stands for each menu."""
    gone = {split.name for menu in menus.values() for split in menu.splits}
    states = (menus[state.name].state if state.name in menus else state for state in flow.states)
    return attrs.evolve(flow, states=tuple(state for state in states if state.name not in gone))


def _menu(flow: Flow, prompt: State, leading: Counter[str | None]) -> Menu | None:
    leads = {exit_.event: exit_.target for exit_ in prompt.exits}
    keys = _split(flow, prompt, leads.get(PROMPT_KEYS_EVENT), PROMPT_KEYS_OUTPUT, leading)
    words = _split(flow, prompt, leads.get(PROMPT_WORDS_EVENT), PROMPT_WORDS_OUTPUT, leading)
    splits = tuple(split for split in (keys, words) if split is not None)
    others = {_otherwise(split) for split in splits}
    others |= {leads.get(PROMPT_KEYS_EVENT)} if keys is None else set()
    others |= {leads.get(PROMPT_WORDS_EVENT)} if words is None else set()
    if not splits or len(others) != 1:
        return None
    choices = _joined(_choices(keys, is_words=False), _choices(words, is_words=True))
    if choices is None:
        return None
    (none,) = others
    exits = [Exit(_words(choice.values), choice.target, _NOWHERE) for choice in choices]
    state = State(
        prompt.name, MENU, None, prompt.properties, (*exits, *_ends(none, leads.get(PROMPT_TIMEOUT_EVENT))), prompt.span
    )
    return Menu(prompt, splits, state, tuple(_settings(prompt.name, keys, words)))


def _settings(name: str, keys: State | None, words: State | None) -> Iterator[tuple[str, str]]:
    for setting, split, suffix in ((MENU_KEYS, keys, KEYS), (MENU_WORDS, words, WORDS)):
        if split is not None and split.name != f"{name}_{suffix}":
            yield setting, spell_name(split.name)


def _split(flow: Flow, prompt: State, name: str | None, output: str, leading: Counter[str | None]) -> State | None:
    """The split on an answer, which only the prompt leads to; None for any other state."""
    state = flow.by_name.get(name) if name is not None else None
    if state is None or state.type != SPLIT_TYPE or leading[name] != 1 or len(state.properties) != 1:
        return None
    compared = "{{" + f"{WIDGETS_ROOT}.{prompt.name}.{output}" + "}}"
    return state if state.value(SPLIT_INPUT) == compared else None


def _otherwise(split: State) -> str | None:
    return next((exit_.target for exit_ in split.exits if exit_.event == NO_MATCH), None)


def _choices(split: State | None, *, is_words: bool) -> list[_Choice] | None:
    """The cases of a split, those in a row with one target together; None where no menu has such cases."""
    found: list[_Choice] = []
    values: list[str] = []
    for exit_ in split.exits if split is not None else ():
        if exit_.event == NO_MATCH and not exit_.conditions:
            continue
        if not _is_choice(exit_, str(split.value(SPLIT_INPUT)) if split else "", is_words=is_words):
            return None
        value = exit_.conditions[0].value
        values.append(value.casefold())
        if found and found[-1].target == exit_.target:
            found[-1] = _Choice((*found[-1].values, value), exit_.target)
        else:
            found.append(_Choice((value,), exit_.target))
    return None if len(set(values)) < len(values) else found


def _is_choice(exit_: Exit, compared: str, *, is_words: bool) -> bool:
    """Whether a case is one that a menu makes."""
    if len(exit_.conditions) != 1:
        return False
    condition = exit_.conditions[0]
    predicate = CONTAINS if is_words else EQUAL
    usual = condition_of(Written(predicate, condition.value, _NOWHERE), compared)
    return condition == usual and bool(condition.value) and (ARE_KEYS.fullmatch(condition.value) is None) == is_words


def _joined(keys: list[_Choice] | None, words: list[_Choice] | None) -> list[_Choice] | None:
    """The choices of both splits, in the order of both; a key shares its line with the words that lead to its place."""
    if keys is None or words is None or not (keys or words):
        return None
    found = list(keys)
    last = -1
    for choice in words:
        same = (place for place in range(last + 1, len(keys)) if keys[place].target == choice.target)
        place = next(same, None) if last < len(keys) else None
        if place is None:
            found.append(choice)
            last = len(found)
        else:
            found[place] = _Choice((*found[place].values, *choice.values), choice.target)
            last = place
    return found


def _words(values: tuple[str, ...]) -> str:
    return f" {OR} ".join(value if value.isdecimal() and value.isascii() else encode(value) for value in values)


def _ends(none: str | None, timeout: str | None) -> Iterator[Exit]:
    """The lines for all other answers, and for none."""
    if none == timeout and none is not None:
        yield Exit(f"{NONE}, {MENU_TIMEOUT}", none, _NOWHERE)
        return
    if none is not None:
        yield Exit(NONE, none, _NOWHERE)
    if timeout is not None:
        yield Exit(MENU_TIMEOUT, timeout, _NOWHERE)
