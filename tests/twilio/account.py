"""The stand-in as a test uses it: an account with numbers, callers, messages, a REST API and a clock."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from types import TracebackType
from typing import Self

import attrs
from tests.twilio.caller.pace import Pace
from tests.twilio.caller.script import Script
from tests.twilio.clock import Clock, Signal
from tests.twilio.conversations.conversation import Conversation
from tests.twilio.messaging.incoming import Inbox
from tests.twilio.messaging.message import Delivered, Message
from tests.twilio.problems import Problems
from tests.twilio.recordings import Outcome
from tests.twilio.rest.contract import contract
from tests.twilio.rest.faults import Fault
from tests.twilio.rest.server import Api, Recorded
from tests.twilio.sids import Sids
from tests.twilio.switchboard import Options, Phone, Switchboard
from tests.twilio.transcript import Transcript
from tests.twilio.voice.call import Call, Hooks, Request
from tests.twilio.voice.lines import incoming
from tests.twilio.web.courier import Courier, Delivery
from tests.twilio.web.listener import Listener
from tests.twilio.web.sender import Sender
from tests.twilio.web.signature import Signing
from tests.twilio.web.webhook import Answer, Webhook

ACCOUNT_SID = "AC" + "0" * 31 + "1"
AUTH_TOKEN = "0123456789abcdef0123456789abcdef"  # noqa: S105 - known to nobody but the tests
NUMBER, CALLER = "+15550100", "+15550199"


@attrs.define
class LiveCall:
    """A call as a test sees it."""

    line: Call
    clock: Clock

    @property
    def sid(self) -> str:
        """The name of the call."""
        return self.line.sid

    @property
    def status(self) -> str:
        """The state of the call."""
        return self.line.status

    @property
    def transcript(self) -> Transcript:
        """What has happened so far."""
        return self.line.transcript

    async def ended(self) -> Transcript:
        """The transcript, when the call is over.

        Raises:
            StandInError: where something happened that Twilio warns of, and that was not allowed.
        """
        assert self.line.task is not None
        try:
            await self.line.task
        except Exception as error:
            self.clock.take(error)
            raise
        self.line.problems.raise_new(str(self.transcript))
        return self.transcript


@attrs.define
class Twilio:
    """An account of Twilio's, to be entered with `async with`.

    `hosts` leads public addresses (`https://flow.example`) to those where they are served; signatures are made for
    the public ones. `webhook_seconds` shortens Twilio's 15. `allow` are the codes of problems that fail no test.
    The REST API has a free port, unless `port` names one.
    """

    account_sid: str = ACCOUNT_SID
    auth_token: str = AUTH_TOKEN
    hosts: Mapping[str, str] = attrs.field(factory=dict)
    webhook_seconds: float = 15.0
    allow: Collection[int] = ()
    pace: Pace = attrs.field(factory=Pace)
    options: Options = attrs.field(factory=Options)
    seed: str = "stand-in"
    port: int = 0
    clock: Clock = attrs.field(factory=Clock, init=False)
    problems: Problems = attrs.field(init=False)
    board: Switchboard = attrs.field(init=False)
    courier: Courier = attrs.field(init=False)
    _api: Api = attrs.field(init=False)
    _listener: Listener = attrs.field(init=False)
    _inbox: Inbox = attrs.field(init=False)

    async def __aenter__(self) -> Self:
        sids, allowed = Sids(self.seed), frozenset(self.allow)
        self.problems = Problems(allowed)
        self.courier = Courier(self.clock, Sender(self.auth_token, sids, self.webhook_seconds, self.hosts))
        self.board = Switchboard(
            self.account_sid, self.clock, sids, self.courier, self.pace, self.options, allowed, self.problems
        )
        self._api = Api(self.board, self.auth_token, self.problems, contract())
        self._inbox = Inbox(self.board.messages, self.courier, self.problems)
        self._listener = Listener(self._api, self.port)
        await self._listener.open()
        self.board.recordings.base = self._listener.url
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                await self.clock.idle()
        finally:
            await self.clock.stop()
            await self._listener.close()
            await self.courier.sender.close()
        if kind is None:
            self.problems.raise_new()
            for call in self.board.calls.values():
                call.problems.raise_new(str(call.transcript))

    @property
    def url(self) -> str:
        """Where the REST API is: what an application takes in place of `https://api.twilio.com`."""
        return self._listener.url

    @property
    def requests(self) -> list[Recorded]:
        """All that was asked of the REST API, in order."""
        return self._api.requests

    @property
    def webhooks(self) -> list[Answer]:
        """What came of each webhook, those that the test sent included, in order."""
        return self.courier.sent

    @property
    def messages(self) -> list[Message]:
        """All messages, in both directions."""
        return list(self.board.messages.all.values())

    @property
    def calls(self) -> list[LiveCall]:
        """All calls, also those that the application began and the legs that calls dialled."""
        return [LiveCall(call, self.clock) for call in self.board.calls.values()]

    async def incoming_call(
        self,
        url: str,
        *,
        script: Script = (),
        from_: str = CALLER,
        to: str = NUMBER,
        method: str = "POST",
        status_callback: str | None = None,
        status_callback_method: str = "POST",
        fallback: str | None = None,
        extra: Mapping[str, str] | None = None,
    ) -> LiveCall:
        """A call that somebody makes to a number whose voice webhook is this URL; it goes on by itself."""
        hooks = Hooks(status_callback, status_callback_method, ("completed",), fallback)
        call = self.board.new_call(from_, to, "inbound", hooks, script)
        call.extra.update(extra or {})
        call.task = self.clock.spawn(incoming(self.board, call, Request(url, method)))
        return LiveCall(call, self.clock)

    def lead(self, public: str, served: str) -> None:
        """Leads a public address to where it is served, as `hosts` does, when the stand-in runs already."""
        self.hosts = {**self.hosts, public: served}
        self.courier.sender.hosts = self.hosts

    def phone(self, number: str, *does: Phone) -> None:
        """Says what happens when the application calls a number by REST, call by call; the last holds for all more."""
        self.board.phones[number] = list(does)

    async def text(
        self,
        url: str,
        body: str,
        *,
        from_: str = CALLER,
        to: str = NUMBER,
        media: tuple[str, ...] = (),
        method: str = "POST",
        fallback: str | None = None,
        service_sid: str | None = None,
        extra: Mapping[str, str] | None = None,
    ) -> list[Message]:
        """The replies to a message that somebody sends to a number whose message webhook is this URL."""
        message = self.board.messages.add(from_, to, body, media, direction="inbound", status="received")
        message.service_sid, message.extra = service_sid, extra or {}
        return await self.clock.spawn(self._inbox.receive(message, url, method, fallback))

    async def write(
        self, url: str, body: str, *, author: str = CALLER, to: str = NUMBER, conversation: Conversation | None = None
    ) -> Conversation:
        """The Conversation in which somebody writes: the one given, or that of the pair of addresses.

        Without one the message makes it, at a number whose address configuration has this webhook.
        """
        found = conversation or self.board.conversations.of_pair(author, to)
        found = found or self.board.conversations.begin(author, to, url)
        await self.clock.spawn(self.board.conversations.write(found, author, body))
        return found

    @property
    def chats(self) -> Transcript:
        """What was written, in both directions, and what was told of it."""
        return self.board.messages.transcript

    async def texted(self, *bodies: str, to: str = CALLER, patience: float = 30.0) -> None:
        """Returns when just these texts have been sent to a number, in this order, and all was told of them.

        Raises:
            AssertionError: where others were, or where they do not come in so many real seconds.
        """
        found: list[str] = []
        until = asyncio.get_running_loop().time() + patience
        while found != list(bodies):
            found = [one.body for one in self.messages if one.to == to and one.direction.startswith("outbound")]
            assert found == list(bodies[: len(found)]), found
            assert asyncio.get_running_loop().time() < until, found
            await asyncio.sleep(0.02)
        await self.settled()

    def deliveries(self, number: str, *outcomes: Delivered) -> None:
        """Says how messages to a number go, one after another; the last holds for all that follow."""
        self.board.messages.outcomes[number] = list(outcomes)

    def recorded(self, *outcomes: Outcome) -> None:
        """Says what becomes of the next recordings that end."""
        self.board.recordings.outcomes.extend(outcomes)

    def deliver(self, delivery: Delivery) -> Delivery:
        """Has webhooks come in another way than once, at once and rightly signed."""
        self.courier.deliveries.append(delivery)
        return delivery

    def fault(self, fault: Fault) -> Fault:
        """Has something go wrong with REST requests."""
        self._api.faults.waiting.append(fault)
        return fault

    def signal(self) -> Signal:
        """Something to wait for, such as the `after` of a delivery."""
        return Signal(self.clock)

    async def send(
        self,
        webhook: Webhook,
        *,
        url: str | None = None,
        parameters: Mapping[str, str] | None = None,
        signing: Signing = Signing.RIGHT,
    ) -> Answer:
        """What came of a webhook that is sent beside all calls: one sent before, changed, forged or to elsewhere."""
        changed = attrs.evolve(
            webhook, url=url or webhook.url, parameters={**webhook.parameters, **(parameters or {})}
        )  # fmt: skip
        return await self.courier.send(changed, signing)

    async def settled(self) -> None:
        """Returns when nothing is left to happen: all calls are over, and all callbacks were sent."""
        await self.clock.idle()
