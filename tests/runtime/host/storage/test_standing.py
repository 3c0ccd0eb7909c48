"""What is told of all sessions at once."""

from __future__ import annotations

from functools import partial

from runtime.session import Session
from runtime.storage import open_store, sessions
from runtime.storage.record import Record
from runtime.storage.standing import Standing, standing


def record(number: int, *, version: str, due: float | None = None, end: str | None = None) -> Record:
    """A session."""
    session = Session(
        key=f"key {number}", sid="FN1", flow="f", version=version, contact="+1", address="+2", trigger={}, end=end
    )
    return Record(session=session, created=1.0, due=due, cause=None if due is None else "start")


async def test_those_that_run_and_those_that_are_due_are_counted(address: str) -> None:
    store = open_store(address)
    await store.migrate()
    assert await store.transact(lambda connection: standing(connection, 100.0), 10) == Standing({}, 0, 0.0)
    records = [
        record(1, version="v2"),
        record(2, version="v1", due=90.0),
        record(3, version="v1", due=200.0),
        record(4, version="v1", end="hung up"),
        record(5, version="v0", due=95.0, end="hung up"),
    ]
    for one in records:
        assert await store.transact(partial(sessions.insert, record=one, now=1.0), 10)
    found = await store.transact(lambda connection: standing(connection, 100.0), 10)
    await store.close()

    assert found == Standing({"v1": 2, "v2": 1}, 2, 10.0)
    assert list(found.active) == ["v1", "v2"]
