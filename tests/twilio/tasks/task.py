"""TaskRouter's tasks, and the workers who take them. Source: https://www.twilio.com/docs/taskrouter/api/task."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import attrs
from tests.twilio.clock import Clock
from tests.twilio.sids import Sids

WORKSPACE = "WS" + "0" * 31 + "1"


@attrs.define(eq=False)
class Task:
    """A task: `pending` until a worker is found for it, `assigned` to the one who accepts it, then `completed`."""

    sid: str
    workflow_sid: str
    channel: str
    attributes: dict[str, Any]
    priority: int
    timeout: int
    created: float
    status: str = "pending"
    reason: str = ""


@attrs.frozen
class Worker:
    """Takes each task so many seconds after it was made, and has done it so many seconds later.

    One who accepts later than a task may wait is too late: the task was canceled.
    """

    accepts: float = 5.0
    completes: float = 60.0


@attrs.define
class Tasks:
    """All tasks of the account's one workspace, and its worker, if somebody works there."""

    clock: Clock
    sids: Sids
    worker: Worker | None = None
    all: dict[str, Task] = attrs.field(factory=dict)

    def add(
        self, workflow_sid: str, channel: str, attributes: Mapping[str, Any], *, priority: int, timeout: int
    ) -> Task:
        """A new task, which goes its way in the background."""
        now, sid = self.clock.now, self.sids.new("WT")
        task = Task(sid, workflow_sid, channel, dict(attributes), priority, timeout, now)
        self.all[sid] = task
        if self.worker is not None:
            self.clock.spawn(self._work(task, self.worker))
        return task

    def enqueue(self, call: Mapping[str, str], workflow_sid: str, text: str, priority: int, timeout: int) -> Task:
        """The task of a call that waits: what its `<Task>` says, and what is known of the call.

        Source: https://www.twilio.com/docs/taskrouter/twiml-queue-calls
        """
        known = {name: call.get(parameter, "") for name, parameter in _OF_CALLS.items()}
        attributes = {**known, **_object(text)}
        task = Task(self.sids.new("WT"), workflow_sid, "voice", attributes, priority, timeout, self.clock.now)
        self.all[task.sid] = task
        return task

    def matching(self, attribute: str, value: str) -> list[Task]:
        """The tasks with this value of an attribute, the youngest first."""
        return [task for task in reversed(self.all.values()) if task.attributes.get(attribute) == value]

    async def _work(self, task: Task, worker: Worker) -> None:
        await self.clock.sleep(min(worker.accepts, task.timeout))
        if worker.accepts > task.timeout:
            task.status, task.reason = "canceled", "Task TTL Exceeded"
            return
        task.status = "assigned"
        await self.clock.sleep(worker.completes)
        task.status, task.reason = "completed", "done"


def _object(text: str) -> Mapping[str, Any]:
    """The members of a JSON object; none for a text that is none, which is told as a problem of the document."""
    try:
        value = json.loads(text or "{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


_OF_CALLS = {"from": "From", "to": "To", "call_sid": "CallSid", "account_sid": "AccountSid", "direction": "Direction"}
