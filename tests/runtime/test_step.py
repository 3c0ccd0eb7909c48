"""The base classes of steps, which are the API for own ones."""

from __future__ import annotations

import doctest

import attrs
import pytest
from tests.runtime.bench import new_session, run_of
from tests.runtime.own_steps import Does, Goes, Says

from runtime import step
from runtime.step import Acts, Decides, Exit, Outcome, Speaks, Step


def test_the_examples_of_own_steps_do_what_they_say() -> None:
    results = doctest.testmod(step)

    assert results.attempted >= 8
    assert results.failed == 0


def test_an_exit_is_an_event_with_its_target() -> None:
    goes = Goes("a", exits={"next": "b", "end": None})

    assert goes.exit("next") == Exit("next", "b")
    assert goes.exit("end") == Exit("end", None)
    assert goes.exit("other") is None
    assert dict(goes.targets()) == {"next": "b", "end": None}


@pytest.mark.parametrize("kind", [Decides, Acts])
def test_a_step_that_leaves_open_what_it_does_cannot_be_made(kind: type[Step]) -> None:
    with pytest.raises(TypeError, match="abstract"):
        kind("a", exits={})


def test_a_step_keeps_nothing_in_itself() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Goes("a", exits={}).name = "b"  # type: ignore[misc]  # the point


def test_what_is_not_answered_told_or_timed_says_so() -> None:
    run = run_of(new_session())
    speaks = Speaks("a", document="a.xml", exits={})

    with pytest.raises(LookupError, match=r"^a is not answered$"):
        speaks.answered(run, {})
    with pytest.raises(LookupError, match=r"^a waits for good$"):
        speaks.timed_out(run)
    assert (speaks.due(run), speaks.hung_up(run), speaks.leaves_by) == (None, None, None)


def test_what_an_act_does_not_say_of_waiting_is_that_it_does_not() -> None:
    run = run_of(new_session())
    does = Does("a", exits={})

    assert Acts.told(does, run, {}) is None
    assert Acts.hung_up(does, run) is None
    assert Acts.due(does, run) is None
    with pytest.raises(LookupError, match=r"^a is not answered$"):
        Acts.answered(does, run, {})
    with pytest.raises(LookupError, match=r"^a waits for good$"):
        Acts.timed_out(does, run)


def test_outputs_of_an_act_stand_beside_those_it_had() -> None:
    session = new_session()
    session.widgets["a"] = {"old": 1, "both": 1}

    Does("a", exits={}).took(run_of(session), Outcome("done", {"both": 2}))

    assert session.widgets["a"] == {"old": 1, "both": 2}


def test_texts_are_templates_once_a_step_is_made() -> None:
    session = new_session()
    says = Says("a", document="a.xml", liquid={"say": "{{contact.channel.address}}"}, exits={})

    assert says.spoken(run_of(session)) == {"say": "+15550001111"}
    assert set(says.prints()) == {"say"}
