"""The fault machine: plays a plan on a stage, and judges what came of it."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import attrs
import httpx
from sqlalchemy.exc import SQLAlchemyError
from tests.end_to_end.bundles.serving import PUBLIC_URL
from tests.faults.databases import SessionRow
from tests.faults.fault import Delivered, Kill, Outage, Rest, Shop, Way
from tests.faults.kinds import KINDS, Contact, Kind
from tests.faults.plan import Plan
from tests.faults.seen import Seen, sent_to
from tests.faults.shop import ShopServer
from tests.faults.stage import Stage
from tests.faults.verdict import wrong
from tests.faults.way import WayServer
from tests.twilio.problems import ScriptError
from tests.twilio.stand_in import ACCOUNT_SID, AUTH_TOKEN, NUMBER, LiveCall, StandInError, Twilio

# What Twilio notes when a process dies under a webhook, when it is away, or when an operation of REST is refused.
NOTED = (11200, 11205, 11206, 11210, 21220, 16108, 20404)
# A session waits so long at most for what happens in real time: an act that nobody told the end of.
_PATIENCE = 40.0
# One that waits for nothing is given this time to be told of the end of its call.
_LAST_WORDS = 3.0
_LOOK, _TICK = 0.05, 0.05


@attrs.frozen
class Result:
    """What came of a run: `wrong` lists what should not be."""

    plan: Plan
    died: int
    heard: tuple[str, ...]
    webhooks: int
    slowest: float
    seconds: float
    wrong: tuple[str, ...]


async def run(plan: Plan, stage: Stage) -> Result:
    """What came of a plan on a stage of its bundles and its database."""
    began, numbers = time.monotonic(), stage.numbers(plan.contacts)
    twilio = Twilio(port=stage.api_port, allow=NOTED, seed=f"{numbers[0]} {plan.seed}")
    workers, broken = stage.workers, ""
    async with ShopServer(stage.shop_port) as shop, WayServer(stage.way_port, workers.elsewhere_url) as way:
        workers.route, workers.chance = plan.route, random.Random(plan.seed)
        workers.others = {"https://example.com": shop.url}
        rows: dict[str, list[SessionRow]] = {}
        try:
            async with twilio:
                twilio.courier.sender.hosts = workers
                async with _going_wrong(plan, stage, twilio, shop, way):
                    await asyncio.gather(*(_contact(plan, stage, twilio, number) for number in numbers))
                    rows = await _ended(stage, twilio, numbers)
        except (StandInError, ScriptError, AssertionError) as error:
            broken = str(error)
        died = await workers.mended()
    rows = rows or {number: stage.database.sessions(number) for number in numbers}
    own = {number: [row for row in found if row.state.get("returns") is None] for number, found in rows.items()}
    others = tuple(row for found in rows.values() for row in found if row.state.get("returns") is not None)
    seen = Seen(plan, twilio, tuple(shop.heard), own, died, others)
    found = (*([broken] if broken else []), *wrong(seen, stage.prompts))
    heard = tuple(words for call in twilio.calls for words in call.transcript.heard)
    heard += tuple(text.body for number in numbers for text in sent_to(twilio, number))
    slowest = max((answer.seconds for answer in twilio.webhooks), default=0.0)
    return Result(plan, died, heard, len(twilio.webhooks), slowest, time.monotonic() - began, found)


@asynccontextmanager
async def _going_wrong(
    plan: Plan, stage: Stage, twilio: Twilio, shop: ShopServer, way: WayServer
) -> AsyncIterator[None]:
    """While this is entered, what the plan says goes wrong; a database that is away is back at its end."""
    over = asyncio.Event()
    for fault in plan.faults:
        match fault:
            case Rest():
                twilio.fault(fault.ordered())
            case Shop():
                shop.order(fault)
            case Way():
                way.order(fault)
            case Delivered():
                twilio.deliver(fault.ordered())
    outages = [
        asyncio.create_task(_outage(fault, stage, twilio, over)) for fault in plan.faults if isinstance(fault, Outage)
    ]
    async with stage.workers.killed([fault for fault in plan.faults if isinstance(fault, Kill)]):
        try:
            yield
        finally:
            over.set()
            await asyncio.gather(*outages)


async def _outage(outage: Outage, stage: Stage, twilio: Twilio, over: asyncio.Event) -> None:
    """The database goes away, unless all is over before. As long as it is, virtual time passes as real time does."""
    with suppress(TimeoutError):
        await asyncio.wait_for(over.wait(), outage.after / 1000)
        return
    away = asyncio.create_task(stage.database.away(outage.lasts / 1000))
    with twilio.clock.held():
        while not away.done():
            await asyncio.wait({away}, timeout=_TICK)
            twilio.clock.advance(_TICK)
    await away


async def _contact(plan: Plan, stage: Stage, twilio: Twilio, number: str) -> None:
    """A call, or a run that is started over REST, until nothing is left that Twilio does by itself."""
    kind = KINDS[plan.flow]
    contact = kind.contacts[plan.contact]
    if kind.chats:
        await _chat(kind, contact, stage, twilio, number)
        return
    if kind.incoming:
        voice, status = f"{PUBLIC_URL}/voice", f"{PUBLIC_URL}/status"
        call = await twilio.incoming_call(
            voice, script=contact.script, from_=number, status_callback=status, fallback=voice
        )
        await _over(call)
        await _reply(contact, stage, twilio, number)
        return
    if contact.phones:
        twilio.phone(number, *contact.phones)
    await _started(stage, number)


async def _chat(kind: Kind, contact: Contact, stage: Stage, twilio: Twilio, number: str) -> None:
    """A chat, until the contact has no reply left."""
    url = f"{PUBLIC_URL}/message"
    twilio.deliveries(number, contact.delivered)
    if kind.incoming:
        await twilio.text(url, "Hello", from_=number, fallback=url)
    else:
        await _started(stage, number)
    await _reply(contact, stage, twilio, number)


async def _reply(contact: Contact, stage: Stage, twilio: Twilio, number: str) -> None:
    """The replies of a contact to texts, each as soon as there is one for it; none where the run has ended before."""
    url = f"{PUBLIC_URL}/message"
    until = time.monotonic() + _PATIENCE
    for asked, reply in enumerate(contact.replies, 1):
        while len(sent_to(twilio, number)) < asked and time.monotonic() < until:
            if any(row.ended is not None for row in await _sessions(stage, number)):
                return
            await asyncio.sleep(_LOOK)
        await twilio.text(url, reply, from_=number, fallback=url)


async def _over(call: LiveCall) -> None:
    await call.ended()


async def _started(stage: Stage, number: str) -> None:
    """Starts a run over REST. Who gets no answer looks whether there is a run before trying again."""
    form = {"To": number, "From": NUMBER, "Parameters": "{}"}
    async with httpx.AsyncClient(verify=False, timeout=20) as client:  # noqa: S501 - as elsewhere
        while True:
            url = f"{stage.workers.one().server.url}/executions"
            try:
                if (await client.post(url, data=form, auth=(ACCOUNT_SID, AUTH_TOKEN))).is_success:
                    return
            except httpx.TransportError:
                pass
            if await _sessions(stage, number):
                return
            await asyncio.sleep(_LOOK)


async def _sessions(stage: Stage, number: str) -> list[SessionRow]:
    """The sessions of a number, as soon as the database can be asked."""
    while True:
        try:
            return stage.database.sessions(number)
        except SQLAlchemyError:
            await asyncio.sleep(_LOOK)


async def _ended(stage: Stage, twilio: Twilio, numbers: list[str]) -> dict[str, list[SessionRow]]:
    """The sessions of all numbers, when all have ended, or none of them is going to.

    What a session waits for by its clock comes at once, save the end of an act that a living process may be doing.
    """
    until, last_words = time.monotonic() + _PATIENCE, time.monotonic() + _LAST_WORDS
    while True:
        await twilio.settled()
        rows = {number: await _sessions(stage, number) for number in numbers}
        going = [row for found in rows.values() for row in found if row.ended is None]
        now = time.monotonic()
        if not going or now > until:
            break
        waiting = [row.due for row in going if row.due is not None]
        if not waiting and now > last_words:
            break
        # Nothing is skipped while a call goes on, which may have begun since it was looked.
        if waiting and not twilio.clock.tasks() and not any(row.cause == "lease" for row in going):
            stage.time.skip_to(min(waiting))
        await asyncio.sleep(_LOOK)
    await twilio.settled()
    return rows
