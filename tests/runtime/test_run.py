"""A session at work, and the roots that Liquid sees."""

from __future__ import annotations

import pytest
from tests.runtime.bench import FLOW_SID, new_session, run_of

from runtime.liquid import Template


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("trigger.call.From", "+15550001111"),
        ("widgets.menu.Digits", "1"),
        ("flow.variables.x", "2"),
        ("flow.data.y", "3"),
        ("flow.sid", "FN" + "0" * 32),
        ("flow.flow_sid", FLOW_SID),
        ("flow.channel.address", "+15552223333"),
        ("contact.channel.address", "+15550001111"),
        ("flow.add_ons", ""),
        ("session.key", ""),
    ],
)
def test_liquid_sees_studios_roots_and_nothing_else(path: str, value: str) -> None:
    session = new_session()
    session.widgets["menu"] = {"Digits": "1"}
    session.variables["x"], session.data["y"] = "2", "3"

    assert run_of(session).render(Template(f"{{{{{path}}}}}")) == value


def test_liquid_sees_what_changes_while_the_run_goes_on() -> None:
    run = run_of(new_session())
    template = Template("{{flow.variables.x}}{{widgets.a.b}}{{widgets.a.c}}")

    assert run.render(template) == ""
    run.set("x", "1")
    run.put("a", {"b": "2", "c": "3"})
    assert run.render(template) == "123"
    run.replace("a", {"c": "4"})
    assert run.render(template) == "14"


def test_the_answer_to_a_document_begins_the_next_turn() -> None:
    session = new_session(step="ask")

    assert run_of(session).answer == "https://example.com/voice/key/ask?turn=1"
    assert session.turn == 0


def test_a_run_that_lost_its_call_has_none() -> None:
    run = run_of(new_session())

    run.lose_call()

    assert run.session.line == "gone"


def test_outputs_that_are_replaced_do_not_change_with_what_was_given() -> None:
    run, given = run_of(new_session()), {"a": "1"}

    run.replace("x", given)
    given["a"] = "2"

    assert run.session.told("x", "a") == "1"
    assert run.session.told("x", "b") is None
    assert run.session.told("y", "a") is None


def test_a_session_that_ends_waits_no_more_and_says_why() -> None:
    session = new_session(step="ask")

    session.finish("hung up")

    assert (session.step, session.waits, session.end) == (None, False, "hung up")
