"""Finds by indentation which `}` is missing, and which is one too many.

Counting alone finds them only at the end of the file, far from the mistake. None of this runs on a text
that fits the grammar: indentation is taste, not syntax.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from flowc.diagnostics import Diagnostic, Fix, Note
from flowc.source import Source, Span
from flowc.syntax.findings import MAX_FINDINGS, error, place_of
from flowc.syntax.nodes import Token
from flowc.syntax.reader import END
from flowc.syntax.recovery.block_borders import closing_place, opening_place
from flowc.syntax.recovery.stream import BRACKETS, CLOSING_BRACKETS, GAPS, absorbed, added, width


@attrs.frozen
class _Brace:
    """A brace: the index of its token, its line and that line's indentation, and how it stands on it."""

    index: int
    opens: bool
    line: int
    width: int
    is_first: bool
    is_last: bool


@attrs.define
class _Missing:
    """An opening brace that is not closed, and the index of the token before which it is closed at the latest."""

    brace: _Brace
    before: int


@attrs.define
class _Edits:
    """What to change: braces to add before tokens, and tokens to leave out."""

    source: Source
    tokens: list[Token]
    problems: list[Diagnostic] = attrs.field(factory=list)
    _additions: dict[int, list[str]] = attrs.field(factory=dict)
    _left_out: set[int] = attrs.field(factory=set)

    def close(self, missing: _Missing) -> None:
        """Adds the `}` of a block where it seems to end."""
        brace = missing.brace
        place = closing_place(self.tokens, brace.index, missing.before, brace.width, is_last=brace.is_last)
        self._additions.setdefault(place, []).append("RIGHT_BRACE")
        self.problems.append(_unclosed(self.source, self.tokens, brace.index, place))

    def open_or_leave_out(self, brace: _Brace) -> None:
        """Adds the `{` of a block where it seems to begin; where none does, the `}` goes."""
        place = opening_place(self.tokens, brace.index, brace.width) if brace.is_first else None
        if place is None:
            self._left_out.add(brace.index)
            self.problems.append(_too_many(self.source, self.tokens[brace.index]))
        else:
            self._additions.setdefault(place, []).append("LEFT_BRACE")
            self.problems.append(_unopened(self.source, self.tokens[brace.index], self.tokens[place - 1]))

    def applied(self) -> list[Token]:
        """The tokens as changed."""
        if not self.problems:
            return self.tokens
        kept: list[Token] = []
        waiting: list[Token] = []  # left out, until the next token takes their text
        for index, token in enumerate(self.tokens):
            kept += [added(kind, kept[-1].end) for kind in self._additions.get(index, ())]
            if index in self._left_out:
                waiting.append(token)
                continue
            kept.append(absorbed(waiting, token) if waiting else token)
            waiting.clear()
        return kept


def balance_braces(source: Source, tokens: list[Token]) -> tuple[list[Token], list[Diagnostic]]:
    """The tokens of a source in which all blocks are closed, and what to say of those that were not."""
    braces = list(_braces(tokens))
    missing, surplus = _mistakes(braces, len(tokens) - 1)
    edits = _Edits(source, tokens)
    for found in missing:
        edits.close(found)
    for brace in surplus[: MAX_FINDINGS + 1]:
        edits.open_or_leave_out(brace)
    return edits.applied(), edits.problems


def _braces(tokens: list[Token]) -> Iterator[_Brace]:
    line = indentation = depth = 0
    is_first = True
    for index, token in enumerate(tokens):
        if is_first:
            indentation = width(token)
        if token.type in ("LEFT_BRACE", "RIGHT_BRACE"):
            is_last = tokens[index + 1].type in GAPS
            yield _Brace(index, token.type == "LEFT_BRACE", line, indentation, is_first, is_last)
        depth += (token.type in BRACKETS) - (token.type in CLOSING_BRACKETS)
        is_first = token.type == "NEWLINE" and not depth
        line += is_first


def _mistakes(braces: list[_Brace], end: int) -> tuple[list[_Missing], list[_Brace]]:
    """The braces that are not closed, and those that close nothing."""
    missing, surplus, partners = _by_counting(braces, end)
    number = len(missing) + len(surplus)
    seen_missing, seen_surplus = _by_indentation(braces, end)
    if not number:
        # One missing above and one too many below, or only one that is indented wrongly?
        widths = {brace.index: brace.width for brace in braces}
        is_pair = len(seen_surplus) == 1 and partners[seen_surplus[0].index] != seen_missing[0].brace.index
        is_sure = is_pair and widths[partners[seen_surplus[0].index]] == seen_surplus[0].width
        return (seen_missing, seen_surplus) if is_sure else ([], [])
    seen_missing, seen_surplus = _without_pairs(seen_missing, seen_surplus, number)
    if len(seen_missing) + len(seen_surplus) == number:
        return seen_missing, seen_surplus
    return missing, surplus


def _by_counting(braces: list[_Brace], end: int) -> tuple[list[_Missing], list[_Brace], dict[int, int]]:
    """The same when nothing but the order counts; and which brace is closed by each closing one."""
    opened: list[_Brace] = []
    surplus: list[_Brace] = []
    partners: dict[int, int] = {}
    for brace in braces:
        if brace.opens:
            opened.append(brace)
        elif opened:
            partners[brace.index] = opened.pop().index
        else:
            surplus.append(brace)
    return [_Missing(brace, end) for brace in opened], surplus, partners


def _by_indentation(braces: list[_Brace], end: int) -> tuple[list[_Missing], list[_Brace]]:
    """A `}` that begins its line belongs to the `{` of the line that is indented as far."""
    opened: list[_Brace] = []
    places: dict[int, list[int]] = {}  # where in `opened` those of each indentation stand
    missing: list[_Missing] = []
    surplus: list[_Brace] = []
    for brace in braces:
        if brace.opens:
            places.setdefault(brace.width, []).append(len(opened))
            opened.append(brace)
            continue
        place = (places.get(brace.width) or [-1])[-1] if brace.is_first else len(opened) - 1
        if place < 0:
            surplus.append(brace)
            continue
        missing += [_Missing(inner, brace.index) for inner in opened[place + 1 :]]
        for inner in opened[place:]:
            places[inner.width].pop()
        del opened[place:]
    return missing + [_Missing(brace, end) for brace in opened], surplus


def _without_pairs(missing: list[_Missing], surplus: list[_Brace], number: int) -> tuple[list[_Missing], list[_Brace]]:
    """Takes a missing `}` and the next one too many for a single one that is only indented wrongly.

    Only as many as it takes to come down to the number of mistakes that there are by counting.
    """
    pairs = (len(missing) + len(surplus) - number) // 2
    order = sorted([*(found.brace for found in missing), *surplus], key=lambda brace: brace.index)
    waiting: list[_Brace] = []
    paired: set[int] = set()
    for brace in order:
        if brace.opens:
            waiting.append(brace)
        elif waiting and pairs > 0:
            paired |= {waiting.pop().index, brace.index}
            pairs -= 1
    return (
        [found for found in missing if found.brace.index not in paired],
        [brace for brace in surplus if brace.index not in paired],
    )


def _unclosed(source: Source, tokens: list[Token], opener: int, place: int) -> Diagnostic:
    at = tokens[place]
    ends_file = at.type == END
    where = Span(source, at.start, at.start if at.type in ("NEWLINE", END) else at.end)
    return error(
        "FLW004",
        "a block is not closed",
        place_of(source, tokens[opener]),
        label="this `{` has no `}`",
        notes=(Note("the file ends here" if ends_file else "the block seems to end here", where),),
        help="write `}` where the block ends, on a line of its own",
    )


def _too_many(source: Source, token: Token) -> Diagnostic:
    place = place_of(source, token)
    return error(
        "FLW005",
        "a `}` too many",
        place,
        label="no block is open here",
        help="remove it",
        fixes=(Fix("remove it", place, ""),),
    )


def _unopened(source: Source, token: Token, before: Token) -> Diagnostic:
    beginning = Span(source, before.end, before.end)
    return error(
        "FLW005",
        "a `}` without its `{`",
        place_of(source, token),
        label="no block is open here",
        notes=(Note("the block seems to begin here", beginning),),
        help="write `{` at the end of the line with which the block begins",
        fixes=(Fix("write `{`", beginning, " {"),),
    )
