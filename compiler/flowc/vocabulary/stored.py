"""Keeps a vocabulary as JSON, so that a run need not read the declarations again.

The text of every source stands in the store beside what was read from it: a store whose sources
are not those of the library, character by character, is not used.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

import attrs

from flowc.source import Source, Span
from flowc.vocabulary import types, widget
from flowc.vocabulary.vocabulary import Vocabulary

# Raised when the classes that are stored change, so that an older store is not read as a newer one.
VERSION = 6

_CLASSES: tuple[type[Any], ...] = (
    types.Alternative,
    types.Field,
    types.Type,
    widget.Condition,
    widget.Exclusive,
    widget.Exit,
    widget.Most,
    widget.Notice,
    widget.Option,
    widget.Output,
    widget.Placement,
    widget.Records,
    widget.Verb,
    widget.Widget,
)
_ENUMS: tuple[type[Enum], ...] = (types.Encoding, types.Kind, types.Meaning, widget.Call, widget.CallNeed, widget.Holds)
_BY_NAME = {cls.__name__: cls for cls in (*_CLASSES, *_ENUMS)}
_LIST = "list"
_SPAN = "Span"


def dump(vocabulary: Vocabulary, sources: Sequence[Source]) -> str:
    """The store of a vocabulary that was read from sources."""
    numbers = {id(source): number for number, source in enumerate(sources)}
    content = {
        "version": VERSION,
        "sources": {source.path: source.text for source in sources},
        "widgets": [_pack(one, numbers) for one in vocabulary.types.values()],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def load(text: str, sources: Sequence[Source]) -> Vocabulary | None:
    """The vocabulary of a store, or None where the store is not one of these sources."""
    content = json.loads(text)
    if content["version"] != VERSION or content["sources"] != {source.path: source.text for source in sources}:
        return None
    return Vocabulary.of(_unpack(one, sources) for one in content["widgets"])


def _pack(value: object, numbers: dict[int, int]) -> Any:  # noqa: ANN401 - any JSON value
    """A value as JSON: objects as `[class, fields]` without the fields at their defaults, tuples as `[items]`."""
    if isinstance(value, Span):
        return [_SPAN, [numbers[id(value.source)], value.start, value.end]]
    if isinstance(value, Enum):
        return [type(value).__name__, [value.value]]
    if isinstance(value, tuple):
        return [[_pack(item, numbers) for item in value]]
    if isinstance(value, list):
        return [_LIST, value]
    cls: type[Any] = type(value)
    if not attrs.has(cls):
        return value
    fields = {
        field.name: _pack(getattr(value, field.name), numbers)
        for field in attrs.fields(cls)
        if getattr(value, field.name) != field.default
    }
    return [cls.__name__, fields]


def _unpack(value: Any, sources: Sequence[Source]) -> Any:  # noqa: ANN401 - what was packed
    if not isinstance(value, list):
        return value
    if len(value) == 1:
        return tuple([_unpack(item, sources) for item in value[0]])
    name, content = value
    if name == _SPAN:
        return Span(sources[content[0]], content[1], content[2])
    if name == _LIST:
        return content
    build: Callable[..., Any] = _BY_NAME[name]
    if isinstance(content, list):
        return build(*content)
    return build(**{field: _unpack(item, sources) for field, item in content.items()})
