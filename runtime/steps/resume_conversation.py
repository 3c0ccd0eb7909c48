"""Resume Conversation: the run talks in a Conversation that is there already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from runtime.attached import MESSAGE_ADDED, attached, conversations_of, failed, keep_attached, may_attach
from runtime.conversations_api import ConversationsApi
from runtime.liquid import Template, optional_template, template
from runtime.run import Run
from runtime.step import Acts, Outcome
from runtime.twilio_rest import TwilioError, TwilioUnansweredError
from runtime.values import Json, JsonObject
from runtime.world import World

# What is kept of the limit to look what became of a request that was not answered.
_LOOK = 2.5


def _events(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given) or (MESSAGE_ADDED,)


@attrs.frozen(kw_only=True)
class ResumeConversation(Acts):
    """Looks a Conversation up, and has Twilio tell of the events in it; a webhook that tells us already is enough."""

    limit: ClassVar[float] = 8.0

    conversation_service_sid: Template = attrs.field(converter=template)
    conversation_sid: Template = attrs.field(converter=template)
    webhook_filters: tuple[str, ...] = attrs.field(default=(), converter=_events)
    attributes: Template | None = attrs.field(default=None, converter=optional_template)

    def intend(self, run: Run) -> JsonObject:
        """The Conversation, with what is to be stored in it; nothing in a run that has a channel already."""
        if not may_attach(run):
            return {}
        events: list[Json] = [*self.webhook_filters]
        attributes = "" if self.attributes is None else run.render(self.attributes).strip()
        return {
            "service": run.render(self.conversation_service_sid).strip() or None,
            "conversation": run.render(self.conversation_sid).strip(),
            "events": events,
            **({"attributes": attributes} if attributes else {}),
        }

    async def perform(self, request: JsonObject, world: World) -> Outcome:
        """`resumed` where there is such a Conversation that is not closed, else `failed`."""
        if not request.get("conversation"):
            return failed(self.name, "no conversation, or the run has a channel already")
        conversations = conversations_of(request, world, self.limit - _LOOK)
        try:
            return await _resume(conversations, request, world.conversation)
        except TwilioUnansweredError:
            return await self.recover(request, world)
        except TwilioError as error:
            return failed(self.name, error)

    async def recover(self, request: JsonObject, world: World) -> Outcome:
        """`resumed` where the webhook is there, else `failed`."""
        if not request.get("conversation"):
            return Outcome("failed")
        conversations, sid = conversations_of(request, world, _LOOK), str(request["conversation"])
        try:
            webhooks = await conversations.webhooks(sid, world.conversation)
            if not webhooks:
                return failed(self.name, "nobody would tell of its messages")
            conversation = await conversations.fetch(sid)
            return attached("resumed", conversation, await conversations.participants(sid), webhooks[0])
        except TwilioError as error:
            return failed(self.name, error)

    def took(self, run: Run, outcome: Outcome) -> None:
        """The Conversation is the run's from now on."""
        keep_attached(run, self.name, outcome, run.render(self.conversation_service_sid).strip() or None)


async def _resume(conversations: ConversationsApi, request: JsonObject, url: str) -> Outcome:
    sid, events = str(request["conversation"]), request["events"]
    assert isinstance(events, list)
    conversation = await conversations.fetch(sid)
    if conversation.get("state") == "closed":
        # Nobody can write there any more: https://www.twilio.com/docs/conversations/states-timers
        return Outcome("failed")
    participants = await conversations.participants(sid)
    if "attributes" in request:
        conversation = await conversations.update(sid, {"Attributes": request["attributes"]})
    webhooks = await conversations.webhooks(sid, url)
    webhook = webhooks[0] if webhooks else await conversations.add_webhook(sid, url, [str(one) for one in events])
    return attached("resumed", conversation, participants, webhook)
