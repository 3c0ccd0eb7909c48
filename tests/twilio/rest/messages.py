"""Messages. Source: https://www.twilio.com/docs/messaging/api/message-resource."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.twilio.messaging.message import Message
from tests.twilio.moments import rfc2822
from tests.twilio.rest.exchange import Reply, RestError, RestRequest, Route, not_found, page
from tests.twilio.switchboard import Switchboard

LONGEST_BODY = 1600
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")


async def create(board: Switchboard, request: RestRequest) -> Reply:
    """A message that is queued; its states follow in the background."""
    to, from_, service = request.get("To"), request.get("From"), request.get("MessagingServiceSid")
    body = request.get("Body")
    media = tuple(value for name, value in request.parameters if name == "MediaUrl")
    if not to:
        raise RestError(400, 21604, "A 'To' phone number is required.")
    if not (from_ or service):
        raise RestError(400, 21603, "A 'From' phone number is required.")
    if not (body or media or request.get("ContentSid")):
        raise RestError(400, 21602, "Message body is required.")
    if len(body) > LONGEST_BODY:
        raise RestError(400, 21617, "The concatenated message body exceeds the 1600 character limit.")
    if ":" not in to and not _NUMBER.fullmatch(to):
        raise RestError(400, 21211, f"The 'To' number {to} is not a valid phone number.")
    if from_ and _channel(from_) != _channel(to):
        raise RestError(400, 21910, "Invalid From and To pair. From and To should be of the same channel")
    if not board.messages.consent.allows(from_, to):
        raise RestError(400, 21610, "Attempt to send to unsubscribed recipient")
    outcome = board.messages.outcome(to)
    if outcome.refused is not None:
        raise RestError(400, outcome.refused, "The message can't be sent, as the test wanted.")
    status = "accepted" if service else "queued"
    message = board.messages.add(from_, to, body, media, direction="outbound-api", status=status)
    message.callback = request.get("StatusCallback") or None
    message.service_sid = service or None
    reply = Reply(201, resource(board, message))
    board.messages.deliver(message, outcome)
    return reply


def _channel(address: str) -> str:
    """The channel of an address: that before its colon, else that of text messages."""
    return address.partition(":")[0] if ":" in address else ""


async def fetch(board: Switchboard, request: RestRequest) -> Reply:
    """A message as it is now."""
    message = board.messages.all.get(request.parts["Sid"])
    if message is None:
        raise not_found(request.path)
    return Reply(200, resource(board, message))


async def listed(board: Switchboard, request: RestRequest) -> Reply:
    """The messages, newest first; `To` and `From` choose."""
    found = [
        message
        for message in reversed(board.messages.all.values())
        if request.get("To", message.to) == message.to and request.get("From", message.from_) == message.from_
    ]
    return page("messages", [resource(board, one) for one in found], request.path)


def resource(board: Switchboard, message: Message) -> Mapping[str, Any]:
    """A message as its JSON has it; numbers are strings."""
    path = f"/2010-04-01/Accounts/{board.account_sid}/Messages/{message.sid}"
    sent = None if message.status in {"queued", "accepted"} else rfc2822(message.updated)
    return {
        "account_sid": board.account_sid,
        "api_version": "2010-04-01",
        "body": message.body,
        "date_created": rfc2822(message.created),
        "date_sent": sent,
        "date_updated": rfc2822(message.updated),
        "direction": message.direction,
        "error_code": message.error_code,
        "error_message": None,
        "from": message.from_ or None,
        "messaging_service_sid": message.service_sid,
        "num_media": str(len(message.media)),
        "num_segments": str(message.segments),
        "price": None,
        "price_unit": "USD",
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{path}/Media.json"},
        "to": message.to,
        "uri": f"{path}.json",
    }


ROUTES = (
    Route("POST", "/Messages.json", create),
    Route("GET", "/Messages.json", listed),
    Route("GET", "/Messages/{Sid}.json", fetch),
)
