"""Formatting: of a whole file, of some lines, and while one types."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from lsprotocol import types

from flowc.format import FormatError, format_text
from flowc.format.style import STEP
from flowc.lsp.cursor import depth_at
from flowc.lsp.paths import path_of
from flowc.lsp.server import FlowServer
from flowc.source import Source, Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_NEW_LINE, _CLOSING = "\n", "}"


def register(server: FlowServer) -> None:
    """Registers the features."""

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def whole(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        source = server.source(params.text_document)
        return _edits(server, source, 0, len(source.text)) if source is not None else None

    @server.feature(types.TEXT_DOCUMENT_RANGE_FORMATTING)
    def part(params: types.DocumentRangeFormattingParams) -> list[types.TextEdit] | None:
        source = server.source(params.text_document)
        if source is None:
            return None
        positions = server.flows.positions
        start, end = positions.offset(source, params.range.start), positions.offset(source, params.range.end)
        return _edits(server, source, start, end)

    options = types.DocumentOnTypeFormattingOptions(_CLOSING, [_NEW_LINE])

    @server.feature(types.TEXT_DOCUMENT_ON_TYPE_FORMATTING, options)
    def typed(params: types.DocumentOnTypeFormattingParams) -> list[types.TextEdit] | None:
        source = server.flows.source(path_of(params.text_document.uri))
        if source is None:
            return None
        offset = server.flows.positions.offset(source, params.position)
        if params.ch == _NEW_LINE:
            return _indented(server, source, offset)
        opening = _opening(source.text, offset - 1)
        return _edits(server, source, opening, offset) if opening is not None else None


def _edits(server: FlowServer, source: Source, start: int, end: int) -> list[types.TextEdit]:
    """What changes the lines between two offsets into the one style; none where the file has syntax errors."""
    try:
        found = format_text(source.text, source.path)
    except FormatError:
        return []
    if found.diagnostics or found.text == source.text:
        return []
    positions = server.flows.positions
    return [
        types.TextEdit(positions.range(place), text)
        for place, text in differences(source, found.text)
        if place.start <= end and start <= place.end
    ]


def differences(source: Source, text: str) -> Iterator[tuple[Span, str]]:
    """The lines in which a text differs from a source, and what stands there instead."""
    old, new = _LINE.findall(source.text), _LINE.findall(text)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, begin, stop in matcher.get_opcodes():
        if kind != "equal":
            yield Span(source, starts[first], starts[last]), "".join(new[begin:stop])


def _indented(server: FlowServer, source: Source, offset: int) -> list[types.TextEdit]:
    """The indentation of a line that has just been begun."""
    line = source.position(offset)[0]
    start = source.line_starts[line - 1]
    written = re.match(r"[ \t]*", source.text[start:])
    length = len(written.group()) if written is not None else 0
    depth = depth_at(source.text, start)
    if depth is None:
        return []
    if source.text[start + length : start + length + 1] in ("}", "]", ")"):
        depth = max(0, depth - 1)
    wanted = " " * (STEP * depth)
    place = Span(source, start, start + length)
    return [] if place.text == wanted else [types.TextEdit(server.flows.positions.range(place), wanted)]


def _opening(text: str, closing: int) -> int | None:
    """Where the block begins that a `}` ends."""
    if text[closing : closing + 1] != _CLOSING:
        return None
    depth = depth_at(text, closing)
    if not depth:
        return None
    at = closing
    while at >= 0:
        at = text.rfind("{", 0, at)
        if at < 0 or depth_at(text, at) == depth - 1:
            return at if at >= 0 else None
    return None
