"""Compares two JSON values, member by member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flowc.diff.model import Given, Path, ValueChange
from flowc.diff.side import text_of
from flowc.vocabulary.widget import Json


def compare_values(path: Path, before: Given | None, after: Given | None) -> Iterator[ValueChange]:
    """What changed between two values at a path; the order of the members of an object has no meaning."""
    if before is None or after is None:
        if before is not after:
            yield ValueChange(path, before, after)
        return
    one, other = before.value, after.value
    if text_of(one) == text_of(other):
        return
    if isinstance(one, dict) and isinstance(other, dict) and one and other:
        yield from _members(path, one, other)
    elif isinstance(one, list) and isinstance(other, list) and one and other:
        yield from _lists(path, one, other)
    else:
        yield ValueChange(path, before, after)


def _members(path: Path, one: dict[str, Json], other: dict[str, Json]) -> Iterator[ValueChange]:
    for key in dict.fromkeys([*other, *one]):
        yield from compare_values((*path, key), _member(one, key), _member(other, key))


def _member(value: dict[str, Json], key: str) -> Given | None:
    return Given(value[key]) if key in value else None


def _lists(path: Path, one: list[Json], other: list[Json]) -> Iterator[ValueChange]:
    """Compares lists of objects by what names their elements, lists of the same length element by element."""
    name = _name_of_elements(one, other)
    if name is not None:
        first, second = _named(one, name), _named(other, name)
        yield from _members(path, first, second)
        kept = [key for key in first if key in second], [key for key in second if key in first]
        if kept[0] != kept[1]:
            yield ValueChange((*path, f"order of {name}"), Given(list(kept[0])), Given(list(kept[1])))
    elif len(one) == len(other) and all(isinstance(element, dict | list) for element in (*one, *other)):
        for number, (first_, second_) in enumerate(zip(one, other, strict=True)):
            yield from compare_values((*path, number), Given(first_), Given(second_))
    else:
        yield ValueChange(path, Given(one), Given(other))


def _named(elements: Sequence[Json], name: str) -> dict[str, Json]:
    return {str(one[name]): one for one in elements if isinstance(one, dict)}


def _name_of_elements(one: Sequence[Json], other: Sequence[Json]) -> str | None:
    """The member that tells the elements of both lists apart, and by which most of them meet; None without one."""
    objects = [element for element in (*one, *other) if isinstance(element, dict)]
    if len(objects) < len(one) + len(other):
        return None
    shared = sorted(set(objects[0]).intersection(*objects))
    found = [name for name in shared if _is_name(one, name) and _is_name(other, name)]
    return max(found, key=lambda name: len(_named(one, name).keys() & _named(other, name).keys()), default=None)


def _is_name(elements: Sequence[Json], name: str) -> bool:
    values = [element[name] for element in elements if isinstance(element, dict)]
    return all(isinstance(value, str) for value in values) and len(set(map(str, values))) == len(values)
