"""Send Message: a message goes out, and the run goes on."""

from __future__ import annotations

from typing import ClassVar

import attrs

from runtime.liquid import Template, template
from runtime.outgoing_message import OutgoingMessage
from runtime.run import Run
from runtime.step import Outcome
from runtime.values import JsonObject


@attrs.frozen(kw_only=True)
class SendMessage(OutgoingMessage):
    """Sends a message to the contact, or to anybody else. That Twilio took it is no proof of its delivery."""

    failure: ClassVar[str] = "failed"

    to: Template = attrs.field(default=Template("{{contact.channel.address}}"), converter=template)

    def recipient(self, run: Run) -> str:
        """Whom the step names."""
        return run.render(self.to).strip()

    def sent(self, outputs: JsonObject) -> Outcome:
        """`sent`."""
        return Outcome("sent", outputs)
