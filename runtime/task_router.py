"""TaskRouter and Flex in Twilio's REST API, as far as steps use them.

https://www.twilio.com/docs/taskrouter/api/task and https://www.twilio.com/docs/flex/developer/conversations/interactions-api
"""

from __future__ import annotations

import asyncio
import json
from urllib.parse import urlencode

import attrs

from runtime.twilio_rest import Form, TwilioError, TwilioNotSentError, TwilioRest
from runtime.values import JsonObject

_FLEX, _TASKS = "flex-api", "taskrouter"


@attrs.frozen
class TaskRouter:
    """The tasks of the account's Flex, until no time is left (by the loop's clock). Every method raises TwilioError."""

    twilio: TwilioRest
    until: float

    @classmethod
    def within(cls, twilio: TwilioRest, seconds: float) -> TaskRouter:
        """TaskRouter, for requests that take so many seconds in all."""
        return cls(twilio, asyncio.get_running_loop().time() + seconds)

    async def workspace(self) -> str:
        """The SID of the workspace of Flex: https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api."""
        sid = (await self.twilio.get(_FLEX, "Configuration", self._left())).get("taskrouter_workspace_sid")
        if not isinstance(sid, str):
            raise TwilioError("the account has no Flex")
        return sid

    async def create_task(self, workspace: str, form: Form) -> JsonObject:
        """The task that was made."""
        return await self.twilio.post(_TASKS, f"Workspaces/{workspace}/Tasks", form, self._left())

    async def create_interaction(self, channel: JsonObject, routing: JsonObject) -> JsonObject:
        """The interaction that was made, with its task in `routing`."""
        form: JsonObject = {"Channel": json.dumps(channel), "Routing": json.dumps(routing)}
        return await self.twilio.post(_FLEX, "Interactions", form, self._left())

    async def find_task(self, workspace: str, attribute: str, value: str) -> JsonObject | None:
        """The task whose attribute has a value, None where there is none."""
        query = urlencode({"EvaluateTaskAttributes": f"{attribute} == {json.dumps(value)}", "PageSize": "1"})
        tasks = (await self.twilio.get(_TASKS, f"Workspaces/{workspace}/Tasks?{query}", self._left())).get("tasks")
        first = tasks[0] if isinstance(tasks, list) and tasks else None
        if not isinstance(first, dict):
            return None
        # The attributes are told of a single task alone.
        return await self.twilio.get(_TASKS, f"Workspaces/{workspace}/Tasks/{first.get('sid')}", self._left())

    async def fetch_interaction(self, sid: str) -> JsonObject:
        """An interaction."""
        return await self.twilio.get(_FLEX, f"Interactions/{sid}", self._left())

    def _left(self) -> float:
        left = self.until - asyncio.get_running_loop().time()
        if left <= 0:
            raise TwilioNotSentError("no time is left")
        return left
