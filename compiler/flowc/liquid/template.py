"""What a text with Liquid holds: its outputs, the values that it reads, its filters and tags.

All places are offsets in the text, `end` exclusive.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    # Few texts have one, and start-up is felt on every run.
    from flowc.liquid.problem import Problem


@attrs.frozen
class Word:
    """A name in Liquid: that of a filter or a tag."""

    text: str
    start: int
    end: int


@attrs.frozen
class Part:
    """A step of a path: a name, an index, or None for one that is worked out at run time."""

    key: str | int | None
    start: int
    end: int


@attrs.frozen(slots=False)
class Path:
    """What a template reads: `widgets.menu.Digits`, `orders[0].id`. The first part is its root."""

    parts: tuple[Part, ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.parts[-1].end

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names that it begins with, up to the first part that is none."""
        found: list[str] = []
        for part in self.parts:
            if not isinstance(part.key, str):
                break
            found.append(part.key)
        return tuple(found)

    @property
    def is_whole(self) -> bool:
        """Whether it has names alone."""
        return len(self.names) == len(self.parts)


@attrs.frozen
class Read:
    """A path with the filters that its value goes through.

    `guarded` says that the template provides for a value that is not there: by `default`, or by a
    condition around it. `local` is one of which the template itself says what it is.
    """

    path: Path
    filters: tuple[Word, ...] = ()
    guarded: bool = False
    local: bool = False


@attrs.frozen
class Output:
    """`{{ … }}`: what it prints; `read` is None where that is no path."""

    start: int
    end: int
    read: Read | None
    filters: tuple[Word, ...] = ()


@attrs.frozen
class Template:
    """A text with Liquid, read. Of one with a `problem` nothing else is known."""

    text: str
    outputs: tuple[Output, ...] = ()
    reads: tuple[Read, ...] = ()
    filters: tuple[Word, ...] = ()
    tags: tuple[Word, ...] = ()
    problem: Problem | None = None
