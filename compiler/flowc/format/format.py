"""Formats a text, and proves of the result that it says what the text said."""

from __future__ import annotations

import attrs

from flowc.collector import paused_collector
from flowc.diagnostics import Diagnostic
from flowc.format.equivalence import comments, meaning
from flowc.format.file_statements import lay_file
from flowc.format.layout import Layout
from flowc.format.names import Names
from flowc.language import WIDGET
from flowc.source import Source
from flowc.syntax import Parsed, parse
from flowc.syntax.nodes import File, Statement, items
from flowc.vocabulary import Vocabulary, standard_vocabulary

_LF, _CR_LF = "\n", "\r\n"


class FormatError(Exception):
    """The formatter would have broken its promise: a fault of flowc, and the text is left as it is."""


@attrs.frozen
class Formatted:
    """A formatted text. Where `diagnostics` are, the text has syntax errors and is what it was."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()


def format_text(text: str, path: str = "<text>", *, vocabulary: Vocabulary | None = None) -> Formatted:
    """A flow in the one style; it compiles to what it compiled to before.

    A text with syntax errors stays as it is, and the errors are told. Raises FormatError where the
    result would not say the same as the text; nothing is known that would make it.
    """
    with paused_collector():
        return _formatted(text, path, vocabulary or standard_vocabulary())


def lay_text(text: str, *, vocabulary: Vocabulary) -> str:
    """A text without syntax errors in the one style, without the proof that it says the same."""
    source = Source("<text>", text)
    file = parse(source).file
    return _printed(file, Names(_known(file, source, vocabulary)), _line_end(text))


def _formatted(text: str, path: str, vocabulary: Vocabulary) -> Formatted:
    before = parse(Source(path, text))
    if before.diagnostics:
        return Formatted(text, before.diagnostics)
    names = Names(_known(before.file, Source(path, text), vocabulary))
    line_end = _line_end(text)
    found = _printed(before.file, names, line_end)
    after = parse(Source(path, found))
    if after.diagnostics and not after.complete:
        # With its lines apart it passes a limit.
        return Formatted(text, after.diagnostics)
    _prove(before, after, names, _printed(after.file, names, line_end) == found)
    return Formatted(found)


def _known(file: File, source: Source, vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary with what the file declares itself; few files do, so their reader is imported only then."""
    if not any(isinstance(item, Statement) and item.head and item.head.text == WIDGET for item in items(file.entries)):
        return vocabulary
    from flowc.vocabulary.load import read_declarations  # noqa: PLC0415 - few files declare any

    return vocabulary.extended(read_declarations(source, file)[0])


def _line_end(text: str) -> str:
    """CR LF where the first line ends in it, else LF."""
    first = text.find(_LF)
    return _CR_LF if first > 0 and text[first - 1] == "\r" else _LF


def _printed(file: File, names: Names, line_end: str) -> str:
    lines = lay_file(Layout(names), file)
    # A text of several lines holds LF only until here.
    return "".join(f"{line}\n" for line in lines).replace(_LF, line_end)


def _prove(before: Parsed, after: Parsed, names: Names, is_stable: bool) -> None:
    """Raises FormatError where a promise is broken."""
    if after.diagnostics:
        raise FormatError("the formatted text could not be read again")
    if meaning(before.file, names) != meaning(after.file, names):
        raise FormatError("the formatted text would not say the same")
    if comments(before.file) != comments(after.file):
        raise FormatError("a comment would be lost")
    if not is_stable:
        raise FormatError("the formatted text would be formatted otherwise again")
