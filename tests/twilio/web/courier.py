"""Brings webhooks to the application; a test may have some of them come twice, late, forged or elsewhere."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Mapping

import attrs
import httpx
from tests.twilio.clock import Clock, Signal
from tests.twilio.problems import ScriptError
from tests.twilio.web.names import unknown
from tests.twilio.web.sender import Sender
from tests.twilio.web.signature import Signing
from tests.twilio.web.webhook import Answer, Webhook


@attrs.define(eq=False)
class Delivery:
    """What happens to the next webhooks of a kind with these parameters (as many as `times` says).

    With `copies` it is sent so often: `together` at once, else one after another, `apart` seconds of virtual time.
    `signing` and `url` are those of the copies, or of the only one where there are none. `delay` seconds, or the
    signal `after`, hold back what Twilio does not need an answer to, so that others overtake it. With a `token` each
    carries it as `I-Twilio-Idempotency-Token`; `lost` are the answers to all but the last copy.
    """

    kind: str
    where: Mapping[str, str] = attrs.field(factory=dict)
    times: int = 1
    copies: int = 1
    together: bool = False
    apart: float = 0.0
    delay: float = 0.0
    after: Signal | None = None
    signing: Signing = Signing.RIGHT
    url: str | None = None
    token: str | None = None
    lost: bool = False

    def fits(self, webhook: Webhook) -> bool:
        """Whether it is about this webhook."""
        wanted = webhook.kind == self.kind and self.times > 0
        return wanted and all(webhook.parameters.get(name) == value for name, value in self.where.items())

    def changed(self, webhook: Webhook) -> Webhook:
        """The webhook with the URL of this delivery."""
        return attrs.evolve(webhook, url=self.url) if self.url else webhook


@attrs.define
class Courier:
    """All deliveries of a stand-in; `sent` keeps what came of each webhook, in order."""

    clock: Clock
    sender: Sender
    deliveries: list[Delivery] = attrs.field(factory=list)
    sent: list[Answer] = attrs.field(factory=list)

    def take(self, webhook: Webhook) -> Delivery:
        """How this webhook is delivered; counts it.

        Raises:
            ScriptError: where a script gave a parameter that Twilio does not send.
        """
        if wrong := unknown(webhook.kind, webhook.parameters):
            raise ScriptError(f"Twilio sends no {', '.join(wrong)} with a {webhook.kind} webhook")
        for delivery in self.deliveries:
            if delivery.fits(webhook):
                delivery.times -= 1
                return delivery
        return Delivery(webhook.kind)

    async def ask(self, webhook: Webhook, cookies: httpx.Cookies | None = None) -> Answer:
        """The answer to a webhook that Twilio waits for; of several copies the first one's."""
        return await self._deliver(webhook, self.take(webhook), cookies)

    async def tell(self, webhook: Webhook) -> Answer | None:
        """What came of a webhook whose answer does not matter; None where it is held back."""
        delivery = self.take(webhook)
        if delivery.after is None and not delivery.delay:
            return await self._deliver(webhook, delivery, None)

        async def later() -> None:
            await self.clock.sleep(delivery.delay)
            if delivery.after is not None:
                await self.clock.wait(delivery.after)
            await self._deliver(webhook, delivery, None)

        self.clock.spawn(later())
        return None

    async def send(self, webhook: Webhook, signing: Signing = Signing.RIGHT) -> Answer:
        """What came of a webhook that the test sends by itself, such as one sent before."""
        return await self._send(webhook, None, signing)

    async def _deliver(self, webhook: Webhook, delivery: Delivery, cookies: httpx.Cookies | None) -> Answer:
        copy = delivery.changed(webhook)
        if delivery.copies == 1:
            return await self._send(copy, cookies, delivery.signing, delivery.token)
        sends = [(webhook, Signing.RIGHT), *[(copy, delivery.signing)] * (delivery.copies - 1)]
        if delivery.together:
            going = [self._send(one, cookies, signing, delivery.token) for one, signing in sends]
            answers = list(await asyncio.gather(*going))
        elif delivery.apart:
            answers = [await self._send(webhook, cookies, Signing.RIGHT, delivery.token)]
            for number in range(1, delivery.copies):
                again = functools.partial(self._repeat, copy, cookies, delivery)
                self.clock.later(delivery.apart * number, again)
        else:
            answers = [await self._send(one, cookies, signing, delivery.token) for one, signing in sends]
        return answers[-1] if delivery.lost else answers[0]

    async def _repeat(self, webhook: Webhook, cookies: httpx.Cookies | None, delivery: Delivery) -> None:
        await self._send(webhook, cookies, delivery.signing, delivery.token)

    async def _send(
        self, webhook: Webhook, cookies: httpx.Cookies | None, signing: Signing, token: str | None = None
    ) -> Answer:
        answer = await self.sender.send(webhook, cookies, signing, token)
        self.sent.append(answer)
        return answer
