"""Run ConversationRelay: the call talks to an application over a WebSocket."""

from __future__ import annotations

import attrs

from runtime.run import Run
from runtime.step import Parameters, Speaks

# How a session can end; `failed` is the only one that the application or Twilio spoiled.
# https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#action-url
_FAILED = "failed"


@attrs.frozen(kw_only=True)
class RunConversationRelay(Speaks):
    """Connects the call to ConversationRelay until its session ends. A caller who hangs up there ends the run."""

    def answered(self, run: Run, parameters: Parameters) -> str:
        """`failed` for a session that failed, else `success`; `HandoffData` and all others are outputs."""
        run.replace(self.name, parameters)
        return "failed" if parameters.get("SessionStatus") == _FAILED else "success"
