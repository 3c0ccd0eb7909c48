"""Arguments, options and exits of a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flowc.language import (
    MENU,
    PROMPT_VERB,
    PROPERTY,
)
from flowc.lsp.suggest.item import Item, ItemKind, markdown, snippet
from flowc.lsp.suggest.place import Place
from flowc.lsp.suggest.values import references, values_in_scope, values_of
from flowc.symbols.lines import Line
from flowc.vocabulary.spelling import spell_type
from flowc.vocabulary.widget import Exit, Option, Verb, Widget


def arguments_of(place: Place, widget: Widget, verb: Verb, before: tuple[str, ...]) -> Iterator[Item]:
    """What may follow a verb: values for its arguments, its options, an arrow."""
    options = widget.options_of(verb)
    given = sum(1 for at, word in enumerate(before) if at and word not in (",", "=", "(", ")", "[", "]"))
    given -= 2 * before.count("=")
    positional = [option for option in options if option.positional]
    if given < len(positional):
        yield from values_of(place, positional[max(given, 0)].type)
    used = {before[at - 1] for at, word in enumerate(before) if word == "="}
    yield from options_of(options, used, "=")
    yield snippet("->", "-> $0", ItemKind.Operator)


def in_statement(place: Place, before: tuple[str, ...]) -> Iterator[Item]:
    """The exits and options of the statement in whose block the line stands."""
    declared = place.index.declaration(place.file.source.path, place.cursor.owner)
    if declared is None:
        return
    widget, verb = declared
    if before and before[-1] != ",":
        return
    yield from (_exit(one) for one in widget.exits if not one.repeated)
    if not before:
        yield from options_of(widget.options_of(verb), place.cursor.given, " = ")
        yield snippet(PROPERTY, 'property "${1:name}" = $0', ItemKind.Keyword)


def _exit(exit_: Exit) -> Item:
    item = snippet(exit_.event, f"{exit_.event} -> ${{1:next}}", ItemKind.EnumMember)
    item.documentation = markdown(exit_.documentation)
    item.detail = "a failure" if exit_.failure else "exit"
    return item


def options_of(options: Iterable[Option], used: Iterable[str], sign: str) -> Iterator[Item]:
    """The options that are not given yet."""
    taken = frozenset(used)
    for option in options:
        if option.name in taken or option.property in taken or option.deprecated:
            continue
        item = snippet(option.name, f"{option.name}{sign}$0", ItemKind.Property)
        item.detail = spell_type(option.type)
        item.documentation = markdown(option.documentation)
        yield item


def values_of_option(place: Place, name: str, before: tuple[str, ...]) -> Iterator[Item]:
    """The values of an option of the statement."""
    owner = place.cursor.owner
    if place.cursor.line is Line.BODY and before:
        owner = PROMPT_VERB if before[0] == MENU else before[0]
    declared = place.index.declaration(place.file.source.path, owner)
    options = declared[0].options_of(declared[1]) if declared is not None else ()
    found = next((one for one in options if name in (one.name, one.property)), None)
    if found is not None:
        yield from values_of(place, found.type)
    else:
        yield from values_in_scope(place)
        yield from references(place)
