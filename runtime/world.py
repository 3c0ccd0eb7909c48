"""What acts may use of the world outside: Twilio's REST API, other servers, other bundles, our own addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from runtime.http_client import HttpClient
    from runtime.signature import Signatures
    from runtime.twilio_rest import TwilioRest


@attrs.frozen
class World:
    """What `Acts.perform` is handed.

    `address` is where Twilio brings the answer to the step that acts; `status`, `recording` and
    `conversation` are the application's routes for callbacks. `signatures` sign what goes to another bundle.
    `call_sid` is the call that the run has now.
    """

    twilio: TwilioRest
    http: HttpClient
    signatures: Signatures
    address: str
    status: str
    recording: str
    conversation: str
    call_sid: str | None
