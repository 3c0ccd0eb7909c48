"""Which statement a place of a file stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from flowc.syntax.nodes import Block, File, Statement, first_token, items, last_token


class Statements:
    """The places of all statements of a file, those inside of others included."""

    def __init__(self, file: File) -> None:
        places = sorted(_places(file), key=lambda place: (place[0], -place[1]))
        self._starts = [start for start, _ in places]
        self._ends = [end for _, end in places]
        self._by_end = {end: number for number, end in enumerate(self._ends)}
        # The number of the statement around each.
        self._around: list[int] = []
        open_ones: list[int] = []
        for number, (_, end) in enumerate(places):
            while open_ones and self._ends[open_ones[-1]] < end:
                open_ones.pop()
            self._around.append(open_ones[-1] if open_ones else -1)
            open_ones.append(number)

    def beginning_at(self, offset: int) -> tuple[int, int] | None:
        """The place of the statement that begins at an offset."""
        number = bisect_left(self._starts, offset)
        is_there = number < len(self._starts) and self._starts[number] == offset
        return (offset, self._ends[number]) if is_there else None

    def ending_at(self, offset: int) -> tuple[int, int] | None:
        """The place of the statement that ends at an offset."""
        number = self._by_end.get(offset)
        return (self._starts[number], offset) if number is not None else None

    def start_of(self, offset: int) -> int | None:
        """Where the innermost statement begins that holds an offset; its end belongs to it."""
        number = bisect_right(self._starts, offset) - 1
        while number >= 0 and self._ends[number] < offset:
            number = self._around[number]
        return self._starts[number] if number >= 0 else None


def _places(file: File) -> Iterator[tuple[int, int]]:
    waiting: list[File | Block] = [file]
    while waiting:
        for item in items(waiting.pop().entries):
            if isinstance(item, Statement):
                yield first_token(item).start, last_token(item).end
                bodies = (item.block, *(branch.body for branch in item.elses))
                waiting += [body for body in bodies if isinstance(body, Block)]
