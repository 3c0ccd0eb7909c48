"""What a document is to say."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
from markupsafe import escape

from runtime.step import Speaks


@attrs.frozen
class Spoken:
    """A step in a document, and the values that the document prints for it."""

    step: Speaks
    values: Mapping[str, str]

    @property
    def size(self) -> int:
        """How many bytes the values take in a document."""
        return sum(len(escape(value).encode()) for value in self.values.values())


@attrs.define
class Script:
    """Steps that are spoken one after another, in parts: each part is the steps of one template."""

    parts: list[list[Spoken]] = attrs.field(factory=list)

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.parts)

    def begins(self, step: Speaks) -> bool:
        """Whether a step would begin a part: it stands in another template, or it comes again."""
        if not self.parts:
            return True
        last = self.parts[-1]
        return last[0].step.document != step.document or any(one.step is step for one in last)

    def add(self, spoken: Spoken) -> None:
        """Says one step more."""
        if self.begins(spoken.step):
            self.parts.append([])
        self.parts[-1].append(spoken)

    def break_off(self, step: Speaks) -> None:
        """Ends before a step; a part that this would leave unfinished is not said, since a template is one piece."""
        if not self.begins(step):
            self.parts.pop()
