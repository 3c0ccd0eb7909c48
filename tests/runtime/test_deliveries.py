"""States of messages come in any order, and the latest one is told."""

from __future__ import annotations

import itertools

import pytest
from tests.runtime.bench import new_session

from runtime.deliveries import note_delivery
from runtime.session import Session


def sent(status: str = "queued") -> Session:
    session = new_session()
    session.widgets = {
        "other": {"Digits": "1"},
        "odd": {"outbound": "text"},
        "send": {"outbound": {"Sid": "SM1", "Status": status}, "inbound": {"Body": "yes"}},
    }
    return session


def status_of(session: Session) -> object:
    outbound = session.told("send", "outbound")
    assert isinstance(outbound, dict)
    return outbound["Status"]


def test_a_state_is_told_of_the_message_beside_what_was_replied() -> None:
    session = sent()
    told = {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30003", "ErrorMessage": "", "To": "+1"}

    assert note_delivery(session, told) == "send"
    assert session.widgets["send"] == {
        "outbound": {"Sid": "SM1", "Status": "undelivered", "ErrorCode": "30003"},
        "inbound": {"Body": "yes"},
    }


def test_a_message_that_no_step_knows_is_none_of_the_run() -> None:
    session = sent()

    assert note_delivery(session, {"MessageSid": "SM2", "MessageStatus": "failed"}) is None
    assert status_of(session) == "queued"


@pytest.mark.parametrize("states", list(itertools.permutations(["sending", "sent", "delivered"])))
def test_in_any_order_the_latest_state_is_the_last(states: tuple[str, ...]) -> None:
    session = sent()
    for state in (*states, *states):
        note_delivery(session, {"MessageSid": "SM1", "MessageStatus": state})

    assert status_of(session) == "delivered"


def test_a_state_that_nobody_knows_changes_nothing() -> None:
    session = sent()

    assert note_delivery(session, {"MessageSid": "SM1", "MessageStatus": "teleported"}) is None
    assert status_of(session) == "queued"
