"""What both generations of Make Outgoing Call do: a call is placed, and the run waits for what becomes of it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

import attrs
import structlog

from runtime.liquid import Template, template
from runtime.run import Run
from runtime.step import Acts, Outcome, Parameters
from runtime.twilio_rest import TwilioError, TwilioUnansweredError
from runtime.values import Json, JsonObject
from runtime.world import World

# The exit for each state in which a call can end unanswered: https://www.twilio.com/docs/voice/api/call-resource
_EXITS: Mapping[str, str] = MappingProxyType(
    {"busy": "busy", "no-answer": "noAnswer", "failed": "failed", "canceled": "failed"}
)
# The outputs that the answer to the request already tells, by the names that Twilio's webhooks give them.
_NAMES: Mapping[str, str] = MappingProxyType(
    {"CallSid": "sid", "CallStatus": "status", "AccountSid": "account_sid", "From": "from", "To": "to"}
)
# Twilio may ring five seconds longer than it was told, and then comes the detection of machines.
_GRACE = 150

_log = structlog.get_logger(__name__)


@attrs.frozen(kw_only=True)
class OutgoingCall(Acts):
    """A call from the flow's address to the contact. Once answered it is the run's call."""

    limit: ClassVar[float] = 6.0

    from_: Template = attrs.field(default=Template("{{flow.channel.address}}"), converter=template)
    to: Template = attrs.field(default=Template("{{contact.channel.address}}"), converter=template)
    record: bool = False
    timeout: int = 60

    @abstractmethod
    def form(self, run: Run) -> JsonObject:
        """The parameters of the Calls resource that are the step's own."""

    def intend(self, run: Run) -> JsonObject:
        """The parameters of the Calls resource, but for our addresses."""
        return {
            "From": run.render(self.from_).strip(),
            "To": run.render(self.to).strip(),
            "Timeout": self.timeout,
            **self.form(run),
        }

    async def perform(self, request: JsonObject, world: World) -> Outcome:
        """Waits where the call was placed, or may have been: Twilio tells. `failed` where it was not."""
        form: dict[str, Json] = {
            **request,
            "Url": world.address,
            "Method": "POST",
            # Where a process dies under a webhook, Twilio asks here; without it the caller hears an error, and that
            # is the end of the call: https://www.twilio.com/docs/availability-reliability
            "FallbackUrl": world.address,
            "FallbackMethod": "POST",
            "StatusCallback": world.status,
            "StatusCallbackMethod": "POST",
            "StatusCallbackEvent": ["completed"],
        }
        if form.get("Record") is True:
            form.setdefault("RecordingStatusCallback", world.recording)
        try:
            call = await world.twilio.create_call(form, within=self.limit)
        except TwilioUnansweredError:
            return Outcome(None)
        except TwilioError as error:
            _log.warning("call not placed", code=81008, step=self.name, error=str(error))
            return Outcome("failed")
        return Outcome(None, {name: call.get(theirs) for name, theirs in _NAMES.items()})

    async def recover(self, request: JsonObject, world: World) -> Outcome:
        """Waits: if the call was placed, Twilio will ask what to say to it, or tell that nobody answers."""
        return Outcome(None)

    def took(self, run: Run, outcome: Outcome) -> None:
        """The call is the run's from now on."""
        run.replace(self.name, outcome.outputs)
        call_sid = outcome.outputs.get("CallSid")
        if isinstance(call_sid, str):
            run.session.call_sid, run.session.line = call_sid, "ringing"

    def answered(self, run: Run, parameters: Parameters) -> str:
        """`answered`; every parameter is an output, and `AnsweredBy` says who or what it was."""
        run.put(self.name, dict(parameters))
        run.session.call_sid, run.session.line = parameters.get("CallSid", run.session.call_sid), "live"
        return "answered"

    def told(self, run: Run, parameters: Parameters) -> str | None:
        """The exit for a call that ended before anybody answered."""
        event = _EXITS.get(parameters.get("CallStatus", ""))
        if event is not None:
            run.put(self.name, dict(parameters))
            run.lose_call()
        return event

    def due(self, run: Run) -> float | None:
        """Longer than any call can ring."""
        return self.timeout + _GRACE

    def timed_out(self, run: Run) -> str:
        """`noAnswer` for a call of which nobody heard again, `failed` for one that may never have been placed."""
        placed = run.session.told(self.name, "CallSid") is not None
        run.lose_call()
        return "noAnswer" if placed else "failed"
