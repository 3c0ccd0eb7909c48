"""Send To Flex: a call waits for an agent in TaskRouter; of a message or a Conversation an agent gets a task."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import ClassVar

import attrs
import structlog

from runtime.conversations_api import ConversationsApi
from runtime.flex_task import MARK, Wanted, interaction, outputs, task_form, wanted
from runtime.liquid import Template, template
from runtime.run import Run
from runtime.step import Outcome, Parameters, SpeaksOrActs
from runtime.steps.enqueue_call import EXITS
from runtime.task_router import TaskRouter
from runtime.twilio_rest import TwilioError, TwilioUnansweredError
from runtime.values import JsonObject, read_json
from runtime.world import World

# What is kept of the limit to look what became of a request that was not answered.
_LOOK = 3.0
# What the document prints, and what the task is made of where there is no call.
_PRINTED = ("attributes", "priority", "timeout")

_log = structlog.get_logger(__name__)


@attrs.frozen(kw_only=True)
class SendToFlex(SpeaksOrActs):
    """On a call `<Enqueue>`; in a Conversation an interaction, which hands it to Flex; of a message a task.

    https://www.twilio.com/docs/studio/widget-library/send-flex
    """

    limit: ClassVar[float] = 9.0

    workflow: str
    channel: str
    attributes: Template = attrs.field(default=Template("{}"), converter=template)
    priority: Template = attrs.field(default=Template("0"), converter=template)
    timeout: Template = attrs.field(default=Template("3600"), converter=template)

    def spoken(self, run: Run) -> Mapping[str, str]:
        """The attributes of the task, its priority and its time-out."""
        return {name: run.render(getattr(self, name)) for name in _PRINTED}

    def prints(self) -> Collection[str]:
        """The names of these."""
        return _PRINTED

    def answered(self, run: Run, parameters: Parameters) -> str:
        """The exit for the `QueueResult`, `callComplete` for a call that left; every parameter is an output."""
        run.replace(self.name, parameters)
        return EXITS.get(parameters.get("QueueResult", ""), "callComplete")

    def works(self, run: Run) -> bool:
        """Whether there is a message or a Conversation that an agent could answer."""
        return run.session.conversation is not None or "message" in run.session.trigger

    def intend(self, run: Run) -> JsonObject:
        """The task; nothing where its attributes are no JSON object."""
        return wanted(self, run)

    async def perform(self, request: JsonObject, world: World) -> Outcome:
        """`callComplete` with the task or the interaction, `failedToEnqueue` where it was not made."""
        if not request:
            return self._failed("the attributes are no JSON object, or a number is none")
        flex = TaskRouter.within(world.twilio, self.limit - _LOOK)
        try:
            found = outputs(await self._make(flex, Wanted.of(request)))
        except TwilioUnansweredError:
            return await self.recover(request, world)
        except TwilioError as error:
            return self._failed(str(error))
        await _let_go(request, world)
        return Outcome("callComplete", found)

    async def recover(self, request: JsonObject, world: World) -> Outcome:
        """`callComplete` where there is a task with the mark of the request, else `failedToEnqueue`."""
        if not request:
            return Outcome("failedToEnqueue")
        flex = TaskRouter.within(world.twilio, _LOOK)
        try:
            found = await self._look_up(flex, Wanted.of(request))
        except TwilioError as error:
            return self._failed(str(error))
        if found is None:
            return self._failed("no task was made")
        await _let_go(request, world)
        return Outcome("callComplete", outputs(found))

    def took(self, run: Run, outcome: Outcome) -> None:
        """The outputs; a failure has none."""
        run.replace(self.name, outcome.outputs)

    async def _make(self, flex: TaskRouter, task: Wanted) -> JsonObject:
        workspace = await flex.workspace()
        if task.conversation is None:
            return await flex.create_task(workspace, task_form(self.workflow, self.channel, task))
        channel, routing = interaction(workspace, self.workflow, self.channel, task)
        return await flex.create_interaction(channel, routing)

    async def _look_up(self, flex: TaskRouter, task: Wanted) -> JsonObject | None:
        found = await flex.find_task(await flex.workspace(), MARK, str(task.attributes[MARK]))
        if found is None or task.conversation is None:
            return found
        attributes = read_json(str(found.get("attributes")))
        sid = attributes.get("flexInteractionSid") if isinstance(attributes, dict) else None
        return None if sid is None else await flex.fetch_interaction(str(sid))

    def _failed(self, reason: str) -> Outcome:
        _log.warning("task not made", code=81015, step=self.name, reason=reason)
        return Outcome("failedToEnqueue")


async def _let_go(request: JsonObject, world: World) -> None:
    """Has Twilio no longer tell of a Conversation that an agent answers from now on: else it would begin new runs."""
    task = Wanted.of(request)
    if task.conversation is None:
        return
    conversations = ConversationsApi.within(world.twilio, task.service, _LOOK)
    try:
        for webhook in await conversations.webhooks(task.conversation, world.conversation):
            await conversations.delete_webhook(task.conversation, str(webhook.get("sid")))
    except TwilioError as error:
        _log.warning("webhook not deleted", conversation_sid=task.conversation, error=str(error))
