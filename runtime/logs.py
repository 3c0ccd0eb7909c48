"""Logs: one line of JSON for each thing that happened, with no secret, no body, and no whole phone number."""

from __future__ import annotations

import logging
import re
import sys
from typing import TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

# A number as E.164 writes it, alone or in an address of SIP or WhatsApp; four digits are enough to know it again.
_NUMBER = re.compile(r"\+\d{6,15}\b")
_SEEN = 4


def configure_logs(*, mask: bool = True, stream: TextIO | None = None) -> None:
    """Makes the process log JSON lines. `mask` hides phone numbers but for their last digits.

    Nothing is changed where structlog was configured already: an application of your own logs as it likes.
    """
    if structlog.is_configured():
        return
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            *([masked] if mask else []),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(stream or sys.stdout),
        cache_logger_on_first_use=True,
    )


def masked(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The event with its phone numbers masked; for structlog's processors."""
    return {name: _masked(value) if isinstance(value, str) else value for name, value in event.items()}


def _masked(text: str) -> str:
    return _NUMBER.sub(lambda found: "…" + found[0][-_SEEN:], text) if "+" in text else text
