"""Makes a vocabulary of the sources that declare it."""

from __future__ import annotations

from collections.abc import Iterable

from flowc.diagnostics import Diagnostic
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
