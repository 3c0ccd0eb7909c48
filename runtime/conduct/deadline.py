"""How long a webhook may still take."""

from __future__ import annotations

import math
import time

import attrs

# Twilio waits 15 seconds in all, the connection included: voice.md, "Time, retries, fallback", after
# https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
SECONDS = 13.0


@attrs.frozen
class Deadline:
    """A point in time of this process."""

    end: float

    @classmethod
    def after(cls, seconds: float = SECONDS) -> Deadline:
        """The deadline so many seconds from now."""
        return cls(time.monotonic() + seconds)

    @property
    def left(self) -> float:
        """The seconds until then, none below zero."""
        return max(0.0, self.end - time.monotonic())


# Of what nobody waits for.
NEVER = Deadline(math.inf)
