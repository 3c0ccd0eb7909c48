"""Conversations in Twilio's REST API, as far as steps use them.

https://www.twilio.com/docs/conversations/api
"""

from __future__ import annotations

import asyncio
from urllib.parse import quote

import attrs

from runtime.twilio_rest import Form, TwilioNotSentError, TwilioRest, TwilioUnansweredError
from runtime.values import Json, JsonObject

_PRODUCT = "conversations"
# Twilio gives out no longer pages: https://www.twilio.com/docs/usage/twilios-response#pagination
_PAGE = 100


@attrs.frozen
class ConversationsApi:
    """The Conversations of a service, None for the account's own. `until` is when no time is left (the loop's clock).

    Every method raises TwilioError.
    """

    twilio: TwilioRest
    service: str | None
    until: float

    @classmethod
    def within(cls, twilio: TwilioRest, service: str | None, seconds: float) -> ConversationsApi:
        """The Conversations, for requests that take so many seconds in all."""
        return cls(twilio, service or None, asyncio.get_running_loop().time() + seconds)

    async def create(self, form: Form) -> JsonObject:
        """The Conversation that was made."""
        return await self._post(self._path(), form)

    async def fetch(self, name: str) -> JsonObject:
        """A Conversation, by its SID or its unique name."""
        return await self.twilio.get(_PRODUCT, self._path(name), self._left())

    async def update(self, sid: str, form: Form) -> JsonObject:
        """A Conversation after a change."""
        return await self._post(self._path(sid), form)

    async def delete(self, sid: str) -> None:
        """Deletes a Conversation with its messages."""
        await self.twilio.delete(_PRODUCT, self._path(sid), self._left())

    async def add_participant(self, sid: str, form: Form) -> JsonObject:
        """The participant that was added to a Conversation."""
        return await self._post(self._path(sid, "Participants"), form)

    async def participants(self, sid: str) -> list[JsonObject]:
        """The participants of a Conversation."""
        return await self._list(self._path(sid, "Participants"), "participants")

    async def add_webhook(self, sid: str, url: str, events: list[str]) -> JsonObject:
        """The webhook that tells a URL of events of a Conversation."""
        filters: list[Json] = [*events]
        form: JsonObject = {
            "Target": "webhook",
            "Configuration.Url": url,
            "Configuration.Method": "POST",
            "Configuration.Filters": filters,
        }
        return await self._post(self._path(sid, "Webhooks"), form)

    async def webhooks(self, sid: str, url: str) -> list[JsonObject]:
        """The webhooks of a Conversation that tell a URL."""
        found = await self._list(self._path(sid, "Webhooks"), "webhooks")
        return [one for one in found if isinstance(how := one.get("configuration"), dict) and how.get("url") == url]

    async def delete_webhook(self, sid: str, webhook_sid: str) -> None:
        """Deletes a webhook of a Conversation."""
        await self.twilio.delete(_PRODUCT, self._path(sid, "Webhooks", webhook_sid), self._left())

    async def _post(self, path: str, form: Form) -> JsonObject:
        return await self.twilio.post(_PRODUCT, path, form, self._left())

    async def _list(self, path: str, name: str) -> list[JsonObject]:
        """The members of a list, as many as stand on one page: most Conversations have fewer of a kind."""
        found = (await self.twilio.get(_PRODUCT, f"{path}?PageSize={_PAGE}", self._left())).get(name)
        if not isinstance(found, list):
            raise TwilioUnansweredError(f"no list of {name}")
        return [one for one in found if isinstance(one, dict)]

    def _path(self, *parts: str) -> str:
        service = ("Services", self.service) if self.service else ()
        return "/".join(quote(part, safe="") for part in (*service, "Conversations", *parts))

    def _left(self) -> float:
        left = self.until - asyncio.get_running_loop().time()
        if left <= 0:
            raise TwilioNotSentError("no time is left")
        return left
