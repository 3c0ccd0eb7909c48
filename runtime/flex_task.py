"""The task that an agent gets of a message or a Conversation: what is asked for, and what the flow learns of it."""

from __future__ import annotations

import json
from typing import Protocol

import attrs

from runtime.liquid import Template
from runtime.run import Run
from runtime.twilio_rest import Form
from runtime.values import Json, JsonObject, read_json

# An attribute by which a task is found again where the answer to the request was lost.
MARK = "flowStep"
# The kinds of an interaction's channel by the beginning of the contact's address; a number is `sms`, an identity
# `chat`: https://www.twilio.com/docs/flex/developer/conversations/interactions-api/channels-subresource
_KINDS = {"whatsapp:": "whatsapp", "messenger:": "messenger", "gbm:": "gbm", "+": "sms"}


class Sends(Protocol):
    """The values of a Send To Flex that stand in the task."""

    @property
    def name(self) -> str:
        """Of the step."""

    @property
    def attributes(self) -> Template:
        """Of the task, a JSON object."""

    @property
    def priority(self) -> Template:
        """The higher goes first."""

    @property
    def timeout(self) -> Template:
        """In seconds."""


@attrs.frozen(kw_only=True)
class Wanted:
    """A task, all values rendered, and the Conversation that it is about, None for a message."""

    attributes: JsonObject
    priority: int
    timeout: int
    conversation: str | None = None
    service: str | None = None
    contact: str = ""

    @classmethod
    def of(cls, request: JsonObject) -> Wanted:
        """The task of a request, as `wanted` made it."""
        return cls(**request)  # type: ignore[arg-type]  # by names that `wanted` gives


def wanted(step: Sends, run: Run) -> JsonObject:
    """The request for a task; empty where the attributes are no JSON object, or a number is none."""
    attributes = read_json(run.render(step.attributes).strip() or "{}")
    priority, timeout = run.render(step.priority).strip() or "0", run.render(step.timeout).strip() or "3600"
    if not isinstance(attributes, dict) or not (_is_number(priority) and _is_number(timeout)):
        return {}
    session = run.session
    return {
        "attributes": {**attributes, MARK: f"{session.sid}/{step.name}/{session.taken}"},
        "priority": int(priority),
        "timeout": int(timeout),
        "conversation": session.conversation,
        "service": session.service,
        "contact": session.contact,
    }


def task_form(workflow: str, channel: str, task: Wanted) -> Form:
    """The parameters of the Task resource: https://www.twilio.com/docs/taskrouter/api/task#create-a-task-resource."""
    return {
        "WorkflowSid": workflow,
        "TaskChannel": channel,
        "Attributes": json.dumps(task.attributes),
        "Priority": task.priority,
        "Timeout": task.timeout,
    }


def interaction(workspace: str, workflow: str, channel: str, task: Wanted) -> tuple[JsonObject, JsonObject]:
    """The channel and the routing of an interaction about a Conversation.

    Studio adds what agents see of the customer, where the flow does not give it:
    https://www.twilio.com/docs/studio/widget-library/send-flex
    """
    kind = next((kind for beginning, kind in _KINDS.items() if task.contact.startswith(beginning)), "chat")
    names = ("customerAddress", "from", "name", "customerName")
    known: JsonObject = {"channelType": kind, **dict.fromkeys(names, task.contact)}
    properties: JsonObject = {
        "workspace_sid": workspace,
        "workflow_sid": workflow,
        "task_channel_sid": channel,
        "priority": task.priority,
        "timeout": task.timeout,
        "attributes": {**known, **task.attributes},
    }
    of_channel: JsonObject = {"media_channel_sid": task.conversation}
    return {"type": kind, "initiated_by": "customer", "properties": of_channel}, {"properties": properties}


def outputs(made: JsonObject) -> JsonObject:
    """What the flow sees of a task, or of an interaction with its task: all of it, and three names of the widget's."""
    routing = made.get("routing")
    properties: Json = routing.get("properties") if isinstance(routing, dict) else made
    task = properties if isinstance(properties, dict) else {}
    return {**made, "TaskSid": task.get("sid"), "Attributes": task.get("attributes"), "Age": task.get("age")}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10  # noqa: PLR2004 - more than any of the two may be
