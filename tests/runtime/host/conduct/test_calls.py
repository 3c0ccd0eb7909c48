"""What webhooks say of calls."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.runtime.bench import Bench, new_session
from tests.runtime.host.acts import Rings, counted

from runtime.conduct.calls import hear, is_call_of, line_of, sides
from runtime.session import Session
from runtime.step import Step
from runtime.steps import SendToFlex

STATUSES = ("queued", "initiated", "ringing", "in-progress", "completed", "busy", "failed", "no-answer", "canceled")


def session(call_sid: str | None = "CA1") -> Session:
    """A session of a call."""
    return Session(key="k", sid="FN1", flow="f", version="v", contact="+1", address="+2", trigger={}, call_sid=call_sid)


@given(st.permutations(STATUSES[2:5]))
def test_the_latest_state_of_a_call_counts_in_whatever_order_the_news_come(order: list[str]) -> None:
    one = session()
    for status in order:
        hear(one, {"CallSid": "CA1", "CallStatus": status})

    assert one.line == "gone"


def test_a_call_never_goes_back() -> None:
    lines = ("none", "ringing", "live", "gone")
    for before, after in itertools.product(STATUSES, STATUSES):
        one = session()
        hear(one, {"CallSid": "CA1", "CallStatus": before})
        first = one.line
        hear(one, {"CallSid": "CA1", "CallStatus": after})
        assert lines.index(one.line) >= lines.index(first)


def test_news_of_another_call_are_not_heard() -> None:
    one = session()
    hear(one, {"CallSid": "CA2", "CallStatus": "completed"})
    hear(one, {"CallSid": "CA1", "CallStatus": "unheard-of"})
    hear(one, {"CallSid": "CA1"})

    assert one.line == "none"
    assert line_of({}) is None


@pytest.mark.parametrize(
    ("direction", "contact"), [("inbound", "+1"), ("", "+1"), ("outbound-api", "+2"), ("outbound-dial", "+2")]
)
def test_the_contact_is_whoever_is_not_twilios_side(direction: str, contact: str) -> None:
    assert sides({"From": "+1", "To": "+2", "Direction": direction})[0] == contact


@pytest.mark.parametrize(
    ("step", "may_be"),
    [
        (Rings("it", do=counted([]), exits={}), True),
        (SendToFlex("it", document="it.xml", workflow="WW1", channel="TC1", exits={}), False),
    ],
)
def test_another_call_may_be_a_sessions_only_where_its_step_has_placed_one(
    bench: Bench, step: Step, may_be: bool
) -> None:
    bench.verbs("it.xml", "")
    one = new_session(step="it")

    assert is_call_of(one, bench.engine(step), {"CallSid": "CA1"})
    assert is_call_of(one, bench.engine(step), {"CallSid": "CA2"}) is may_be
