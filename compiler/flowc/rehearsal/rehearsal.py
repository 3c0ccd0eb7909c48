"""Plays tests against bundles: over HTTP, with a stand-in for Twilio between the test and the bundle."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import attrs
import httpx
from tests.twilio.stand_in import Delivered, Fault, Problem, StandInError, Twilio
from tests.twilio.web.listener import Listener

from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.play.clock import ManualClock
from flowc.play.happenings import Ended, Ending, Entered, Warned
from flowc.play.types import events_of_entries
from flowc.rehearsal.addresses import ACCOUNT_SID, AUTH_TOKEN, PUBLIC_URL
from flowc.rehearsal.chat import Chat
from flowc.rehearsal.contact import Contact, studio_alone
from flowc.rehearsal.following import Following
from flowc.rehearsal.hosting import Hosting
from flowc.rehearsal.letters import delivered, is_refused
from flowc.rehearsal.outside import Outside
from flowc.script.caller import UNMET, Caller, FailedError
from flowc.script.lines import Script
from flowc.script.player import Played, Stage

# A hung-up call is given up by the runtime after three seconds; nothing else in it takes a day.
_GRACE, _DAY = 4.0, 86_400.0
_TRIES = 400
_A_MOMENT = 0.01


@attrs.define(eq=False, kw_only=True)
class _Refusals(Fault):
    """Has Twilio refuse what the test says that it refuses."""

    outside: Outside
    twilio: Twilio

    def takes(self, method: str, path: str, parameters: Mapping[str, str]) -> bool:
        """Whether this request is refused."""
        contact = self.outside.contact
        if contact is None:
            return False
        if method == "POST" and "/Recordings" in path:
            return bool(contact.recording(method, path))
        return is_refused(contact, self.twilio, method, path, parameters)


class _Phones(dict[str, object]):
    """What happens when anybody is called: the test says it then."""

    outside: Outside

    def get(self, _number: str, _default: object = None) -> list[object]:
        """How somebody takes the call."""
        return [self.outside.contact.phone()] if self.outside.contact else []


class _Deliveries(dict[str, list[Delivered]]):
    """What becomes of a message to anybody: the test says it when the message is sent."""

    outside: Outside

    def get(self, _number: str, _default: object = None) -> list[Delivered]:
        """What becomes of the next one."""
        return [delivered(self.outside.contact)] if self.outside.contact else []


@attrs.define
class _World(Mapping[str, str]):
    """Leads the bundles to their host, and every other address to the one server of the outside."""

    host: str
    outside: str

    def __getitem__(self, public: str) -> str:
        return self.host if public == PUBLIC_URL else self.outside

    def __contains__(self, _: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


@attrs.define
class _Clock:
    """The clock of a test, which moves the one of the bundles."""

    clock: ManualClock
    hosting: Hosting

    def advance(self, seconds: float) -> None:
        """Moves it forwards, and has the bundles do what is due by then."""
        self.clock.advance(seconds)
        self.hosting.set_clock(self.clock.now.timestamp(), sweep=True)


@attrs.define
class Rehearsal:
    """A host of bundles with a stand-in before it; `play` plays a test."""

    twilio: Twilio
    hosting: Hosting
    outside: Outside

    @contextmanager
    def bundle(self, name: str) -> Iterator[None]:
        """Serves the bundle of a folder meanwhile."""
        self.hosting.begin(name)
        try:
            yield
        finally:
            self.hosting.end(name)

    async def play(self, script: Script, stage: Stage, name: str, caller_of: Callable[..., Caller] = Caller) -> Played:
        """What comes of a test with the bundle of this name; `caller_of` is given what a Caller is made of."""
        clock = script.clock()
        self.hosting.forget()
        self.hosting.set_clock(clock.now.timestamp())
        following = Following(stage, clock)
        caller = caller_of(script, following.happenings, following.scope, _Clock(clock, self.hosting), stage.places)
        contact = Contact(caller, following, self.hosting, "contact", script.start.contact)
        self.outside.contact, self.outside.name = contact, name
        if script.start.entry not in _BEGINNINGS:
            return Played(script, (), _not_here(script))
        following.trigger(events_of_entries()[script.start.entry])
        await _BEGINNINGS[script.start.entry](self, contact, name)
        failure = contact.failure or _broken(contact) or await self._finish(contact, clock)
        self.outside.contact = None
        for one in self.twilio.board.conversations.all:
            one.state = "closed"
        return Played(script, tuple(following.happenings), failure)

    async def call(self, contact: Contact, name: str) -> None:
        """Has the contact call, and waits for the end of the call."""
        start, base = contact.caller.script.start, f"{PUBLIC_URL}/{name}"
        line = await self.twilio.incoming_call(
            f"{base}/voice",
            script=contact,  # type: ignore[arg-type]  # a script may be a function
            from_=start.contact,
            to=start.address,
            status_callback=f"{base}/status",
            extra={key: str(value) for key, value in start.values.items()},
        )
        contact.line, contact.column, contact.value = line, "call_sid", line.sid
        await _over(contact)

    async def request(self, contact: Contact, name: str) -> None:
        """Begins a run over REST, and waits for the end of the call that it may place."""
        start = contact.caller.script.start
        form = {"To": start.contact, "From": start.address, "Parameters": json.dumps(start.parameters)}
        before = {one.sid for one in self.twilio.calls}
        contact.newest = lambda: next((one for one in self.twilio.calls if one.sid not in before), None)
        async with httpx.AsyncClient(trust_env=False) as client:
            url = f"{self.hosting.url}/{name}/executions"
            answer = await client.post(url, data=form, auth=(ACCOUNT_SID, AUTH_TOKEN))
            answer.raise_for_status()
        await self._chat(contact, Chat(contact, self.twilio, name))

    async def message(self, contact: Contact, name: str) -> None:
        """Has the contact write, and answer what is asked."""
        start = contact.caller.script.start
        extra = {key: str(value) for key, value in start.values.items()}
        await self.twilio.text(
            f"{PUBLIC_URL}/{name}/message", start.body, from_=start.contact, to=start.address, extra=extra
        )
        await self._chat(contact, Chat(contact, self.twilio, name))

    async def conversation(self, contact: Contact, name: str) -> None:
        """Has the contact write in a Conversation of their own, and answer what is asked."""
        start, url = contact.caller.script.start, f"{PUBLIC_URL}/{name}/conversation"
        await self.twilio.write(url, start.body, author=start.contact, to=start.address)
        await self._chat(contact, Chat(contact, self.twilio, name))

    async def _chat(self, contact: Contact, chat: Chat) -> None:
        """Answers what the run asks in writing, until it is over, waits for nobody, or has somebody on the line."""
        tries = 0
        while tries < _TRIES:
            contact.look()
            if contact.line is not None:
                await _over(contact)
                return
            if contact.following.ending is not None or contact.failure:
                return
            tries = 0 if await chat.answers() else tries + 1
            await asyncio.sleep(0 if tries < 5 else _A_MOMENT)  # noqa: PLR2004 - most are over at once

    async def _finish(self, contact: Contact, clock: ManualClock) -> Diagnostic | None:
        """What is wrong once the run is over: one whose caller is gone is ended by what is due."""
        following = contact.following
        for attempt in range(_TRIES):
            contact.look()
            if (following.ending is not None and following.is_told) or contact.failure:
                break
            if attempt % 20 == 0 and not _acts(contact):
                later = _GRACE if attempt < 40 else _DAY  # noqa: PLR2004 - two tries for the call, then what waits
                self.hosting.set_clock(clock.now.timestamp() + later, sweep=True)
            await asyncio.sleep(0 if attempt < 5 else _A_MOMENT)  # noqa: PLR2004 - most are over at once
        ending = _as_heard(contact)
        following.tell_variables()
        last = next((one.step for one in reversed(following.happenings) if isinstance(one, Entered)), "")
        following.happenings.append(Ended(last, ending))
        try:
            contact.caller.end(ending)
        except FailedError as error:
            return error.diagnostic
        return contact.failure


_BEGINNINGS = {
    "call": Rehearsal.call,
    "message": Rehearsal.message,
    "conversation": Rehearsal.conversation,
    "request": Rehearsal.request,
}


def _acts(contact: Contact) -> bool:
    found = contact.hosting.run(contact.column, contact.value, contact.following.lines)
    return bool(found and found["act"])


def _as_heard(contact: Contact) -> Ending:
    """How the run ended. What was passed with a prompt in which the contact hung up was not heard, and is not told."""
    if contact.left_in_prompt:
        return Ending.HUNG_UP
    contact.following.finish()
    return contact.following.ending or Ending.IGNORED


async def _over(contact: Contact) -> None:
    """Waits for the end of a call; what Twilio warned of is told as Studio would log it."""
    assert contact.line is not None
    task = contact.line.line.task
    assert task is not None
    with suppress(StandInError):
        await task
    contact.look()
    for problem in contact.line.line.problems.found:
        contact.following.happenings.append(_warned(contact, problem))


def _warned(contact: Contact, problem: Problem) -> Warned:
    return Warned(contact.following.waits_at, problem.code, problem.message)


def _broken(contact: Contact) -> Diagnostic | None:
    """What the stand-in could not do of a test."""
    wrong = [] if contact.line is None else [one for one in contact.line.line.problems.found if one.code == 0]
    script = contact.caller.script
    if not wrong:
        return None
    return finding(UNMET, f"Twilio cannot do this: {wrong[0].message}", script.span, label="in this test")


def _not_here(script: Script) -> Diagnostic:
    return studio_alone(f"a run that is begun by `{script.start.entry}` cannot be played against a bundle", script)


@asynccontextmanager
async def rehearsing(folder: Path) -> AsyncIterator[Rehearsal]:
    """A rehearsal of the bundles in a folder."""
    outside = Outside()
    listener = Listener(outside)
    await listener.open()
    try:
        async with Twilio(account_sid=ACCOUNT_SID, auth_token=AUTH_TOKEN, seed=str(folder)) as twilio:
            with Hosting(folder, listener.url, twilio.url) as hosting:
                twilio.courier.sender.hosts = _World(hosting.url, listener.url)
                phones = _Phones()
                phones.outside = outside
                twilio.board.phones = phones  # type: ignore[assignment]  # as a mapping it is asked by `get` alone
                deliveries = _Deliveries()
                deliveries.outside = outside
                twilio.board.messages.outcomes = deliveries
                twilio.fault(_Refusals("POST", "", times=2**31, status=400, outside=outside, twilio=twilio))
                yield Rehearsal(twilio, hosting, outside)
                twilio.problems.found.clear()
                for call in twilio.board.calls.values():
                    call.problems.found.clear()
    finally:
        await listener.close()
