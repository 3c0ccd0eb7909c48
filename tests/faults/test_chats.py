"""The verdict on chats says of each thing that must not be that it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import pytest
from tests.faults.databases import SessionRow
from tests.faults.fault import Fault, Outage, Rest
from tests.faults.kinds import CHAT
from tests.faults.plan import Plan
from tests.faults.prompts import Prompts
from tests.faults.seen import Seen
from tests.faults.stage import prompts_of
from tests.faults.verdict import wrong
from tests.twilio.stand_in import CALLER, NUMBER, Twilio
from tests.twilio.web.webhook import Answer, Webhook

ASKED, THANKED, SORRY = "What is your name?", "Thank you, Ada.", "We can't note that."
# A question of which Twilio has answered the request is known to be sent.
KNOWN = {"Sid": "SM1"}
REPLY = {"MessageSid": "SMreply"}
REST = (Rest("text", "garbage-done", 1),)


@pytest.fixture(scope="module")
def prompts() -> Prompts:
    return prompts_of(CHAT, "https://shop.example")


def row(run: int = 1, began: str | None = "SMhello", **more: Any) -> SessionRow:  # noqa: ANN401 - fields of each type
    """A run that asked, was told the name, and ended; `outputs` are those of the question, `began` its message."""
    outputs = {"outbound": KNOWN, "inbound": REPLY, **more.pop("outputs", {})}
    trigger = {"request": {}} if began is None else {"message": {"MessageSid": began}}
    state = {"key": f"key-{run}", "sid": f"FN{run}", "end": "flow ended", "trigger": trigger}
    state["widgets"] = {"name": outputs}
    return SessionRow(**{"created": run, "ended": run + 0.5, "due": None, "cause": None, **more, "state": state})


def unknown(run: int = 1, began: str | None = "SMhello") -> SessionRow:
    """A run that took the failure exit, since nobody knows whether it asked."""
    return row(run, began, outputs={"outbound": {"Body": ASKED}, "inbound": {}})


async def chat(
    texts: Sequence[str], *rows: SessionRow, faults: tuple[Fault, ...] = (), flow: str = "chat", died: int = 0
) -> Seen:
    """A chat in which texts were sent by the first run, unless they begin with the number of another, and a colon."""
    async with Twilio() as twilio:
        for text in texts:
            run, _, body = text.rpartition(":")
            sent = twilio.board.messages.add(NUMBER, CALLER, body, (), direction="outbound-api", status="delivered")
            sent.callback = f"https://flow.example/status?session=key-{run or 1}#rc=5"
    for sid in ("SMhello", "SMreply")[flow == "survey" :]:
        webhook = Webhook("message", "https://flow.example/message", {"MessageSid": sid, "From": CALLER})
        twilio.webhooks.append(Answer(webhook, webhook.url, status=200))
    plan = Plan(flow, "sqlite", contact="replies", faults=faults)
    return Seen(plan, twilio, (("/named", "FN1"),), {CALLER: list(rows or (row(),))}, died)


@pytest.mark.parametrize("texts", [(ASKED, THANKED), (ASKED, SORRY), (ASKED,)])
async def test_a_chat_in_an_order_of_its_flow_has_nothing_wrong(texts: tuple[str, ...], prompts: Prompts) -> None:
    assert wrong(await chat(texts), prompts) == ()


async def test_a_text_that_a_run_sent_twice_is_wrong(prompts: Prompts) -> None:
    found = wrong(await chat((ASKED, ASKED)), prompts)

    assert f"{ASKED!r} was sent 2 times in one run" in found


@pytest.mark.parametrize("texts", [(THANKED, ASKED), (THANKED,), (ASKED, THANKED, SORRY)])
async def test_texts_in_another_order_are_wrong(texts: tuple[str, ...], prompts: Prompts) -> None:
    (found,) = wrong(await chat(texts, unknown(), died=1), prompts)

    assert found.startswith("sent what no way through the flow says: ")


async def test_a_text_of_another_run_is_wrong(prompts: Prompts) -> None:
    assert wrong(await chat((ASKED, "7:" + ASKED)), prompts) == (f"{ASKED!r} was sent by no run of the contact",)


async def test_thanks_for_what_the_shop_was_not_told_are_wrong(prompts: Prompts) -> None:
    untold = attrs.evolve(await chat((ASKED, THANKED)), shop=(("/named", "FN2"),))

    assert wrong(untold, prompts) == (f"sent {THANKED!r} without /named",)


async def test_a_question_that_was_sent_is_there(prompts: Prompts) -> None:
    assert wrong(await chat(()), prompts) == ("sent nothing more after []",)


async def test_nobody_knows_of_a_question_only_where_something_went_wrong(prompts: Prompts) -> None:
    assert wrong(await chat((), unknown()), prompts) == ("nobody knows of a question, though nothing went wrong",)
    assert wrong(await chat((), unknown(), died=1), prompts) == ()
    assert wrong(await chat((ASKED,), unknown(), faults=REST), prompts) == ()
    assert wrong(await chat((), unknown(), faults=(Outage(1, 1),)), prompts) == ()


async def test_a_reply_to_a_run_that_has_failed_begins_another(prompts: Prompts) -> None:
    """Nobody knows whether the question was sent: its run takes the failure exit, and the reply comes later."""
    second = row(2, "SMreply", outputs={"inbound": {}})
    twice = (ASKED, "2:" + ASKED)

    assert wrong(await chat(twice, unknown(), second, faults=REST), prompts) == ()
    assert wrong(await chat(twice, unknown(began=None), second, faults=REST, flow="survey"), prompts) == ()


async def test_a_second_run_after_one_that_waited_is_wrong(prompts: Prompts) -> None:
    second = row(2, "SMreply")

    assert wrong(await chat((ASKED, "2:" + ASKED), row(), second, faults=REST), prompts) == (
        "2 sessions of one contact",
    )


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (row(2, "SMhello"), "a message has begun two runs"),
        (row(2, None), "a request has begun two runs"),
        (row(2, "SMreply", created=1.2), "two runs of one chat at once"),
    ],
)
async def test_a_second_run_needs_a_message_of_its_own_and_the_end_of_the_first(
    second: SessionRow, words: str, prompts: Prompts
) -> None:
    assert wrong(await chat((ASKED, "2:" + ASKED), unknown(), second, faults=REST), prompts) == (words,)


async def test_no_run_at_all_is_wrong(prompts: Prompts) -> None:
    nothing = attrs.evolve(await chat(()), sessions={CALLER: []})

    assert "0 sessions of one contact" in wrong(nothing, prompts)


async def test_a_reply_that_is_taken_up_by_no_run_is_lost(prompts: Prompts) -> None:
    timed_out = row(outputs={"inbound": {}})

    assert wrong(await chat((ASKED,), timed_out), prompts) == ("1 messages were answered, and lost",)
    assert wrong(await chat((ASKED,), unknown(), faults=REST), prompts) == ()
