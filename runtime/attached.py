"""What Start Conversation and Resume Conversation share: a Conversation becomes the channel of a run."""

from __future__ import annotations

import structlog

from runtime.conversations_api import ConversationsApi
from runtime.run import Run
from runtime.step import Outcome
from runtime.twilio_rest import TwilioError
from runtime.values import Json, JsonObject
from runtime.world import World

# The event that wakes a run: https://www.twilio.com/docs/studio/widget-library/start-conversation
MESSAGE_ADDED = "onMessageAdded"

_log = structlog.get_logger(__name__)


def may_attach(run: Run) -> bool:
    """Whether a run can be given a Conversation: one that was started over REST and talks in none yet.

    https://www.twilio.com/docs/studio/widget-library/start-conversation
    """
    return "request" in run.session.trigger and run.session.conversation is None


def conversations_of(request: JsonObject, world: World, seconds: float) -> ConversationsApi:
    """The Conversations of the service that a request names."""
    service = request.get("service")
    return ConversationsApi.within(world.twilio, service if isinstance(service, str) else None, seconds)


def attached(event: str, conversation: JsonObject, participants: list[JsonObject], webhook: JsonObject) -> Outcome:
    """The exit with the outputs: the Conversation with its participants, and the webhook."""
    members: list[Json] = [*participants]
    return Outcome(
        event, {"conversation": {**conversation, "participants": members}, "webhook_sid": webhook.get("sid")}
    )


def keep_attached(run: Run, step: str, outcome: Outcome, service: str | None) -> str | None:
    """The SID of the Conversation in which the run talks from now on, None where it failed; the outputs are kept."""
    run.replace(step, outcome.outputs)
    conversation = outcome.outputs.get("conversation")
    sid = conversation.get("sid") if isinstance(conversation, dict) else None
    if not isinstance(sid, str):
        return None
    run.session.conversation, run.session.service = sid, service
    return sid


def failed(step: str, error: TwilioError | str) -> Outcome:
    """`failed`, and a line in the log that says why."""
    _log.warning("no conversation", step=step, error=str(error))
    return Outcome("failed")
