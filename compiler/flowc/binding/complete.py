"""What a statement's options make together: what is missing, what excludes what, what is emitted."""

from __future__ import annotations

from flowc.binding.context import Context
from flowc.binding.options import OptionBinder
from flowc.binding.program import Property
from flowc.diagnostics import Note
from flowc.source import Span
from flowc.vocabulary.types import Kind
from flowc.vocabulary.widget import Exclusive, Json, Option, hold

_WANTED = {
    Kind.TEXT: "a text",
    Kind.URL: "a URL",
    Kind.SWITCH: "`on` or `off`",
    Kind.DTMF: "the tones",
    Kind.SID: "a SID",
}


def complete(context: Context, binder: OptionBinder, place: Span) -> tuple[Property, ...]:
    """The properties of a widget in declared order, after checking that they fit together."""
    if binder.inline is not None and binder.inline.property in binder.places:
        binder.values[binder.inline.property] = Property(binder.inline.property, binder.pairs, place)
    for group in binder.widget.exclusive:
        _check_exclusive(context, binder, group, place)
    known = _effective(binder)
    for option in _by_property(binder).values():
        if _is_missing(binder, option, known):
            _report_missing(context, binder, option, place)
        elif option.property in binder.values:
            _check_idle(context, binder, option, known)
    return _in_order(binder, known, place)


def _by_property(binder: OptionBinder) -> dict[str, Option]:
    """For each property the option that means something beside the others."""
    known = _effective(binder)
    found: dict[str, Option] = {}
    for option in binder.options:
        before = found.get(option.property)
        if before is None or (not hold(before.when, known) and hold(option.when, known)):
            found[option.property] = option
    return found


def _effective(binder: OptionBinder) -> dict[str, Json]:
    known: dict[str, Json] = {}
    for option in binder.options:
        if option.default is not None:
            known.setdefault(option.property, option.default)
    known.update({name: given.value for name, given in binder.values.items()})
    return known


def _is_missing(binder: OptionBinder, option: Option, known: dict[str, Json]) -> bool:
    if option.property in binder.values or not hold(option.when, known):
        return False
    was_refused = option.property in binder.refused
    if was_refused and not _left_out(binder, option):
        return False
    if option.emitted is not None and not was_refused:
        return False
    return option.required or (bool(option.required_if) and hold(option.required_if, known))


def _left_out(binder: OptionBinder, option: Option) -> bool:
    """Whether the option was taken back by `none`, and not refused for its value."""
    return option.property in binder.left_out


def _report_missing(context: Context, binder: OptionBinder, option: Option, place: Span) -> None:
    verb = binder.statement.head.text if binder.statement.head else binder.widget.type
    wanted = _WANTED.get(option.type.kind, "")
    if option.positional:
        message = f"`{verb}` needs {wanted or f'`{option.name}`'}"
        example = _example(option)
        context.report("FLW204", message, place, label="nothing given", help=f"for example `{verb} {example}`")
        return
    context.report(
        "FLW204",
        f"`{verb}` needs `{option.name}`",
        place,
        label="not given",
        help=f"add `{option.name} = {_example(option)}`",
    )


def _example(option: Option) -> str:
    if option.type.words:
        return option.type.words[0]
    return {
        Kind.SWITCH: "on",
        Kind.URL: '"https://example.com"',
        Kind.SID: option.type.prefix + "…",
        Kind.INTEGER: "1",
        Kind.SECONDS: "5s",
        Kind.DTMF: '"1"',
        Kind.PHONE: "+15550100",
        Kind.NAME: "support",
    }.get(option.type.kind, '"…"')


def _check_exclusive(context: Context, binder: OptionBinder, group: Exclusive, place: Span) -> None:
    given = [name for name in group.properties if name in binder.places and name not in binder.left_out]
    names = {option.property: option.name for option in binder.options}
    listed = " or ".join(f"`{names.get(name, name)}`" for name in group.properties)
    if len(given) > 1:
        first, second = (binder.places[name] for name in given[:2])
        context.report(
            "FLW207",
            f"`{first[0]}` and `{second[0]}` exclude each other",
            second[1],
            label="not together",
            notes=(Note(f"`{first[0]}` is given here", first[1]),),
            help=f"give {listed}, not both",
        )
    elif not given and group.required:
        verb = binder.statement.head.text if binder.statement.head else binder.widget.type
        context.report("FLW204", f"`{verb}` needs {listed}", place, label="not given")


def _check_idle(context: Context, binder: OptionBinder, option: Option, known: dict[str, Json]) -> None:
    """An option that has no effect beside the others."""
    name, place = binder.places.get(option.property, (option.name, binder.values[option.property].span))
    if option.only_with and option.only_with not in binder.values and option.only_with not in binder.refused:
        context.report("FLW214", f"`{name}` means nothing without `{option.only_with}`", place, label="no effect")
    elif not hold(option.when, known):
        conditions = " and ".join(
            f"`{condition.property}` is {'not ' if condition.negated else ''}`{condition.value}`"
            for condition in option.when
        )
        context.report("FLW214", f"`{name}` only means something where {conditions}", place, label="no effect")


def _in_order(binder: OptionBinder, known: dict[str, Json], place: Span) -> tuple[Property, ...]:
    properties: list[Property] = []
    for name, option in _by_property(binder).items():
        given = binder.values.get(name)
        if given is not None:
            properties.append(given)
        elif option.emitted is not None and name not in binder.refused and hold(option.when, known):
            properties.append(Property(name, option.emitted, place))
    declared = {option.property for option in binder.options}
    properties += [given for name, given in binder.values.items() if name not in declared]
    return tuple(properties)
