"""A subflow in another bundle: the call goes there and comes back, a chat is handed on, and whatever can be lost is."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import httpx
import pytest
import structlog
from tests.runtime.host.hosted import PUBLIC, TOKEN, action, asking, asks, documents, flow_of, says
from tests.runtime.host.texting import CONTACT, NUMBER, Messages, sends
from tests.runtime.host.texting import asks as asks_by_text
from tests.runtime.host.two_bundles import ELSEWHERE, Pair, heard, runs, two_bundles
from tests.runtime.server import Server, serving
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it has no types

from runtime import Flow
from runtime.conduct.decisions import EMPTY
from runtime.steps import SayPlay, SetVariables

# A message is known by its SID alone, so each test may use the same ones.
HI = {"MessageSid": "SMhi", "From": CONTACT, "To": NUMBER, "Body": "hi"}
KEY = "k" * 64


def outer() -> Flow:
    """A flow that runs the other one, says what came of it, and would run it once more."""
    flow = flow_of(start="hello")
    flow.add(says("hello", "inner"))
    flow.add(runs("inner", "after", "sorry", [("name", "{{contact.channel.address}}"), ("days", "[5]", "json_object")]))
    flow.add(
        SayPlay(
            "after",
            document="after.xml",
            liquid={"say": "{{widgets.inner | to_json}}"},
            exits={"audioComplete": "more"},
        )
    )
    flow.add(asks("more", "inner"))
    flow.add(says("sorry", "more"))
    return flow


def inner(*, event: str = "incomingParent") -> Flow:
    """A flow that asks for a key, and hands it over."""
    flow = flow_of(start="ask", event=event, version="v2")
    flow.add(asks("ask", "set"))
    pairs = [
        ("key", "{{widgets.ask.Digits}}"),
        ("told", "{{trigger.parent.parameters.days[0]}}"),
        ("all", "[1]", "json_object"),
    ]
    flow.add(SetVariables("set", variables=pairs, exits={"next": None}))
    return flow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The documents of both flows."""
    more = {name: f"<Say>{name}</Say>" for name in ("hello", "sorry")}
    after = "<Say>{{ steps.after.say }}</Say>"
    documents(tmp_path / "outer", more=asking("more"), after=after, **more)
    documents(tmp_path / "inner", ask=asking("ask"), bye="<Say>bye</Say>")
    return tmp_path


@pytest.fixture
def databases(tmp_path: Path) -> tuple[str, str]:
    """A database for each."""
    return f"sqlite+aiosqlite:///{tmp_path}/outer.db", f"sqlite+aiosqlite:///{tmp_path}/inner.db"


async def led(pair: Pair) -> str:
    """A call that has come to the question of the other flow: where its answer goes."""
    first = await pair.parent.post("/voice")
    assert heard(first) == ["hello"]
    redirect = action(await pair.parent.post(action(first)))
    assert redirect.startswith(f"{ELSEWHERE}/voice/")
    question = await pair.child.post(redirect)
    assert heard(question) == ["ask?"]
    return action(question)


async def back(pair: Pair, digits: str = "5") -> str:
    """A call that has answered there: where it comes back."""
    returns = action(await pair.child.post(await led(pair), Digits=digits))
    assert returns.startswith(f"{PUBLIC}/voice/")
    return returns


@pytest.fixture(params=["apart", "together", "postgresql"])
def both(request: pytest.FixtureRequest, databases: tuple[str, str]) -> tuple[str, str]:
    """A database for each, and one for both: nothing of the one flow is in the way of the other."""
    if request.param == "postgresql":
        return (request.getfixturevalue("database"),) * 2
    return databases if request.param == "apart" else (databases[0],) * 2


async def test_a_call_goes_there_and_comes_back_with_simple_variables(both: tuple[str, str], folder: Path) -> None:
    async with two_bundles(outer(), inner(), both, folder) as pair:
        came = await pair.parent.post(await back(pair))

        assert [json.loads(one.replace("&#34;", '"')) for one in heard(came)[:1]] == [{"key": 5, "told": 5}]
        assert heard(came)[1:] == ["more?"]
        # And once more, in the same call: a run of its own there.
        again = await pair.child.post(action(await pair.parent.post(action(came), Digits="1")))
        assert heard(again) == ["ask?"]
        assert "/ask?turn=1" in action(again)


async def test_what_twilio_asks_twice_is_answered_twice_and_begins_nothing_again(
    databases: tuple[str, str], folder: Path
) -> None:
    async with two_bundles(outer(), inner(), databases, folder) as pair:
        enters = action(await pair.parent.post("/voice"))
        both = await asyncio.gather(*(pair.parent.post(enters) for _ in range(2)))
        assert both[0].text == both[1].text
        question = await pair.child.post(action(both[0]))
        assert (await pair.child.post(action(both[0]))).text == question.text
        returns = action(await pair.child.post(action(question), Digits="5"))
        came, late = [await pair.parent.post(returns) for _ in range(2)]

        assert came.text == late.text
        assert [request.method for request in pair.way.passed] == ["POST", "GET"]
        assert (await pair.parent.post(enters)).text == came.text


@pytest.mark.parametrize("fault", ["away", (500, "away"), (404, "no flow"), (200, "garbage"), (200, '{"event": []}')])
async def test_a_call_takes_failed_at_once_where_the_other_bundle_is_of_no_use(
    databases: tuple[str, str], folder: Path, fault: str | tuple[int, str]
) -> None:
    async with two_bundles(outer(), inner(), databases, folder) as pair:
        enters = action(await pair.parent.post("/voice"))
        pair.way.faults = [fault]
        assert heard(await pair.parent.post(enters)) == ["sorry", "more?"]


async def test_a_call_whose_result_cannot_be_fetched_takes_failed(databases: tuple[str, str], folder: Path) -> None:
    async with two_bundles(outer(), inner(), databases, folder) as pair:
        returns = await back(pair)
        pair.way.faults = ["away"]
        assert heard(await pair.parent.post(returns)) == ["sorry", "more?"]


async def test_a_call_that_comes_back_too_early_takes_failed(databases: tuple[str, str], folder: Path) -> None:
    async with two_bundles(outer(), inner(), databases, folder) as pair:
        await led(pair)
        returns = dict(httpx.QueryParams(pair.way.passed[0].content.decode()))["returns"]
        assert heard(await pair.parent.post(returns)) == ["sorry", "more?"]


async def test_a_flow_that_does_not_begin_on_subflow_is_refused(databases: tuple[str, str], folder: Path) -> None:
    async with two_bundles(outer(), inner(event="incomingCall"), databases, folder) as pair:
        assert heard(await pair.parent.post(action(await pair.parent.post("/voice")))) == ["sorry", "more?"]


async def test_a_caller_who_hangs_up_there_ends_both_runs(databases: tuple[str, str], folder: Path) -> None:
    now = [1_000.0]
    async with two_bundles(outer(), inner(), databases, folder, clock=lambda: now[0]) as pair:
        await led(pair)
        assert (await pair.parent.post("/status", CallStatus="completed")).status_code == 200
        await pair.ended(pair.child, "hung up", now)
        await pair.ended(pair.parent, "hung up", now)


async def test_a_hang_up_that_the_other_bundle_does_not_hear_is_told_again(
    databases: tuple[str, str], folder: Path
) -> None:
    now = [1_000.0]
    async with two_bundles(outer(), inner(), databases, folder, clock=lambda: now[0]) as pair:
        await led(pair)
        pair.way.faults = ["lost", "away"]
        await pair.parent.post("/status", CallStatus="completed")
        await pair.ended(pair.child, "hung up", now)
        await pair.ended(pair.parent, "hung up", now)
        told = [one for one in pair.way.passed if one.method == "POST"][1:]
        assert len(told) == 3


async def test_a_run_that_is_ended_over_rest_ends_its_subflow(databases: tuple[str, str], folder: Path) -> None:
    async with (
        serving(Messages()) as server,
        two_bundles(greets(), chat(), databases, folder, api_base=server.url) as pair,
    ):
        started = await pair.start()
        await pair.until(lambda: bodies(server) == ["name?"])
        await pair.rest("POST", f"/executions/{started}", Status="ended")
        await pair.ended(pair.child, "ended by its parent")


async def test_a_subflow_cannot_run_a_flow_elsewhere(databases: tuple[str, str], folder: Path) -> None:
    nested = flow_of(start="again", event="incomingParent")
    nested.add(runs("again", None, "bye"))
    nested.add(says("bye", None))
    with structlog.testing.capture_logs() as logs:
        async with two_bundles(outer(), nested, databases, folder) as pair:
            redirect = action(await pair.parent.post(action(await pair.parent.post("/voice"))))
            assert heard(await pair.child.post(redirect)) == ["bye"]
            assert len(pair.way.passed) == 1
    assert [line["step"] for line in logs if line.get("code") == 81024] == ["again"]


def chat() -> Flow:
    """A flow that asks by text, and hands the reply over."""
    flow = Flow("chat", version="v2", starts={"incomingParent": "name"})
    flow.add(asks_by_text("name", "set", else_=None))
    flow.add(SetVariables("set", variables=[("name", "{{widgets.name.inbound.Body}}")], exits={"next": None}))
    return flow


def greets() -> Flow:
    """A flow that lets the other one ask for a name, and greets by it."""
    flow = Flow("tested", version="v1", starts=dict.fromkeys(("incomingMessage", "incomingRequest"), "inner"))
    flow.add(runs("inner", "after", "sorry"))
    flow.add(sends("after", body="Hello {{widgets.inner.name}}"))
    flow.add(sends("sorry", body="sorry"))
    return flow


def bodies(server: Server) -> list[str]:
    """The texts that both have sent, in order."""
    return [dict(one.form)["Body"] for one in server.received]


@pytest.mark.parametrize("lost", ["none", "begin", "message"])
async def test_a_chat_is_handed_on_whatever_is_lost_on_the_way(both: tuple[str, str], folder: Path, lost: str) -> None:
    now = [1_000.0]
    async with (
        serving(Messages()) as server,
        two_bundles(greets(), chat(), both, folder, api_base=server.url, clock=lambda: now[0]) as pair,
    ):
        pair.way.faults = ["lost", "away"] if lost == "begin" else []
        await pair.parent.post("/message", HI)
        await pair.passing(now, lambda: bodies(server) == ["name?"])
        pair.way.faults = ["lost", "away"] if lost == "message" else []
        for _ in range(2):
            await pair.parent.post("/message", {**HI, "MessageSid": "SM1", "Body": "Ann"})
        await pair.passing(now, lambda: bodies(server) == ["name?", "Hello Ann"])
        await pair.ended(pair.parent)
        await pair.ended(pair.child)


async def test_a_chat_gives_up_a_bundle_that_is_away_for_eight_minutes(
    databases: tuple[str, str], folder: Path
) -> None:
    now = [1_000.0]
    async with (
        serving(Messages()) as server,
        two_bundles(greets(), chat(), databases, folder, api_base=server.url, clock=lambda: now[0]) as pair,
    ):
        pair.way.faults = ["away"] * 20
        await pair.parent.post("/message", HI)
        await pair.passing(now, lambda: bodies(server) == ["sorry"], seconds=20)
        assert len(pair.way.passed) == 9
        assert now[0] - 1_000 > 510


async def test_a_run_that_nobody_writes_to_hears_of_the_end_by_itself(databases: tuple[str, str], folder: Path) -> None:
    now = [1_000.0]
    async with (
        serving(Messages()) as server,
        two_bundles(greets(), chat(), databases, folder, api_base=server.url, clock=lambda: now[0]) as pair,
    ):
        await pair.start()
        await pair.passing(now, lambda: bodies(server) == ["name?", "Hello "], seconds=300)
        assert now[0] - 1_000 < 3_600 + 2 * 300 + 300


def asks_on_the_phone() -> Flow:
    """A flow that lets the other one ask by text during a call, and says by text what came of it."""
    flow = Flow("tested", version="v1", starts={"incomingCall": "inner", "incomingMessage": "new"})
    flow.add(runs("inner", "after", "sorry"))
    flow.add(sends("after", body="Hello {{widgets.inner.name}}"))
    flow.add(sends("sorry", body="sorry"))
    flow.add(sends("new", body="a new run"))
    return flow


def listens() -> Flow:
    """A flow that asks on the call, and then by text."""
    flow = Flow("chat", version="v2", starts={"incomingParent": "ask"})
    flow.add(asks("ask", "bye"))
    flow.add(says("bye", "name"))
    flow.add(asks_by_text("name", "set", else_=None))
    flow.add(SetVariables("set", variables=[("name", "{{widgets.name.inbound.Body}}")], exits={"next": None}))
    return flow


def said(number: int, body: str) -> dict[str, str]:
    """A message of the caller."""
    return {**HI, "MessageSid": f"SM{number}", "Body": body}


async def before_the_question(pair: Pair) -> str:
    """A call that has come to where the other flow asks by text: where it comes back."""
    question = action(await pair.child.post(action(await pair.parent.post("/voice"))))
    last = await pair.child.post(question, Digits="5")
    assert heard(last) == ["bye"]
    return action(last)


@pytest.mark.parametrize("told", ["before the reply", "after the reply", "never"])
async def test_a_caller_is_asked_by_text_and_the_reply_is_handed_on(
    databases: tuple[str, str], folder: Path, told: str
) -> None:
    now = [1_000.0]
    async with (
        serving(Messages()) as server,
        two_bundles(
            asks_on_the_phone(), listens(), databases, folder, api_base=server.url, clock=lambda: now[0]
        ) as pair,
    ):
        returns = await before_the_question(pair)
        assert returns.startswith(f"{PUBLIC}/voice/")
        assert bodies(server) == []
        # The call has nothing more to hear, however often it asks.
        assert [(await pair.parent.post(returns)).text for _ in range(2)] == [EMPTY, EMPTY]
        await pair.passing(now, lambda: bodies(server) == ["name?"])
        if told == "before the reply":
            await pair.parent.post("/status", CallStatus="completed")
        for _ in range(2):
            await pair.parent.post("/message", said(1, "Ann"))
        if told == "after the reply":
            await pair.parent.post("/status", CallStatus="completed")
        await pair.passing(now, lambda: bodies(server) == ["name?", "Hello Ann"])
        await pair.ended(pair.parent)
        await pair.ended(pair.child)


async def test_a_caller_who_writes_while_the_subflow_waits_for_no_message_begins_another_run(
    databases: tuple[str, str], folder: Path
) -> None:
    async with (
        serving(Messages()) as server,
        two_bundles(asks_on_the_phone(), listens(), databases, folder, api_base=server.url) as pair,
    ):
        await pair.child.post(action(await pair.parent.post("/voice")))
        await pair.parent.post("/message", said(1, "hi"))
        await pair.until(lambda: bodies(server) == ["a new run"])


async def test_a_message_that_comes_before_the_question_is_its_reply(databases: tuple[str, str], folder: Path) -> None:
    now = [1_000.0]
    async with (
        serving(Messages()) as server,
        two_bundles(
            asks_on_the_phone(), listens(), databases, folder, api_base=server.url, clock=lambda: now[0]
        ) as pair,
    ):
        returns = await before_the_question(pair)
        # The subflow is told twice that it may go on, and handed the message once.
        pair.way.faults = ["none", "lost", "away"]
        await pair.parent.post(returns)
        await pair.parent.post("/message", said(1, "Ann"))
        await pair.passing(now, lambda: bodies(server) == ["name?", "Hello Ann"])


async def test_who_hangs_up_before_being_asked_ends_both_runs(databases: tuple[str, str], folder: Path) -> None:
    now = [1_000.0]
    async with (
        serving(Messages()) as server,
        two_bundles(
            asks_on_the_phone(), listens(), databases, folder, api_base=server.url, clock=lambda: now[0]
        ) as pair,
    ):
        await before_the_question(pair)
        await pair.parent.post("/status", CallStatus="completed")
        await pair.ended(pair.child, "hung up", now)
        await pair.ended(pair.parent, "hung up", now)
        assert bodies(server) == []


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, 200),
        ({"key": "short"}, 400),
        ({"returns": "ftp://x"}, 400),
        ({"returns": "https://x y"}, 400),
        ({"trigger": "{}"}, 400),
        ({"trigger": "["}, 400),
        ({"taken": "-1"}, 400),
        ({"line": "busy"}, 400),
        ({"contact": "\0"}, 400),
        ({"contact": "1" * 300}, 400),
        ({"call_sid": "no SID"}, 400),
    ],
    ids=str,
)
async def test_a_beginning_that_cannot_be_meant_is_refused(
    databases: tuple[str, str], folder: Path, changed: dict[str, str], status: int
) -> None:
    form = {"key": KEY, "returns": "https://x/", "contact": "+1", "address": "+2", "taken": "3", "line": "none"}
    async with two_bundles(outer(), chat(), databases, folder) as pair:
        sent = await signed(pair, "/subflow", {**form, "trigger": '{"parent": {}}', **changed})
        assert sent.status_code == status


async def test_a_request_that_is_not_signed_by_the_token_is_refused(databases: tuple[str, str], folder: Path) -> None:
    async with two_bundles(outer(), chat(), databases, folder) as pair:
        for method, path in (("POST", "/subflow"), ("POST", f"/subflow/{KEY}"), ("GET", f"/subflow/{KEY}")):
            assert (await signed(pair, path, {}, "another token", method)).status_code == 403


async def test_of_a_key_that_is_no_subflow_nothing_is_told(databases: tuple[str, str], folder: Path) -> None:
    async with two_bundles(outer(), inner(event="incomingCall"), databases, folder) as pair:
        key = action(await pair.child.post(f"{ELSEWHERE}/voice")).split("/")[5]
        for path in (f"/subflow/{key}", f"/subflow/{KEY}", "/subflow/x"):
            for told in ({"Status": "ended"}, {"Hears": "+1"}, HI, {"CallSid": "CA1", "CallStatus": "completed"}, {}):
                assert (await signed(pair, path, told)).status_code == 404


async def signed(
    pair: Pair, path: str, form: dict[str, str], token: str = TOKEN, method: str = "POST"
) -> httpx.Response:
    """The answer of the second application to a request that is signed by a token."""
    url = ELSEWHERE + path
    headers = {"X-Twilio-Signature": RequestValidator(token).compute_signature(url, form)}
    return await pair.child.client.request(method, url, data=form if method == "POST" else None, headers=headers)
