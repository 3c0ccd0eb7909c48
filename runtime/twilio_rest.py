"""Twilio's REST API, as far as steps use it: calls, their recordings, messages, and what products are asked for.

https://www.twilio.com/docs/voice/api/call-resource, https://www.twilio.com/docs/voice/api/recording and
https://www.twilio.com/docs/messaging/api/message-resource
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, TypeAlias

import httpx

from runtime.http_client import patience
from runtime.observed_client import ObservedClient, Observer
from runtime.values import Json, JsonObject

# What is posted: a name with several values is sent once for each of them.
Form: TypeAlias = "Mapping[str, Json]"

API = "https://api.twilio.com"
_VERSION = "2010-04-01"


class TwilioError(Exception):
    """A request to Twilio that did not do what was asked."""


class TwilioNotSentError(TwilioError):
    """Nothing reached Twilio."""


class TwilioUnansweredError(TwilioError):
    """The request went out, and nobody knows what became of it."""


class TwilioRefusedError(TwilioError):
    """Twilio's answer was no. `code` is one of https://www.twilio.com/docs/api/errors, 0 where it named none."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(f"{status}: {code} {message}")
        self.status = status
        self.code = code
        self.message = message


class TwilioRest:
    """Twilio's API for one account.

    What changes something is sent once: Twilio has no keys that would make a repetition safe. What
    only reads is repeated after a 429 that says how long to wait, where the time allows.
    """

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        *,
        base: str = API,
        transport: httpx.AsyncBaseTransport | None = None,
        observer: Observer | None = None,
    ) -> None:
        self.account_sid = account_sid
        self._base = httpx.URL(base)
        # A base of one's own stands for all of Twilio's hosts.
        self._token = auth_token
        self._client = ObservedClient(
            observer,
            transport=transport,
            base_url=f"{base.rstrip('/')}/{_VERSION}/Accounts/{account_sid}/",
            auth=(account_sid, auth_token),
        )

    def __repr__(self) -> str:
        """The account, without its token."""
        return f"TwilioRest({self.account_sid})"

    async def start_recording(self, call_sid: str, form: Form, within: float) -> JsonObject:
        """The recording that was started of a call."""
        return await self._change(f"Calls/{call_sid}/Recordings.json", form, within)

    async def update_recording(self, call_sid: str, sid: str, form: Form, within: float) -> JsonObject:
        """The recording of a call after a change; `Twilio.CURRENT` is the SID of the one that runs."""
        return await self._change(f"Calls/{call_sid}/Recordings/{sid}.json", form, within)

    async def fetch_recording(self, call_sid: str, sid: str, within: float) -> JsonObject:
        """A recording of a call."""
        return await self._read(f"Calls/{call_sid}/Recordings/{sid}.json", within)

    async def list_recordings(self, call_sid: str, within: float) -> list[JsonObject]:
        """The recordings of a call, the newest first."""
        found = (await self._read(f"Calls/{call_sid}/Recordings.json", within)).get("recordings")
        if not isinstance(found, list):
            raise TwilioUnansweredError("no list of recordings")
        return [one for one in found if isinstance(one, dict)]

    async def create_call(self, form: Form, within: float) -> JsonObject:
        """The call that was placed."""
        return await self._change("Calls.json", form, within)

    async def fetch_call(self, sid: str, within: float) -> JsonObject:
        """A call."""
        return await self._read(f"Calls/{sid}.json", within)

    async def update_call(self, sid: str, form: Form, within: float) -> JsonObject:
        """A call after a change."""
        return await self._change(f"Calls/{sid}.json", form, within)

    async def create_message(self, form: Form, within: float) -> JsonObject:
        """The message that Twilio took."""
        return await self._change("Messages.json", form, within)

    async def create_chat_message(self, service: str, channel: str, form: Form, within: float) -> JsonObject:
        """The message that was put into a Conversation, of a service or, where that is blank, of the default one.

        https://www.twilio.com/docs/conversations/api/conversation-message-resource
        """
        under = f"Services/{service}/" if service else ""
        return await self.post("conversations", f"{under}Conversations/{channel}/Messages", form, within)

    async def post(self, product: str, path: str, form: Form, within: float) -> JsonObject:
        """A resource of a product (`conversations`, `taskrouter`) that was made or changed."""
        return await self._change(_product_url(self._base, product, path), form, within)

    async def get(self, product: str, path: str, within: float) -> JsonObject:
        """A resource of a product, or a page of a list."""
        return await self._read(_product_url(self._base, product, path), within)

    async def delete(self, product: str, path: str, within: float) -> None:
        """Deletes a resource of a product; one that is not there any more is deleted."""
        url = _product_url(self._base, product, path)
        try:
            async with asyncio.timeout(within):
                response = await self._send("DELETE", url, None, within)
        except TimeoutError:
            raise TwilioUnansweredError("no answer in time") from None
        if response.status_code not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_FOUND):
            _resource(response)

    def credentials_for(self, url: str) -> tuple[str, str] | None:
        """User and password for an address of Twilio's API, None for any other: they go to nobody else."""
        try:
            # By the rules of who sends it: two readers of addresses need not agree on the host.
            asked = httpx.URL(url)
        except (httpx.InvalidURL, ValueError, TypeError):
            return None
        is_twilio = asked.scheme == "https" and asked.host.endswith(".twilio.com") and asked.port is None
        ours = (self._base.scheme, self._base.host, self._base.port)
        if is_twilio or (asked.scheme, asked.host, asked.port) == ours:
            return self.account_sid, self._token
        return None

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.aclose()

    async def _change(self, path: str, form: Form, within: float) -> JsonObject:
        if within <= 0:
            raise TwilioNotSentError("no time is left")
        try:
            async with asyncio.timeout(within):
                return _resource(await self._send("POST", path, form, within))
        except TimeoutError:
            raise TwilioUnansweredError("no answer in time") from None

    async def _read(self, path: str, within: float) -> JsonObject:
        try:
            async with asyncio.timeout(within):
                while True:
                    response = await self._send("GET", path, None, within)
                    wait = _wait(response)
                    if wait is None:
                        return _resource(response)
                    await asyncio.sleep(wait)
        except TimeoutError:
            raise TwilioUnansweredError("no answer in time") from None

    async def _send(self, method: str, path: str, form: Form | None, within: float) -> httpx.Response:
        data: Any = None if form is None else {name: _field(value) for name, value in form.items()}
        try:
            return await self._client.request(method, path, data=data, timeout=patience(within))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as error:
            raise TwilioNotSentError(type(error).__name__) from None
        except httpx.HTTPError as error:
            raise TwilioUnansweredError(type(error).__name__) from None


def _product_url(base: httpx.URL, product: str, path: str) -> str:
    """The address of a product's resource: the products' hosts stand beside `api.twilio.com`, regions included.

    Where a base is none of Twilio's, as in tests, each product is a folder of it.
    https://www.twilio.com/docs/global-infrastructure/understanding-twilio-regions
    """
    if base.host.startswith("api.") and base.host.endswith(".twilio.com"):
        at = str(base.copy_with(host=product + base.host.removeprefix("api")))
    else:
        at = f"{str(base).rstrip('/')}/{product}"
    return f"{at.rstrip('/')}/v1/{path}"


def _field(value: Json) -> str | Sequence[str]:
    """A value as it stands in a form."""
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return [str(one) for one in value]
        case _:
            return str(value)


def _wait(response: httpx.Response) -> float | None:
    """How long a server that is asked too often wants to be left alone, None where it does not say so."""
    after = response.headers.get("retry-after", "")
    if response.status_code != HTTPStatus.TOO_MANY_REQUESTS or not (after.isascii() and after.isdigit()):
        return None
    return float(after)


def _resource(response: httpx.Response) -> JsonObject:
    """The resource of an answer.

    Raises TwilioRefusedError for a no, TwilioUnansweredError for what is no answer of Twilio's.
    """
    try:
        body = response.json()
    except (ValueError, RecursionError):
        body = None
    known = body if isinstance(body, dict) else {}
    if response.is_success and known:
        return known
    if response.is_success or response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        # A gateway's 5xx says nothing of what the server behind it has done.
        raise TwilioUnansweredError(f"{response.status_code} without a resource")
    code = known.get("code")
    raise TwilioRefusedError(
        response.status_code, code if isinstance(code, int) else 0, str(known.get("message") or "no reason given")
    )
