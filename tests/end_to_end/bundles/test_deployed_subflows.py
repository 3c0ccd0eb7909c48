"""A bundle whose flow runs that of another one: calls and chats pass both servers, whichever is killed on the way."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from html import unescape
from pathlib import Path

import attrs
import httpx
import pytest
from tests.end_to_end.bundles.conftest import Servers
from tests.end_to_end.bundles.serving import PUBLIC_URL, Server, compiled
from tests.faults.databases import Sqlite
from tests.twilio.stand_in import (
    ACCOUNT_SID,
    AUTH_TOKEN,
    NUMBER,
    Answers,
    Conversation,
    Delivery,
    HangUp,
    NoAnswer,
    Press,
    Silence,
    Transcript,
    Twilio,
)
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it has no types

SID = "FW0123456789abcdef0123456789abcdef"
LANGUAGE = """on subflow -> start
section start {
  if trigger.parent.parameters.by equal_to "text" { -> text }
  if trigger.parent.parameters.by equal_to "call" { -> call }
  -> ask
}
section ask {
  ask: gather "For English press 1." number_of_digits=1 { speech, timeout -> ask }
  if ask.Digits equal_to 9 { -> text }
  set name="language {{widgets.ask.Digits}}"
}
section call {
  call timeout=20s { busy, noAnswer, failed -> end } -> ask
}
section text {
  asked: ask "Which language?" { timeout, deliveryFailure -> end }
  set name="{{widgets.asked.inbound.Body}}" by="text"
}
"""
SHOP = f"""on call {{
  say "Welcome."
  talk: subflow {SID} {{ parameters {{ by = "English" }}; failed -> sorry }}
  if widgets.talk.by equal_to "text" {{
    send "You have chosen {{{{widgets.talk.name}}}}." {{ failed -> end }}
    -> end
  }}
  say "You have chosen {{{{widgets.talk.name}}}}."
}}
on message, conversation {{
  chat: subflow {SID} {{ parameters {{ by = "text" }}; failed -> end }}
  send "You have chosen {{{{widgets.chat.name}}}}." {{ failed -> end }}
}}
on request {{
  reached: subflow {SID} {{ parameters {{ by = "call" }}; failed -> end }}
  if widgets.reached.name is_blank {{
    send "We could not reach you." {{ failed -> end }}
    -> end
  }}
  say "You have chosen {{{{widgets.reached.name}}}}."
}}
section sorry {{ say "Sorry." }}
"""
QUESTION = "For English press 1."


@attrs.define
class Shop:
    """The two servers, behind a stand-in for Twilio."""

    twilio: Twilio
    parent: Server
    child: Server
    databases: tuple[Sqlite, Sqlite]

    async def start(self, contact: str) -> None:
        """Starts a run of the parent over REST."""
        form = {"To": contact, "From": NUMBER, "Parameters": "{}"}
        async with httpx.AsyncClient(auth=(ACCOUNT_SID, AUTH_TOKEN), timeout=30) as client:
            reply = await client.post(f"{self.parent.url}/executions", data=form)
        assert reply.status_code == 201, reply.text

    async def placed(self) -> Transcript:
        """The one call that a bundle places, when it is over."""
        async with asyncio.timeout(30):
            while not self.twilio.calls:
                await asyncio.sleep(0.02)
        (call,) = self.twilio.calls
        return await call.ended()

    async def ended(self, contact: str, *ends: str) -> None:
        """Waits until the one run of a contact has ended, and its subflow, for these reasons."""
        async with asyncio.timeout(30):
            while (found := [row.state["end"] for one in self.databases for row in one.sessions(contact)]) != [*ends]:
                assert found[1:] == [] or len(found) == len(ends), found
                await asyncio.sleep(0.05)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where both bundles are, and their databases."""
    return tmp_path_factory.mktemp("two")


@pytest.fixture(scope="module")
def databases(folder: Path) -> Iterator[tuple[Sqlite, Sqlite]]:
    """The database of the shop, and that of the flow which it runs."""
    found = Sqlite(_made(folder / "of-shop")), Sqlite(_made(folder / "of-language"))
    yield found
    for one in found:
        one.close()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def two(servers: Servers, folder: Path, databases: tuple[Sqlite, Sqlite]) -> Iterator[tuple[Server, Server]]:
    """The server of the shop, and that of the flow which it runs."""
    served: list[Server] = []
    for name, text, database in (("language", LANGUAGE, databases[1]), ("shop", SHOP, databases[0])):
        settings = servers.settings(database.url)
        (folder / f"{name}.flow").write_text(text, encoding="utf-8")
        server = Server(servers.python, compiled(folder / f"{name}.flow", folder / name), settings)
        if name == "language":
            server.settings = {**settings, "PUBLIC_URL": server.url}
            (folder / "flowc.toml").write_text(f'[subflows]\n{SID} = "{server.url}"\n', encoding="utf-8")
        server.start()
        served.append(server)
    yield served[1], served[0]
    for server in served:
        server.stop()


@pytest.fixture
async def shop(
    servers: Servers, two: tuple[Server, Server], databases: tuple[Sqlite, Sqlite], request: pytest.FixtureRequest
) -> AsyncIterator[Shop]:
    async with Twilio(port=servers.api_port, seed=request.node.nodeid) as twilio:
        twilio.courier.sender.hosts = {PUBLIC_URL: two[0].url}
        yield Shop(twilio, *two, databases)


async def test_a_call_passes_both_bundles_and_comes_back(shop: Shop) -> None:
    call = await shop.twilio.incoming_call(
        f"{PUBLIC_URL}/voice", script=[Silence(), Press("1")], status_callback=f"{PUBLIC_URL}/status"
    )

    assert (await call.ended()).heard == ["Welcome.", QUESTION, QUESTION, "You have chosen language 1."]


async def test_a_caller_may_hang_up_in_the_other_bundle(shop: Shop) -> None:
    call = await shop.twilio.incoming_call(
        f"{PUBLIC_URL}/voice", script=[HangUp()], status_callback=f"{PUBLIC_URL}/status"
    )

    assert (await call.ended()).heard == ["Welcome.", QUESTION]


async def test_a_caller_is_asked_by_text_and_the_reply_goes_on_to_the_other_bundle(shop: Shop) -> None:
    contact = "+15554000005"
    call = await shop.twilio.incoming_call(
        f"{PUBLIC_URL}/voice", script=[Press("9")], from_=contact, status_callback=f"{PUBLIC_URL}/status"
    )
    assert (await call.ended()).heard == ["Welcome.", QUESTION]
    await shop.twilio.texted("Which language?", to=contact)
    await shop.twilio.text(f"{PUBLIC_URL}/message", "Greek", from_=contact)

    await shop.twilio.texted("Which language?", "You have chosen Greek.", to=contact)
    await shop.ended(contact, "flow ended", "flow ended")


def test_a_call_goes_on_where_it_was_when_both_servers_were_killed(two: tuple[Server, Server]) -> None:
    parent, child = two

    def ask(url: str, **more: str) -> str:
        """What is said at an address, or where it leads to; it is asked twice."""
        sent = {"CallSid": "CA" + "7" * 32, "CallStatus": "in-progress", "From": "+1", "To": "+2", **more}
        headers = {"X-Twilio-Signature": RequestValidator(AUTH_TOKEN).compute_signature(url, sent)}
        local = url.replace(PUBLIC_URL, parent.url)
        texts = [httpx.post(local, data=sent, headers=headers, timeout=30).text for _ in range(2)]
        assert texts[0] == texts[1]
        return texts[0]

    question = ask(_next(ask(_next(ask(f"{PUBLIC_URL}/voice")))))
    assert QUESTION in question
    for server in two:
        server.kill()
        server.start()
    returns = _next(ask(_next(question), Digits="7"))
    child.kill()
    child.start()

    assert "You have chosen language 7." in ask(returns)


@pytest.mark.parametrize("killed", ["none", "parent", "child", "child for long"])
async def test_a_chat_passes_both_bundles_whichever_is_killed_meanwhile(shop: Shop, killed: str) -> None:
    contact = f"+1555{['none', 'parent', 'child', 'child for long'].index(killed) + 3_000_000}"
    question, thanks = "Which language?", "You have chosen Greek."
    await shop.twilio.text(f"{PUBLIC_URL}/message", "Hello", from_=contact)
    await shop.twilio.texted(question, to=contact)
    server = {"none": None, "parent": shop.parent}.get(killed, shop.child)
    if server is not None:
        server.kill()
    if server is not None and killed != "child for long":
        await asyncio.to_thread(server.start)

    await shop.twilio.text(f"{PUBLIC_URL}/message", "Greek", from_=contact)
    if killed == "child for long":
        await asyncio.to_thread(shop.child.start)

    await shop.twilio.texted(question, thanks, to=contact)


async def test_a_call_that_the_subflow_places_comes_back_to_its_parent(shop: Shop) -> None:
    contact = "+15554000001"
    shop.twilio.phone(contact, Answers(script=(Silence(), Press("1"))))
    await shop.start(contact)

    assert (await shop.placed()).heard == [QUESTION, QUESTION, "You have chosen language 1."]
    await shop.ended(contact, "flow ended", "flow ended")


async def test_nobody_answers_the_call_that_the_subflow_places(shop: Shop) -> None:
    contact = "+15554000002"
    shop.twilio.phone(contact, NoAnswer())
    await shop.start(contact)

    await shop.twilio.texted("We could not reach you.", to=contact)
    await shop.ended(contact, "flow ended", "flow ended")


async def test_who_hangs_up_in_a_call_of_the_subflow_ends_both_runs(shop: Shop) -> None:
    contact = "+15554000003"
    shop.twilio.phone(contact, Answers(script=(HangUp(),)))
    await shop.start(contact)

    assert (await shop.placed()).heard == [QUESTION]
    await shop.ended(contact, "hung up", "hung up")


async def test_a_conversation_passes_both_bundles_though_each_message_comes_thrice(shop: Shop) -> None:
    shop.twilio.deliver(Delivery("conversation", copies=3, together=True, times=9))
    url, contact = f"{PUBLIC_URL}/conversation", "+15554000004"
    conversation = await shop.twilio.write(url, "Hello", author=contact)
    await written(conversation, "Hello", "Which language?")
    await shop.twilio.write(url, "Greek", author=contact)
    await written(conversation, "Hello", "Which language?", "Greek", "You have chosen Greek.")

    assert [one.body for one in shop.twilio.messages] == []


async def written(conversation: Conversation, *bodies: str) -> None:
    """Waits until just these messages stand in a Conversation."""
    async with asyncio.timeout(30):
        while conversation.messages != [*bodies]:
            await asyncio.sleep(0.02)


def _next(document: str) -> str:
    """The address at which a document goes on."""
    found = re.search(r'action="([^"]+)"|<Redirect[^>]*>([^<]+)<', document)
    assert found is not None, document
    return unescape(found[1] or found[2])
