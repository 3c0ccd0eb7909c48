"""What can be folded: blocks, lists and texts of several lines, runs of comments and of `use`."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from flowc.language import USE
from flowc.lsp.paths import path_of
from flowc.lsp.server import FlowServer
from flowc.source import Source
from flowc.syntax.nodes import File, Statement, Token, first_token, items, last_token, tokens

_PAIRS = {"LEFT_BRACE": "RIGHT_BRACE", "LEFT_BRACKET": "RIGHT_BRACKET", "LEFT_PAREN": "RIGHT_PAREN"}
_COMMENTS = frozenset({"COMMENT", "DOC_COMMENT"})


def register(server: FlowServer) -> None:
    """Registers the feature."""

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def fold(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        path = path_of(params.text_document.uri)
        parsed, source = server.flows.parsed(path), server.flows.source(path)
        if parsed is None or source is None:
            return []
        every = [*_blocks(source, parsed.file), *_comments(source, parsed.file), *_uses(source, parsed.file)]
        return sorted(every, key=lambda one: (one.start_line, one.end_line))


def _blocks(source: Source, file: File) -> Iterator[types.FoldingRange]:
    """What stands between braces and brackets on different lines; the line of the closing one stays visible."""
    opened: list[Token] = []
    for token in tokens(file):
        if token.type in _PAIRS:
            opened.append(token)
        elif opened and token.type == _PAIRS[opened[-1].type]:
            start, end = _line(source, opened.pop().start), _line(source, token.start)
            if end - 1 > start:
                yield types.FoldingRange(start, end - 1)
        elif token.type == "LONG_STRING" and _line(source, token.end) > _line(source, token.start):
            yield types.FoldingRange(_line(source, token.start), _line(source, token.end))


def _comments(source: Source, file: File) -> Iterator[types.FoldingRange]:
    """Comments on lines that stand behind one another."""
    lines = [
        _line(source, token.start) for token in tokens(file) if token.type in _COMMENTS and _is_first(source, token)
    ]
    yield from _runs(lines, types.FoldingRangeKind.Comment)


def _uses(source: Source, file: File) -> Iterator[types.FoldingRange]:
    found = [
        item for item in items(file.entries) if isinstance(item, Statement) and item.head and item.head.text == USE
    ]
    lines = [line for item in found for line in _lines(source, item)]
    yield from _runs(lines, types.FoldingRangeKind.Imports)


def _lines(source: Source, item: Statement) -> range:
    return range(_line(source, first_token(item).start), _line(source, last_token(item).end) + 1)


def _runs(lines: list[int], kind: types.FoldingRangeKind) -> Iterator[types.FoldingRange]:
    """Of some lines those that stand behind one another."""
    start = last = -2
    for line in [*lines, -2]:
        if line != last + 1:
            if last > start:
                yield types.FoldingRange(start, last, kind=kind)
            start = line
        last = line


def _is_first(source: Source, token: Token) -> bool:
    line = source.line(_line(source, token.start) + 1)
    return line.lstrip(" \t").startswith(token.text[:2])


def _line(source: Source, offset: int) -> int:
    return source.position(offset)[0] - 1
