"""Moves a widget along its row where a line would run over it, or where its own lines would meet others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from flowc.backends.studio.layout.boxes import GAP, GRID, ROW, WIDTH
from flowc.backends.studio.layout.canvas import Position
from flowc.backends.studio.layout.geometry import Box, Line, cross, line, runs_over
from flowc.backends.studio.layout.links import Link, Way

_ROUNDS = 3

# How far a widget may be moved, and in which steps.
_STEP = 6 * GRID
_STEPS = 2 * (WIDTH + GAP) // _STEP

# A line that passes more rows than this runs over something wherever its ends are moved.
_MOST_ROWS = 12

# What has more lines than this is in the way wherever it stands.
_MOST_LINES = 40

# Pairs of lines and boxes that are looked at, and as many again for what is drawn along; a large flow takes no more
# time than that.
_MOST_WORK = 150_000

# How long a detour of a line each fault is worth, in units of the canvas, so that sums of them are exact.
# Measured on people's flows: with half as much for a main way that leads aside, there are as many crossings, and
# fewer main ways are straight.
_CROSSED = 2900
_COVERED = 1450
_BENT = 5800


def cleared(
    positions: Sequence[Position], widths: Sequence[int], leaving: Sequence[Sequence[Link]], trigger: int
) -> list[Position]:
    """The positions with fewer lines over widgets; rows stay, and the trigger at its place."""
    boxes = [Box(*position, width) for position, width in zip(positions, widths, strict=True)]
    clearer = _Clearer([*boxes], [link for own in leaving for link in own])
    for _ in range(_ROUNDS):
        if not sum([clearer.move(state) for state in range(len(boxes)) if state != trigger]):
            break
    for state in range(len(boxes)):
        clearer.draw_along(state)
    moved = clearer.boxes[trigger].left - boxes[trigger].left if boxes else 0
    return [(box.left - moved, box.top) for box in clearer.boxes]


class _Clearer:
    """Tries places for one state after another, while there is time."""

    def __init__(self, boxes: list[Box], links: Sequence[Link]) -> None:
        self.boxes = boxes
        self._links = [
            link for link in links if abs(boxes[link.target].top - boxes[link.source].top) <= _MOST_ROWS * ROW
        ]
        self._ends = [(link.source, link.target) for link in self._links]
        self._work = 0
        self._lines = [line(boxes[link.source], link.port, boxes[link.target]) for link in self._links]
        self._own: list[list[int]] = [[] for _ in boxes]
        self._arriving: list[list[Link]] = [[] for _ in boxes]
        self._leaving = Counter(link.source for link in links)
        self._rows: dict[int, list[int]] = {}
        self._passing: dict[int, list[int]] = {}
        for state, box in enumerate(boxes):
            self._rows.setdefault(box.top // ROW, []).append(state)
        for number, link in enumerate(self._links):
            self._own[link.source].append(number)
            self._own[link.target].append(number)
            self._arriving[link.target].append(link)
            for row in _rows_passed(self._lines[number]):
                self._passing.setdefault(row, []).append(number)

    def move(self, state: int) -> bool:
        """Moves a state where that is worth it; whether it moved."""
        if self._work > _MOST_WORK or len(self._own[state]) > _MOST_LINES:
            return False
        start = self.boxes[state]
        faults, cost = self._cost(state)
        if not faults:
            return False
        best = start
        for box in self._places(state):
            self._put(state, box)
            less, price = self._cost(state)
            if less < faults and price < cost:
                best, cost = box, price
        self._put(state, best)
        return best != start

    def draw_along(self, state: int) -> None:
        """Moves what only leads on to a state, and stood straight above it, to where the state has been moved."""
        stem = self._stem(state)
        if not stem or self._work > 2 * _MOST_WORK:
            return
        before = [self.boxes[one] for one in stem]
        aside = _middle(self.boxes[state]) - _middle(before[0])
        after = [box._replace(left=box.left + aside) for box in before]
        if aside == 0 or not all(self._is_free(one, box, stem) for one, box in zip(stem, after, strict=True)):
            return
        price = sum(self._cost(one)[1] for one in stem)
        for one, box in zip(stem, after, strict=True):
            self._put(one, box)
        if sum(self._cost(one)[1] for one in stem) >= price:
            for one, box in zip(stem, before, strict=True):
                self._put(one, box)

    def _stem(self, state: int) -> list[int]:
        """The states above one of which each leads only to the next, the nearest first."""
        found: list[int] = []
        while len(found) < _MOST_ROWS:
            below = found[-1] if found else state
            top = self.boxes[below].top
            above = [link.source for link in self._arriving[below] if self.boxes[link.source].top < top]
            if len(above) != 1 or self._leaving[above[0]] != 1:
                break
            found += above
        return found

    def _is_free(self, state: int, box: Box, but_for: Sequence[int]) -> bool:
        """Whether a state has room at a place of its row."""
        row = self._rows[box.top // ROW]
        return not any(_meet(self.boxes[other], box) for other in row if other != state and other not in but_for)

    def _places(self, state: int) -> Iterator[Box]:
        """The free places of the row, the near ones first."""
        box = self.boxes[state]
        row = self._rows[box.top // ROW]
        self._work += len(row)
        reach = box._replace(left=box.left - _STEPS * _STEP, width=box.width + 2 * _STEPS * _STEP)
        others = [self.boxes[other] for other in row if other != state and _meet(self.boxes[other], reach)]
        for step in range(1, _STEPS + 1):
            for left in (box.left + step * _STEP, box.left - step * _STEP):
                place = box._replace(left=left)
                if self._work <= _MOST_WORK and not any(_meet(place, other) for other in others):
                    yield place

    def _put(self, state: int, box: Box) -> None:
        self.boxes[state] = box
        for number in self._own[state]:
            link = self._links[number]
            self._lines[number] = line(self.boxes[link.source], link.port, self.boxes[link.target])

    def _cost(self, state: int) -> tuple[int, int]:
        """What is wrong with where a state stands, and how untidy that is in all."""
        box = self.boxes[state]
        passing = self._passing.get(box.top // ROW, ())
        self._work += len(passing)
        faults = _COVERED * sum(
            state not in self._ends[number] and runs_over(self._lines[number], box) for number in passing
        )
        faults += sum(self._faults(number) for number in self._own[state])
        return faults, faults + sum(self._untidy(number) for number in self._own[state])

    def _faults(self, number: int) -> int:
        """What a line crosses and runs over."""
        own = self._lines[number]
        rows = _rows_passed(own)
        boxes = [
            self.boxes[state] for row in rows for state in self._rows.get(row, ()) if state not in self._ends[number]
        ]
        lines = [other for row in rows for other in self._passing[row]]
        self._work += len(boxes) + len(lines)
        covered = sum(runs_over(own, box) for box in boxes)
        return _COVERED * covered + _CROSSED * sum(cross(own, self._lines[other]) for other in dict.fromkeys(lines))

    def _untidy(self, number: int) -> int:
        """How far a line leads aside, and whether it should not at all."""
        source, target = (self.boxes[state] for state in self._ends[number])
        aside = abs(2 * source.left + source.width - 2 * target.left - target.width) // 2
        bent = self._links[number].way is Way.ON and source.top < target.top and aside >= GRID
        return aside + _BENT * bent


def _middle(box: Box) -> int:
    return box.left + box.width // 2


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes of a row stand closer than they may."""
    return one.left < other.left + other.width + GAP and other.left < one.left + one.width + GAP


def _rows_passed(line: Line) -> range:
    """The rows that a line touches, each with the gap below it."""
    low, high = sorted((line[1], line[3]))
    return range(int(low // ROW), int(-(-high // ROW)))
