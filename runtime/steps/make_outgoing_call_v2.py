"""Make Outgoing Call."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import attrs

from runtime.liquid import Template, optional_template, template
from runtime.outgoing_call import OutgoingCall
from runtime.run import Run
from runtime.values import JsonObject

# One export of 2023 has a boolean's text here.
_TRIM: Mapping[str, str] = MappingProxyType({"true": "trim-silence", "false": "do-not-trim"})
# Studio's properties of machine detection, by their names in the Calls resource.
_DETECTION: Mapping[str, str] = MappingProxyType(
    {
        "MachineDetection": "machine_detection",
        "MachineDetectionTimeout": "machine_detection_timeout",
        "MachineDetectionSpeechThreshold": "machine_detection_speech_threshold",
        "MachineDetectionSpeechEndThreshold": "machine_detection_speech_end_threshold",
        "MachineDetectionSilenceTimeout": "machine_detection_silence_timeout",
    }
)


@attrs.frozen(kw_only=True)
class MakeOutgoingCallV2(OutgoingCall):
    """Places a call, recorded or not, and may find out whether a machine answers: `AnsweredBy` tells."""

    recording_channels: Literal["mono", "dual"] = "mono"
    recording_status_callback: Template | None = attrs.field(default=None, converter=optional_template)
    trim: Template = attrs.field(default=Template("do-not-trim"), converter=template)
    detect_answering_machine: bool = False
    machine_detection: Template = attrs.field(default=Template("Enable"), converter=template)
    machine_detection_timeout: Template = attrs.field(default=Template("30"), converter=template)
    machine_detection_speech_threshold: Template = attrs.field(default=Template("2400"), converter=template)
    machine_detection_speech_end_threshold: Template = attrs.field(default=Template("1200"), converter=template)
    machine_detection_silence_timeout: Template = attrs.field(default=Template("5000"), converter=template)
    send_digits: Template | None = attrs.field(default=None, converter=optional_template)
    sip_auth_username: Template | None = attrs.field(default=None, converter=optional_template)
    sip_auth_password: Template | None = attrs.field(default=None, converter=optional_template, repr=False)

    def form(self, run: Run) -> JsonObject:
        """The recording, the detection, the tones and the SIP credentials."""
        form: JsonObject = {}
        if self.record:
            # The Calls resource cuts silence off by default, and the widget does not: always explicit.
            trim = run.render(self.trim).strip()
            form.update({"Record": True, "RecordingChannels": self.recording_channels, "Trim": _TRIM.get(trim, trim)})
        given: dict[str, Template | None] = {
            "SendDigits": self.send_digits,
            "SipAuthUsername": self.sip_auth_username,
            "SipAuthPassword": self.sip_auth_password,
        }
        if self.record:
            given["RecordingStatusCallback"] = self.recording_status_callback
        if self.detect_answering_machine:
            given |= {name: getattr(self, own) for name, own in _DETECTION.items()}
        for name, value in given.items():
            text = "" if value is None else run.render(value).strip()
            if text:
                form[name] = text
        return form
