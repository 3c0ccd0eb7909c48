"""The lines of tests."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.language import AVOIDS, GIVEN, PASSES
from flowc.lsp.suggest.item import Item, ItemKind, plain
from flowc.lsp.suggest.place import Place
from flowc.script.words import LINES


def in_test(place: Place, before: tuple[str, ...]) -> Iterator[Item]:
    """The words with which a line of a test begins, the steps that it names, and what may come of one."""
    if not before:
        yield from (plain(word, ItemKind.Keyword) for word in LINES)
    elif before[0] in (PASSES, AVOIDS) or before == (GIVEN,):
        labels = place.file.labels.get("", {}).values()
        yield from (plain(label.name, ItemKind.Reference, label.documentation) for label in labels)
    elif before[0] == GIVEN and len(before) == len((GIVEN, "step")):
        label = place.file.labels.get("", {}).get(before[1])
        declared = place.index.declaration(place.file.source.path, label.verb) if label is not None else None
        exits = declared[0].exits if declared is not None else ()
        yield from (plain(one.event, ItemKind.EnumMember, one.documentation) for one in exits)
