"""The store of a vocabulary gives back what was read, and is used only for the sources it was made of."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest

from flowc.generate import generated
from flowc.source import Source
from flowc.vocabulary import standard_vocabulary, stored
from flowc.vocabulary.load import load_vocabulary
from flowc.vocabulary.standard import library_sources, read_library
from flowc.vocabulary.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return library_sources()


@pytest.fixture(scope="module")
def read(sources: list[Source]) -> Vocabulary:
    return read_library(sources)


def test_what_was_stored_is_loaded_field_by_field(sources: list[Source], read: Vocabulary) -> None:
    loaded = stored.load(stored.dump(read, sources), sources)

    assert loaded == read


def test_places_still_lead_into_the_declarations(sources: list[Source], read: Vocabulary) -> None:
    loaded = stored.load(stored.dump(read, sources), sources)

    assert loaded is not None
    for widget in loaded.types.values():
        assert widget.span.text.startswith("widget ")
        assert all(option.name in option.span.text for option in widget.all_options())


def test_a_store_of_other_sources_is_not_used(sources: list[Source], read: Vocabulary) -> None:
    text = stored.dump(read, sources)
    changed = [*sources[:-1], Source(sources[-1].path, sources[-1].text + "\n")]

    assert stored.load(text, changed) is None
    assert stored.load(text, sources[:-1]) is None


def test_a_store_of_another_version_is_not_used(sources: list[Source], read: Vocabulary) -> None:
    content = json.loads(stored.dump(read, sources))
    content["version"] += 1

    assert stored.load(json.dumps(content), sources) is None


def test_a_list_as_a_default_is_loaded_as_a_list() -> None:
    source = Source("own.flow", "widget own {\n  ## One.\n  option a: set(x, y) = [x, y]\n  exit done main\n}\n")
    vocabulary, problems = load_vocabulary([source])
    loaded = stored.load(stored.dump(vocabulary, [source]), [source])

    assert problems == ()
    assert loaded == vocabulary
    assert loaded is not None
    assert next(loaded.types["own"].all_options()).emitted == ["x", "y"]


def test_every_class_of_a_vocabulary_can_be_stored(read: Vocabulary) -> None:
    """A class that is missing from the store's table would only fail where it is first used."""
    seen: set[type] = set()
    stack: list[object] = list(read.types.values())
    while stack:
        value = stack.pop()
        cls: type[Any] = type(value)
        if attrs.has(cls) and cls.__module__.startswith("flowc.vocabulary"):
            seen.add(cls)
            stack += [getattr(value, field.name) for field in attrs.fields(cls)]
        elif isinstance(value, tuple):
            stack += value

    assert seen <= set(stored._CLASSES)


def test_the_files_that_are_generated_are_current() -> None:
    for path, text in generated().items():
        assert path.read_text(encoding="utf-8") == text, "run `python -m flowc.generate`"


def test_the_standard_vocabulary_is_that_of_its_declarations(read: Vocabulary) -> None:
    standard = standard_vocabulary()

    assert stored.dump(standard, _sources(standard)) == stored.dump(read, _sources(read))


def _sources(vocabulary: Vocabulary) -> list[Source]:
    return list(dict.fromkeys(widget.span.source for widget in vocabulary.types.values()))
