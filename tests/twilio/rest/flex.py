"""Flex in the REST API: its configuration, and interactions.

Source: https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.twilio.conversations.conversation import Conversation
from tests.twilio.rest.exchange import Reply, RestError, RestRequest, Route, not_found
from tests.twilio.rest.tasks import resource as task_resource
from tests.twilio.rest.tasks import task_of
from tests.twilio.switchboard import Switchboard
from tests.twilio.tasks.task import WORKSPACE

ROOT = "/flex-api/v1"
_HOST = "https://flex-api.twilio.com/v1"
_TYPES = frozenset({"sms", "email", "chat", "whatsapp", "web", "messenger", "gbm"})
_ROUTING = frozenset(
    {
        *("workspace_sid", "workflow_sid", "queue_sid", "worker_sid", "task_channel_sid"),
        *("task_channel_unique_name", "priority", "timeout", "attributes"),
    }
)


async def configuration(board: Switchboard, _request: RestRequest) -> Reply:
    """The configuration of Flex, which names the workspace."""
    return Reply(200, {"account_sid": board.account_sid, "taskrouter_workspace_sid": WORKSPACE, "status": "ok"})


async def create(board: Switchboard, request: RestRequest) -> Reply:
    """An interaction about a Conversation, with the task that an agent gets of it."""
    channel, routing = _object(request, "Channel"), _object(request, "Routing").get("properties", {})
    if channel.get("type") not in _TYPES or channel.get("initiated_by") != "customer":
        raise RestError(400, 20001, "Channel names a type, and who begins; the stand-in knows customers alone")
    if unknown := sorted(set(routing) - _ROUTING):
        raise RestError(400, 20001, f"routing has no {', '.join(unknown)}")
    if routing.get("workspace_sid") != WORKSPACE:
        raise RestError(400, 20001, "there is no such workspace")
    conversation = _conversation(board, channel.get("properties", {}).get("media_channel_sid"))
    sid = board.sids.new("KD")
    board.interactions[sid] = {
        "sid": sid,
        "channel": {**channel, "sid": board.sids.new("UO")},
        "routing": {"reservation": None, "properties": _task(board, routing, sid, conversation.sid)},
        "interaction_context_sid": None,
        "webhook_ttid": None,
        "url": f"{_HOST}/Interactions/{sid}",
        "links": {"channels": f"{_HOST}/Interactions/{sid}/Channels"},
    }
    return Reply(201, board.interactions[sid])


async def fetch(board: Switchboard, request: RestRequest) -> Reply:
    """An interaction."""
    found = board.interactions.get(request.parts["Sid"])
    if found is None:
        raise not_found(request.path)
    return Reply(200, found)


def _object(request: RestRequest, name: str) -> Mapping[str, Any]:
    try:
        value = json.loads(request.get(name))
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise RestError(400, 20001, f"{name} is no JSON object")
    return value


def _conversation(board: Switchboard, sid: object) -> Conversation:
    """The Conversation that is handed over; one that is closed can't be."""
    found = next((one for one in board.conversations.all if one.sid == sid and one.state != "closed"), None)
    if found is None:
        raise RestError(400, 20001, "media_channel_sid names no conversation that is open")
    return found


def _task(board: Switchboard, routing: Mapping[str, Any], sid: str, conversation: str) -> Mapping[str, Any]:
    attributes = {**routing.get("attributes", {}), "conversationSid": conversation, "flexInteractionSid": sid}
    given = {
        "WorkflowSid": routing.get("workflow_sid", ""),
        "TaskChannel": routing.get("task_channel_sid") or routing.get("task_channel_unique_name", ""),
        "Attributes": json.dumps(attributes),
        "Priority": str(routing.get("priority", 0)),
        "Timeout": str(routing.get("timeout", 86_400)),
    }
    return task_resource(board, task_of(board, given))


ROUTES = (
    Route("GET", "/Configuration", configuration, ROOT),
    Route("POST", "/Interactions", create, ROOT),
    Route("GET", "/Interactions/{Sid}", fetch, ROOT),
)
