"""The verdict says of each thing that must not be that it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from tests.faults.databases import SessionRow
from tests.faults.fault import Fault, Kill, Outage, Rest
from tests.faults.kinds import CHAT, ORDER, Kind
from tests.faults.plan import Plan
from tests.faults.prompts import Prompts
from tests.faults.verdict import Seen, wrong
from tests.twilio.rest.exchange import Reply, RestRequest
from tests.twilio.rest.server import Recorded
from tests.twilio.serving import Page, Says, serving
from tests.twilio.stand_in import CALLER, NUMBER, Press, Twilio
from tests.twilio.web.webhook import Answer, Webhook

import flowc

PLAN = Plan("order", "sqlite", contact="stays")
MENU = '<Gather numDigits="1" action="/answer"><Say>To order an owl, press 1. To leave, press 2.</Say></Gather>'
WELCOME = f"<Say>Welcome to the Owl shop.</Say>{MENU}"
LEAVES = "<Say>Goodbye, then.</Say>"
ALL = frozenset(range(10_000, 40_000))


@pytest.fixture(scope="module")
def prompts() -> Prompts:
    return prompts_of(ORDER)


@pytest.fixture(scope="module")
def chat_prompts() -> Prompts:
    return prompts_of(CHAT)


def prompts_of(kind: Kind) -> Prompts:
    values = flowc.Values.of({"shop": "https://shop.example"})
    definition = flowc.compile_text(kind.source.read_text(encoding="utf-8"), values=values).definition
    assert definition is not None
    return Prompts.of(definition)


def row(end: str | None = "flow ended", **more: Any) -> SessionRow:  # noqa: ANN401 - fields of each type
    state = {"sid": "FN1", "step": None if end else "choose", "end": end}
    return SessionRow(state, None if end is None else 1.0, **{"due": None, "cause": None, **more})


async def seen(faults: tuple[Fault, ...] = (), died: int = 0, **pages: Page) -> Seen:
    """A call whose caller leaves, unless the pages say something else."""
    given: Mapping[str, Page] = {"voice": Says(WELCOME), "answer": Says(LEAVES), "status": Says(), **pages}
    async with serving(**given) as app, Twilio(allow=ALL) as twilio:
        url = app.url + "/voice"
        call = await twilio.incoming_call(
            url, script=(Press("1"),) * 3, status_callback=app.url + "/status", fallback=url + "2"
        )
        await call.ended()
    return Seen(attrs.evolve(PLAN, faults=faults), twilio, (), {CALLER: [row()]}, died)


async def test_a_run_that_went_well_has_nothing_wrong(prompts: Prompts) -> None:
    assert wrong(await seen(), prompts) == ()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "0 sessions of one contact"),
        ([row(), row()], "2 sessions of one contact"),
        ([row(None, cause="lease")], "the session goes on at choose, due for lease"),
        ([row("hung up")], "the session ended: hung up"),
        ([row("nobody can tell what became of order")], "the session ended: nobody can tell what became of order"),
    ],
)
async def test_each_contact_has_one_session_that_ended(rows: list[SessionRow], words: str, prompts: Prompts) -> None:
    assert wrong(attrs.evolve(await seen(), sessions={CALLER: rows}), prompts) == (words,)


async def test_who_hangs_up_may_have_ended_it(prompts: Prompts) -> None:
    hung_up = attrs.evolve(await seen(), sessions={CALLER: [row("hung up")]})

    assert wrong(attrs.evolve(hung_up, plan=attrs.evolve(PLAN, contact="hangs-up")), prompts) == ()


async def test_words_of_no_way_through_the_flow_are_wrong(prompts: Prompts) -> None:
    (found,) = wrong(await seen(answer=Says("<Say>It is on its way.</Say>")), prompts)

    assert found.startswith("heard what no way through the flow says: ['Welcome to the Owl shop.', ")


async def test_a_call_that_stops_in_the_midst_is_wrong(prompts: Prompts) -> None:
    (found,) = wrong(await seen(answer=Says()), prompts)

    assert found == "heard nothing more after ['To order an owl, press 1. To leave, press 2.']"


async def test_a_promise_that_was_not_kept_is_wrong(prompts: Prompts) -> None:
    promised = await seen(answer=Says("<Say>Your owl is reserved.</Say><Say>The shop can't be reached. Goodbye.</Say>"))

    assert wrong(promised, prompts) == ("said 'Your owl is reserved.' without /reservations",)
    assert wrong(attrs.evolve(promised, shop=(("/reservations", "FN1"),)), prompts) == ()


async def test_what_was_asked_twice_is_wrong(prompts: Prompts) -> None:
    twice = attrs.evolve(await seen(), shop=(("/orders", "FN1"), ("/orders", "FN2"), ("/orders", "FN1")))

    assert wrong(twice, prompts) == ("/orders was asked 2 times in one run (FN1…)",)


async def test_a_call_that_was_placed_twice_by_a_step_is_wrong(prompts: Prompts) -> None:
    placed = await seen()
    request = RestRequest(
        "POST", "/2010-04-01/Accounts/AC1/Calls.json", {}, (("Url", "https://a/voice/k/call?turn=1"),), 0
    )
    placed.twilio.requests.extend([Recorded(request, Reply(201, {}))] * 2)

    assert wrong(placed, prompts) == ("a step has placed its call twice",)


@pytest.mark.parametrize(
    ("answer", "faults", "died", "words"),
    [
        ({"seconds": 15.1}, (), 0, ("a status webhook took 15.1 s",)),
        ({"status": 404, "error": 11200}, (), 0, ("a status webhook was answered 404",)),
        ({"status": 404, "error": 11200}, (Outage(1, 1),), 1, ("a status webhook was answered 404",)),
        ({"status": 503, "error": 11200}, (), 0, ("a status webhook was answered 503",)),
        ({"status": 503, "error": 11200}, (Outage(1, 1),), 0, ()),
        ({"error": 11206, "reason": "cut"}, (), 0, ("a status webhook was not answered: cut",)),
        ({"error": 11206, "reason": "cut"}, (Kill(0, "received", 1, returns=True),), 1, ()),
    ],
)
async def test_a_webhook_fails_only_where_its_worker_or_database_is_away(
    answer: dict[str, Any], faults: tuple[Fault, ...], died: int, words: tuple[str, ...], prompts: Prompts
) -> None:
    with_it = await seen(faults, died)
    webhook = Webhook("status", "https://flow.example/status", {})
    with_it.twilio.webhooks.append(Answer(webhook, webhook.url, **answer))

    assert wrong(with_it, prompts) == words


async def test_only_who_met_two_deaths_in_a_row_may_be_cut_off(prompts: Prompts) -> None:
    broken = Says(status=500)
    once = await seen(died=1, answer=broken, voice2=broken)
    twice = attrs.evolve(once, died=2)
    rows = {CALLER: [row("hung up")]}

    assert any("heard what no way" in line for line in wrong(attrs.evolve(once, sessions=rows), prompts))
    assert {line[:9] for line in wrong(attrs.evolve(twice, sessions=rows), prompts)} == {"a voice w", "a fallbac"}


ASKED, THANKED = "What is your name?", "Thank you, Ada."


async def chat(*texts: str, faults: tuple[Fault, ...] = (), died: int = 0) -> Seen:
    """A chat in which these texts were sent to the contact."""
    async with Twilio() as twilio:
        for text in texts:
            twilio.board.messages.add(NUMBER, CALLER, text, (), direction="outbound-api", status="delivered")
    plan = Plan("chat", "sqlite", contact="replies", faults=faults)
    return Seen(plan, twilio, (("/named", "FN1"),), {CALLER: [row()]}, died)


@pytest.mark.parametrize("texts", [(ASKED, THANKED), (ASKED, "We can't note that."), (ASKED,)])
async def test_a_chat_in_an_order_of_its_flow_has_nothing_wrong(texts: tuple[str, ...], chat_prompts: Prompts) -> None:
    assert wrong(await chat(*texts), chat_prompts) == ()


async def test_a_text_that_was_sent_twice_is_wrong(chat_prompts: Prompts) -> None:
    found = wrong(await chat(ASKED, ASKED), chat_prompts)

    assert f"{ASKED!r} was sent 2 times to one contact" in found


@pytest.mark.parametrize("texts", [(THANKED, ASKED), (THANKED,), (ASKED, THANKED, "We can't note that.")])
async def test_texts_in_another_order_are_wrong(texts: tuple[str, ...], chat_prompts: Prompts) -> None:
    (found,) = wrong(await chat(*texts, died=1), chat_prompts)

    assert found.startswith("heard what no way through the flow says: ")


async def test_thanks_for_what_the_shop_was_not_told_are_wrong(chat_prompts: Prompts) -> None:
    untold = attrs.evolve(await chat(ASKED, THANKED), shop=())

    assert wrong(untold, chat_prompts) == (f"said {THANKED!r} without /named",)


async def test_a_text_is_missing_only_where_a_process_died_or_twilio_failed(chat_prompts: Prompts) -> None:
    assert wrong(await chat(), chat_prompts) == ("heard nothing more after []",)
    assert wrong(await chat(died=1), chat_prompts) == ()
    assert wrong(await chat(faults=(Rest("text", "500", 1),)), chat_prompts) == ()
