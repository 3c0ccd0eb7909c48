"""What a step of a flow is: the ways in which a run can pass one.

A step *decides* at once; or it *speaks* TwiML, and then goes on or waits for an answer; or it
*acts* outside, over HTTP; or it speaks on a call, and acts where there is none; or it *nests* a
flow within the flow. Own steps derive from `Decides`, `Speaks` and `Acts`, are frozen attrs classes
as these are, and are added to the flow as any other: `flow.add(OpeningHours("hours", exits={…}))`.

A step keeps nothing in itself: one object serves every call at once. What a run knows is in its
session, which is kept in the database between two webhooks, and so holds JSON values alone.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

import attrs

from runtime.liquid import Template, templates
from runtime.values import JsonObject

if TYPE_CHECKING:
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

    def targets(self) -> Iterable[tuple[str, str | None]]:
        """Each event of the step with the step that it leads to; the flow is checked by them at the start."""
        return self.exits.items()


@attrs.frozen(kw_only=True)
class Decides(Step):
    """A step that is done at once, within the process: a split, Set Variables.

    It must not wait for anything: no file, no network. An own one that counts how often it was passed:

    >>> @attrs.frozen(kw_only=True)
    ... class Attempts(Decides):
    ...     most: int = 3
    ...
    ...     def decide(self, run):
    ...         made = run.session.told(self.name, "made") or 0
    ...         run.put(self.name, {"made": made + 1})
    ...         return self.exit("again" if made + 1 < self.most else "enough")
    >>> Attempts("attempts", most=2, exits={"again": "menu", "enough": None}).exit("again")
    Exit(event='again', target='menu')
    """

    @abstractmethod
    def decide(self, run: Run) -> Exit | None:
        """The exit that the run takes, and None, which ends the run, where there is none for what is so.

        What the step finds out is kept by `run.set` as a variable of the flow (`flow.variables.NAME`),
        or by `run.put` as an output of the step (`widgets.STEP.NAME`).
        """


@attrs.frozen(kw_only=True)
class Nests(Step):
    """A step that runs a flow within the flow: the one that the flow was given by `add_subflow` for a SID.

    It is left by `completed` with the variables that the other flow set, or by `failed`.
    """

    flow_sid: str

    @abstractmethod
    def tells(self, run: Run) -> JsonObject:
        """What the other flow sees as `trigger.parent.parameters`."""


@attrs.frozen(kw_only=True)
class Speaks(Step):
    """A step that is TwiML: its verbs stand in `document`, a template in the bundle's folder `twiml`.

    Values with Liquid are given in `liquid`, by the names under which the document prints them:
    `{{ steps.NAME.value }}`. What a document prints is escaped. Steps of one document follow each
    other without a choice between them, and all are printed or none. A step that Twilio answers is
    the last of its document, and its verb has `action="{{ answer }}"`.

    >>> @attrs.frozen(kw_only=True)
    ... class AskQueue(Speaks):
    ...     def answered(self, run, parameters):
    ...         run.replace(self.name, parameters)
    ...         return "left" if parameters.get("QueueResult") == "leave" else "connected"
    >>> step = AskQueue("ask", document="ask.xml", liquid={"queue": "{{flow.variables.queue}}"}, exits={"left": None})
    >>> sorted(step.prints())
    ['queue']
    """

    document: str
    liquid: Mapping[str, Template] = attrs.field(factory=dict, converter=templates)

    # The exit of a step that Twilio never answers; None where it does.
    leaves_by: ClassVar[str | None] = None
    # The values that are read aloud: the text around their Liquid may be SSML.
    speech: ClassVar[tuple[str, ...]] = ()

    def spoken(self, run: Run) -> Mapping[str, str]:
        """The values that the document prints for the step, by their names."""
        return {
            name: run.speech(template) if name in self.speech else run.render(template)
            for name, template in self.liquid.items()
        }

    def prints(self) -> Collection[str]:
        """The names of the values that `spoken` gives; the document is checked against them at the start."""
        return self.liquid.keys()

    def answered(self, run: Run, parameters: Parameters) -> str:
        """The exit for Twilio's answer to the verb; its outputs are put into the run.

        An exit that the step does not list is ignored, and the call ends.
        """
        raise LookupError(f"{self.name} is not answered")

    @property
    def goes_on_alone(self) -> bool:
        """Whether the run goes on from here when the caller hangs up: then nothing is said before in one document.

        Twilio does not tell in which verb the caller hung up, and one who did before has not come to the step.
        """
        return self.exits.get("hangup") is not None

    def hung_up(self, run: Run) -> str | None:
        """The exit for a caller who hung up while the step waits; None where the run ends then.

        After it the run may act and decide, but it has nobody to speak to.
        """
        return None

    def due(self, run: Run) -> float | None:
        """How many seconds the step waits for its answer, None where it waits for good."""
        return None

    def timed_out(self, run: Run) -> str:
        """The exit for an answer that did not come in time."""
        raise LookupError(f"{self.name} waits for good")


@attrs.frozen
class Outcome:
    """How an act ended: the exit, and the step's outputs. Without an exit the step waits to be told more."""

    event: str | None
    outputs: JsonObject = attrs.field(factory=dict)


@attrs.frozen
class Again:
    """What a step that waits does outside before it waits on or is left: an act once more, by this request."""

    request: JsonObject


@attrs.frozen(kw_only=True)
class Acts(Step):
    """A step that does something outside, over HTTP, and so may be slow, fail, or end in the unknown.

    The request is rendered and committed before the act; `perform` does it once; `recover` says how
    it ended where the process died in between, without doing it again. `limit` is the most that
    `perform` may take, in seconds: a document is ended before an act that would not fit.

    >>> from runtime.http_client import HttpError
    >>> @attrs.frozen(kw_only=True)
    ... class Notify(Acts):
    ...     limit = 3.0
    ...     url: str
    ...
    ...     def intend(self, run):
    ...         return {"contact": run.session.contact}
    ...
    ...     async def perform(self, request, world):
    ...         try:
    ...             content = request["contact"].encode()
    ...             answer = await world.http.send("POST", self.url, within=self.limit, content=content)
    ...         except HttpError:
    ...             return Outcome("failed")
    ...         return Outcome("done" if answer.is_good else "failed", {"status": answer.status})
    ...
    ...     async def recover(self, request, world):
    ...         return Outcome("failed")
    >>> Notify("notify", url="https://example.com/", exits={"done": None, "failed": None}).limit
    3.0
    """

    limit: ClassVar[float]
    # Whether the step, where its time is up, acts again rather than being left.
    polls: ClassVar[bool] = False

    def works(self, run: Run) -> bool:
        """Whether the step works in such a run; one in which it does not is ended (81020)."""
        return True

    @abstractmethod
    def intend(self, run: Run) -> JsonObject:
        """What is to be done, all values rendered, as it is kept in the database until it is done."""

    @abstractmethod
    async def perform(self, request: JsonObject, world: World) -> Outcome:
        """Does it. Whatever goes wrong outside is an outcome, not an exception."""

    @abstractmethod
    async def recover(self, request: JsonObject, world: World) -> Outcome:
        """How an act ended of which nobody knows whether it was done: the failure, where that cannot be found out."""

    def took(self, run: Run, outcome: Outcome) -> None:
        """Keeps the outputs of an outcome in the run, which it may end as well."""
        run.put(self.name, outcome.outputs)

    def leads(self, run: Run) -> str | None:
        """Where the run's call is led while the step waits after its act; None where it is told nothing."""
        return None

    def answered(self, run: Run, parameters: Parameters) -> str | Again:
        """The exit for a webhook to a step that waits after its act, at the `address` that the world named."""
        raise LookupError(f"{self.name} is not answered")

    def told(self, run: Run, parameters: Parameters) -> str | Again | None:
        """The exit for a status callback to a step that waits after its act; None where it waits on."""
        return None

    def hears(self, run: Run) -> str | None:
        """Where the step waits for a message of the contact, from the act on: an address or a Conversation, else None.

        A run that waits so goes on where it has a call, and that ends.
        """
        return None

    def replied(self, run: Run, parameters: Parameters) -> str | Again:
        """The exit for a message of the contact to a step that waits for one; its outputs are put into the run."""
        raise LookupError(f"{self.name} waits for no message")

    def hung_up(self, run: Run) -> str | Again | None:
        """The exit for a call that ended while the step waits; None where the run ends then."""
        return None

    def due(self, run: Run) -> float | None:
        """How many seconds the step waits after its act, None where it waits for good."""
        return None

    def timed_out(self, run: Run) -> str | Again:
        """The exit for a step that waited in vain after its act."""
        raise LookupError(f"{self.name} waits for good")


@attrs.frozen(kw_only=True)
class SpeaksOrActs(Speaks, Acts):
    """A step that is TwiML where a call can hear it, and does something outside in a run without a call."""

    @abstractmethod
    def works(self, run: Run) -> bool:
        """Whether there is something for it to do in a run without a call; else the run ends there (81020)."""
