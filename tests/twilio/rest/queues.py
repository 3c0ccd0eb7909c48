"""Queues, as far as `<Enqueue>` makes them. Source: https://www.twilio.com/docs/voice/api/queue-resource."""

from __future__ import annotations

from tests.twilio.moments import rfc2822
from tests.twilio.rest.exchange import Reply, RestRequest, Route, not_found
from tests.twilio.switchboard import Switchboard


async def fetch(board: Switchboard, request: RestRequest) -> Reply:
    """A queue that some call has waited in."""
    sid = request.parts["Sid"]
    name = next((name for name, known in board.queues.items() if known == sid), None)
    if name is None:
        raise not_found(request.path)
    return Reply(
        200,
        {
            "account_sid": board.account_sid,
            "average_wait_time": 0,
            "current_size": 0,
            "date_created": rfc2822(0),
            "date_updated": rfc2822(board.clock.now),
            "friendly_name": name,
            "max_size": 1000,
            "sid": sid,
            "subresource_uris": {"members": f"{request.path.removesuffix('.json')}/Members.json"},
            "uri": request.path,
        },
    )


ROUTES = (Route("GET", "/Queues/{Sid}.json", fetch),)
