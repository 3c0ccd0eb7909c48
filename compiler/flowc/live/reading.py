"""Reads pieces one by one, and puts the tree of the whole text together from what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from flowc.diagnostics import Diagnostic
from flowc.live.piece import Piece
from flowc.source import Source
from flowc.syntax.nodes import Entry, File, Statement, Token
from flowc.syntax.parser import Parsed, parse_tokens
from flowc.syntax.reader import END


def read(source: Source, piece: Piece) -> Piece | None:
    """A piece with what it holds; None where that does not fit the grammar by itself."""
    tokens = piece.tokens
    if piece.opens is not None:
        tokens = tokens[piece.opens + 1 :]
    elif piece.closes is not None:
        tokens = tokens[: piece.closes]
    found = _sound(source, tokens, piece.end)
    return None if found is None else attrs.evolve(piece, entries=found.file.entries, problems=found.diagnostics)


@attrs.frozen(eq=False)
class _Group:
    """A statement of the file that is spread over pieces, and what stands on its lines beside it."""

    pieces: tuple[Piece, ...]
    entries: tuple[Entry, ...]
    problems: tuple[Diagnostic, ...]


class TreeBuilder:
    """Builds the tree of a text from its pieces; statements of which no piece has changed are the same nodes."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._groups: dict[tuple[int, ...], _Group] = {}

    def tree(self, pieces: Sequence[Piece]) -> Parsed | None:
        """The tree, and what is wrong in it; None where the pieces do not fit together."""
        entries: list[Entry] = []
        problems: list[Diagnostic] = []
        groups: dict[tuple[int, ...], _Group] = {}
        for members in _grouped(pieces):
            key = tuple(map(id, members))
            group = self._groups.get(key) or self._group(members)
            if group is None:
                return None
            groups[key] = group
            entries += group.entries
            problems += group.problems
        self._groups = groups
        end = pieces[-1].tokens[-1]
        return Parsed(File(tuple(entries), end), tuple(problems))

    def _group(self, members: tuple[Piece, ...]) -> _Group | None:
        first, last = members[0], members[-1]
        problems = tuple(problem for piece in members for problem in piece.problems)
        if first.opens is None:
            return _Group(members, first.entries, problems) if len(members) == 1 else None
        if last.closes is None or len(members) == 1:
            return None
        head, tail = first.tokens[: first.opens + 1], last.tokens[last.closes :]
        frame = _sound(self.source, (*head, *tail), last.end)
        if frame is None:
            return None
        inside = tuple(entry for piece in members for entry in piece.entries)
        entries = tuple(_filled(entry, head[-1], inside) for entry in frame.file.entries)
        if not any(entry is not before for entry, before in zip(entries, frame.file.entries, strict=True)):
            return None
        return _Group(members, entries, (*frame.diagnostics, *problems))


def _grouped(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """The pieces of each statement of the file together, all others by themselves."""
    members: list[Piece] = []
    for piece in pieces:
        members.append(piece)
        if not piece.ends_inside:
            yield tuple(members)
            members = []
    if members:
        yield tuple(members)


def _filled(entry: Entry, brace: Token, inside: tuple[Entry, ...]) -> Entry:
    """A statement whose block begins with a brace, with what stands in the block."""
    if isinstance(entry, Statement) and entry.block is not None and entry.block.open is brace:
        return attrs.evolve(entry, block=attrs.evolve(entry.block, entries=inside))
    return entry


def _sound(source: Source, tokens: Sequence[Token], end: int) -> Parsed | None:
    """The tree of some tokens; None where a mistake is in them that more than they decides about."""
    closed = list(tokens) if tokens and tokens[-1].type == END else [*tokens, Token(END, "", end)]
    return parse_tokens(source, closed)
