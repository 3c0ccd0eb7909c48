"""Capture Payments: a card or an account, by keys."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from runtime.run import Run
from runtime.step import Parameters, Speaks

# The exit for each `Result`: https://www.twilio.com/docs/voice/twiml/pay
_EXITS: Mapping[str, str] = MappingProxyType(
    {
        "success": "success",
        "too-many-failed-attempts": "maxFailedAttempts",
        "payment-connector-error": "providerError",
        "caller-interrupted-with-star": "payInterrupted",
        "caller-hung-up": "hangup",
        "validation-error": "validationError",
        "internal-error": "providerError",
    }
)


@attrs.frozen(kw_only=True)
class CapturePayments(Speaks):
    """Charges or stores what the caller keys in, through a Pay Connector."""

    def answered(self, run: Run, parameters: Parameters) -> str:
        """The exit for the `Result`; one that Twilio adds is `providerError`. Every parameter is an output."""
        run.replace(self.name, parameters)
        return _EXITS.get(parameters.get("Result", ""), "providerError")

    def hung_up(self, run: Run) -> str | None:
        """`hangup`."""
        return "hangup"
