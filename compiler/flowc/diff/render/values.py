"""Draws values that changed: short ones side by side, of long texts the words or the lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from flowc.diagnostics.render.columns import ELLIPSIS, one_line
from flowc.diagnostics.render.paint import Paint
from flowc.diff.model import Given, Path, ValueChange
from flowc.diff.words import Kind, Part, compare_lines, compare_words
from flowc.vocabulary.widget import Json

ADDED = "32"
REMOVED = "31"
CHANGED = "33"

_STYLES = {Kind.ADDED: ADDED, Kind.REMOVED: REMOVED}
_BRACKETS = {Kind.KEPT: ("", ""), Kind.REMOVED: ("[-", "-]"), Kind.ADDED: ("{+", "+}")}
# A text that is no longer stands as a whole beside its successor.
_SHORT = 40
# As much as is shown of what stands unchanged around a changed word.
_AROUND = 30
_END = "end"


def value_rows(changes: Sequence[ValueChange], paint: Paint) -> Iterator[str]:
    """The rows for values that changed."""
    for change in changes:
        name = shown_path(change.path)
        before, after = change.before, change.after
        if before is None or after is None:
            yield _come_or_gone(name, before, after, paint)
        elif not isinstance(before.value, str) or not isinstance(after.value, str):
            yield f"{name}: {quoted(before.value)} → {quoted(after.value)}"
        else:
            yield from text_rows(name, before.value, after.value, paint)


def text_rows(name: str, before: str, after: str, paint: Paint) -> Iterator[str]:
    """The rows for a text that changed."""
    if "\n" in before.strip() or "\n" in after.strip():
        yield f"{name}:"
        # Where both last lines lack their end it is the same one.
        end = "" if before.endswith("\n") or after.endswith("\n") else "\n"
        yield from _lines(compare_lines(before + end, after + end), paint)
    elif max(len(before), len(after)) <= _SHORT or not before.strip() or not after.strip():
        yield f"{name}: {quoted(before)} → {quoted(after)}"
    else:
        yield f'{name}: "{_words(compare_words(before, after), paint)}"'


def shown_path(path: Path) -> str:
    """The way to a value: `parameters.order`, `participants[1].name`."""
    found = "".join(f"[{step}]" if isinstance(step, int) else f".{written(step)}" for step in path)
    return found.removeprefix(".")


def quoted(value: Json) -> str:
    """A value as JSON, on one line."""
    return written(json.dumps(value, ensure_ascii=False))


def written(text: str) -> str:
    """A text of a flow as it is printed, on one line."""
    return one_line(text)


def target(name: str | None) -> str:
    """Where an exit leads."""
    return _END if name is None else written(name)


def _come_or_gone(name: str, before: Given | None, after: Given | None, paint: Paint) -> str:
    if after is not None:
        return paint(f"+ {name}: {quoted(after.value)}", ADDED)
    assert before is not None
    return paint(f"- {name}: {quoted(before.value)}", REMOVED)


def _words(parts: Sequence[Part], paint: Paint) -> str:
    """The words on one line, what is kept cut down to what stands around the others."""
    found = []
    for number, part in enumerate(parts):
        text = json.dumps(part.text, ensure_ascii=False)[1:-1]
        if part.kind is Kind.KEPT:
            text = _cut(text, is_first=number == 0, is_last=number == len(parts) - 1)
        opened, closed = _BRACKETS[part.kind]
        marked = f"{opened}{written(text)}{closed}"
        found.append(paint(marked, _STYLES[part.kind]) if part.kind in _STYLES else marked)
    return "".join(found)


def _cut(text: str, *, is_first: bool, is_last: bool) -> str:
    before = 0 if is_first else _AROUND
    behind = 0 if is_last else _AROUND
    if len(text) <= before + behind + len(ELLIPSIS):
        return text
    return text[:before] + ELLIPSIS + text[len(text) - behind :]


def _lines(parts: Sequence[Part], paint: Paint) -> Iterator[str]:
    """The lines that are gone and new; a sign stands for those between them."""
    for number, part in enumerate(parts):
        if part.kind is not Kind.KEPT:
            style = _STYLES[part.kind]
            yield from (paint(f"  {part.kind.value} {written(line)}", style) for line in part.text.splitlines())
        elif 0 < number < len(parts) - 1:
            yield f"    {ELLIPSIS}"
