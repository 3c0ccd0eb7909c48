"""What the rules about values in JSON and in addresses say alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flowc.checks.analyses.exposed import Exposed
from flowc.checks.analyses.places import Place
from flowc.checks.spots import spot
from flowc.diagnostics import Fix, Note
from flowc.liquid.names import TO_JSON, URL_ENCODE
from flowc.source import Span

_MOST_NAMED = 5


def grouped(found: Iterable[Exposed]) -> list[list[Exposed]]:
    """The values of each text together; those of a block that is used more than once for its first use alone."""
    groups: dict[int, list[Exposed]] = {}
    for one in found:
        groups.setdefault(id(one.text), []).append(one)
    first: dict[tuple[Span, str, str, int], list[Exposed]] = {}
    for group in groups.values():
        text = group[0].text
        first.setdefault((text.place, text.key, text.template.text, text.before), group)
    return list(first.values())


def placed(one: Exposed) -> Span:
    """Where the source writes a value."""
    assert one.output.read is not None
    return spot(one.text, one.output.read.path.start, one.output.read.path.end)


def others(found: Sequence[Exposed]) -> tuple[Note, ...]:
    """Notes on the further values of a text."""
    places = list(dict.fromkeys(placed(one) for one in found))
    notes = [Note("here as well", place) for place in places[:_MOST_NAMED]]
    if len(places) > _MOST_NAMED:
        notes.append(Note(f"and {len(places) - _MOST_NAMED} more values in this text"))
    return tuple(notes)


def json_help(one: Exposed) -> str:
    """What to write for a value in JSON."""
    if one.place is Place.IN_TEXT:
        return f"put the text together with `{{% capture text %}}`, and write `{{{{text | {TO_JSON}}}}}` without quotes"
    written = _with(one, TO_JSON)
    return f"write `{written}`" + (", without quotes around it" if one.place is Place.WHOLE_TEXT else "")


def json_fixes(one: Exposed) -> tuple[Fix, ...]:
    """The edit that makes a value of its own fit for JSON."""
    if one.place is Place.IN_TEXT:
        return ()
    margin = 1 if one.place is Place.WHOLE_TEXT else 0
    place = spot(one.text, one.output.start, one.output.end)
    source = place.source.text
    if place.text != _text(one):
        return ()
    start, end = place.start, place.end
    if margin:
        # In a string between plain quotes, those of JSON have a backslash before them.
        start -= 2 if source[start - 2 : start] == '\\"' else 1
        end += 2 if source[end : end + 2] == '\\"' else 1
        if source[start:end].replace("\\", "") != f'"{place.text}"':
            return ()
    return (Fix(f"write `| {TO_JSON}`", Span(place.source, start, end), _with(one, TO_JSON), safe=False),)


def url_help(one: Exposed) -> str:
    """What to write for a value in an address."""
    return f"write `{_with(one, URL_ENCODE)}`"


def url_fixes(one: Exposed) -> tuple[Fix, ...]:
    """The edit that encodes a value."""
    place = spot(one.text, one.output.start, one.output.end)
    if place.text != _text(one):
        return ()
    return (Fix(f"write `| {URL_ENCODE}`", place, _with(one, URL_ENCODE), safe=False),)


def _text(one: Exposed) -> str:
    return one.text.template.text[one.output.start : one.output.end]


def _with(one: Exposed, name: str) -> str:
    """The output with one filter more."""
    text = _text(one)
    end = "-}}" if text.endswith("-}}") else "}}"
    inside = text.removesuffix(end)
    blank = " " if inside.endswith(" ") else ""
    return f"{inside.rstrip()} | {name}{blank}{end}"
