"""What both messaging widgets do: a message goes out by REST, and Twilio tells what becomes of it."""

from __future__ import annotations

import json
import re
from abc import abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Literal

import attrs
import structlog

from runtime.exchange import Parameter, parameters
from runtime.liquid import Template, optional_template, template
from runtime.run import Run
from runtime.step import Acts, Outcome
from runtime.twilio_rest import TwilioError, TwilioNotSentError, TwilioRefusedError
from runtime.values import Json, JsonObject
from runtime.world import World

# The outputs, by their names in the resource: https://www.twilio.com/docs/messaging/api/message-resource
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "Sid": "sid",
        "AccountSid": "account_sid",
        "Body": "body",
        "From": "from",
        "To": "to",
        "Status": "status",
        "MessagingServiceSid": "messaging_service_sid",
        "NumMedia": "num_media",
        "NumSegments": "num_segments",
        "ErrorCode": "error_code",
        "ErrorMessage": "error_message",
    }
)
_SERVICE = re.compile(r"MG[0-9a-fA-F]{32}")
_CHANNEL = re.compile(r"CH[0-9a-fA-F]{32}")
_CHAT_SERVICE = re.compile(r"(IS[0-9a-fA-F]{32})?")
# What a message of a chat takes; it has no address of media, and tells no state.
_CHAT = ("Body", "Attributes", "ContentSid", "ContentVariables")
_TEMPLATE = "content_template"

_log = structlog.get_logger(__name__)


@attrs.frozen(kw_only=True)
class OutgoingMessage(Acts):
    """A message from an address of Twilio's side: a number, a messaging service, an address of WhatsApp.

    Where the run talks in a Conversation, it is posted there, and everybody in it reads it. Twilio calls no webhook
    for a message that came by REST, so it is never taken for a reply:
    https://www.twilio.com/docs/conversations/conversations-webhooks
    It is sent once: of one whose fate nobody knows the run takes the failure.
    """

    limit: ClassVar[float] = 6.0
    # The exit for a message that was not sent, or of which that is not known.
    failure: ClassVar[str]

    body: Template = attrs.field(default=Template(""), converter=template)
    from_: Template = attrs.field(default=Template("{{flow.channel.address}}"), converter=template)
    media_url: Template | None = attrs.field(default=None, converter=optional_template)
    service: Template = attrs.field(default=Template("{{trigger.message.InstanceSid}}"), converter=template)
    channel: Template = attrs.field(default=Template("{{trigger.message.ChannelSid}}"), converter=template)
    attributes: Template | None = attrs.field(default=None, converter=optional_template)
    message_type: Literal["custom", "content_template"] = "custom"
    content_sid: Template | None = attrs.field(default=None, converter=optional_template)
    content_variables: tuple[Parameter, ...] = attrs.field(default=(), converter=parameters)
    shorten_urls: bool = False

    @abstractmethod
    def recipient(self, run: Run) -> str:
        """The address to which the message goes."""

    @abstractmethod
    def sent(self, outputs: JsonObject) -> Outcome:
        """What follows when Twilio has taken the message."""

    def sender(self, run: Run) -> str:
        """The address from which the message goes, or the messaging service that chooses one."""
        return run.render(self.from_).strip()

    def intend(self, run: Run) -> JsonObject:
        """The parameters of the Messages resource, but for our address; of a chat's where there is a channel."""
        sender = self.sender(run)
        chat = self._chat(run)
        if chat["Channel"]:
            content = self._content(run) | self._attributes(run)
            return {"To": self.recipient(run), "From": sender, **content, **chat}
        from_ = "MessagingServiceSid" if _SERVICE.fullmatch(sender) else "From"
        return {"To": self.recipient(run), from_: sender, **self._content(run)}

    async def perform(self, request: JsonObject, world: World) -> Outcome:
        """Sends it. What Twilio refuses, and what may or may not have been sent, is the failure."""
        try:
            message = await self._send(request, world)
        except TwilioError as error:
            _log.warning("message not sent", code=81011, step=self.name, error=str(error))
            return Outcome(self.failure, {"outbound": _not_sent(request, error)})
        told = {name: message[theirs] for name, theirs in _NAMES.items() if message.get(theirs) is not None}
        return self.sent({"outbound": {**_asked(request), **told}})

    async def recover(self, request: JsonObject, world: World) -> Outcome:
        """The failure: whether it was sent is not known, and it is not sent twice."""
        return Outcome(self.failure, {"outbound": _asked(request)})

    def took(self, run: Run, outcome: Outcome) -> None:
        """The outputs are those of this message alone."""
        run.replace(self.name, outcome.outputs)

    async def _send(self, request: JsonObject, world: World) -> JsonObject:
        """The message that Twilio took."""
        if "Channel" not in request:
            return await world.twilio.create_message({**request, "StatusCallback": world.status}, self.limit)
        channel, service = str(request["Channel"]), str(request["Service"])
        if not _CHANNEL.fullmatch(channel) or not _CHAT_SERVICE.fullmatch(service):
            raise TwilioNotSentError("the channel or its service is none")
        form = {name: request[name] for name in _CHAT if name in request}
        return await world.twilio.create_chat_message(service, channel, {"Author": request["From"], **form}, self.limit)

    def _chat(self, run: Run) -> dict[str, Json]:
        """The run's Conversation with its service, else the channel that the step names, which may be blank."""
        session = run.session
        if session.conversation is not None:
            return {"Channel": session.conversation, "Service": session.service or ""}
        return {"Channel": run.render(self.channel).strip(), "Service": run.render(self.service).strip()}

    def _attributes(self, run: Run) -> JsonObject:
        """What is stored with a message of a chat."""
        attributes = _rendered(run, self.attributes)
        return {"Attributes": attributes} if attributes else {}

    def _content(self, run: Run) -> JsonObject:
        """A text with a picture or the like, or a template of Twilio's Content API with its values."""
        form: JsonObject = {}
        if self.message_type == _TEMPLATE:
            form["ContentSid"] = _rendered(run, self.content_sid)
            values = {_placeholder(one.key): run.render(one.value) for one in self.content_variables}
            if values:
                form["ContentVariables"] = json.dumps(values, ensure_ascii=False)
        else:
            form["Body"] = run.render(self.body)
            media = _rendered(run, self.media_url)
            if media:
                form["MediaUrl"] = media
        if self.shorten_urls:
            form["ShortenUrls"] = True
        return form


def _rendered(run: Run, value: Template | None) -> str:
    return "" if value is None else run.render(value).strip()


def _placeholder(key: str) -> str:
    """The name of a placeholder: `1` for `{{1}}`, as the Content API wants it."""
    return key.strip().removeprefix("{{").removesuffix("}}").strip()


def _asked(request: JsonObject) -> dict[str, Json]:
    """What is known of a message by its request alone."""
    sender = request.get("MessagingServiceSid") or request.get("From")
    known: dict[str, Json] = {"To": request["To"], "From": sender, "Body": request.get("Body", "")}
    return {**known, "NumMedia": "1" if "MediaUrl" in request else "0"}


def _not_sent(request: JsonObject, error: TwilioError) -> dict[str, Json]:
    """What is known of a message that was not sent: Twilio's reason, where it gave one."""
    told = _asked(request)
    if isinstance(error, TwilioRefusedError):
        told |= {"Status": "failed", "ErrorCode": str(error.code), "ErrorMessage": error.message}
    return told
