"""Makes a vocabulary of the sources that declare it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from flowc.diagnostics import Diagnostic
from flowc.resources import stdlib_root
from flowc.source import Source
from flowc.syntax import parse
from flowc.syntax.nodes import File, Statement
from flowc.vocabulary.documented import documented
from flowc.vocabulary.read_widget import read_widget
from flowc.vocabulary.vocabulary import Vocabulary
from flowc.vocabulary.widget import Widget

DECLARATION = "widget"


def read_declarations(source: Source, file: File) -> tuple[list[Widget], list[Diagnostic]]:
    """The widgets that a file declares, and what is wrong with the declarations."""
    widgets: list[Widget] = []
    problems: list[Diagnostic] = []
    for item, documentation in documented(file.entries):
        if isinstance(item, Statement) and item.head is not None and item.head.text == DECLARATION:
            widget, found = read_widget(source, item, documentation)
            problems += found
            if widget is not None:
                widgets.append(widget)
    return widgets, problems


def load_vocabulary(sources: Iterable[Source]) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    """The vocabulary that sources declare, and what is wrong with them."""
    widgets: list[Widget] = []
    problems: list[Diagnostic] = []
    for source in sources:
        parsed = parse(source)
        found, bad = read_declarations(source, parsed.file)
        widgets += found
        problems += [*parsed.diagnostics, *bad]
    return Vocabulary.of(widgets), tuple(problems)


def library_sources(root: Path) -> list[Source]:
    """The sources of the widgets in a library's folder, by name."""
    paths = sorted((root / "widgets").glob("*.flow"))
    return [Source(path.as_posix(), path.read_text(encoding="utf-8")) for path in paths]


@lru_cache(maxsize=1)
def standard_vocabulary() -> Vocabulary:
    """Twilio's widgets, as the standard library declares them."""
    vocabulary, problems = load_vocabulary(library_sources(stdlib_root()))
    assert not problems, problems
    return vocabulary
