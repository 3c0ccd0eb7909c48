"""A run of the flow: where it stands and what it knows. All of it is one row of the database."""

from __future__ import annotations

from typing import Literal, TypedDict

import attrs

from runtime.values import Json, JsonObject

# Why a run has ended, where more hangs on it than what people read.
FLOW_ENDED, HUNG_UP, NO_CALL = "flow ended", "hung up", "no call to speak to"

# Whether there is a call that TwiML can speak to: none yet, one that rings, one that was answered, one that ended.
Line = Literal["none", "ringing", "live", "gone"]


class Closing(TypedDict):
    """An act that follows the end of a run: the step that does it, and its request."""

    step: str
    request: JsonObject


@attrs.define(kw_only=True)
class Session:
    """One run of the flow, for one contact: Studio calls it an execution.

    `key` stands in the addresses that Twilio is given and cannot be guessed; `sid` is what Liquid
    sees as `flow.sid`. `address` is the Twilio side (`flow.channel.address`), `contact` the other.

    `step` is where the run stands, None once it has ended. There it either `waits` for the answer
    to what was said, or is still to be entered. `turn` numbers the webhooks that move it: one that
    answers an earlier turn is a repeat. `trigger` is what Liquid sees under that name, `widgets`
    the outputs of each step by its name, `variables` those of Set Variables.
    `recording` is the SID of the recording that a step started and none has stopped, `recordings`
    are those of all that steps have heard of.

    `conversation` is the SID of the Conversation that the run talks in, of the Conversations service
    `service`, None for the account's own. `closing` is what is to be done when the run has ended.

    `claim` is what a flow has one active run for: a contact at an address of the flow. `hears` is the
    address, or the Conversation, at which the step waits for a message of the contact. `letters` are
    the parameters of what Twilio told of messages before anybody could act on it.

    `elsewhere` is what a step keeps of the subflow that it runs in another bundle. `returns` is the address in the
    other bundle at which its call goes on when this run, which is the subflow, has ended.

    While a flow within the flow runs, `subflow` is its SID, and `trigger`, `widgets`, `variables` and
    `data` are its own; `outer` has those of the flow that runs it.
    """

    key: str
    sid: str
    flow: str
    version: str
    contact: str
    address: str
    trigger: JsonObject
    call_sid: str | None = None
    line: Line = "none"
    step: str | None = None
    waits: bool = False
    turn: int = 0
    widgets: dict[str, JsonObject] = attrs.field(factory=dict)
    variables: JsonObject = attrs.field(factory=dict)
    data: JsonObject = attrs.field(factory=dict)
    recording: str | None = None
    conversation: str | None = None
    service: str | None = None
    closing: Closing | None = None
    claim: str | None = None
    hears: str | None = None
    letters: list[JsonObject] = attrs.field(factory=list)
    recordings: list[str] = attrs.field(factory=list)
    subflow: str | None = None
    outer: JsonObject | None = None
    elsewhere: JsonObject | None = None
    returns: str | None = None
    taken: int = 0
    repeated: int = 0
    last: str | None = None
    end: str | None = None

    def finish(self, reason: str) -> None:
        """Ends the run; the reason is for people: `flow ended`, `hung up`, `step limit`."""
        self.step, self.waits, self.hears, self.end = None, False, None, reason

    def put(self, step: str, outputs: JsonObject) -> None:
        """Keeps outputs of a step under its name, over those it had of the same names."""
        self.widgets.setdefault(step, {}).update(outputs)

    def told(self, step: str, name: str) -> Json:
        """An output of a step, None where there is none."""
        return self.widgets.get(step, {}).get(name)
