"""What a step of a flow is: the four ways in which a run can pass one.

A step *decides* at once; or it *speaks* TwiML, and then goes on or waits for an answer; or it
*acts* outside, over HTTP. Own steps derive from these classes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

import attrs

from runtime.values import JsonObject

if TYPE_CHECKING:
    from runtime.liquid import Template
    from runtime.run import Run
    from runtime.world import World

# The parameters of a webhook: each name once, with its last value.
Parameters = Mapping[str, str]


@attrs.frozen
class Exit:
    """An exit that a run takes: the event, and the step that it leads to, None where the run ends."""

    event: str
    target: str | None


@attrs.frozen(kw_only=True)
class Step(ABC):
    """A step: its name, and for each of its exits the step that it leads to, None where the run ends."""

    name: str = attrs.field(kw_only=False)
    exits: Mapping[str, str | None]

    def exit(self, event: str) -> Exit | None:
        """The exit of an event, None where the step does not list it."""
        return Exit(event, self.exits[event]) if event in self.exits else None


@attrs.frozen(kw_only=True)
class Decides(Step):
    """A step that is done at once, within the process: a split, Set Variables."""

    @abstractmethod
    def decide(self, run: Run) -> Exit | None:
        """The exit that the run takes, None where it has none for what is so; changes are made in the run."""


@attrs.frozen(kw_only=True)
class Speaks(Step):
    """A step that is TwiML: its verbs stand in `document`, a template in the bundle's folder `twiml`.

    Values with Liquid are given in `liquid`, by the names under which the document prints them.
    Steps of one document follow each other without a choice between them.
    """

    document: str
    liquid: Mapping[str, Template] = attrs.field(factory=dict)

    # The exit of a step that Twilio never answers; None where it does.
    leaves_by: ClassVar[str | None] = None

    def spoken(self, run: Run) -> Mapping[str, str]:
        """The values that the document prints for the step."""
        return {name: run.render(template) for name, template in self.liquid.items()}

    def answered(self, run: Run, parameters: Parameters) -> str:
        """The exit for Twilio's answer to the verb; its outputs are put into the run."""
        raise LookupError(f"{self.name} is not answered")

    def hung_up(self, run: Run) -> str | None:
        """The exit for a caller who hung up while the step waits; None where the run ends then."""
        return None


@attrs.frozen
class Outcome:
    """How an act ended: the exit, and the step's outputs. Without an exit the step waits to be told more."""

    event: str | None
    outputs: JsonObject = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Acts(Step):
    """A step that does something outside, over HTTP, and so may be slow, fail, or end in the unknown.

    The request is rendered and committed before the act; `perform` does it once; `recover` says how
    it ended where the process died in between, without doing it again. `limit` is the most that
    `perform` may take, in seconds: a document is ended before an act that would not fit.
    """

    limit: ClassVar[float]

    @abstractmethod
    def intend(self, run: Run) -> JsonObject:
        """What is to be done, all values rendered, as it is kept in the database."""

    @abstractmethod
    async def perform(self, request: JsonObject, world: World) -> Outcome:
        """Does it. Whatever goes wrong outside is an outcome, not an exception."""

    @abstractmethod
    async def recover(self, request: JsonObject, world: World) -> Outcome:
        """How an act ended of which nobody knows whether it was done."""

    def took(self, run: Run, outcome: Outcome) -> None:
        """Keeps the outputs of an outcome in the run."""
        run.session.put(self.name, outcome.outputs)

    def answered(self, run: Run, parameters: Parameters) -> str:
        """The exit for a webhook to a step that waits after its act."""
        raise LookupError(f"{self.name} is not answered")

    def told(self, run: Run, parameters: Parameters) -> str | None:
        """The exit for a status callback to a step that waits after its act; None where it waits on."""
        return None

    def hung_up(self, run: Run) -> str | None:
        """The exit for a call that ended while the step waits; None where the run ends then."""
        return None
