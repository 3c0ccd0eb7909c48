"""A flow as statements in bodies, before they are spelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from flowc.graph.flow import State

Body = tuple["Statement", ...]


@attrs.frozen(eq=False)
class Statement:
    """A state at its place. `following` is what control goes on with behind it, None for the end of the flow.

    `bodies` are what its exits hold, by the names of the states that they begin with; all other exits
    fall through or are arrows.
    """

    state: State
    following: str | None
    bodies: Mapping[str, Body]


@attrs.frozen(eq=False)
class Entry:
    """An `on` for some events of the trigger: what it leads to, and its body where it has one."""

    events: tuple[str, ...]
    target: str
    body: Body | None


@attrs.frozen(eq=False)
class Tree:
    """All entries, then all sections, each named after its first state."""

    entries: tuple[Entry, ...]
    sections: tuple[Body, ...]


def statements(body: Body) -> Iterator[Statement]:
    """All statements of a body, in the order in which they are written."""
    for statement in body:
        yield statement
        for inner in statement.bodies.values():
            yield from statements(inner)
