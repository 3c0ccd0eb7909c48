"""What happened in a call, in order, with virtual times; printed, it is meant for people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import attrs
from tests.twilio.web.webhook import Answer

_SID = re.compile(r"\b([A-Z]{2})[0-9a-f]{32}\b")
_ORIGIN = re.compile(r"\bhttps?://[^/\s\"]+")
# A part of a path that nobody can guess: long, and with digits or capitals in it.
_SECRET = re.compile(r"(?<=/)(?=[^/?]*[0-9A-Z])[A-Za-z0-9_\-]{16,}(?=[/?\s]|$)")


@attrs.frozen
class Event:
    """Something that somebody did at a moment; `data` holds what the printed line leaves out."""

    at: float
    who: str
    does: str
    what: str = ""
    data: Mapping[str, Any] = attrs.field(factory=dict, eq=False)


@attrs.define
class Transcript:
    """The events of a call."""

    events: list[Event] = attrs.field(factory=list)

    def add(self, at: float, who: str, does: str, what: str = "", **data: object) -> None:
        """Notes an event."""
        self.events.append(Event(round(at, 3), who, does, what, data))

    @property
    def heard(self) -> list[str]:
        """All that the caller heard, in order."""
        return [event.data["text"] for event in self.events if event.does == "hears"]

    @property
    def webhooks(self) -> list[Answer]:
        """All that Twilio asked or told the application about this call, in order."""
        return [event.data["answer"] for event in self.events if "answer" in event.data]

    def sent(self, kind: str) -> list[Mapping[str, str]]:
        """The parameters of all webhooks of a kind."""
        return [answer.webhook.parameters for answer in self.webhooks if answer.webhook.kind == kind]

    @property
    def end(self) -> str:
        """Why the call ended."""
        return next((event.what for event in reversed(self.events) if event.does == "ends"), "")

    def __str__(self) -> str:
        numbers = _Numbers()
        lines = [f"{event.at:7.1f}s  {event.who:<7} {event.does:<8} {event.what}".rstrip() for event in self.events]
        return "\n".join(numbers.replace(line) for line in lines) + "\n"


@attrs.define
class _Numbers:
    """Gives numbers to what differs from run to run, in the order of its coming."""

    known: dict[str, str] = attrs.field(factory=dict)

    def replace(self, line: str) -> str:
        """A line without addresses, and with numbers in place of names that differ."""
        line = _SID.sub(lambda found: self.name(found[0], found[1]), line)
        line = _ORIGIN.sub("", line)
        return _SECRET.sub(lambda found: self.name(found[0], ""), line)

    def name(self, value: str, prefix: str) -> str:
        """The number of a value among those with its prefix."""
        if value not in self.known:
            number = sum(name.startswith(prefix + "#") for name in self.known.values()) + 1
            self.known[value] = f"{prefix}#{number}"
        return self.known[value]
