"""Rows of sessions: what goes in comes out, one for a call, and the due ones are found."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from functools import partial

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from runtime.claims import chat
from runtime.session import Session
from runtime.storage import Store, open_store, sessions
from runtime.storage.record import ActInHand, Record
from runtime.values import Json


def record(key: str = "k", **more: object) -> Record:
    """A session of a call."""
    given_ = {"sid": f"FN{key}", "flow": "f", "version": "v1", "contact": "+1", "address": "+2", "trigger": {}, **more}
    return Record(session=Session(key=key, **given_), created=1.0)  # type: ignore[arg-type]  # each has its own type


@pytest.fixture
async def store(address: str) -> AsyncIterator[Store]:
    store = open_store(address)
    await store.migrate()
    yield store
    await store.close()


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_json: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False) | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(_texts, _json, max_size=4), _texts)
async def test_a_session_comes_back_as_it_was(store: Store, values: dict[str, Json], text: str) -> None:
    kept = record(f"k{id(values)}", variables=values, trigger={"call": values}, contact=text)
    kept.document, kept.answered = "<Response/>", 3
    kept.act = ActInHand(step="s", request={"a": values}, attempt="x", until=2.5, turn=3, news={"CallStatus": text})
    kept.wake(7.5, "lease")

    def there_and_back(connection: Connection) -> Record | None:
        sessions.insert(connection, kept, 1.0)
        found = sessions.lock(connection, kept.session.key)
        assert found == kept
        kept.session.turn = 4
        kept.act = None
        sessions.save(connection, kept, 2.0)
        found = sessions.lock(connection, kept.session.key)
        sessions.forget(connection, before=10.0, most=10)
        return found

    assert await store.transact(there_and_back, 10) == kept


async def test_a_call_has_one_session(store: Store) -> None:
    insert = partial(sessions.insert, now=1.0)
    assert await store.transact(partial(insert, record=record("a", call_sid="CA1")), 10)
    assert not await store.transact(partial(insert, record=record("b", call_sid="CA1")), 10)
    assert await store.transact(partial(insert, record=record("c")), 10)
    assert await store.transact(partial(insert, record=record("d")), 10)

    found = await store.transact(partial(sessions.lock_by_call, call_sid="CA1"), 10)
    assert found is not None
    assert found.session.key == "a"
    assert await store.transact(partial(sessions.lock_by_call, call_sid="CA2"), 10) is None
    assert await store.transact(partial(sessions.lock, key="b"), 10) is None


async def test_what_an_active_run_claims_no_other_can_claim(store: Store) -> None:
    insert = partial(sessions.insert, now=1.0)
    first = record("a", claim="x")
    assert await store.transact(partial(insert, record=first), 10)
    assert await store.transact(partial(insert, record=record("b")), 10)
    assert not await store.transact(partial(insert, record=record("c", claim="x")), 10)
    assert await store.transact(partial(insert, record=record("d", claim="x", flow="other")), 10)

    first.session.finish("flow ended")
    await store.transact(partial(sessions.save, record=first, now=2.0), 10)
    assert await store.transact(partial(insert, record=record("c", claim="x")), 10)


async def test_a_chat_finds_the_run_that_waits_in_it_before_the_one_that_it_began(store: Store) -> None:
    own, elsewhere = chat("+2", "+1"), chat("+3", "+1")
    begun = record("a", claim=own)
    waiting = record("b", address="+3", claim=elsewhere, hears="+2")
    for one in (begun, waiting):
        assert await store.transact(partial(sessions.insert, record=one, now=1.0), 10)

    async def found(flow: str, wanted: str) -> str | None:
        record = await store.transact(partial(sessions.lock_by_chat, flow=flow, chat=wanted), 10)
        return None if record is None else record.session.key

    assert [await found("f", own), await found("f", elsewhere), await found("other", own)] == ["b", "b", None]
    waiting.session.finish("flow ended")
    await store.transact(partial(sessions.save, record=waiting, now=2.0), 10)
    assert [await found("f", own), await found("f", elsewhere)] == ["a", None]


async def test_the_due_sessions_of_our_versions_are_found_the_longest_due_first(store: Store) -> None:
    for key, due, version in (
        ("a", 30.0, "v1"),
        ("b", 20.0, "v1"),
        ("c", 99.0, "v1"),
        ("d", 25.0, "v2"),
        ("e", None, "v1"),
    ):
        one = record(key, version=version)
        one.wake(due, "lease")
        await store.transact(partial(sessions.insert, record=one, now=1.0), 10)

    find: Callable[..., object] = partial(sessions.due, versions=["v1"], causes=["lease"], now=50.0)
    assert await store.transact(partial(find, long_ago=0.0, most=9), 10) == ["b", "a"]
    assert await store.transact(partial(find, long_ago=0.0, most=1), 10) == ["b"]
    assert await store.transact(partial(find, long_ago=26.0, most=9), 10) == ["b", "d", "a"]

    assert await store.transact(partial(find, causes=["start"], long_ago=26.0, most=9), 10) == ["d"]

    await store.transact(partial(sessions.postpone, key="b", due=60.0), 10)
    assert await store.transact(partial(find, long_ago=0.0, most=9), 10) == ["a"]


async def claimed(store: Store, most: int) -> list[str]:
    """The keys of sessions whose time is up at 50, and that were claimed."""
    claim = partial(sessions.claim, versions=["v1"], causes=["time-out", "hang-up"], now=50.0, most=most)
    return [one.session.key for one in await store.transact(claim, 10)]


async def test_sessions_are_claimed_by_version_cause_and_time_the_longest_due_first(store: Store) -> None:
    for key, due, version, cause in (
        ("a", 30.0, "v1", "time-out"),
        ("b", 20.0, "v1", "hang-up"),
        ("c", 99.0, "v1", "time-out"),
        ("d", 25.0, "v2", "time-out"),
        ("e", 25.0, "v1", "start"),
    ):
        one = record(key, version=version)
        one.wake(due, cause)  # type: ignore[arg-type]  # a text does
        await store.transact(partial(sessions.insert, record=one, now=1.0), 10)

    assert await claimed(store, most=9) == ["b", "a"]
    assert await claimed(store, most=1) == ["b"]


async def test_sessions_are_saved_together(store: Store) -> None:
    kept = [record("a"), record("b"), record("c")]
    for one in kept:
        await store.transact(partial(sessions.insert, record=one, now=1.0), 10)
        one.session.turn, one.document = 7, f"<{one.session.key}/>"
    await store.transact(partial(sessions.save_all, records=kept[:2], now=2.0), 10)
    await store.transact(partial(sessions.save_all, records=[], now=2.0), 10)

    found = [await store.transact(partial(sessions.lock, key=key), 10) for key in "abc"]
    assert found == [*kept[:2], record("c")]


async def test_old_sessions_are_deleted_some_at_a_time(store: Store) -> None:
    for number in range(5):
        await store.transact(partial(sessions.insert, record=record(str(number)), now=float(number)), 10)

    assert await store.transact(partial(sessions.forget, before=3.0, most=2), 10) == 2
    assert await store.transact(partial(sessions.forget, before=3.0, most=9), 10) == 1
    assert await store.transact(partial(sessions.lock, key="3"), 10) is not None


async def test_a_session_that_is_locked_is_passed_over(database: str) -> None:
    one, other = open_store(database), open_store(database)
    await one.migrate()
    for key in ("a", "b"):
        one_due = record(key)
        one_due.wake(2.0, "time-out")
        await one.transact(partial(sessions.insert, record=one_due, now=1.0), 10)

    async def meanwhile() -> object:
        return await other.transact(partial(sessions.lock_if_free, key="a"), 10)

    engine = one._engine  # type: ignore[attr-defined]  # to hold a transaction open
    with engine.begin() as connection:
        sessions.lock(connection, "a")
        assert await meanwhile() is None
        assert await claimed(other, most=9) == ["b"]
    assert await meanwhile() is not None
    await one.close()
    await other.close()


def test_what_a_newer_version_added_to_a_session_is_left_out() -> None:
    from runtime.storage.record import record_of, row_of  # noqa: PLC0415

    row = row_of(record(), 1.0)
    row["state"] = row["state"].replace('{"key"', '{"of_tomorrow": 1, "key"')
    assert record_of(row).session == record().session  # type: ignore[arg-type]  # a dict does


async def test_a_conversation_has_the_youngest_active_run_of_its_flow(store: Store) -> None:
    def work(connection: Connection) -> list[str | None]:
        for number, (key, more) in enumerate(
            {"old": {}, "young": {}, "ended": {"end": "flow ended"}, "other": {"flow": "g"}}.items()
        ):
            kept = record(key, conversation="CH1", **more)
            kept.created = float(number)
            sessions.insert(connection, kept, 1.0)
        found = [sessions.lock_by_conversation(connection, flow, sid) for flow, sid in (("f", "CH1"), ("f", "CH2"))]
        return [None if one is None else one.session.key for one in found]

    assert await store.transact(work, 10) == ["young", None]


async def test_a_conversation_begins_one_run_of_a_flow_at_a_time(store: Store) -> None:
    def work(connection: Connection) -> list[bool]:
        begun = {"a": {"end": "hung up"}, "b": {}, "c": {}, "d": {"flow": "g"}}
        runs = [
            record(key, conversation="CH1", claim="CH1", trigger={"conversation": {}}, **more)
            for key, more in begun.items()
        ]
        return [sessions.insert(connection, one, 1.0) for one in runs]

    assert await store.transact(work, 10) == [True, True, False, True]


def one_turn(connection: Connection) -> int:
    """The session's turn, now one more; between the two, others have time to get in the way."""
    found = sessions.lock(connection, "a")
    assert found is not None
    time.sleep(0.002)
    found.session.turn += 1
    sessions.save(connection, found, 2.0)
    return found.session.turn


async def test_updates_at_once_lose_nothing_and_mix_with_transactions(store: Store, address: str) -> None:
    other = open_store(address)
    await store.transact(partial(sessions.insert, record=record("a"), now=1.0), 10)
    ways = [store.update, other.update, store.transact, other.update]
    found = await asyncio.gather(*(ways[number % 4](one_turn, 20) for number in range(24)))
    await other.close()

    assert sorted(found) == list(range(1, 25))


async def test_an_update_of_what_somebody_else_has_changed_meanwhile_is_run_again_under_a_lock(database: str) -> None:
    store, other = open_store(database), open_store(database)
    await store.migrate()
    await store.transact(partial(sessions.insert, record=record("a"), now=1.0), 10)
    loop, runs = asyncio.get_running_loop(), []

    def overtaken(connection: Connection) -> int:
        found = sessions.lock(connection, "a")
        assert found is not None
        runs.append(found.session.turn)
        if len(runs) == 1:
            asyncio.run_coroutine_threadsafe(other.update(one_turn, 10), loop).result(20)
        found.session.turn += 10
        sessions.save(connection, found, 2.0)
        return found.session.turn

    assert await store.update(overtaken, 20) == 11
    assert runs == [0, 1]
    await store.close()
    await other.close()


async def test_an_update_that_fails_leaves_nothing_and_one_of_nothing_is_no_change(store: Store) -> None:
    await store.transact(partial(sessions.insert, record=record("a"), now=1.0), 10)

    def fails(connection: Connection) -> None:
        assert sessions.lock(connection, "a")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.update(fails, 10)
    assert await store.update(partial(sessions.lock, key="b"), 10) is None
    assert await store.update(partial(sessions.lock, key="a"), 10) == record("a")


async def test_only_what_nothing_has_happened_to_since_is_forgotten(store: Store) -> None:
    for key, created, updated in (("old", 1.0, 1.0), ("kept", 1.0, 9.0), ("new", 9.0, 9.0)):
        await store.transact(
            partial(sessions.insert, record=attrs.evolve(record(key), created=created), now=updated), 10
        )
    assert await store.transact(partial(sessions.forget, before=5.0, most=10), 10) == 1
    assert await store.transact(partial(sessions.lock, key="old"), 10) is None
