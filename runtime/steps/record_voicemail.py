"""Record Voicemail: what the caller says after the beep."""

from __future__ import annotations

import attrs

from runtime.run import Run
from runtime.step import Parameters, Speaks

# What `Digits` says where no key ended the recording: https://www.twilio.com/docs/voice/twiml/record
_HANGUP = "hangup"


@attrs.frozen(kw_only=True)
class RecordVoicemail(Speaks):
    """Records the caller until silence, a key, the limit or a hang-up."""

    def answered(self, run: Run, parameters: Parameters) -> str:
        """`hangup` where the caller's end of the call ended the recording, else `recordingComplete`."""
        run.replace(self.name, parameters)
        if parameters.get("Digits") == _HANGUP and "hangup" in self.exits:
            return "hangup"
        return "recordingComplete"

    def hung_up(self, run: Run) -> str | None:
        """`hangup`, where the status callback says so before the recording's own answer."""
        return "hangup"
