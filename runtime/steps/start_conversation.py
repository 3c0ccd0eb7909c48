"""Start Conversation: a new Conversation with one participant, in which the run talks from then on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs
import structlog

from runtime.attached import MESSAGE_ADDED, attached, conversations_of, failed, keep_attached, may_attach
from runtime.conversations_api import ConversationsApi
from runtime.liquid import Template, optional_template, template, templates
from runtime.run import Run
from runtime.session import Closing
from runtime.step import Acts, Outcome
from runtime.twilio_rest import TwilioError, TwilioUnansweredError
from runtime.values import JsonObject
from runtime.world import World

# The parameters of a participant by what the widget calls them; one with an identity has no addresses:
# https://www.twilio.com/docs/conversations/api/conversation-participant-resource
_ADDRESSES = {
    "MessagingBinding.Address": "messaging_binding_address",
    "MessagingBinding.ProxyAddress": "messaging_binding_proxy_address",
}
_IDENTITY = {"Identity": "identity"}
_CHAT = "chat"
# What is kept of the limit to look what became of a request that was not answered, and to tidy up.
_LOOK = 3.0

_log = structlog.get_logger(__name__)


def _participants(given: Iterable[Mapping[str, str | Template | None]]) -> tuple[Mapping[str, Template], ...]:
    return tuple(templates({name: value for name, value in one.items() if value is not None}) for one in given)


@attrs.frozen(kw_only=True)
class StartConversation(Acts):
    """Makes a Conversation, adds its participant, and has Twilio tell of the messages in it.

    Its unique name tells where nobody knows whether it was made. One that is not whole is deleted: it would
    take the contact's messages, and nobody would answer.
    """

    limit: ClassVar[float] = 10.0

    conversation_service_sid: Template = attrs.field(converter=template)
    participants: tuple[Mapping[str, Template], ...] = attrs.field(converter=_participants)
    friendly_name: Template | None = attrs.field(default=None, converter=optional_template)
    attributes: Template | None = attrs.field(default=None, converter=optional_template)
    messaging_service_sid: Template | None = attrs.field(default=None, converter=optional_template)
    chat_service_sid: Template | None = attrs.field(default=None, converter=optional_template)
    timers_inactive: Template | None = attrs.field(default=None, converter=optional_template)
    timers_closed: Template | None = attrs.field(default=None, converter=optional_template)
    close_conversation_on_execution_end: bool = False

    def intend(self, run: Run) -> JsonObject:
        """The parameters of the Conversation and of its participants; nothing in a run that can have none."""
        if not may_attach(run):
            return {}
        given = {
            "FriendlyName": self.friendly_name,
            "Attributes": self.attributes,
            "MessagingServiceSid": self.messaging_service_sid,
            "Timers.Inactive": self.timers_inactive,
            "Timers.Closed": self.timers_closed,
        }
        form = {name: run.render(value).strip() for name, value in given.items() if value is not None}
        return {
            "service": self._service(run),
            "name": f"{run.session.sid}-{self.name}-{run.session.taken}",
            "conversation": {name: text for name, text in form.items() if text},
            "participants": [_form(run, one) for one in self.participants],
        }

    async def perform(self, request: JsonObject, world: World) -> Outcome:
        """`created` where the Conversation, its participant and the webhook are there, else `failed`."""
        if "close" in request:
            return await self.recover(request, world)
        if not request:
            return failed(self.name, "the run has a channel already")
        conversations = conversations_of(request, world, self.limit - _LOOK)
        try:
            return await _start(conversations, request, world.conversation)
        except TwilioUnansweredError:
            return await self.recover(request, world)
        except TwilioError as error:
            await _tidy(conversations_of(request, world, _LOOK), request)
            return failed(self.name, error)

    async def recover(self, request: JsonObject, world: World) -> Outcome:
        """`created` where all of it is there, else `failed`; a Conversation that was to be closed is closed."""
        conversations = conversations_of(request, world, _LOOK)
        try:
            if "close" in request:
                # A state is set, not changed: that it is set twice does no harm.
                await conversations.update(str(request["close"]), {"State": "closed"})
                return Outcome(None)
            outcome = await _found(conversations, request, world.conversation) if request else None
        except TwilioError as error:
            return failed(self.name, error)
        if outcome is None:
            await _tidy(conversations, request)
            return failed(self.name, "it was not made, or not as a whole")
        return outcome

    def took(self, run: Run, outcome: Outcome) -> None:
        """The Conversation is the run's, and is closed after its end where that is wanted."""
        service = self._service(run)
        sid = keep_attached(run, self.name, outcome, service)
        if sid is not None and self.close_conversation_on_execution_end:
            run.session.closing = Closing(step=self.name, request={"service": service, "close": sid})

    def _service(self, run: Run) -> str | None:
        """The Conversations service; what very few flows call the chat service is the same thing."""
        service = run.render(self.conversation_service_sid).strip()
        if not service and self.chat_service_sid is not None:
            service = run.render(self.chat_service_sid).strip()
        return service or None


def _form(run: Run, participant: Mapping[str, Template]) -> JsonObject:
    kind = run.render(participant["type"]).strip() if "type" in participant else ""
    names = _IDENTITY if kind == _CHAT else _ADDRESSES
    return {name: run.render(participant[own]).strip() for name, own in names.items() if own in participant}


async def _start(conversations: ConversationsApi, request: JsonObject, url: str) -> Outcome:
    form, members = request["conversation"], request["participants"]
    assert isinstance(form, dict)
    assert isinstance(members, list)
    conversation = await conversations.create({"UniqueName": request["name"], **form})
    sid = str(conversation.get("sid"))
    participants = [await conversations.add_participant(sid, one) for one in members if isinstance(one, dict)]
    webhook = await conversations.add_webhook(sid, url, [MESSAGE_ADDED])
    return attached("created", conversation, participants, webhook)


async def _found(conversations: ConversationsApi, request: JsonObject, url: str) -> Outcome | None:
    """The Conversation that a request has made, None where a part of it is missing. Raises TwilioError."""
    conversation = await conversations.fetch(str(request["name"]))
    sid, members = str(conversation.get("sid")), request["participants"]
    participants, webhooks = await conversations.participants(sid), await conversations.webhooks(sid, url)
    assert isinstance(members, list)
    if len(participants) < len(members) or not webhooks:
        return None
    return attached("created", conversation, participants, webhooks[0])


async def _tidy(conversations: ConversationsApi, request: JsonObject) -> None:
    """Deletes what was made of a Conversation; where that fails as well, the log tells."""
    if not request:
        return
    try:
        await conversations.delete(str(request["name"]))
    except TwilioError as error:
        _log.warning("conversation left behind", unique_name=request["name"], error=str(error))
