"""Conversations: who takes part, what is written in them, and whom their webhooks tell.

Source: https://www.twilio.com/docs/conversations/api and https://www.twilio.com/docs/conversations/conversations-webhooks
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import attrs
from tests.twilio.clock import Clock
from tests.twilio.moments import iso8601
from tests.twilio.sids import Sids
from tests.twilio.web.webhook import Webhook

# The service that is used where none is named.
DEFAULT_SERVICE = "IS" + "d" * 32
MOST_WEBHOOKS = 5


@attrs.frozen
class Participant:
    """Somebody who takes part: by an identity, or by an address and the number of the account that it writes to."""

    sid: str
    created: float
    identity: str | None = None
    address: str | None = None
    proxy_address: str | None = None


@attrs.frozen
class ScopedWebhook:
    """A webhook of one Conversation, and the events that it tells of."""

    sid: str
    created: float
    url: str
    method: str
    events: tuple[str, ...]


@attrs.define(eq=False)
class Conversation:
    """A Conversation. One that is closed takes no messages, and gives the addresses of its participants free."""

    sid: str
    service_sid: str
    created: float
    updated: float
    fields: dict[str, str] = attrs.field(factory=dict)
    state: str = "active"
    participants: list[Participant] = attrs.field(factory=list)
    webhooks: list[ScopedWebhook] = attrs.field(factory=list)
    messages: list[str] = attrs.field(factory=list)


@attrs.define
class Conversations:
    """All Conversations of an account."""

    account_sid: str
    clock: Clock
    sids: Sids
    tell: Callable[[Webhook], Awaitable[object]]
    services: dict[str, dict[str, Conversation]] = attrs.field(factory=dict)

    @property
    def all(self) -> list[Conversation]:
        """All of them, the oldest first."""
        return [one for service in self.services.values() for one in service.values()]

    def add(self, service_sid: str, fields: Mapping[str, str]) -> Conversation:
        """A new Conversation."""
        now = self.clock.now
        found = Conversation(self.sids.new("CH"), service_sid, now, now, dict(fields))
        self.services.setdefault(service_sid, {})[found.sid] = found
        return found

    def find(self, service_sid: str, name: str) -> Conversation | None:
        """The Conversation of a service by its SID or its unique name."""
        known = self.services.get(service_sid, {})
        return known.get(name) or next((one for one in known.values() if one.fields.get("UniqueName") == name), None)

    def remove(self, conversation: Conversation) -> None:
        """Deletes a Conversation."""
        del self.services[conversation.service_sid][conversation.sid]

    def is_taken(self, address: str, proxy_address: str) -> bool:
        """Whether a pair of addresses is in a Conversation that is not closed."""
        pairs = ((one.address, one.proxy_address) for found in self._open() for one in found.participants)
        return (address, proxy_address) in pairs

    def of_pair(self, address: str, proxy_address: str) -> Conversation | None:
        """The Conversation that takes the messages of an address to a number of the account."""
        for found in self._open():
            if any((one.address, one.proxy_address) == (address, proxy_address) for one in found.participants):
                return found
        return None

    def begin(self, address: str, proxy_address: str, url: str) -> Conversation:
        """The Conversation that a message makes to a number whose address configuration has this webhook.

        Source: https://www.twilio.com/docs/conversations/api/address-configuration-resource
        """
        now, found = self.clock.now, self.add(DEFAULT_SERVICE, {})
        found.participants.append(Participant(self.sids.new("MB"), now, address=address, proxy_address=proxy_address))
        found.webhooks.append(ScopedWebhook(self.sids.new("WH"), now, url, "POST", ("onMessageAdded",)))
        return found

    async def write(self, conversation: Conversation, author: str, body: str) -> str:
        """The SID of a message that a participant writes, after all webhooks that want to know it were told."""
        message_sid, number = self.sids.new("IM"), len(conversation.messages)
        conversation.messages.append(body)
        told = self._told(conversation, author, body, message_sid, number)
        for webhook in tuple(conversation.webhooks):
            if "onMessageAdded" in webhook.events:
                parameters = {**told, "WebhookSid": webhook.sid}
                await self.tell(Webhook("conversation", webhook.url, parameters, webhook.method))
        return message_sid

    def _told(
        self, conversation: Conversation, author: str, body: str, message_sid: str, number: int
    ) -> Mapping[str, str]:
        member = next((one for one in conversation.participants if author in {one.address, one.identity}), None)
        is_chat = member is None or member.address is None
        source = "SDK" if is_chat else "WHATSAPP" if author.startswith("whatsapp:") else "SMS"
        return {
            "EventType": "onMessageAdded",
            "AccountSid": self.account_sid,
            "ChatServiceSid": conversation.service_sid,
            "ConversationSid": conversation.sid,
            "MessageSid": message_sid,
            "Index": str(number),
            "DateCreated": iso8601(self.clock.now),
            "Author": author,
            "Body": body,
            "Attributes": "{}",
            "Source": source,
            "RetryCount": "0",
            **({"ParticipantSid": member.sid} if member is not None else {}),
            **({"ClientIdentity": author} if is_chat else {}),
        }

    def _open(self) -> list[Conversation]:
        return [one for one in self.all if one.state != "closed"]
