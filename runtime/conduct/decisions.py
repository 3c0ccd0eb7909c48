"""What a transaction decides about a session, for the process to carry out."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from runtime.step import Acts
from runtime.values import JsonObject

# To a call that has nothing more to hear; it ends.
EMPTY = '<?xml version="1.0" encoding="UTF-8"?>\n<Response></Response>\n'


@attrs.frozen(kw_only=True)
class Passed:
    """What happened to a session, for the logs and the metrics.

    `trigger` is what began it, as Liquid names it: `call`, `request`, …; `lasted` are the seconds since then.
    `cause` is why it was taken up though nobody asked, `late` how many seconds after it was due.
    """

    session: str
    call_sid: str | None
    trigger: str = ""
    lasted: float = 0.0
    began: bool = False
    steps: tuple[tuple[str, str], ...] = ()
    end: str | None = None
    cause: str | None = None
    late: float = 0.0

    def told(self) -> dict[str, object]:
        """What a line of the log says of it."""
        told: dict[str, object] = {"session": self.session}
        if self.call_sid is not None:
            told["call_sid"] = self.call_sid
        if self.began:
            told["began"] = True
        if self.steps:
            told["passed"] = [f"{step}:{exit_}" for step, exit_ in self.steps]
        if self.end is not None:
            told["end"] = self.end
        if self.cause is not None:
            told["cause"] = self.cause
        return told


@attrs.frozen
class Reply:
    """TwiML for Twilio."""

    document: str
    passed: Passed | None = None


@attrs.frozen(kw_only=True)
class Perform:
    """An act, whose intent is committed: to be done once, or looked up where `recovers`."""

    step: Acts
    request: JsonObject
    session: str
    call_sid: str | None
    address: str
    attempt: str
    until: float
    recovers: bool
    passed: Passed


@attrs.frozen
class Wait:
    """Somebody else does an act of the session: the answer will be there when it has ended."""

    session: str


@attrs.frozen
class Refused:
    """The request is about no session, or about another's: nothing has changed."""

    reason: str


@attrs.frozen
class Stalled:
    """Nothing can be decided now, or not here; the reason is for the log."""

    reason: str


@attrs.frozen
class Ask:
    """Of a session's call nobody has told for long: Twilio is to be asked how it is."""

    session: str
    call_sid: str


Ended: TypeAlias = Reply | Wait | Refused | Stalled
Decision: TypeAlias = Ended | Perform
