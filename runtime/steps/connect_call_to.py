"""Connect Call To: a bridge to somebody else."""

from __future__ import annotations

import attrs

from runtime.run import Run
from runtime.step import Parameters, Speaks


@attrs.frozen(kw_only=True)
class ConnectCallTo(Speaks):
    """Bridges the call and waits for the end of the bridge, however it ended: `DialCallStatus` tells."""

    def answered(self, run: Run, parameters: Parameters) -> str:
        """`callCompleted` where the caller is still there, else `hangup`; every parameter is an output."""
        run.replace(self.name, parameters)
        return "hangup" if parameters.get("CallStatus") == "completed" else "callCompleted"

    def hung_up(self, run: Run) -> str | None:
        """`hangup`."""
        return "hangup"
