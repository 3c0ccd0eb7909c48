"""A call: who talks to whom, in what state, and what it tells the application about that."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping

import attrs
import httpx
from tests.twilio.caller.script import Reader
from tests.twilio.clock import Clock, Signal
from tests.twilio.problems import Problem, Problems
from tests.twilio.transcript import Transcript
from tests.twilio.web.names import PLACES

OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})


@attrs.frozen
class Request:
    """A document that is to be fetched: from where, and what the request says beside the parameters of the call."""

    url: str
    method: str = "POST"
    parameters: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen
class Hooks:
    """The addresses that a number, or the request that began the call, gave for it."""

    status: str | None = None
    status_method: str = "POST"
    events: tuple[str, ...] = ("completed",)
    fallback: str | None = None
    fallback_method: str = "POST"


class CallOverError(Exception):
    """The call is over, for this reason."""


class CallerHungUpError(CallOverError):
    """The caller hung up."""


class RedirectedError(Exception):
    """A REST request gave the call a new document."""

    def __init__(self, request: Request | None, twiml: str | None) -> None:
        self.request = request
        self.twiml = twiml
        super().__init__("the call got a new document")


class TimeIsUpError(Exception):
    """The time is over that a part of a call was given, such as the waiting in a queue."""


@attrs.define(eq=False)
class Call:
    """One leg of a call."""

    sid: str
    account_sid: str
    from_: str
    to: str
    direction: str
    hooks: Hooks
    reader: Reader
    problems: Problems
    clock: Clock
    parent_sid: str | None = None
    status: str = "queued"
    created: float = 0.0
    answered_at: float | None = None
    ended_at: float | None = None
    answered_by: str | None = None
    interruption: Exception | None = None
    refusals: int = 0
    connected: str | None = None
    documents: int = 0
    until: float = math.inf
    sequence: int = 0
    cookies: httpx.Cookies = attrs.field(factory=httpx.Cookies)
    services: dict[tuple[str, str], Mapping[str, str]] = attrs.field(factory=dict)
    extra: dict[str, str] = attrs.field(factory=dict)
    transcript: Transcript = attrs.field(factory=Transcript)
    task: asyncio.Task[None] | None = None
    _interrupted: Signal = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._interrupted = Signal(self.clock)

    @property
    def inbound(self) -> bool:
        """Whether somebody called a number of the account."""
        return self.direction == "inbound"

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.status in OVER

    @property
    def duration(self) -> int:
        """Seconds from the answer to the end."""
        if self.answered_at is None or self.ended_at is None:
            return 0
        return math.ceil(self.ended_at - self.answered_at)

    def parameters(self) -> dict[str, str]:
        """What every request about this call says; Twilio sends places that it does not know as empty values.

        Source: https://www.twilio.com/docs/voice/twiml#request-parameters
        """
        parties = {"From": self.from_, "Caller": self.from_, "To": self.to, "Called": self.to}
        places = {f"{party}{place}": "" for party in parties for place in PLACES}
        parent = {"ParentCallSid": self.parent_sid} if self.parent_sid else {}
        return {
            "CallSid": self.sid,
            "AccountSid": self.account_sid,
            "CallStatus": self.status,
            "ApiVersion": "2010-04-01",
            "Direction": self.direction,
            **parties,
            **places,
            **parent,
            **self.extra,
        }

    def interrupt(self, by: Exception) -> None:
        """Ends whatever the call waits for; for what comes by REST."""
        self.interruption = by
        self._interrupted.set()

    def raise_interruption(self) -> None:
        """Raises what interrupted the call, once."""
        if self.interruption is not None:
            error, self.interruption = self.interruption, None
            self._interrupted.clear()
            raise error

    def note(self, who: str, does: str, what: str = "", **data: object) -> None:
        """Adds an event to the transcript, at this moment."""
        self.transcript.add(self.clock.now, who, does, what, **data)

    def problem(self, problem: Problem) -> None:
        """Keeps a problem, in the transcript too."""
        self.problems.add(problem)
        self.note("twilio", "warns", str(problem))

    async def wait(self, seconds: float) -> None:
        """Lets time pass.

        Raises:
            RedirectedError, CallOverError: where a REST request came between.
            TimeIsUpError: where what the call is in is over before.
        """
        clock = self.clock
        until = clock.now + seconds
        if await clock.wait(self._interrupted, min(until, self.until) - clock.now):
            self.raise_interruption()
        if self.until <= until:
            raise TimeIsUpError
