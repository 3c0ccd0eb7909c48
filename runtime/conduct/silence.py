"""Calls of which nobody has told for long are looked up: their end may have been told while the database was away."""

from __future__ import annotations

from http import HTTPStatus

import structlog

from runtime.storage.record import Record
from runtime.twilio_rest import TwilioError, TwilioRefusedError, TwilioRest

# A call may be silent for as long while it is on hold, in a queue, or connected to somebody; it is looked up after half
# of them at the earliest.
SECONDS = 600.0
_WITHIN = 5.0

_log = structlog.get_logger(__name__)


def wake_later(record: Record, now: float) -> None:
    """Sets when a call is to be looked up that is silent from now on.

    That is left as it is while it is far enough ahead, since a change of it is dear: it stands in an index.
    """
    if record.cause != "silence" or record.due is None or record.due < now + SECONDS / 2:
        record.wake(now + SECONDS, "silence")


async def status_of(twilio: TwilioRest, call_sid: str) -> str | None:
    """How a call is by Twilio's own word, None where it does not say; one that it does not know is over."""
    try:
        status = (await twilio.fetch_call(call_sid, _WITHIN)).get("status")
    except TwilioRefusedError as error:
        return "completed" if error.status == HTTPStatus.NOT_FOUND else None
    except TwilioError as error:
        _log.warning("silent call not looked up", error=type(error).__name__)
        return None
    return status if isinstance(status, str) else None
