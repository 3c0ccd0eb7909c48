"""Connect Virtual Agent, the first generation (Dialogflow ES)."""

from __future__ import annotations

import attrs

from runtime.run import Run
from runtime.step import Parameters, Speaks


@attrs.frozen(kw_only=True)
class ConnectVirtualAgent(Speaks):
    """Hands the call to an agent of Dialogflow ES."""

    def answered(self, run: Run, parameters: Parameters) -> str:
        """`return` where the caller is still there, else `hangup`; every parameter is an output."""
        run.replace(self.name, parameters)
        return "hangup" if parameters.get("CallStatus") == "completed" else "return"

    def hung_up(self, run: Run) -> str | None:
        """`hangup`."""
        return "hangup"
