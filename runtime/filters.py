"""The filters of Studio that Liquid's library lacks or has otherwise: `to_json`, `date`, `timezone`, `join`."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil import parser  # type: ignore[import-untyped,unused-ignore]  # comes with Liquid; no stubs
from liquid import Undefined
from liquid.exceptions import FilterArgumentError

from runtime.printing import as_json, printed

# Studio reckons dates in US Pacific time: widgets.md, "Liquid in Studio".
_ZONE = ZoneInfo("America/Los_Angeles")
_NOW = ("now", "today")


def to_json(value: object) -> str:
    """The value as JSON."""
    return as_json(value)


def in_zone(value: object, name: object) -> object:
    """A date in the zone of a name, as `Europe/Berlin`; what is no date stays as it is."""
    moment = _moment(value)
    if moment is None:
        return value
    try:
        return moment.astimezone(ZoneInfo(printed(name)))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise FilterArgumentError(f"no time zone {name}", token=None) from error


def formatted(value: object, form: object) -> object:
    """A date in a form of `strftime`; what is no date stays as it is."""
    moment = _moment(value)
    text = printed(form)
    if moment is None or not text:
        return value
    if text == "%s":
        return str(int(moment.timestamp()))
    return moment.strftime(text)


def joined(value: object, separator: object = " ") -> str:
    """The members of a list as `{{ … }}` prints them, with the separator between them."""
    members = value if isinstance(value, (list, tuple, range)) else [value]
    # A separator that the template itself has is markup in what is read aloud, and then escapes the members.
    between = separator if isinstance(separator, str) else printed(separator)
    return between.join(map(printed, members))


FILTERS: dict[str, Callable[..., object]] = {"join": joined, "to_json": to_json, "timezone": in_zone, "date": formatted}


# The seconds since 1970; whoever rehearses a flow puts a clock of its own here.
clock: Callable[[], float] = time.time


def _now() -> datetime:
    return datetime.fromtimestamp(clock(), _ZONE)


def _moment(value: object) -> datetime | None:
    """The date that a value means, in Studio's zone; only the filter `timezone` gives one in another."""
    match value:
        case datetime():
            return value
        case date():
            return datetime(value.year, value.month, value.day, tzinfo=_ZONE)
        case bool() | None | Undefined():
            return None
        case int() | float():
            return datetime.fromtimestamp(value, _ZONE)
        case str():
            return _read(value.strip())
        case _:
            return None


def _read(text: str) -> datetime | None:
    if text in _NOW:
        return _now()
    if text.isascii() and text.isdigit():
        return datetime.fromtimestamp(int(text), _ZONE)
    try:
        midnight = _now().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        moment: datetime = parser.parse(text, default=midnight, tzinfos=_offset)
    except (parser.ParserError, OverflowError):
        return None
    return moment.replace(tzinfo=_ZONE) if moment.tzinfo is None else moment.astimezone(_ZONE)


def _offset(_name: str | None, seconds: int | None) -> timezone | None:
    """The zone of a date that was read; a name that says no offset is left to Studio's own zone."""
    return None if seconds is None else timezone(timedelta(seconds=seconds))
