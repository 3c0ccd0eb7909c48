"""Tells a run while it goes on: the lines of the source that run, what happens there, the variables that change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from flowc.language import TRIGGER_TYPE
from flowc.play.happenings import Answered, Entered, Happening
from flowc.script.transcript import line_of
from flowc.source import Span

_INDENT = "    "


@attrs.define
class Narrator:
    """Tells what has happened since it was last asked."""

    happenings: Sequence[Happening]
    places: Mapping[str, Span] = attrs.field(factory=dict)
    echo: bool = True
    _told: int = 0

    def news(self) -> Iterator[str]:
        """The lines that are new; without `echo` what somebody has just typed is none of them."""
        while self._told < len(self.happenings):
            one = self.happenings[self._told]
            self._told += 1
            if isinstance(one, Entered):
                # The trigger stands for all ways to begin, of which one has just been chosen.
                if one.type != TRIGGER_TYPE:
                    yield self._step(one)
            elif (self.echo or not isinstance(one, Answered)) and (line := line_of(one, outputs=True)):
                yield f"{_INDENT}{line}"

    def _step(self, one: Entered) -> str:
        """The first line of a step in its source; of a definition, which has none, its name and type."""
        place = self.places.get(one.step)
        if place is None or one.inner:
            return f"{one.step} ({one.type})"
        return f"{place.source.path}:{place.line}: {place.source.line(place.line).strip()}"
