"""Finds what the lines of a declaration say against one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flowc.source import Span
from flowc.vocabulary.types import Kind
from flowc.vocabulary.widget import Condition, Option, Widget

Contradiction = tuple[str, Span]


def contradictions(widget: Widget) -> Iterator[Contradiction]:
    """What is wrong with a widget whose lines were read, each with its place."""
    properties = {option.property for option in widget.all_options()}
    yield from _twice((verb.name, verb.span) for verb in widget.verbs)
    yield from _twice((exit_.event, exit_.span) for exit_ in widget.exits)
    yield from _twice((output.name, output.span) for output in widget.outputs)
    for option in _clashes(widget):
        yield f"`{option.name}` is declared twice", option.span
    for option in widget.all_options():
        yield from _unknown_properties(option, properties)
        if option.inline and option.type.kind is not Kind.PAIRS:
            yield "only pairs can stand inline", option.span
    for group in widget.exclusive:
        yield from ((_no_property(name), group.span) for name in group.properties if name not in properties)
    placement = widget.placement
    conditions = (
        *placement.needs_when,
        *placement.entries_when,
        *placement.after_when,
        *placement.may_record_when,
        *placement.background_when,
        *placement.own_recording_when,
    )
    limited = [one.different for one in placement.most if one.different]
    alike = [name for pair in placement.alike for name in pair]
    for name in (*placement.speaks_with, *_names(conditions), *limited, *alike):
        if name not in properties:
            yield _no_property(name), widget.span


def _twice(names: Iterable[tuple[str, Span]]) -> Iterator[Contradiction]:
    seen: set[str] = set()
    for name, place in names:
        if name in seen:
            yield f"`{name}` is declared twice", place
        seen.add(name)


def _clashes(widget: Widget) -> list[Option]:
    """Options that share a name with an earlier one, and are not told apart by their conditions."""
    found: dict[Span, Option] = {}
    for verb in widget.verbs or (None,):
        options = widget.options_of(verb)
        for index, option in enumerate(options):
            for before in options[:index]:
                shared = {option.name, option.property} & {before.name, before.property}
                if shared and not (option.when and before.when):
                    found[option.span] = option
    return list(found.values())


def _unknown_properties(option: Option, properties: set[str]) -> Iterator[Contradiction]:
    named = [*_names((*option.required_if, *option.when)), *([option.only_with] if option.only_with else [])]
    for name in named:
        if name not in properties:
            yield _no_property(name), option.span


def _names(conditions: Iterable[Condition]) -> list[str]:
    return [condition.property for condition in conditions]


def _no_property(name: str) -> str:
    return f"no option makes the property `{name}`"
