"""A flow knows its steps, and that none of its exits leads into the void."""

from __future__ import annotations

import pytest
from tests.runtime.own_steps import Goes

from runtime.flow import Flow, FlowError
from runtime.steps import SplitBasedOn, When


def test_steps_are_found_by_name_and_kept_in_order() -> None:
    flow = Flow("f", version="1", starts={"incomingCall": "b"})
    b = flow.add(Goes("b", exits={"next": "a"}))
    a = flow.add(Goes("a", exits={"next": None}))

    flow.check()

    assert flow["a"] is a
    assert list(flow) == [b, a]


def test_two_steps_of_one_name_are_refused() -> None:
    flow = Flow("f", version="1", starts={})
    flow.add(Goes("a", exits={}))

    with pytest.raises(FlowError, match=r"^two steps are called a$"):
        flow.add(Goes("a", exits={}))


def test_a_start_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(FlowError, match=r"^incomingCall leads to a, and there is no such step$"):
        Flow("f", version="1", starts={"incomingCall": "a", "incomingMessage": None}).check()


def test_an_exit_that_leads_nowhere_is_refused() -> None:
    flow = Flow("f", version="1", starts={})
    flow.add(Goes("a", exits={"next": "b"}))

    with pytest.raises(FlowError, match=r"^next of a leads to b, and there is no such step$"):
        flow.check()


def test_a_condition_that_leads_nowhere_is_refused() -> None:
    flow = Flow("f", version="1", starts={})
    flow.add(SplitBasedOn("a", input="x", cases=[When("equal_to", "x", "y", to="b")], exits={"noMatch": None}))

    with pytest.raises(FlowError, match=r"^match of a leads to b, and there is no such step$"):
        flow.check()
