"""`python -m runtime`: what is kept of a contact is removed, and nothing else, while the application runs."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import attrs
import pytest
from sqlalchemy import Connection, select
from tests.runtime.host.acts import Does, counted
from tests.runtime.host.hosted import Host, action, asking, asks, documents, flow_of, hosted

from runtime.__main__ import main
from runtime.session import Session
from runtime.storage import open_store, recordings, sessions
from runtime.storage.record import Record
from runtime.storage.recordings import RecordingEvent
from runtime.storage.tables import recording_events
from runtime.storage.tables import sessions as rows
from runtime.values import JsonObject

PROJECT = Path(__file__).resolve().parents[3]
CALLER, OTHER = "+15550100", "+15550101"

Command = Callable[..., Awaitable[str]]


@pytest.fixture
def command(address: str, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command beside the application, and gives what it told."""
    monkeypatch.setenv("DATABASE_URL", address)

    async def run(*arguments: str) -> str:
        told: list[str] = []
        assert await asyncio.to_thread(main, arguments, told.append) == 0
        return "".join(told)

    return run


async def kept(address: str) -> tuple[list[str], list[str]]:
    """The calls of the sessions, and the recordings, that the database has."""

    def read(connection: Connection) -> tuple[list[str], list[str]]:
        calls = connection.execute(select(rows.c.call_sid).order_by(rows.c.call_sid)).scalars()
        events = connection.execute(select(recording_events.c.recording_sid).order_by("recording_sid")).scalars()
        return list(calls), list(events)

    store = open_store(address)
    found = await store.transact(read, 10)
    await store.close()
    return found


async def fill(host: Host) -> None:
    """Calls of three callers, of one two over different channels; the third call goes on."""
    for call_sid, caller in (("CA1", CALLER), ("CA2", OTHER), ("CA3", f"whatsapp:{CALLER}"), ("CA4", "+155501000")):
        first = await host.post("/voice", CallSid=call_sid, From=caller)
        await host.post("/recording", RecordingSid=call_sid.replace("CA", "RE"), RecordingStatus="completed",
                        CallSid=call_sid)  # fmt: skip
        if call_sid != "CA3":
            await host.post(action(first), CallSid=call_sid, Digits="1")


async def test_all_that_is_kept_of_a_contact_is_removed_on_a_live_database(
    address: str, tmp_path: Path, command: Command
) -> None:
    flow = flow_of()
    flow.add(asks("ask", "act"))
    flow.add(Does("act", do=counted([]), exits={"done": None}))
    async with hosted(flow, address, documents(tmp_path / "twiml", ask=asking("ask"))) as host:
        await fill(host)
        everything = await kept(address)
        dry = await command("erase", CALLER, "--dry-run")
        assert await kept(address) == everything
        told = await command("erase", CALLER)
        left = await kept(address)
        again = await command("erase", CALLER)
        gone = await host.post("/status", CallSid="CA3", CallStatus="completed")
        new = await host.post("/voice", CallSid="CA5", From=CALLER)

    assert dry.splitlines()[0] == "would remove 2 sessions, and 2 events of 2 recordings"
    assert told.splitlines() == [
        "removed 2 sessions, and 2 events of 2 recordings",
        "1 of the sessions had not ended: run this again when their calls are over",
        "Twilio may still have the recording RE1",
        "Twilio may still have the recording RE3",
    ]
    assert left == (["CA2", "CA4"], ["RE2", "RE4"])
    assert again == "removed 0 sessions, and 0 events of 0 recordings"
    assert gone.status_code == 404
    assert "<Say>ask?</Say>" in new.text


async def test_more_sessions_than_are_locked_at_once_go_with_all_their_calls(address: str, command: Command) -> None:
    """A session has had calls before its present one, whose recordings go as well."""
    store = open_store(address)
    await store.migrate()
    one = Session(key="", sid="FN1", flow="f", version="v", contact=CALLER, address="+2", trigger={})

    def fill(connection: Connection) -> None:
        for number in range(101):
            placed: JsonObject = {"CallSid": f"CA{number:032}"}
            session = attrs.evolve(one, key=f"k{number}", call_sid=f"CA{number}", widgets={"ring": placed})
            assert sessions.insert(connection, Record(session=session, created=1.0), 1.0)
        early = RecordingEvent(
            recording_sid="RE1", status="completed", call_sid=f"CA{7:032}", parameters={}, received=1.0
        )
        assert recordings.keep(connection, early)

    await store.transact(fill, 10)
    told = await command("erase", CALLER)
    await store.close()

    assert told.startswith("removed 101 sessions, and 1 events of 1 recordings\n101 of the sessions had not ended")
    assert await kept(address) == ([], [])


async def test_running_sessions_are_counted_by_version(address: str, tmp_path: Path, command: Command) -> None:
    flow = flow_of(version="v7")
    flow.add(asks("ask", None))
    async with hosted(flow, address, documents(tmp_path / "twiml", ask=asking("ask"))) as host:
        await host.post("/voice")
        assert await command("sessions") == "version v7: 1 running\n0 due"


def test_the_tables_are_made_by_a_command_of_a_process_of_its_own(sqlite: str) -> None:
    run = [sys.executable, "-W", "error", "-m", "runtime", "migrate"]
    surroundings = {"PATH": os.environ["PATH"], "DATABASE_URL": sqlite}
    done = subprocess.run(run, cwd=PROJECT, env=surroundings, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "the tables had version 0\n", "")


@pytest.mark.parametrize("url", ["mysql://host/name", "postgresql+psycopg://nobody@127.0.0.1:9/none"])
def test_a_database_that_does_not_do_it_is_told_in_a_line(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    assert main(["sessions"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
