"""The choices of a generated program, and what they reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
Feature = tuple[str, str]


class Choices:
    """Draws what a generator chooses; the first of several options is the simplest."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self.reached: set[Feature] = set()

    def number(self, low: int, high: int) -> int:
        """A number between two, both included."""
        return self._draw(st.integers(low, high))

    def among(self, options: Sequence[T]) -> T:
        """One of several."""
        return options[self.number(0, len(options) - 1)]

    def one_in(self, count: int) -> bool:
        """True once in so many times."""
        return self.number(0, count - 1) == count - 1

    def some(self, options: Sequence[T], *, least: int = 0) -> list[T]:
        """Some of several, in their order."""
        found = [option for option in options if self.one_in(2)]
        return found if len(found) >= least else list(options[:least])

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """All of several, in any order."""
        return self._draw(st.permutations(options)) if len(options) > 1 else list(options)

    def reach(self, kind: str, name: str) -> None:
        """Notes that something of a kind was reached."""
        self.reached.add((kind, name))
