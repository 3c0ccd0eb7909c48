"""Keeps what is known of all states of a flow together, while the flow is edited."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar, cast

Found = TypeVar("Found")


class KeptFacts:
    """Results of analyses, each with all that it was worked out of.

    What is kept knows states by their numbers and exits by theirs, so that it is as true of another flow
    in which the same can be said of each state.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[Sequence[object], object]] = {}

    def of(self, name: Hashable, said: Sequence[object], work: Callable[[], Found]) -> Found:
        """What an analysis found of what is said of the states; it runs only where something else was said before."""
        known = self._known.get(name)
        if known is not None and known[0] == said:
            return cast(Found, known[1])
        found = work()
        self._known[name] = (said, found)
        return found
