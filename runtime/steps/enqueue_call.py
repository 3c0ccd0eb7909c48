"""Enqueue Call: a queue, or TaskRouter."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from runtime.run import Run
from runtime.step import Parameters, Speaks

# The exit for each `QueueResult` but those of a call that left the queue: https://www.twilio.com/docs/voice/twiml/enqueue
# The widgets have none for a caller who hung up, whose run ends.
EXITS: Mapping[str, str] = MappingProxyType(
    {"queue-full": "failedToEnqueue", "system-error": "callFailure", "error": "callFailure", "hangup": "hangup"}
)


@attrs.frozen(kw_only=True)
class EnqueueCall(Speaks):
    """Puts the call into a queue until it leaves it. A caller who hangs up there ends the run."""

    def answered(self, run: Run, parameters: Parameters) -> str:
        """The exit for the `QueueResult`, `callComplete` for a call that left; every parameter is an output."""
        run.replace(self.name, parameters)
        return EXITS.get(parameters.get("QueueResult", ""), "callComplete")
