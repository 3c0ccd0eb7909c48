"""Virtual seconds as the dates that Twilio writes; the clock of a stand-in begins with the year 2026."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def rfc2822(seconds: float) -> str:
    """The date as in Twilio's resources and status callbacks."""
    return format_datetime(_BEGIN + timedelta(seconds=int(seconds)))


def iso8601(seconds: float) -> str:
    """The date as in events of streams."""
    return (_BEGIN + timedelta(seconds=int(seconds))).strftime("%Y-%m-%dT%H:%M:%SZ")
