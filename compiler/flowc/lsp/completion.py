"""What may stand at the cursor, as suggestions."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.lsp.liquid_completion import in_liquid, liquid_before
from flowc.lsp.suggest.branches import in_menu, in_split
from flowc.lsp.suggest.item import Item
from flowc.lsp.suggest.options import in_statement, values_of_option
from flowc.lsp.suggest.place import Place
from flowc.lsp.suggest.statements import in_body, in_file
from flowc.lsp.suggest.targets import targets
from flowc.lsp.suggest.tests import in_test
from flowc.lsp.suggest.values import members
from flowc.symbols.lines import Line


def suggestions(place: Place) -> list[Item]:
    """The suggestions, the likeliest first."""
    cursor = place.cursor
    if cursor.is_comment:
        return []
    if cursor.text is not None:
        code = liquid_before(cursor.text)
        return [] if code is None else list(in_liquid(place.index, place.file, cursor.block, code))
    if "." in cursor.word and not place.is_first():
        return list(members(place, cursor.word))
    return list(_line(place))


def _line(place: Place) -> Iterator[Item]:
    before, line = place.words(), place.cursor.line
    if before and before[-1] == "->":
        yield from targets(place)
    elif (option := _option_of_value(before)) is not None:
        yield from values_of_option(place, option, before)
    elif line is Line.FILE:
        yield from in_file(place, before)
    elif line is Line.BODY:
        yield from in_body(place, before)
    elif line is Line.TEST:
        yield from in_test(place, before)
    elif line is Line.EXIT:
        yield from in_statement(place, before)
    elif line is Line.CASE:
        yield from in_split(place, before)
    elif line is Line.CHOICE:
        yield from in_menu(place, before)


def _option_of_value(before: tuple[str, ...]) -> str | None:
    """The option whose value, or element of a list as its value, comes next; None where something else does."""
    at = len(before)
    if "[" in before and "]" not in before[before.index("[") :]:
        at = before.index("[")
    return before[at - 2] if at > 1 and before[at - 1] == "=" else None
