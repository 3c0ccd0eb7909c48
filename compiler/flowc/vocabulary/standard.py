"""The vocabulary of the standard library."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from flowc.resources import stored_vocabulary_text, widget_declarations
from flowc.source import Source
from flowc.vocabulary import stored
from flowc.vocabulary.vocabulary import Vocabulary


def library_sources(library: Path | None = None) -> list[Source]:
    """The declarations of a library, by name; of the standard library, where none is named."""
    return [Source(name, text) for name, text in widget_declarations(library)]


@lru_cache(maxsize=1)
def standard_vocabulary() -> Vocabulary:
    """Twilio's widgets, as the standard library declares them."""
    sources = library_sources()
    text = stored_vocabulary_text()
    found = stored.load(text, sources) if text is not None else None
    return found or read_library(sources)


def read_library(sources: list[Source]) -> Vocabulary:
    """The vocabulary of the library, read from its declarations."""
    # Reading declarations takes the whole of syntax, which a run with a store does not need here.
    from flowc.vocabulary.load import load_vocabulary  # noqa: PLC0415

    vocabulary, problems = load_vocabulary(sources)
    assert not problems, problems
    return vocabulary
