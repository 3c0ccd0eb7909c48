"""Connect Virtual Agent (Dialogflow CX)."""

from __future__ import annotations

import attrs

from runtime.run import Run
from runtime.step import Parameters, Speaks
from runtime.values import Json, read_json

# https://www.twilio.com/docs/voice/virtual-agent
_EXITS = ("completed", "live-agent-handoff", "paused", "failed")


@attrs.frozen(kw_only=True)
class ConnectVirtualAgentV2(Speaks):
    """Hands the call to an agent of Dialogflow CX. What the agent tells in JSON is an object in Liquid."""

    def answered(self, run: Run, parameters: Parameters) -> str:
        """The exit that `VirtualAgentStatus` names, else `hangup` for a call that is over, else `failed`."""
        run.replace(self.name, {name: _read(name, value) for name, value in parameters.items()})
        status = parameters.get("VirtualAgentStatus", "")
        if status in _EXITS:
            return status
        return "hangup" if parameters.get("CallStatus") == "completed" else "failed"

    def hung_up(self, run: Run) -> str | None:
        """`hangup`."""
        return "hangup"


def _read(name: str, value: str) -> Json:
    """The value of a parameter; the provider's data come as a JSON text."""
    if name != "VirtualAgentProviderData":
        return value
    data = read_json(value)
    return data if isinstance(data, dict) else value
