"""The lines of splits and menus."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.binding.predicates import PREDICATES
from flowc.language import (
    ELSE,
    MENU_FAILED,
    MENU_TIMEOUT,
    MENU_TRIES,
    NONE,
    PROMPT_VERB,
)
from flowc.lsp.suggest.item import Item, ItemKind, snippet
from flowc.lsp.suggest.options import options_of
from flowc.lsp.suggest.place import Place
from flowc.lsp.suggest.values import references, values_in_scope


def in_split(place: Place, before: tuple[str, ...]) -> Iterator[Item]:
    """The predicates of a case, and what they compare with."""
    if not before:
        for word, predicate in PREDICATES.items():
            value = "" if predicate.fixed is not None else " ${1}"
            yield snippet(word, f"{word}{value} -> ${{2:next}}", ItemKind.Operator)
        yield snippet(ELSE, "else -> ${1:next}", ItemKind.Keyword)
    elif before[-1] in PREDICATES:
        yield from values_in_scope(place)
        yield from references(place)


def in_menu(place: Place, before: tuple[str, ...]) -> Iterator[Item]:
    """The lines of a menu besides its choices, and the options of its prompt."""
    if before:
        return
    for word in (NONE, MENU_TIMEOUT, MENU_FAILED):
        yield snippet(word, f"{word} -> ${{1:next}}", ItemKind.EnumMember)
    yield snippet(MENU_TRIES, f"{MENU_TRIES} = ${{1:3}}", ItemKind.Property)
    declared = place.index.declaration(place.file.source.path, PROMPT_VERB)
    if declared is not None:
        widget, verb = declared
        yield from options_of(widget.options_of(verb), place.cursor.given, " = ")
