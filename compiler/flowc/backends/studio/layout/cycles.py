"""Finds the lines that lead back, so that without them no line leads up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from flowc.backends.studio.layout.links import Link, main_first


@attrs.frozen
class Unrolled:
    """The states that were reached, and their lines: those ahead, which make no cycle, and those back."""

    states: list[int]
    ahead: list[Link]
    back: list[Link]


def unroll(leaving: Sequence[Sequence[Link]], roots: Iterable[int]) -> Unrolled:
    """Follows the lines from some states, depth first; a line back is one to a state on the way that led to it."""
    found = Unrolled([], [], [])
    seen: set[int] = set()
    on_way: set[int] = set()
    for root in roots:
        entered: int | None = None if root in seen else root
        way: list[tuple[int, Iterator[Link]]] = []
        while way or entered is not None:
            if entered is not None:
                seen.add(entered)
                on_way.add(entered)
                found.states.append(entered)
                way.append((entered, iter(main_first(leaving[entered]))))
            state, rest = way[-1]
            link = next(rest, None)
            entered = link.target if link and link.target not in seen else None
            if link is None:
                on_way.remove(state)
                way.pop()
            else:
                (found.back if link.target in on_way else found.ahead).append(link)
    return found
