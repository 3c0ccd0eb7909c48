"""TaskRouter in the REST API. Source: https://www.twilio.com/docs/taskrouter/api/task."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from tests.twilio.moments import iso8601
from tests.twilio.rest.exchange import Reply, RestError, RestRequest, Route, not_found
from tests.twilio.switchboard import Switchboard
from tests.twilio.tasks.task import WORKSPACE, Task

ROOT = "/taskrouter/v1"
_HOST = f"https://taskrouter.twilio.com/v1/Workspaces/{WORKSPACE}"
_KNOWN = frozenset({"WorkflowSid", "TaskChannel", "Attributes", "Priority", "Timeout"})
LONGEST_ATTRIBUTES = 4096
LONGEST_TIMEOUT = 1_209_600
_WORKFLOW, _CHANNEL = re.compile(r"WW[0-9a-f]{32}"), re.compile(r"TC[0-9a-f]{32}|[A-Za-z0-9_]+")
# What the stand-in understands of the language of expressions.
_EXPRESSION = re.compile(r'(\w+) == ("(?:[^"\\]|\\.)*")')


async def create(board: Switchboard, request: RestRequest) -> Reply:
    """A task that is pending; a worker may take it later."""
    _check_workspace(request)
    unknown = [name for name, _ in request.parameters if name not in _KNOWN]
    if unknown:
        raise RestError(400, 20001, f"there is no parameter {', '.join(unknown)}")
    task = task_of(board, {name: request.get(name) for name, _ in request.parameters})
    return Reply(201, resource(board, task))


async def fetch(board: Switchboard, request: RestRequest) -> Reply:
    """A task as it is now."""
    _check_workspace(request)
    task = board.tasks.all.get(request.parts["Sid"])
    if task is None:
        raise not_found(request.path)
    return Reply(200, resource(board, task))


async def listed(board: Switchboard, request: RestRequest) -> Reply:
    """The tasks with an attribute, without their attributes."""
    _check_workspace(request)
    found = _EXPRESSION.fullmatch(request.get("EvaluateTaskAttributes"))
    if found is None:
        raise RestError(400, 20001, "EvaluateTaskAttributes is no expression that the stand-in understands")
    tasks = board.tasks.matching(found[1], json.loads(found[2]))
    size = int(request.get("PageSize", "50"))
    items = [{**resource(board, one), "attributes": None} for one in tasks[:size]]
    return Reply(200, {"tasks": items, "meta": {"key": "tasks", "page": 0, "page_size": size}})


def task_of(board: Switchboard, given: Mapping[str, str]) -> Task:
    """The task that parameters make.

    Raises:
        RestError: for values that no task has.
    """
    try:
        attributes = json.loads(given.get("Attributes", "{}"))
    except ValueError:
        attributes = None
    if not isinstance(attributes, dict) or len(given.get("Attributes", "")) > LONGEST_ATTRIBUTES:
        raise RestError(400, 20001, "Attributes are no JSON object of 4096 characters at most")
    priority, timeout = given.get("Priority", "0"), given.get("Timeout", "86400")
    if not priority.isdigit() or not timeout.isdigit() or not 0 < int(timeout) <= LONGEST_TIMEOUT:
        raise RestError(400, 20001, "Priority and Timeout are whole numbers, Timeout two weeks at most")
    if not _WORKFLOW.fullmatch(given.get("WorkflowSid", "")) or not _CHANNEL.fullmatch(given.get("TaskChannel", "")):
        raise RestError(400, 20001, "WorkflowSid or TaskChannel names nothing")
    return board.tasks.add(
        given["WorkflowSid"], given["TaskChannel"], attributes, priority=int(priority), timeout=int(timeout)
    )


def resource(board: Switchboard, task: Task) -> Mapping[str, Any]:
    """A task as its JSON has it."""
    return {
        "sid": task.sid,
        "account_sid": board.account_sid,
        "workspace_sid": WORKSPACE,
        "workflow_sid": task.workflow_sid,
        "workflow_friendly_name": "Assign to Anyone",
        "task_channel_sid": task.channel,
        "task_channel_unique_name": "default",
        "task_queue_sid": "WQ" + "0" * 32,
        "task_queue_friendly_name": "Everyone",
        "assignment_status": task.status,
        "attributes": json.dumps(task.attributes),
        "addons": "{}",
        "age": int(board.clock.now - task.created),
        "priority": task.priority,
        "timeout": task.timeout,
        "reason": task.reason or None,
        "date_created": iso8601(task.created),
        "date_updated": iso8601(board.clock.now),
        "task_queue_entered_date": iso8601(task.created),
        "url": f"{_HOST}/Tasks/{task.sid}",
        "links": {"workspace": _HOST},
    }


def _check_workspace(request: RestRequest) -> None:
    if request.parts["WorkspaceSid"] != WORKSPACE:
        raise not_found(request.path)


ROUTES = (
    Route("POST", "/Workspaces/{WorkspaceSid}/Tasks", create, ROOT),
    Route("GET", "/Workspaces/{WorkspaceSid}/Tasks", listed, ROOT),
    Route("GET", "/Workspaces/{WorkspaceSid}/Tasks/{Sid}", fetch, ROOT),
)
