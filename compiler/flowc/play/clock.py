"""The clock of a run: it stands still until somebody moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import attrs
import dateutil.parser  # type: ignore[import-untyped]  # as pytz
import pytz  # type: ignore[import-untyped]  # it comes without types; the Liquid library brings it, with its zones

# Twilio: "now" and dates are in US Pacific time (widgets.md, "Liquid in Studio").
PACIFIC = "America/Los_Angeles"

_NOW = ("now", "today")

# A Thursday at noon in San Francisco: what is played without a time is played in ordinary business hours.
DEFAULT_START = datetime(2026, 1, 15, 20, 0, tzinfo=UTC)


@attrs.define
class ManualClock:
    """A time that goes on only by `advance`."""

    now: datetime = DEFAULT_START

    def advance(self, seconds: float) -> None:
        """Moves the clock forwards."""
        self.now += timedelta(seconds=seconds)

    def in_zone(self, zone: str = PACIFIC) -> datetime:
        """The time in a zone. Raises ValueError for a zone that does not exist."""
        return self.moved(self.now, zone)

    def moved(self, moment: datetime, zone: str) -> datetime:
        """A moment in a zone; it may have none, and is in Pacific time then. Raises ValueError for an unknown zone."""
        try:
            aware = moment if moment.tzinfo else pytz.timezone(PACIFIC).localize(moment)
            found: datetime = aware.astimezone(pytz.timezone(zone))
        except pytz.UnknownTimeZoneError:
            raise ValueError(f"no time zone `{zone}`") from None
        return found

    def read(self, value: object) -> datetime | None:
        """The time that a template means: `now` by this clock, a Unix time, or a date as people write it.

        What a text leaves out, such as the day of `10:30`, is today's by this clock. None where it is no time.
        """
        if isinstance(value, datetime):
            return value
        text = str(value)
        try:
            if text in _NOW:
                return self.in_zone()
            if text.isdecimal():
                return datetime.fromtimestamp(int(text), pytz.timezone(PACIFIC))
            midnight = self.in_zone().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
            found: datetime = dateutil.parser.parse(text, default=midnight)
        except (ValueError, OverflowError, OSError):
            return None
        return found


def pacific_start(text: str) -> ManualClock:
    """A clock that begins at a time such as `2026-12-24 18:30` in US Pacific time. Raises ValueError."""
    local = datetime.fromisoformat(text)
    aware = local if local.tzinfo else pytz.timezone(PACIFIC).localize(local)
    return ManualClock(aware.astimezone(UTC))
