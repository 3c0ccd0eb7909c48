"""`/conversation`: a message begins a run, is news for one, or does nothing, however often and whenever it comes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from pathlib import Path
from typing import Any, ClassVar

import attrs
import httpx
import pytest
from sqlalchemy import Connection, select
from tests.runtime.host.hosted import ACCOUNT, PUBLIC, TOKEN, Host, documents, flow_of, hosted
from tests.runtime.host.texting import Messages, asks, sends, texting
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it has no types

from runtime import Flow
from runtime.conduct.editions import Edition
from runtime.run import Run
from runtime.session import Closing
from runtime.step import Acts, Outcome, Parameters
from runtime.storage import messages, open_store, sessions, tables
from runtime.storage.record import Record
from runtime.values import JsonObject
from runtime.world import World

URL = f"{PUBLIC}/conversation"
CONVERSATION, MESSAGE = "CH" + "c" * 32, "IM" + "1" * 32
START = "incomingConversationMessage"


@attrs.frozen(kw_only=True)
class Listens(Acts):
    """Says that it did something, and waits for the next message; `held` holds it back, `done` tells that it began."""

    limit: ClassVar[float] = 5.0

    held: asyncio.Event = attrs.field(factory=asyncio.Event)
    began: asyncio.Event = attrs.field(factory=asyncio.Event)
    closes: bool = False
    closed: list[JsonObject] = attrs.field(factory=list)

    def intend(self, run: Run) -> JsonObject:
        """Nothing but the act."""
        return {"channel": run.session.conversation}

    async def perform(self, request: JsonObject, world: World) -> Outcome:  # noqa: ARG002 — the base class names it
        """Waits to be let go; what is to be closed is noted."""
        if "close" in request:
            self.closed.append(request)
            return Outcome(None)
        self.began.set()
        await self.held.wait()
        return Outcome(None, {"begun": True})

    async def recover(self, request: JsonObject, world: World) -> Outcome:  # noqa: ARG002 — as above
        """Nobody knows."""
        return Outcome(None)

    def took(self, run: Run, outcome: Outcome) -> None:
        """What is to be closed at the end."""
        run.replace(self.name, outcome.outputs)
        if self.closes:
            run.session.closing = Closing(step=self.name, request={"close": "CH1"})

    def told(self, run: Run, parameters: Parameters) -> str | None:
        """The next message is what it waits for."""
        run.put(self.name, {"Body": parameters.get("Body")})
        return "heard"


def listening(step: Listens, version: str = "v1") -> Flow:
    """A flow that listens, and ends with the next message."""
    flow = flow_of(start=step.name, event=START, version=version)
    flow.add(step)
    return flow


def listens(**given: Any) -> Listens:  # noqa: ANN401 — each field has its own type
    step = Listens("listen", exits={"heard": None}, **given)
    step.held.set()
    return step


async def post(host: Host, message: str = MESSAGE, *, token: str = TOKEN, **changed: str) -> httpx.Response:
    """The answer to a webhook of a message, signed as Twilio does."""
    sent = {
        "EventType": "onMessageAdded",
        "AccountSid": ACCOUNT,
        "ConversationSid": CONVERSATION,
        "MessageSid": message,
        "Author": "+15551230001",
        "Body": "hello",
        "Attributes": "{}",
        **changed,
    }
    signature = RequestValidator(token).compute_signature(URL, sent)
    return await host.client.post(URL, data=sent, headers={"X-Twilio-Signature": signature})


async def kept(database: str) -> list[Record]:
    """All sessions of a database, the oldest first."""

    def read(connection: Connection) -> list[Record]:
        columns = tables.sessions.c
        keys = connection.execute(select(columns.key).order_by(columns.created)).scalars()
        return [record for key in keys.all() if (record := sessions.lock(connection, key)) is not None]

    store = open_store(database)
    try:
        return await store.transact(read, 10)
    finally:
        await store.close()


async def until(database: str, fits: Callable[[Collection[Record]], bool]) -> list[Record]:
    """The sessions of a database once they are as wanted."""
    async with asyncio.timeout(20):
        while not fits(found := await kept(database)):
            await asyncio.sleep(0.02)
    return found


def one_waits(found: Collection[Record]) -> bool:
    return any(one.session.waits for one in found)


def all_ended(found: Collection[Record]) -> bool:
    return bool(found) and all(one.session.end is not None and one.due is None for one in found)


@pytest.fixture
async def host(sqlite: str, tmp_path: Path) -> AsyncIterator[Host]:
    async with hosted(listening(listens()), sqlite, documents(tmp_path / "twiml")) as host:
        yield host


async def test_a_message_begins_a_run_and_the_next_one_is_news_for_it(address: str, tmp_path: Path) -> None:
    async with hosted(listening(listens()), address, documents(tmp_path / "twiml")) as host:
        assert (await post(host)).status_code == 200
        (record,) = await until(address, one_waits)
        session: Any = record.session
        assert (session.contact, session.address, session.conversation) == ("+15551230001", CONVERSATION, CONVERSATION)
        assert session.trigger["conversation"]["Body"] == "hello"
        assert session.trigger["conversation"]["From"] == "+15551230001"
        assert session.trigger["conversation"]["ChannelSid"] == CONVERSATION
        assert record.active == CONVERSATION

        await post(host, "IM2", Body="goodbye")
        (record,) = await until(address, all_ended)
    assert (record.session.widgets["listen"], record.active) == ({"begun": True, "Body": "goodbye"}, None)


async def test_a_message_that_comes_again_does_nothing_even_after_the_end(address: str, tmp_path: Path) -> None:
    async with hosted(listening(listens()), address, documents(tmp_path / "twiml")) as host:
        await asyncio.gather(*(post(host) for _ in range(3)))
        await until(address, one_waits)
        await asyncio.gather(*(post(host, "IM2") for _ in range(3)))
        await until(address, all_ended)
        for message in (MESSAGE, "IM2"):
            assert (await post(host, message, RetryCount="1")).status_code == 200

        assert len(await kept(address)) == 1


async def test_first_messages_that_come_at_once_begin_one_run(address: str, tmp_path: Path) -> None:
    step = Listens("listen", exits={"heard": None})
    async with hosted(listening(step), address, documents(tmp_path / "twiml")) as host:
        answers = await asyncio.gather(*(post(host, f"IM{number}") for number in range(4)))
        step.held.set()

        assert {answer.status_code for answer in answers} == {200}
        (record,) = await until(address, all_ended)
    assert record.session.widgets["listen"] == {"begun": True, "Body": "hello"}


async def test_a_message_that_comes_during_an_act_is_heard_after_it(sqlite: str, tmp_path: Path) -> None:
    step = Listens("listen", exits={"heard": None})
    async with hosted(listening(step), sqlite, documents(tmp_path / "twiml")) as host:
        await post(host)
        await step.began.wait()
        assert (await post(host, "IM2", Body="early")).status_code == 200
        step.held.set()

        (record,) = await until(sqlite, all_ended)
    assert record.session.widgets["listen"]["Body"] == "early"


async def test_a_conversation_after_the_end_of_its_run_begins_another(host: Host, sqlite: str) -> None:
    for number in (1, 2):
        await post(host, f"IM{number}0")
        await until(sqlite, one_waits)
        await post(host, f"IM{number}1")
        await until(sqlite, all_ended)

    assert len(await kept(sqlite)) == 2


async def test_a_flow_without_such_a_start_takes_messages_in_and_begins_nothing(sqlite: str, tmp_path: Path) -> None:
    flow = flow_of(start=None)
    async with hosted(flow, sqlite, documents(tmp_path / "twiml")) as host:
        assert (await post(host)).status_code == 200
        assert await kept(sqlite) == []


@pytest.mark.parametrize("event", ["onMessageAdd", "onParticipantAdded", "onConversationStateUpdated", ""])
async def test_other_events_are_taken_and_change_nothing(host: Host, sqlite: str, event: str) -> None:
    assert (await post(host, EventType=event)).status_code == 200
    assert await kept(sqlite) == []


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"token": "another"}, 403),
        ({"ConversationSid": ""}, 400),
        ({"ConversationSid": "CH 1"}, 400),
        ({"MessageSid": "x" * 65}, 400),
    ],
)
async def test_what_is_not_twilios_or_names_nothing_is_refused(
    host: Host, sqlite: str, changed: dict[str, str], status: int
) -> None:
    message = changed.pop("MessageSid", MESSAGE)

    assert (await post(host, message, **changed)).status_code == status
    assert await kept(sqlite) == []


async def test_attributes_of_the_channel_are_read(host: Host, sqlite: str) -> None:
    await post(host, ChannelAttributes='{"from": "Ann"}')
    (record,) = await until(sqlite, one_waits)

    trigger: Any = record.session.trigger["conversation"]
    assert trigger["ChannelAttributes"] == {"from": "Ann"}


async def test_a_message_for_a_run_of_a_version_that_is_not_here_is_to_come_again(sqlite: str, tmp_path: Path) -> None:
    folder = documents(tmp_path / "twiml")
    old, new = listening(listens()), listening(listens(), "v2")
    async with hosted(old, sqlite, folder) as host:
        await post(host)
        await until(sqlite, one_waits)
    async with hosted(new, sqlite, folder) as host:
        assert (await post(host, "IM2")).status_code == 503
    async with hosted(new, sqlite, folder, earlier=[Edition(old, folder)]) as host:
        assert (await post(host, "IM2")).status_code == 200
        await until(sqlite, all_ended)


async def test_what_is_to_be_closed_is_closed_once_after_the_end(sqlite: str, tmp_path: Path) -> None:
    step = listens(closes=True)
    async with hosted(listening(step), sqlite, documents(tmp_path / "twiml")) as host:
        await post(host)
        await until(sqlite, one_waits)
        assert step.closed == []
        await post(host, "IM2")
        (record,) = await until(sqlite, lambda found: all_ended(found) and bool(step.closed))

    assert step.closed == [{"close": "CH1"}]
    assert (record.session.end, record.act, record.session.closing) == ("flow ended", None, None)


def question() -> Flow:
    """A flow that asks in its Conversation, and tells what was replied."""
    flow = flow_of(start="one", event=START)
    flow.add(asks("one", "thanks"))
    flow.add(sends("thanks", body="{{widgets.one.inbound.Body}} of {{widgets.one.inbound.Author}}"))
    return flow


async def test_a_reply_in_a_conversation_is_the_answer_to_what_was_asked_there(address: str, tmp_path: Path) -> None:
    async with texting(question(), address, tmp_path) as chat:
        await post(chat.host)
        await chat.waits("one")
        await post(chat.host, "IM2", Body="yes", ConversationSid="CH" + "d" * 32)
        await asyncio.gather(*(post(chat.host, "IM3", Body="no") for _ in range(3)))
        await chat.until("one?", "one?", "no of +15551230001")
        await chat.ended()
    paths = [one.path for one in chat.server.received]
    assert [paths[0], paths[2]] == [f"/conversations/v1/Conversations/{CONVERSATION}/Messages"] * 2


async def test_a_reply_in_a_conversation_may_come_before_twilio_has_answered(sqlite: str, tmp_path: Path) -> None:
    messages = Messages(held={0: asyncio.Event()})
    async with texting(question(), sqlite, tmp_path, messages) as chat:
        await post(chat.host)
        await chat.until("one?")
        await post(chat.host, "IM2", Body="early")
        # That the same contact writes to the number is no reply in the Conversation: it is a run of its own.
        await chat.write("elsewhere")
        messages.held[0].set()
        await chat.until("one?", "early of +15551230001")
        await chat.ended(2)


async def test_messages_are_forgotten_with_time(sqlite: str) -> None:
    def work(connection: Connection) -> list[object]:
        return [
            messages.keep(connection, "IM1", 1.0),
            messages.keep(connection, "IM1", 2.0),
            messages.keep(connection, "IM2", 5.0),
            messages.forget(connection, before=3.0),
            messages.keep(connection, "IM1", 6.0),
            messages.keep(connection, "IM2", 6.0),
        ]

    store = open_store(sqlite)
    await store.migrate()
    assert await store.transact(work, 10) == [True, False, True, 1, True, False]
    await store.close()
