"""What a test says, line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

from flowc.play.clock import DEFAULT_START, ManualClock
from flowc.play.happenings import Ending
from flowc.play.questions import Answer
from flowc.play.start import Start
from flowc.script.words import CONTAINS, REGEX, UNSET
from flowc.source import Span


@attrs.frozen
class Text:
    """What a text has to be: equal to another, or, by `how`, to contain it, to match it, or not to be there."""

    text: str
    how: str = ""

    def fits(self, found: str | None) -> bool:
        """Whether a text is as it has to be; None stands for one that is not there."""
        if self.how == UNSET or found is None:
            return self.how == UNSET and found is None
        if self.how == CONTAINS:
            return self.text in found
        if self.how == REGEX:
            return re.search(self.text, found) is not None
        return self.text == found

    def __str__(self) -> str:
        if self.how == UNSET:
            return "nothing"
        shown = f"`{self.text}`"
        return {CONTAINS: f"a text that contains {shown}", REGEX: f"a text that matches {shown}"}.get(self.how, shown)


# Values of the fields of a deed; a mapping holds those of a block, such as `parameters`.
Wanted = Mapping[str, "Text | Wanted"]


@attrs.frozen
class Acts:
    """The contact does something."""

    answer: Answer
    span: Span


@attrs.frozen
class Waits:
    """The contact lets time pass."""

    seconds: float
    span: Span


@attrs.frozen
class Hears:
    """The contact hears a text or an audio file, or (`by_message`) gets a message."""

    text: Text
    by_message: bool
    span: Span


@attrs.frozen
class Passes:
    """The run comes through these steps, in this order; others may stand between them."""

    steps: tuple[Named, ...]
    span: Span


@attrs.frozen
class Avoids:
    """The run has not come to any of these steps."""

    steps: tuple[Named, ...]
    span: Span


@attrs.frozen
class ExpectsValue:
    """A variable has a value."""

    path: str
    text: Text
    span: Span


@attrs.frozen
class ExpectsDeed:
    """The run has, or (`never`) has not, asked something of the outside or sent a message."""

    what: str
    step: Named | None
    fields: Wanted
    never: bool
    span: Span


@attrs.frozen
class ExpectsRecording:
    """The call is being recorded, or is not."""

    on: bool
    span: Span


@attrs.frozen
class ExpectsWarning:
    """Studio has logged a code, or (`never`) has not; 0 stands for any."""

    code: int
    never: bool
    span: Span


@attrs.frozen
class Ends:
    """The run is over."""

    ending: Ending
    span: Span


Expectation = Hears | Passes | Avoids | ExpectsValue | ExpectsDeed | ExpectsRecording | ExpectsWarning | Ends
Line = Acts | Waits | Expectation


@attrs.frozen
class Named:
    """The name of a step, where a test names it."""

    name: str
    span: Span


@attrs.frozen
class Given:
    """What comes of a step's request to the outside, once the contact has acted so many times.

    What stands above all that the contact does holds from the beginning.
    """

    step: Named
    event: Named | None
    values: Mapping[str, Any]
    span: Span
    acts: int = 0


@attrs.frozen
class Subflow:
    """The file that holds the flow of a SID."""

    sid: str
    path: str
    span: Span


@attrs.frozen
class Script:
    """A test: how the run begins, what comes from outside, and the lines that follow each other."""

    name: str
    span: Span
    start: Start
    given: tuple[Given, ...] = ()
    subflows: tuple[Subflow, ...] = ()
    lines: tuple[Line, ...] = ()
    begins: ManualClock = attrs.field(factory=lambda: ManualClock(DEFAULT_START), eq=False)

    def clock(self) -> ManualClock:
        """A clock of its own for one run."""
        return ManualClock(self.begins.now)

    def outcomes(self) -> Mapping[str, list[Given]]:
        """What comes from outside by the steps that ask for it, in the order of the test."""
        found: dict[str, list[Given]] = {}
        for one in self.given:
            found.setdefault(one.step.name, []).append(one)
        return MappingProxyType(found)
