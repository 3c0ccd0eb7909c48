"""Writes the reference of all verbs, from the declarations of their widgets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from flowc.vocabulary.markdown import flowing, table
from flowc.vocabulary.spelling import spell_conditions, spell_default, spell_type
from flowc.vocabulary.types import Kind
from flowc.vocabulary.vocabulary import Vocabulary
from flowc.vocabulary.widget import Call, CallNeed, Exit, Json, Option, Output, Widget, hold

_HEAD = """\
# Widgets

Made of the declarations in `stdlib/widgets/`, which say all that the compiler knows of a widget.
`pytest --update-goldens` writes this page anew.

A value in the column *Default* is what Twilio takes by itself; one with a ★ is written into the
definition. Options that may hold Liquid are marked with a §.
"""

_NEEDS = {CallNeed.INCOMING: "Needs an incoming call", CallNeed.LIVE: "Needs a live call"}
_CALLS = {
    Call.NONE: "no live call",
    Call.INCOMING: "an incoming call",
    Call.OUTGOING: "an outgoing call",
    Call.UNKNOWN: "perhaps a live call",
    Call.GONE: "the caller is gone",
}


def widget_reference(vocabulary: Vocabulary) -> str:
    """Every widget with its verbs, arguments, options, exits and outputs, as a Markdown page."""
    widgets = list(vocabulary.types.values())
    parts = [_HEAD, _index(vocabulary), *(_section(widget) for widget in widgets)]
    return "\n".join(parts)


def _index(vocabulary: Vocabulary) -> str:
    rows = [
        (f"`{name}`", f"[`{widget.type}`](#{widget.type})", verb.documentation)
        for name, (widget, verb) in sorted(vocabulary.verbs.items())
    ]
    return table(("Verb", "Widget type", "What it does"), rows)


def _section(widget: Widget) -> str:
    lines = [f"## {widget.type}", "", *_facts(widget), "", flowing(widget.documentation), ""]
    lines += _placement(widget)
    lines += _usage(widget)
    for verb in widget.verbs:
        if verb.options:
            lines += [f"**`{verb.name}`**: {flowing(verb.documentation)}", "", _options(verb.options)]
    if widget.options:
        lines.append(_options(widget.options))
    lines += _exclusions(widget)
    if widget.exits:
        lines.append(table(("Exit", "Leads", "When"), [_exit_row(exit_) for exit_ in widget.exits]))
    lines += _outputs(widget)
    return "\n".join(lines)


def _facts(widget: Widget) -> Iterator[str]:
    title = f"[{widget.title}]({widget.link})" if widget.link else widget.title
    facts = [title, widget.family, ", ".join(widget.channels)]
    yield " · ".join(fact for fact in facts if fact)
    if widget.deprecated:
        yield f"\n**Deprecated:** {widget.deprecated}."


def _placement(widget: Widget) -> Iterator[str]:
    placement = widget.placement
    found = []
    if placement.needs is not None:
        found.append(_NEEDS[placement.needs] + _where(spell_conditions(placement.needs_when)))
    if placement.entries:
        entries = ", ".join(f"`on {entry}`" for entry in placement.entries)
        others = ["a live call"] if placement.call_serves else []
        others += [f"`{type_}`" for type_ in placement.or_after]
        also = f", or behind {' or '.join(others)}" if others else ""
        found.append(f"Works with {entries}{also}{_where(spell_conditions(placement.entries_when))}")
    if placement.never:
        entries = " or ".join(f"`on {entry}`" for entry in placement.never)
        found.append(f"Never behind {entries}: {placement.never_why}")
    if placement.after:
        types = " or ".join(f"`{type_}`" for type_ in placement.after)
        found.append(f"Only after {types}{_where(spell_conditions(placement.after_when))}")
    if found:
        yield from (". ".join(found) + ".", "")


def _where(conditions: str) -> str:
    return f" where {conditions}" if conditions else ""


def _usage(widget: Widget) -> Iterator[str]:
    if widget.verbs:
        yield "```flow"
        for verb in widget.verbs:
            yield from usages(verb.name, widget.options_of(verb))
        yield from ("```", "")


def usages(verb: str, options: tuple[Option, ...]) -> Iterator[str]:
    """How a verb is written: once, or once for each word that decides which arguments follow."""
    arguments = [option for option in options if option.positional]
    for option in arguments:
        decides = any(condition.property == option.property for other in arguments for condition in other.when)
        if decides and option.type.kind is Kind.ENUMERATION:
            for alternative in option.type.alternatives:
                yield _example(verb, options, {option.property: alternative.value})
            return
    yield _example(verb, options, {})


def _example(verb: str, options: tuple[Option, ...], given: dict[str, Json]) -> str:
    words = [verb]
    for option in options:
        if option.inline:
            words.append("NAME=VALUE …")
        elif option.positional and option.property in given:
            words.append(str(given[option.property]))
        elif option.positional and hold(option.when, given):
            is_choice = option.type.kind is Kind.ENUMERATION
            words.append("|".join(option.type.words) if is_choice else option.name.upper())
    return " ".join(words)


def _options(options: Iterable[Option]) -> str:
    return table(("Option", "Type", "Default", "Property", "Meaning"), [_option_row(option) for option in options])


def _option_row(option: Option) -> tuple[str, ...]:
    default = spell_default(option)
    star = " ★" if option.emitted is not None else ""
    return (
        f"`{option.name}`" + (" (argument)" if option.positional else "") + (" §" if option.liquid else ""),
        f"`{spell_type(option.type)}`" + (" …" if option.open else ""),
        f"`{default}`{star}" if default else "",
        f"`{option.property}`" if option.property != option.name else "",
        " ".join(meaning(option)),
    )


def meaning(option: Option) -> Iterator[str]:
    """What is to be known of an option, in sentences."""
    yield flowing(option.documentation)
    if option.required:
        yield "Required."
    if option.required_if:
        yield f"Required where {spell_conditions(option.required_if)}."
    if option.when:
        yield f"Only where {spell_conditions(option.when)}."
    if option.only_with:
        yield f"Only with `{option.only_with}`."
    if option.minimum is not None or option.maximum is not None:
        low = "" if option.minimum is None else f"{option.minimum}"
        high = "" if option.maximum is None else f"{option.maximum}"
        yield f"From {low} to {high}." if low and high else f"At least {low}." if low else f"At most {high}."
    if option.max_length is not None:
        yield f"At most {option.max_length} characters."
    if option.deprecated:
        yield f"**Deprecated:** {option.deprecated}."


def _exclusions(widget: Widget) -> Iterator[str]:
    for group in widget.exclusive:
        names = ", ".join(f"`{name}`" for name in group.properties)
        yield f"{'Exactly' if group.required else 'At most'} one of {names}.\n"


def _exit_row(exit_: Exit) -> tuple[str, ...]:
    return f"`{exit_.event}`", "; ".join(leads(exit_)), flowing(exit_.documentation)


def leads(exit_: Exit) -> list[str]:
    """Where an exit leads by itself, and what it does to the call, in words."""
    return [
        *(["on to the next statement"] if exit_.main else []),
        *(["a failure"] if exit_.failure else []),
        *([f"into `on {exit_.entry}`"] if exit_.entry else []),
        *(["once for each case"] if exit_.repeated else []),
        *([_CALLS[exit_.call]] if exit_.call is not None else []),
        *(["not confirmed"] if exit_.unconfirmed else []),
    ]


def _outputs(widget: Widget) -> Iterator[str]:
    if not widget.outputs and not widget.open_outputs:
        return
    yield "Outputs:\n"
    for text, group in groupby(widget.outputs, key=_documentation):
        names = ", ".join(f"`{output.name}`" for output in group)
        yield f"- {names}: {flowing(text)}" if text else f"- {names}"
    if widget.open_outputs:
        yield f"- {widget.open_outputs}"
    yield ""


def _documentation(output: Output) -> str:
    return output.documentation
