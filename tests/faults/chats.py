"""What has to be so of a chat after every run, whatever went wrong in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.faults.databases import SessionRow
from tests.faults.fault import Outage, Rest, Way
from tests.faults.prompts import Prompts, in_order
from tests.faults.seen import Seen, sent_to
from tests.twilio.stand_in import Message


def wrong_in_chat(seen: Seen, number: str, rows: list[SessionRow], prompts: Prompts) -> Iterator[str]:
    """What should not be in the chat with a contact."""
    rows = sorted(rows, key=lambda row: row.created)
    yield from _runs(seen, rows)
    yield from _messages(seen, number, rows)
    texts = sent_to(seen.twilio, number)
    keys = {key for row in rows for key in _keys(seen, row)}
    yield from (f"{text.body!r} was sent by no run of the contact" for text in texts if _key(text) not in keys)
    for row in rows:
        yield from _texts(seen, row, [text.body for text in texts if _key(text) in _keys(seen, row)], prompts)


def _runs(seen: Seen, rows: list[SessionRow]) -> Iterator[str]:
    """One run, and one more for a message that came after the end of a run that could not know of its question.

    That one has taken the failure exit, though its text may have come to the contact, who replies to it.
    """
    lost = [row for row in rows if not knows(seen, row)]
    if not rows or any(row not in lost for row in rows[:-1]):
        yield f"{len(rows)} sessions of one contact"
    if lost and not may_be_unknown(seen):
        yield "nobody knows of a question, though nothing went wrong"
    if any(before.ended is None or before.ended > after.created for before, after in pairwise(rows)):
        yield "two runs of one chat at once"
    begun = Counter(_trigger(row) for row in rows)
    if begun.pop(None, 0) > (0 if seen.kind.incoming else 1):
        yield "a request has begun two runs"
    if any(times > 1 for times in begun.values()):
        yield "a message has begun two runs"


def _texts(seen: Seen, row: SessionRow, texts: list[str], prompts: Prompts) -> Iterator[str]:
    """Each run sends the flow's texts once, in an order that it allows, up to one of its ends, and keeps its word."""
    places = in_order(prompts, [(False, tuple(texts))])
    if not places:
        yield f"sent what no way through the flow says: {texts}"
    elif knows(seen, row) and not prompts.may_end(places):
        yield f"sent nothing more after {texts[-1:]}"
    yield from (f"{text!r} was sent {times} times in one run" for text, times in Counter(texts).items() if times > 1)
    asked = seen.asked(row)
    for words, needed in seen.kind.promises.items():
        if words in texts and needed not in asked:
            yield f"sent {words!r} without {needed}"


def _messages(seen: Seen, number: str, rows: list[SessionRow]) -> Iterator[str]:
    """Each message that was answered has begun a run or was the reply to one, unless a run waited for none."""
    answered = {
        one.webhook.parameters["MessageSid"]
        for one in seen.twilio.webhooks
        if one.webhook.kind in {"message", "message-fallback"}
        and one.error is None
        and one.webhook.parameters["From"] == number
    }
    replies = {_question(seen, row).get("inbound", {}).get("MessageSid") for row in rows}
    lost = answered - replies - {_trigger(row) for row in rows}
    if lost and all(knows(seen, row) for row in rows):
        yield f"{len(lost)} messages were answered, and lost"


def _question(seen: Seen, row: SessionRow) -> dict[str, Any]:
    """The outputs of the widget that waits for the reply, in a run or in its subflow."""
    asking = seen.subflows(row)[:1] if seen.kind.elsewhere is not None else [row]
    found: dict[str, Any] = asking[0].state["widgets"].get(seen.kind.question, {}) if asking else {}
    return found


def _keys(seen: Seen, row: SessionRow) -> frozenset[str]:
    """The keys of a run and of its subflow."""
    return frozenset(one.state["key"] for one in (row, *seen.subflows(row)))


def knows(seen: Seen, row: SessionRow) -> bool:
    """Whether a run was told that its question was sent; only then it waits for the reply."""
    return "Sid" in _question(seen, row).get("outbound", {})


def may_be_unknown(seen: Seen) -> bool:
    """Whether something went wrong for which a run may not know that its question was sent, or may not ask at all."""
    return bool(seen.died) or any(map(seen.plan.have, (Rest, Outage, Way)))


def _trigger(row: SessionRow) -> str | None:
    """The message that began a run, None where a request did."""
    found: str | None = row.state["trigger"].get("message", {}).get("MessageSid")
    return found


def _key(text: Message) -> str | None:
    """The key of the run that sent a text: it stands in the address that is told what becomes of it."""
    return parse_qs(urlsplit(text.callback or "").query).get("session", [None])[0]
