"""The verdict says of each thing that must not be that it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from tests.faults.databases import SessionRow
from tests.faults.fault import Fault, Kill, Outage, Way
from tests.faults.kinds import ORDER
from tests.faults.plan import Plan
from tests.faults.prompts import Prompts
from tests.faults.seen import Seen
from tests.faults.stage import prompts_of
from tests.faults.verdict import wrong
from tests.twilio.rest.exchange import Reply, RestRequest
from tests.twilio.rest.server import Recorded
from tests.twilio.serving import Page, Says, serving
from tests.twilio.stand_in import CALLER, Press, Twilio
from tests.twilio.web.webhook import Answer, Webhook

PLAN = Plan("order", "sqlite", contact="stays")
MENU = '<Gather numDigits="1" action="/answer"><Say>To order an owl, press 1. To leave, press 2.</Say></Gather>'
WELCOME = f"<Say>Welcome to the Owl shop.</Say>{MENU}"
LEAVES = "<Say>Goodbye, then.</Say>"
ALL = frozenset(range(10_000, 40_000))


@pytest.fixture(scope="module")
def prompts() -> Prompts:
    return prompts_of(ORDER, "https://shop.example")


def row(end: str | None = "flow ended", **more: Any) -> SessionRow:  # noqa: ANN401 - fields of each type
    state = {"sid": "FN1", "step": None if end else "choose", "end": end}
    ended = None if end is None else 1.0
    return SessionRow(**{"state": state, "created": 0.0, "ended": ended, "due": None, "cause": None, **more})


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


@pytest.mark.parametrize(
    ("subflows", "faults", "words"),
    [
        ((row(),), (), ()),
        ((), (), ("a run without its subflow",)),
        ((), (Way("reset", 1),), ()),
        ((row(), row()), (), ("2 subflows of one run",)),
        ((row("hung up"),), (), ("the subflow ended: hung up",)),
        ((row("hung up"),), (Way("reset-done", 1),), ()),
        ((row("loop limit"),), (Way("reset-done", 1),), ("the subflow ended: loop limit",)),
        ((row(None, cause="silence"),), (), ("the subflow goes on at choose, due for silence",)),
    ],
)
async def test_each_run_has_one_subflow_that_ended(
    subflows: tuple[SessionRow, ...], faults: tuple[Fault, ...], words: tuple[str, ...], prompts: Prompts
) -> None:
    for one in subflows:
        one.state["trigger"] = {"parent": {"execution_sid": "FN1"}}
    plan = attrs.evolve(PLAN, flow="led", faults=faults)

    assert wrong(attrs.evolve(await seen(), plan=plan, elsewhere=subflows), prompts) == words


@pytest.mark.parametrize(
    ("outbound", "died", "words"),
    [
        ({}, 0, ("nobody knows of a question, though nothing went wrong",)),
        ({}, 1, ()),
        ({"Sid": "SM1"}, 1, ("2 sessions of one contact",)),
    ],
)
async def test_a_caller_has_a_second_run_only_where_the_first_does_not_know_what_it_asked(
    outbound: dict[str, str], died: int, words: tuple[str, ...], prompts: Prompts
) -> None:
    asked, second = row(), row()
    asked.state.update(trigger={"parent": {"execution_sid": "FN1"}}, widgets={"name": {"outbound": outbound}})
    second.state.update(sid="FN2")
    plan = attrs.evolve(PLAN, flow="texted", contact="replies")
    other = attrs.evolve(asked, state={**asked.state, "trigger": {"parent": {"execution_sid": "FN2"}}})
    sessions = {CALLER: [row(), second]}
    both = attrs.evolve(await seen(died=died), plan=plan, elsewhere=(asked, other), sessions=sessions)

    assert wrong(both, prompts) == words


async def test_what_a_subflow_asked_of_the_customers_server_is_its_runs() -> None:
    child = attrs.evolve(row(), state={"sid": "FN2", "trigger": {"parent": {"execution_sid": "FN1"}}})
    both = attrs.evolve(await seen(), shop=(("/orders", "FN1"), ("/named", "FN2"), ("/lost", "FN3")))

    assert both.asked(row()) == {"/orders"}
    assert attrs.evolve(both, elsewhere=(child,)).asked(row()) == {"/orders", "/named"}


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
