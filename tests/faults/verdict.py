"""What has to be so after every run, whatever went wrong in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.faults.chats import knows, may_be_unknown, wrong_in_chat
from tests.faults.databases import SessionRow
from tests.faults.fault import Outage, Way
from tests.faults.prompts import Prompts, in_order
from tests.faults.seen import Seen, sent_to
from tests.twilio.stand_in import LiveCall
from tests.twilio.web.webhook import Answer

# The seconds that Twilio waits for an answer: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
LIMIT = 15.0
_ENDS = ("flow ended",)
# Who hangs up may do so while the run is about to speak.
_ENDS_OF_HUNG_UP = (*_ENDS, "hung up", "no call to speak to")
# What Twilio tells again when the answer is 503.
_TOLD = frozenset({"status", "recording", "message-status"})


def wrong(seen: Seen, prompts: Prompts) -> tuple[str, ...]:
    """What should not be, one sentence each; nothing where all is well."""
    found: list[str] = []
    for number, rows in seen.sessions.items():
        found += _sessions(seen, number, rows)
        if seen.kind.chats:
            found += wrong_in_chat(seen, number, rows, prompts)
            continue
        found += _heard(seen, number, rows, prompts)
        found += _promises(seen, number, rows)
        found += _recordings(seen, number)
    found += _elsewhere(seen)
    found += _once(seen)
    found += (line for answer in seen.twilio.webhooks for line in _webhook(seen, answer))
    return tuple(dict.fromkeys(found))


def _sessions(seen: Seen, number: str, rows: list[SessionRow]) -> Iterator[str]:
    """Each has ended where its flow or its contact wanted it."""
    ends = _ENDS_OF_HUNG_UP if seen.contact.hangs_up or seen.cut_off(number) else _ENDS
    for row in rows:
        if row.ended is None:
            yield f"the session goes on at {row.state['step']}, due for {row.cause}"
        elif row.state["end"] not in ends:
            yield f"the session ended: {row.state['end']}"


def _elsewhere(seen: Seen) -> Iterator[str]:
    """Each run has begun one subflow, which has ended where its flow or its contact wanted it.

    One of which the parent has lost sight, since its answer was lost, ends with the call.
    """
    rows = [row for rows in seen.sessions.values() for row in rows]
    ends = _ENDS_OF_HUNG_UP if seen.contact.hangs_up or seen.plan.have(Way) or seen.died else _ENDS
    for row in rows:
        if len(seen.subflows(row)) > 1:
            yield f"{len(seen.subflows(row))} subflows of one run"
        if seen.kind.elsewhere is not None and not seen.subflows(row) and not (seen.plan.have(Way) or seen.died):
            yield "a run without its subflow"
    for row in seen.elsewhere:
        if row.ended is None:
            yield f"the subflow goes on at {row.state['step']}, due for {row.cause}"
        elif row.state["end"] not in ends:
            yield f"the subflow ended: {row.state['end']}"


def _heard(seen: Seen, number: str, rows: list[SessionRow], prompts: Prompts) -> Iterator[str]:
    """In one session only prompts of the flow, in an order that it allows, up to one of its ends.

    A caller who is asked by text, and whose run does not know of it, may write when it is over, and begin another.
    """
    if seen.kind.question and rows and not all(knows(seen, row) for row in rows):
        if not may_be_unknown(seen):
            yield "nobody knows of a question, though nothing went wrong"
        return
    if len(rows) != 1:
        yield f"{len(rows)} sessions of one contact"
    if seen.cut_off(number):
        return
    documents = [part for call in seen.calls(number) for part in _documents(call)]
    # A caller is asked by text when nothing more is said to the call.
    documents += [(False, tuple(text.body for text in sent_to(seen.twilio, number)))]
    places = in_order(prompts, documents)
    words = [one for _, heard in documents for one in heard]
    if not places:
        yield f"heard what no way through the flow says: {words}"
    elif not seen.contact.hangs_up and not prompts.may_end(places):
        yield f"heard nothing more after {words[-1:]}"


def _documents(call: LiveCall) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """What the caller heard between two webhooks, and whether the first of them went to the fallback URL."""
    fell_back, heard = False, []
    for event in call.transcript.events:
        answer = event.data.get("answer")
        if event.does == "hears":
            heard.append(event.data["text"])
        elif answer is not None and answer.webhook.kind in {"voice", "fallback"}:
            yield fell_back, tuple(heard)
            fell_back, heard = answer.webhook.kind == "fallback", []
    yield fell_back, tuple(heard)


def _promises(seen: Seen, number: str, rows: list[SessionRow]) -> Iterator[str]:
    """What was said to be done is done."""
    said = {words for call in seen.calls(number) for words in call.transcript.heard}
    said |= {text.body for text in sent_to(seen.twilio, number)}
    asked = {path for row in rows for path in seen.asked(row)}
    sids = {call.sid for call in seen.calls(number)}
    if any(one.call.sid in sids for one in seen.twilio.board.recordings.all.values()):
        asked.add("recording")
    for words, needed in seen.kind.promises.items():
        if words in said and needed not in asked:
            yield f"said {words!r} without {needed}"


def _recordings(seen: Seen, number: str) -> Iterator[str]:
    """At most one recording of each call, and none that goes on."""
    for call in seen.calls(number):
        recordings = seen.twilio.board.recordings.of(call.sid)
        if len(recordings) > 1:
            yield f"{len(recordings)} recordings of one call"
        if any(one.status != "completed" for one in recordings):
            yield "a recording goes on"


def _once(seen: Seen) -> Iterator[str]:
    """Nothing is asked twice of the customer's server, and no call placed twice by a step."""
    for (path, run), times in Counter(one for one in seen.shop if one[1]).items():
        if times > 1:
            yield f"{path} was asked {times} times in one run ({run[:4]}…)"
    placed = Counter(
        dict(one.request.parameters).get("Url", "")
        for one in seen.twilio.requests
        if one.request.path.endswith("/Calls.json") and one.reply is not None
    )
    if any(times > 1 for times in placed.values()):
        yield "a step has placed its call twice"
    for number in seen.sessions:
        calls = [call for call in seen.calls(number) if not call.line.inbound]
        if len(calls) > seen.kind.most_calls:
            yield f"{len(calls)} calls to one contact"


def _webhook(seen: Seen, answer: Answer) -> Iterator[str]:
    """Each webhook is answered in its time. Only one whose worker died, or whose database is away, may fail."""
    what = f"a {answer.webhook.kind} webhook"
    if answer.seconds >= LIMIT:
        yield f"{what} took {answer.seconds:.1f} s"
    elif answer.error is not None:
        away = bool(seen.plan.have(Outage)) and answer.webhook.kind in _TOLD
        if answer.status is not None and not (answer.status == 503 and away):
            yield f"{what} was answered {answer.status}"
        elif answer.status is None and not seen.died:
            yield f"{what} was not answered: {answer.reason}"
