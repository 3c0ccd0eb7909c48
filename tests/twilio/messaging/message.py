"""Messages: those that are sent by REST or as a reply, and what is told about them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import attrs
from tests.twilio.clock import Clock
from tests.twilio.messaging.consent import Consent
from tests.twilio.sids import Sids
from tests.twilio.transcript import Transcript
from tests.twilio.web.webhook import Webhook

SEGMENT = 160


@attrs.define(eq=False)
class Message:
    """A message and its state; `extra` is what else the webhook of an incoming one says."""

    sid: str
    from_: str
    to: str
    body: str
    media: tuple[str, ...]
    direction: str
    status: str
    created: float
    updated: float
    callback: str | None = None
    service_sid: str | None = None
    error_code: int | None = None
    extra: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def segments(self) -> int:
        """How many parts it is sent in."""
        return max(-(-len(self.body) // SEGMENT), 1)


@attrs.frozen
class Delivered:
    """How the next message to a number goes: its states after the first, some seconds apart, or an error at once.

    `refused` is Twilio's code of an error that the REST request gets, such as 21610 (unsubscribed).
    """

    states: tuple[str, ...] = ("sent", "delivered")
    error_code: int | None = None
    refused: int | None = None
    apart: float = 1.0


@attrs.define
class Messages:
    """All messages of an account; `outcomes` is a script by number, whose last entry holds for all that follow.

    The transcript tells of them in both directions.
    """

    account_sid: str
    clock: Clock
    sids: Sids
    tell: Callable[[Webhook], Awaitable[object]]
    outcomes: dict[str, list[Delivered]] = attrs.field(factory=dict)
    all: dict[str, Message] = attrs.field(factory=dict)
    consent: Consent = attrs.field(factory=Consent)
    transcript: Transcript = attrs.field(factory=Transcript)

    def outcome(self, to: str) -> Delivered:
        """What happens to a message to this number."""
        waiting = self.outcomes.get(to)
        if not waiting:
            return Delivered()
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def add(
        self, from_: str, to: str, body: str, media: tuple[str, ...] = (), *, direction: str, status: str
    ) -> Message:
        """A new message; nothing is told of its first state."""
        now = self.clock.now
        message = Message(
            self.sids.new("MM" if media else "SM"), from_, to, body, media, direction, status, now, now
        )  # fmt: skip
        self.all[message.sid] = message
        who, does = ("contact", "writes") if direction == "inbound" else ("app", "sends")
        media_told = f" with {' '.join(media)}" if media else ""
        self.transcript.add(now, who, does, f'"{body}"{media_told} from {from_} to {to}', message=message)
        return message

    def deliver(self, message: Message, outcome: Delivered) -> None:
        """Sends it on its way, in the background."""
        self.clock.spawn(self._deliver(message, outcome))

    async def _deliver(self, message: Message, outcome: Delivered) -> None:
        for state in outcome.states:
            await self.clock.sleep(outcome.apart)
            message.status, message.updated = state, self.clock.now
            if state in {"undelivered", "failed"}:
                message.error_code = outcome.error_code
            if message.callback:
                await self.tell(Webhook("message-status", message.callback, self._told(message)))
                code = f" {message.error_code}" if message.error_code is not None else ""
                self.transcript.add(self.clock.now, "twilio", "tells", f"{message.sid} {state}{code}")

    def _told(self, message: Message) -> Mapping[str, str]:
        """What a status callback says.

        Source: https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
        """
        error = {"ErrorCode": str(message.error_code)} if message.error_code is not None else {}
        return {
            **names(message),
            "AccountSid": self.account_sid,
            "From": message.from_,
            "To": message.to,
            "MessageStatus": message.status,
            "SmsStatus": message.status,
            "ApiVersion": "2010-04-01",
            **error,
        }


def names(message: Message) -> Mapping[str, str]:
    """The SID under its name, and under the old ones."""
    return {"MessageSid": message.sid, "SmsSid": message.sid, "SmsMessageSid": message.sid}
