"""Send & Wait For Reply: a message goes out, and the run waits for what the contact writes."""

from __future__ import annotations

from typing import ClassVar

import attrs

from runtime.deliveries import FAILED
from runtime.liquid import Template, template
from runtime.outgoing_message import OutgoingMessage
from runtime.run import Run
from runtime.step import Outcome, Parameters
from runtime.values import JsonObject

# Studio's: https://www.twilio.com/docs/studio/widget-library/send-wait-reply
_SECONDS = 3_600
# A run in which nothing has happened for so long is deleted; Studio ends one after 30 days as well.
_LONGEST = 30 * 86_400
_DIGITS = 9
# By how a run can have begun that the widget works in: a call has no chat to wait in.
_BEGINNINGS = ("message", "conversation", "request", "parent")


def _text(seconds: Template | str | float) -> Template:
    """The template of a number of seconds; old exports have an integer in place of its text."""
    return template(str(seconds) if isinstance(seconds, int | float) else seconds)


@attrs.frozen(kw_only=True)
class SendAndWaitForReply(OutgoingMessage):
    """Asks the contact. The next message to the address that asked is the reply."""

    failure: ClassVar[str] = "deliveryFailure"

    timeout: Template = attrs.field(default=Template(str(_SECONDS)), converter=_text)

    def works(self, run: Run) -> bool:
        """In runs that a message, a Conversation, a request or another flow began."""
        return any(begun in run.session.trigger for begun in _BEGINNINGS)

    def recipient(self, run: Run) -> str:
        """The contact."""
        return run.session.contact

    def hears(self, run: Run) -> str | None:
        """The Conversation in which it is asked, else the address that asks."""
        return run.session.conversation or self.sender(run)

    def sent(self, outputs: JsonObject) -> Outcome:
        """The run waits."""
        return Outcome(None, outputs)

    def replied(self, run: Run, parameters: Parameters) -> str:
        """`incomingMessage`; every parameter of the message is an output below `inbound`.

        Who writes in a Conversation is `From` as well, as in `trigger.conversation`.
        """
        author = {"From": parameters["Author"]} if "Author" in parameters else {}
        run.put(self.name, {"inbound": {**author, **parameters}})
        return "incomingMessage"

    def told(self, run: Run, parameters: Parameters) -> str | None:
        """`deliveryFailure` for a message that did not arrive."""
        return self.failure if parameters.get("MessageStatus") in FAILED else None

    def due(self, run: Run) -> float | None:
        """How long the reply is waited for."""
        text = run.render(self.timeout).strip().partition(".")[0]
        is_number = text.isascii() and text.isdigit() and len(text) <= _DIGITS
        return min(int(text), _LONGEST) if is_number else _SECONDS

    def timed_out(self, run: Run) -> str:
        """`timeout`."""
        return "timeout"
