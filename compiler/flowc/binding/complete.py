"""What a statement's options make together: what is missing, what excludes what, what is emitted."""

from __future__ import annotations

from collections.abc import Sequence

from flowc.binding.context import Context, is_word, listed
from flowc.binding.given import Given
from flowc.binding.options import OptionBinder
from flowc.binding.program import Property
from flowc.binding.wanted import example, wanted
from flowc.diagnostics import Note
from flowc.language import NONE
from flowc.source import Span
from flowc.syntax.nodes import Assignment, arguments
from flowc.vocabulary.spelling import spell_conditions
from flowc.vocabulary.types import Kind
from flowc.vocabulary.widget import Condition, Exclusive, Option


def complete(context: Context, binder: OptionBinder, place: Span, *, whole: bool = True) -> tuple[Property, ...]:
    """The properties of a widget in declared order, after checking that they fit together.

    Of a statement that is not read as a `whole`, nothing can be missed.
    """
    given = binder.given
    if binder.inline is not None and binder.inline.property in given.places:
        given.set(binder.inline.property, binder.pairs, place)
    for group in binder.widget.exclusive:
        _check_exclusive(context, binder, group, place, whole=whole)
    options = given.by_property()
    missing = [option for option in options.values() if whole and is_missing(given, option)]
    _report_missing(context, binder, missing, place)
    absent = {option.property for option in missing}
    for option in options.values():
        if option.property in given.values and option.only_with not in absent:
            _check_idle(context, given, option)
    return _in_order(given, options, place)


def is_missing(given: Given, option: Option) -> bool:
    """Whether Studio needs an option that is not given, nor emitted of itself."""
    name = option.property
    if name in given.values or name in given.refused or not given.holds(option.when):
        return False
    if option.emitted is not None and name not in given.left_out:
        return False
    return option.required or (bool(option.required_if) and given.holds(option.required_if))


def _report_missing(context: Context, binder: OptionBinder, missing: Sequence[Option], place: Span) -> None:
    """One finding for the next argument, and one for all options."""
    argument = next((option for option in missing if option.positional), None)
    if argument is not None and argument.property in binder.nones:
        context.report(
            "FLW204",
            f"`{binder.verb_name}` needs {wanted(argument.type)}",
            binder.given.places[argument.property][1],
            label=f"stands for `{NONE}`",
            notes=(binder.nones[argument.property],),
            help="give it another value",
        )
    elif argument is not None and not _is_unsure(binder):
        heading = _heading(context, binder, place)
        context.report(
            "FLW204",
            f"`{heading.text}` needs {wanted(argument.type)}",
            heading,
            label="nothing given",
            help=f"for example `{heading.text} {example(argument)}`",
        )
    options = [option for option in missing if not option.positional]
    if options:
        additions = [f"`{option.name} = {example(option)}`" for option in options]
        context.report(
            "FLW204",
            f"`{binder.verb_name}` needs {listed((option.name for option in options), 'and')}",
            place,
            label="not given",
            notes=tuple(binder.nones[option.property] for option in options if option.property in binder.nones),
            help=f"add {', '.join(additions)}",
        )


def _is_unsure(binder: OptionBinder) -> bool:
    """Whether an argument was not understood, so that the missing one may be there."""
    return any(option.positional and option.property in binder.given.refused for option in binder.options)


def _heading(context: Context, binder: OptionBinder, place: Span) -> Span:
    """The verb and the arguments that were given by position."""
    parts = arguments(binder.statement.parts)
    ends = (index for index, part in enumerate(parts) if isinstance(part, Assignment) or is_word(part, NONE))
    count = next(ends, len(parts))
    if binder.statement.head is None or count == 0:
        return place
    return context.span(binder.statement.head, parts[count - 1])


def _check_exclusive(context: Context, binder: OptionBinder, group: Exclusive, place: Span, *, whole: bool) -> None:
    given = binder.given
    both = [name for name in group.properties if name in given.places and name not in given.left_out]
    names = {option.property: option for option in reversed(binder.options)}
    options = [names[name] for name in group.properties if name in names]
    if len(both) > 1:
        first, second = sorted((given.places[name] for name in both[:2]), key=lambda one: one[1].start)
        context.report(
            "FLW207",
            f"`{first[0]}` and `{second[0]}` exclude each other",
            second[1],
            label="not together",
            notes=(Note(f"`{first[0]}` is given here", first[1]),),
            help="keep one of them",
        )
    elif whole and group.required and not both and given.refused.isdisjoint(group.properties):
        ways = " or ".join(_example(binder, option) for option in options)
        context.report(
            "FLW204",
            f"`{binder.verb_name}` needs {listed(option.name for option in options)}",
            place,
            label="neither is given",
            help=f"for example {ways}",
        )


def _example(binder: OptionBinder, option: Option) -> str:
    value = example(option)
    return f"`{binder.verb_name} {value}`" if option.positional else f"`{binder.verb_name} {option.name}={value}`"


def _check_idle(context: Context, given: Given, option: Option) -> None:
    """An option that has no effect beside the others."""
    name, place = given.places.get(option.property, (option.name, given.values[option.property].span))
    partner = option.only_with
    if partner and partner not in given.values and partner not in given.refused:
        context.report(
            "FLW214",
            f"`{name}` means nothing without `{partner}`",
            place,
            label="no effect",
            help=f"leave it out, or give `{partner}` too",
        )
    elif given.fails(option.when):
        context.report(
            "FLW214",
            f"`{name}` only means something where {spell_conditions(option.when)}",
            place,
            label="no effect",
            help=f"leave it out, or write {_wish(given, option.when)}",
        )


def _wish(given: Given, conditions: Sequence[Condition]) -> str:
    """What would have to be written for the conditions to hold."""
    wishes = []
    for condition in conditions:
        option = next((one for one in given.options if one.property == condition.property), None)
        name = option.name if option else condition.property
        value = _spelled(option, condition.value)
        wishes.append(f"another `{name}` than `{value}`" if condition.negated else f"`{name} = {value}`")
    return " and ".join(wishes)


def _spelled(option: Option | None, value: str) -> str:
    if option is not None and option.type.kind is Kind.SWITCH:
        return {"true": "on", "false": "off"}.get(value, value)
    alternative = option.type.alternative(value) if option else None
    return alternative.word if alternative else value


def _in_order(given: Given, options: dict[str, Option], place: Span) -> tuple[Property, ...]:
    properties: list[Property] = []
    for name, option in options.items():
        value = given.values.get(name)
        if value is not None:
            properties.append(value)
        elif option.emitted is not None and name not in given.places and given.means_something(option):
            properties.append(Property(name, option.emitted, place))
    declared = {option.property for option in given.options}
    properties += [value for name, value in given.values.items() if name not in declared]
    return tuple(properties)
