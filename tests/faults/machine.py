"""The fault machine: calls the feedback flow's bundle while processes die and requests fail, and judges what came."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import attrs
from sqlalchemy import create_engine, text
from tests.end_to_end.bundles.serving import PUBLIC_URL, Server
from tests.faults.plan import Plan
from tests.twilio.serving import Says, serving
from tests.twilio.stand_in import Press, StandInError, Twilio

NOTICE = "Hello! To improve our service, this call will be recorded."
QUESTION = "How was your experience with us? Press star when you are done."
ENDS = (
    "Thank you for your answer. Goodbye!",
    "We can't take feedback right now. Please call again later. Goodbye.",
)
# What Twilio notes when a process dies under a webhook, or an operation of REST is refused.
NOTED = (11200, 11205, 11206, 11210, 21220, 16108, 20404)
# The seconds that Twilio waits for an answer: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
LIMIT = 15.0
_DYING = 0.05


@attrs.define
class Hosts(Mapping[str, str]):
    """Leads the public address to a process that lives: to the first until it dies, then to the other.

    Where the first `returns`, it is started again as a supervisor would do it.
    """

    first: Server
    other: Server
    returns: bool
    died: bool = False

    def __getitem__(self, public: str) -> str:
        if public != PUBLIC_URL:
            raise KeyError(public)
        # A process that was killed under a webhook is told to be dead a little after its connection was cut.
        time.sleep(_DYING)
        if not self.first.alive:
            self.died = True
            if self.returns:
                self.first.start()
                return self.first.url
            return self.other.url
        return self.first.url

    def __iter__(self) -> Iterator[str]:
        return iter((PUBLIC_URL,))

    def __len__(self) -> int:
        return 1


@attrs.frozen
class Result:
    """What came of a run: `wrong` lists what should not be."""

    plan: Plan
    died: bool
    heard: tuple[str, ...]
    recordings: int
    slowest: float
    wrong: tuple[str, ...]


async def run(plan: Plan, first: Server, other: Server, api_port: int) -> Result:
    """A call under a plan. Both servers serve the same database; the first is not running yet."""
    if plan.point == "nowhere":
        first.start()
    else:
        first.start("dying:app", DIES_AT=f"{plan.point}:{plan.nth}", PYTHONPATH=str(Path(__file__).parent))
    hosts = Hosts(first, other, plan.returns)
    twilio = Twilio(port=api_port, allow=NOTED, seed=f"fault {plan.seed}", options=plan.options())
    broken = ""
    async with twilio, serving(recordings=Says()) as customer:
        twilio.courier.sender.hosts = _Both(hosts, customer.url)
        twilio.fault(plan.fault())
        for delivery in plan.deliveries():
            twilio.deliver(delivery)
        voice, status = f"{PUBLIC_URL}/voice", f"{PUBLIC_URL}/status"
        call = await twilio.incoming_call(voice, script=_keys, status_callback=status, fallback=voice)
        try:
            transcript = await call.ended()
            await twilio.settled()
        except StandInError as error:
            broken, transcript = str(error), call.transcript
        wrong = [*([broken] if broken else []), *_wrong(twilio, tuple(transcript.heard))]
        slowest = max((answer.seconds for answer in twilio.webhooks), default=0.0)
        wrong += _unfinished(first.settings["DATABASE_URL"], call.sid)
        wrong += [f"a webhook took {slowest:.1f} s"] if slowest >= LIMIT else []
        found = len(twilio.board.recordings.all)
    with suppress(ProcessLookupError):
        first.stop()
    return Result(plan, hosts.died, tuple(transcript.heard), found, slowest, tuple(wrong))


@attrs.frozen
class _Both(Mapping[str, str]):
    """The application, and the customer's server."""

    hosts: Hosts
    customer: str

    def __getitem__(self, public: str) -> str:
        return self.customer if public == "https://example.com" else self.hosts[public]

    def __iter__(self) -> Iterator[str]:
        return iter((PUBLIC_URL, "https://example.com"))

    def __len__(self) -> int:
        return 2


def _keys(_situation: object) -> Press:
    return Press("5*")


def _wrong(twilio: Twilio, heard: tuple[str, ...]) -> Iterator[str]:
    if not heard or heard[-1] not in ENDS:
        yield f"the call ended with {heard[-1:]}"
    strangers = [words for words in heard if words not in (NOTICE, QUESTION, *ENDS)]
    if strangers:
        yield f"heard {strangers}"
    if len(twilio.board.recordings.all) > 1:
        yield f"{len(twilio.board.recordings.all)} recordings"
    if any(one.status != "completed" for one in twilio.board.recordings.all.values()):
        yield "a recording goes on"
    recorded, answered = bool(twilio.board.recordings.all), ENDS[0] in heard
    if answered and not recorded:
        yield "thanked without a recording"


def _unfinished(database: str, call_sid: str) -> list[str]:
    """What the database has of the call that is not a session that ended."""
    engine = create_engine(database.replace("+aiosqlite", ""))
    try:
        with engine.connect() as connection:
            query = text("SELECT ended FROM sessions WHERE call_sid = :call")
            rows = connection.execute(query, {"call": call_sid}).fetchall()
    finally:
        engine.dispose()
    if len(rows) != 1:
        return [f"{len(rows)} sessions"]
    return [] if rows[0][0] is not None else ["the session goes on"]
