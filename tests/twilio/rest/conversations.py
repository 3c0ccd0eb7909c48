"""Conversations in the REST API. Source: https://www.twilio.com/docs/conversations/api."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.twilio.addresses import is_web
from tests.twilio.conversations.conversation import DEFAULT_SERVICE, MOST_WEBHOOKS, Conversation, Participant
from tests.twilio.conversations.conversation import ScopedWebhook as Webhook
from tests.twilio.moments import iso8601
from tests.twilio.rest.exchange import Handler, Reply, RestError, RestRequest, Route, not_found
from tests.twilio.switchboard import Switchboard

ROOT = "/conversations/v1"
_HOST = "https://conversations.twilio.com/v1"
_FIELDS = frozenset(
    {
        *("FriendlyName", "UniqueName", "Attributes", "MessagingServiceSid", "State"),
        *("Timers.Inactive", "Timers.Closed", "DateCreated", "DateUpdated"),
    }
)
_STATES = frozenset({"active", "inactive", "closed"})
_PARTICIPANT = frozenset({"Identity", "MessagingBinding.Address", "MessagingBinding.ProxyAddress", "Attributes"})
_WEBHOOK = frozenset(
    {
        *("Target", "Configuration.Url", "Configuration.Method", "Configuration.Filters"),
        *("Configuration.Triggers", "Configuration.FlowSid", "Configuration.ReplayAfter"),
    }
)
# Of one Conversation only what has happened is told: https://www.twilio.com/docs/conversations/conversations-webhooks
_EVENTS = frozenset(
    {
        *("onMessageAdded", "onMessageUpdated", "onMessageRemoved", "onConversationUpdated"),
        *("onConversationStateUpdated", "onConversationRemoved", "onParticipantAdded", "onParticipantUpdated"),
        *("onParticipantRemoved", "onDeliveryUpdated"),
    }
)
_MESSAGE = frozenset({"Author", "Body", "Attributes", "ContentSid", "ContentVariables"})
_SECONDS = {"D": 86_400, "H": 3_600, "M": 60, "S": 1}
# The shortest timers, in seconds.
_SHORTEST = {"Timers.Inactive": 60, "Timers.Closed": 600}
_LONGEST_NAME = 256


async def create(board: Switchboard, request: RestRequest) -> Reply:
    """A Conversation that is made."""
    given = _checked(request, _FIELDS)
    service = request.parts.get("ServiceSid", DEFAULT_SERVICE)
    if "UniqueName" in given and board.conversations.find(service, given["UniqueName"]) is not None:
        raise RestError(409, 50353, "Conversation with provided unique name already exists")
    _check_fields(given)
    found = board.conversations.add(service, given)
    found.state = given.get("State", "active")
    return Reply(201, resource(board, found))


async def fetch(board: Switchboard, request: RestRequest) -> Reply:
    """A Conversation as it is now."""
    return Reply(200, resource(board, _conversation(board, request)))


async def update(board: Switchboard, request: RestRequest) -> Reply:
    """A Conversation after a change; one that was closed stays closed."""
    found, given = _conversation(board, request), _checked(request, _FIELDS)
    _check_fields(given)
    if found.state == "closed" and given.get("State", "closed") != "closed":
        raise RestError(400, 20001, "The state of a closed conversation cannot be changed")
    found.fields.update(given)
    found.state = given.get("State", found.state)
    found.updated = board.clock.now
    return Reply(200, resource(board, found))


async def delete(board: Switchboard, request: RestRequest) -> Reply:
    """Nothing: the Conversation is gone."""
    board.conversations.remove(_conversation(board, request))
    return Reply(204)


async def add_participant(board: Switchboard, request: RestRequest) -> Reply:
    """A participant who is added: one with an identity, or with a pair of addresses that is free."""
    found, given = _conversation(board, request), _checked(request, _PARTICIPANT)
    if found.state == "closed":
        raise RestError(400, 20001, "Participants cannot be added to a closed conversation")
    identity, address = given.get("Identity"), given.get("MessagingBinding.Address")
    proxy_address = given.get("MessagingBinding.ProxyAddress")
    if not identity and not (address and proxy_address):
        raise RestError(400, 20001, "A participant needs an identity, or an address and a proxy address")
    if address and proxy_address and board.conversations.is_taken(address, proxy_address):
        raise RestError(409, 50416, "Participant and proxy address pair is already in use")
    if identity and any(one.identity == identity for one in found.participants):
        raise RestError(409, 50433, "Participant already exists")
    participant = Participant(board.sids.new("MB"), board.clock.now, identity, address, proxy_address)
    found.participants.append(participant)
    return Reply(201, _participant(board, found, participant))


async def participants(board: Switchboard, request: RestRequest) -> Reply:
    """Who takes part in a Conversation."""
    found = _conversation(board, request)
    return _listed("participants", [_participant(board, found, one) for one in found.participants], request)


async def add_webhook(board: Switchboard, request: RestRequest) -> Reply:
    """A webhook of a Conversation; five are the most."""
    found, given = _conversation(board, request), _checked(request, _WEBHOOK)
    events, url = request.all("Configuration.Filters"), given.get("Configuration.Url", "")
    if given.get("Target") != "webhook":
        raise RestError(400, 20001, "Target is webhook; the stand-in knows no Studio and no trigger")
    if not is_web(url):
        raise RestError(400, 20001, "Configuration.Url is no address")
    if not events or not _EVENTS.issuperset(events):
        raise RestError(400, 20001, "Configuration.Filters are the names of events that have happened")
    if len(found.webhooks) == MOST_WEBHOOKS:
        raise RestError(400, 20001, f"A conversation has {MOST_WEBHOOKS} webhooks at most")
    method = given.get("Configuration.Method", "POST")
    webhook = Webhook(board.sids.new("WH"), board.clock.now, url, method, events)
    found.webhooks.append(webhook)
    return Reply(201, _webhook(board, found, webhook))


async def add_message(board: Switchboard, request: RestRequest) -> Reply:
    """A message that is posted. Whoever posts by REST is told nothing of it by the webhooks.

    Source: https://www.twilio.com/docs/conversations/api/conversation-message-resource
    """
    found, given = _conversation(board, request), _checked(request, _MESSAGE)
    body, author = given.get("Body", ""), given.get("Author", "system")
    if found.state == "closed":
        raise RestError(400, 20001, "Messages cannot be added to a closed conversation")
    if not (body or given.get("ContentSid")):
        raise RestError(400, 20001, "A message needs a Body, or a ContentSid")
    if "Attributes" in given and not _is_json(given["Attributes"]):
        raise RestError(400, 20001, "Attributes are no JSON")
    found.messages.append(body or given["ContentSid"])
    return Reply(201, _message(board, found, {"author": author, "body": body or None}))


async def webhooks(board: Switchboard, request: RestRequest) -> Reply:
    """The webhooks of a Conversation."""
    found = _conversation(board, request)
    return _listed("webhooks", [_webhook(board, found, one) for one in found.webhooks], request)


async def delete_webhook(board: Switchboard, request: RestRequest) -> Reply:
    """Nothing: the webhook is gone."""
    found = _conversation(board, request)
    webhook = next((one for one in found.webhooks if one.sid == request.parts["WebhookSid"]), None)
    if webhook is None:
        raise RestError(404, 50360, "Conversation webhook not found")
    found.webhooks.remove(webhook)
    return Reply(204)


def _conversation(board: Switchboard, request: RestRequest) -> Conversation:
    found = board.conversations.find(request.parts.get("ServiceSid", DEFAULT_SERVICE), request.parts["Sid"])
    if found is None:
        raise not_found(request.path)
    return found


def _checked(request: RestRequest, known: frozenset[str]) -> dict[str, str]:
    """The parameters that were given, all of which are known.

    Raises:
        RestError: for one that Twilio does not have: it would be ignored, and is a mistake of who asks.
    """
    unknown = [name for name, _ in request.parameters if name not in known]
    if unknown:
        raise RestError(400, 20001, f"there is no parameter {', '.join(unknown)}")
    return dict(request.parameters)


def _check_fields(given: Mapping[str, str]) -> None:
    """Raises RestError for a value that no Conversation can have."""
    if "Attributes" in given and not _is_json(given["Attributes"]):
        raise RestError(400, 20001, "Attributes are no JSON")
    if given.get("State", "active") not in _STATES:
        raise RestError(400, 20001, "State is active, inactive or closed")
    for name, shortest in _SHORTEST.items():
        seconds = _seconds(given[name]) if name in given else shortest
        if seconds is None or seconds < shortest:
            raise RestError(400, 20001, f"{name} is a duration of ISO 8601, and no shorter than {shortest} s")
    if len(given.get("FriendlyName", "")) > _LONGEST_NAME:
        raise RestError(400, 20001, f"FriendlyName has more than {_LONGEST_NAME} characters")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _seconds(duration: str) -> int | None:
    """The seconds of a duration such as `P1DT2H`, None for what is none."""
    found = re.fullmatch(r"P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", duration)
    if found is None:
        return None
    return sum(int(number or 0) * each for number, each in zip(found.groups(), _SECONDS.values(), strict=True))


def resource(board: Switchboard, found: Conversation) -> Mapping[str, Any]:
    """A Conversation as its JSON has it."""
    url = f"{_HOST}/Services/{found.service_sid}/Conversations/{found.sid}"
    return {
        "sid": found.sid,
        "account_sid": board.account_sid,
        "chat_service_sid": found.service_sid,
        "messaging_service_sid": found.fields.get("MessagingServiceSid"),
        "friendly_name": found.fields.get("FriendlyName"),
        "unique_name": found.fields.get("UniqueName"),
        "attributes": found.fields.get("Attributes", "{}"),
        "state": found.state,
        "date_created": iso8601(found.created),
        "date_updated": iso8601(found.updated),
        "timers": {},
        "bindings": {},
        "url": url,
        "links": {name: f"{url}/{name.capitalize()}" for name in ("participants", "messages", "webhooks")},
    }


def _participant(board: Switchboard, found: Conversation, one: Participant) -> Mapping[str, Any]:
    kind = "whatsapp" if (one.address or "").startswith("whatsapp:") else "sms"
    binding = {"type": kind, "address": one.address, "proxy_address": one.proxy_address} if one.address else None
    return {
        "sid": one.sid,
        "account_sid": board.account_sid,
        "chat_service_sid": found.service_sid,
        "conversation_sid": found.sid,
        "identity": one.identity,
        "attributes": "{}",
        "messaging_binding": binding,
        "role_sid": None,
        "date_created": iso8601(one.created),
        "date_updated": iso8601(one.created),
        "url": f"{_HOST}/Services/{found.service_sid}/Conversations/{found.sid}/Participants/{one.sid}",
        "last_read_message_index": None,
        "last_read_timestamp": None,
    }


def _webhook(board: Switchboard, found: Conversation, one: Webhook) -> Mapping[str, Any]:
    return {
        "sid": one.sid,
        "account_sid": board.account_sid,
        "chat_service_sid": found.service_sid,
        "conversation_sid": found.sid,
        "target": "webhook",
        "configuration": {"url": one.url, "method": one.method, "filters": list(one.events)},
        "date_created": iso8601(one.created),
        "date_updated": iso8601(one.created),
        "url": f"{_HOST}/Services/{found.service_sid}/Conversations/{found.sid}/Webhooks/{one.sid}",
    }


def _message(board: Switchboard, found: Conversation, said: Mapping[str, Any]) -> Mapping[str, Any]:
    sid, now = board.sids.new("IM"), iso8601(board.clock.now)
    return {
        "sid": sid,
        "account_sid": board.account_sid,
        "chat_service_sid": found.service_sid,
        "conversation_sid": found.sid,
        "index": len(found.messages) - 1,
        **said,
        "media": None,
        "attributes": "{}",
        "participant_sid": None,
        "date_created": now,
        "date_updated": now,
        "delivery": None,
        "content_sid": None,
        "url": f"{_HOST}/Services/{found.service_sid}/Conversations/{found.sid}/Messages/{sid}",
    }


def _listed(key: str, items: list[Mapping[str, Any]], request: RestRequest) -> Reply:
    size = int(request.get("PageSize", "50"))
    meta = {"page": 0, "page_size": size, "url": request.path, "next_page_url": None, "key": key}
    return Reply(200, {key: items[:size], "meta": meta})


_HANDLERS: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("POST", "", create),
    ("GET", "/{Sid}", fetch),
    ("POST", "/{Sid}", update),
    ("DELETE", "/{Sid}", delete),
    ("POST", "/{Sid}/Participants", add_participant),
    ("GET", "/{Sid}/Participants", participants),
    ("POST", "/{Sid}/Messages", add_message),
    ("POST", "/{Sid}/Webhooks", add_webhook),
    ("GET", "/{Sid}/Webhooks", webhooks),
    ("DELETE", "/{Sid}/Webhooks/{WebhookSid}", delete_webhook),
)


def _routes(method: str, path: str, handler: Handler) -> tuple[Route, Route]:
    """The routes of a resource, in a service that is named and in the default one."""
    return (
        Route(method, f"/Services/{{ServiceSid}}/Conversations{path}", handler, ROOT),
        Route(method, f"/Conversations{path}", handler, ROOT),
    )


ROUTES = tuple(route for one in _HANDLERS for route in _routes(*one))
