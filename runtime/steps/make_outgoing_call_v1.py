"""Make Outgoing Call, the older form."""

from __future__ import annotations

import attrs

from runtime.outgoing_call import OutgoingCall
from runtime.run import Run
from runtime.step import Parameters
from runtime.values import JsonObject


@attrs.frozen(kw_only=True)
class MakeOutgoingCallV1(OutgoingCall):
    """Places a call. Machines are looked for only where an exit of theirs leads somewhere: it delays the answer."""

    def form(self, run: Run) -> JsonObject:
        """Whether it is recorded, and whether machines are told from people."""
        form: JsonObject = {}
        if self.record:
            form.update({"Record": True, "RecordingChannels": "mono", "Trim": "do-not-trim"})
        if self.exits.get("answeredByMachine") is not None:
            form["MachineDetection"] = "Enable"
        return form

    def answered(self, run: Run, parameters: Parameters) -> str:
        """`answeredByMachine` where a machine answered, else `answered`."""
        event = super().answered(run, parameters)
        is_machine = parameters.get("AnsweredBy", "").startswith("machine")
        return "answeredByMachine" if is_machine and "answeredByMachine" in self.exits else event

    def hung_up(self, run: Run) -> str | None:
        """`hangup`, which only some flows list."""
        return "hangup"
