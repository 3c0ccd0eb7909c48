"""Which options repeat so often that a `default` says them once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from flowc.binding.texts import is_template
from flowc.graph.flow import State
from flowc.language import DEFAULT
from flowc.spell import Manner
from flowc.spell.blocks import indented
from flowc.spell.defaults import default_lines
from flowc.spell.json_text import same
from flowc.vocabulary import Vocabulary
from flowc.vocabulary.widget import Json, Verb, Widget

Defaults = Mapping[str, Mapping[str, Json]]

# Fewer lines than these are not worth that a reader looks elsewhere for them.
_FEWEST = 3


def defaults_of(states: Iterable[State], vocabulary: Vocabulary) -> Defaults:
    """For each verb the properties that most of its statements share, with their values."""
    by_verb: dict[str, list[State]] = {}
    for state in states:
        verb = _verb(state)
        if verb is not None:
            by_verb.setdefault(verb.name, []).append(state)
    found = {}
    for word, ones in by_verb.items():
        if len(ones) >= _FEWEST and word in vocabulary.verbs:
            shared = _shared(ones, *vocabulary.verbs[word])
            if shared:
                found[word] = shared
    return found


def _verb(state: State) -> Verb | None:
    """The verb that most likely says a state: the first that has all its properties."""
    widget = state.widget
    if widget is None or widget.is_guess:
        return None
    given = {property_.name for property_ in state.properties} & {option.property for option in widget.all_options()}
    return next((verb for verb in widget.verbs if given <= {one.property for one in widget.options_of(verb)}), None)


def _shared(states: list[State], widget: Widget, verb: Verb) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for option in widget.options_of(verb):
        values = [state.value(option.property) for state in states if state.has(option.property)]
        common = None if option.positional or option.inline else _common(values)
        if common is None or (option.emitted is not None and same(option.emitted, common[0])):
            continue
        value, count = common
        lacking = len(states) - len(values)
        if count - lacking >= _FEWEST and 2 * count > len(states):
            found[option.property] = value
    return found


def _common(values: list[Json]) -> tuple[Json, int] | None:
    """The most frequent of some values, and how often it is there; a `default` holds no lists and no references."""
    plain = [value for value in values if isinstance(value, str | int | float) and not is_template(str(value))]
    if not plain:
        return None
    # `1`, `1.0` and `true` are three values.
    (_, value), count = Counter((type(one).__name__, one) for one in plain).most_common(1)[0]
    return value, count


def default_statements(manner: Manner) -> list[str]:
    """The `default` statements of a manner; verbs that share all lines share one."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for word in manner.defaults:
        widget, verb = manner.vocabulary.verbs[word]
        groups.setdefault(tuple(default_lines(manner, widget, verb)), []).append(word)
    return [
        "\n".join([f"{DEFAULT} {', '.join(words)} {{", *map(indented, lines), "}"])
        for lines, words in groups.items()
        if lines
    ]
