"""The walk through a flow."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs
from tests.runtime.bench import Bench, address, new_session, parsed
from tests.runtime.own_steps import Asks, Does, Goes, Says

from runtime.flow import FlowError
from runtime.session import Session
from runtime.step import Outcome, Step
from runtime.walk import MOST_REPEATS, MOST_STEPS, Turn

BUDGET = 13.0


def says(name: str, to: str | None, **liquid: str) -> Says:
    return Says(name, document=f"{name}.xml", liquid=liquid, exits={"done": to})


def tags(turn: Turn) -> list[str]:
    return [verb.tag for verb in parsed(turn.document)]


def texts(turn: Turn) -> list[str]:
    return [verb.text or "" for verb in parsed(turn.document)]


@pytest.fixture(autouse=True)
def written(bench: Bench) -> None:
    for name in ("one", "two"):
        bench.verbs(f"{name}.xml", f"<Say>{name}</Say>")
    bench.verbs("ask.xml", '<Gather action="{{ answer }}"/>')
    bench.verbs("value.xml", "<Say>{{ steps.value.say }}</Say>")


def test_steps_that_need_no_answer_become_one_document(bench: Bench) -> None:
    engine = bench.engine(says("one", "go"), Goes("go", exits={"next": "two"}), says("two", None))
    session = new_session()

    turn = engine.start(session, "incomingCall", BUDGET)

    assert texts(turn) == ["one", "two"]
    assert turn.taken == (("one", "done"), ("go", "next"), ("two", "done"))
    assert (session.step, session.end, session.turn) == (None, "flow ended", 0)


def test_what_is_said_before_a_step_that_goes_on_after_a_hang_up_has_a_document_of_its_own(bench: Bench) -> None:
    asks = Asks("ask", document="ask.xml", on_hangup="hangup", exits={"ok": None, "hangup": "one"})
    engine = bench.engine(says("two", "ask"), asks, says("one", None))
    session = new_session()
    first = engine.start(session, "incomingCall", BUDGET)

    assert tags(first) == ["Say", "Redirect"]
    engine.hang_up(session, BUDGET)
    assert (session.end, first.taken) == ("hung up", (("two", "done"),))


def test_a_kind_of_start_that_leads_nowhere_hangs_up(bench: Bench) -> None:
    session = new_session()

    assert tags(bench.engine(says("one", None)).start(session, "incomingMessage", BUDGET)) == ["Hangup"]
    assert session.end == "flow ended"


def test_a_flow_that_says_nothing_hangs_up(bench: Bench) -> None:
    turn = bench.engine(Goes("go", exits={"next": None})).start(new_session(), "incomingCall", BUDGET)

    assert tags(turn) == ["Hangup"]


def test_a_step_that_asks_ends_the_document_and_waits_for_the_next_turn(bench: Bench) -> None:
    engine = bench.engine(says("one", "ask"), Asks("ask", document="ask.xml", exits={"ok": "two"}), says("two", None))
    session = new_session()

    first = engine.start(session, "incomingCall", BUDGET)

    assert tags(first) == ["Say", "Gather"]
    assert (session.step, session.waits, session.turn) == ("ask", True, 1)
    assert parsed(first.document)[1].get("action") == address(session)
    second = engine.answer(session, {"exit": "ok"}, BUDGET)
    assert texts(second) == ["two"]
    assert second.taken == (("ask", "ok"), ("two", "done"))
    assert session.widgets == {"ask": {"exit": "ok"}}


def test_an_act_begins_at_once_where_nothing_is_to_be_heard_before(bench: Bench) -> None:
    session = new_session()

    turn = bench.engine(Does("act", exits={"done": None})).start(session, "incomingCall", BUDGET)

    assert turn.document is None
    assert turn.act is not None
    assert (turn.act.step, turn.act.request) == ("act", {"line": "live"})
    assert (session.step, session.waits, session.taken) == ("act", False, 1)


def test_an_act_waits_until_what_is_said_before_was_heard(bench: Bench) -> None:
    engine = bench.engine(says("one", "act"), Does("act", exits={"done": "two"}), says("two", None))
    session = new_session("ringing")

    first = engine.start(session, "incomingCall", BUDGET)

    assert tags(first) == ["Say", "Redirect"]
    assert texts(first)[1] == address(session)
    assert (session.step, session.waits, session.turn) == ("act", False, 1)
    second = engine.enter(session, BUDGET)
    assert second.act is not None
    assert second.document is None
    third = engine.end_act(session, Outcome("done", {"x": 1}), BUDGET)
    assert texts(third) == ["two"]
    assert third.taken == (("act", "done"), ("two", "done"))
    assert session.widgets == {"act": {"x": 1}}


def test_an_act_that_does_not_fit_the_time_has_the_next_webhook(bench: Bench) -> None:
    engine = bench.engine(Does("act", exits={"done": None}))
    session = new_session()

    assert tags(engine.start(session, "incomingCall", 4.9)) == ["Redirect"]
    assert session.turn == 1
    assert engine.enter(session, 5.0).act is not None


def test_an_act_without_a_call_begins_without_a_document(bench: Bench) -> None:
    turn = bench.engine(Does("act", exits={"done": None})).start(new_session("none"), "incomingCall", BUDGET)

    assert turn.act is not None


def test_a_run_without_a_call_that_lacks_the_time_for_an_act_stands_before_it(bench: Bench) -> None:
    engine = bench.engine(Does("act", exits={"done": None}))
    session = new_session("none")

    assert engine.start(session, "incomingCall", 1.0) == Turn()
    assert (session.step, session.waits) == ("act", False)


def test_a_step_that_speaks_where_there_is_no_call_ends_the_run(bench: Bench) -> None:
    session = new_session("gone")

    with capture_logs() as logs:
        turn = bench.engine(says("one", None)).start(session, "incomingCall", BUDGET)

    assert turn.document is None
    assert session.end == "no call to speak to"
    assert [line["code"] for line in logs] == [81020]


def test_a_step_without_a_fitting_exit_ends_the_run(bench: Bench) -> None:
    session = new_session()

    with capture_logs() as logs:
        turn = bench.engine(says("one", "go"), Goes("go", event="other", exits={})).start(
            session, "incomingCall", BUDGET
        )

    assert texts(turn) == ["one"]
    assert session.end == "no exit of go fits"
    assert [line["code"] for line in logs] == [81005]


def test_an_exit_that_is_not_listed_is_ignored_and_the_run_stays(bench: Bench) -> None:
    engine = bench.engine(Asks("ask", document="ask.xml", exits={"ok": None}))
    session = new_session()
    engine.start(session, "incomingCall", BUDGET)

    with capture_logs() as logs:
        turn = engine.answer(session, {"exit": "other"}, BUDGET)

    assert tags(turn) == ["Hangup"]
    assert (session.step, session.waits, session.end) == ("ask", True, None)
    assert [line["code"] for line in logs] == [81002]


def test_the_same_step_eleven_times_in_a_row_ends_the_run(bench: Bench) -> None:
    session = new_session()

    with capture_logs() as logs:
        turn = bench.engine(says("one", "one")).start(session, "incomingCall", BUDGET)

    assert texts(turn) == ["one"] * MOST_REPEATS
    assert session.end == "loop limit"
    assert [line["code"] for line in logs] == [81001]


def test_a_thousand_steps_are_the_most_of_a_run(bench: Bench) -> None:
    session = new_session()

    with capture_logs() as logs:
        turn = bench.engine(Goes("a", exits={"next": "b"}), Goes("b", exits={"next": "a"})).start(
            session, "incomingCall", BUDGET
        )

    assert tags(turn) == ["Hangup"]
    assert (session.taken, session.end) == (MOST_STEPS + 1, "step limit")
    assert [line["code"] for line in logs] == [81000]


def test_a_document_that_the_limit_of_steps_cuts_is_not_said_in_part(bench: Bench) -> None:
    bench.verbs("pair.xml", "<Say>{{ steps.one.say }}</Say><Say>{{ steps.two.say }}</Say>")
    engine = bench.engine(
        Says("one", document="pair.xml", liquid={"say": "1"}, exits={"done": "two"}),
        Says("two", document="pair.xml", liquid={"say": "2"}, exits={"done": None}),
    )
    session = new_session()
    session.taken = MOST_STEPS - 1

    with capture_logs():
        turn = engine.start(session, "incomingCall", BUDGET)

    assert tags(turn) == ["Hangup"]
    assert session.end == "step limit"


def test_what_does_not_fit_into_one_document_comes_in_the_next(bench: Bench) -> None:
    """Escaped, each value takes five times its length."""
    engine = bench.engine(says("value", "go", say="{{flow.data.text}}"), Goes("go", exits={"next": "value"}))
    session = new_session()
    session.data["text"] = "&" * 4000

    first = engine.start(session, "incomingCall", BUDGET)

    assert tags(first) == ["Say", "Say", "Redirect"]
    assert len((first.document or "").encode()) < 64_000
    assert (session.step, session.waits) == ("value", False)
    assert tags(engine.enter(session, BUDGET)) == ["Say", "Say", "Redirect"]


def test_a_step_that_is_larger_than_a_document_is_said_all_the_same(bench: Bench) -> None:
    engine = bench.engine(says("value", None, say="{{flow.data.text}}"))
    session = new_session()
    session.data["text"] = "&" * 12_000

    assert tags(engine.start(session, "incomingCall", BUDGET)) == ["Say"]


def test_a_document_is_entered_again_after_another(bench: Bench) -> None:
    engine = bench.engine(says("one", "ask"), Asks("ask", document="ask.xml", exits={"again": "one", "end": None}))
    session = new_session()

    first = engine.start(session, "incomingCall", BUDGET)
    second = engine.answer(session, {"exit": "again"}, BUDGET)

    assert tags(first) == tags(second) == ["Say", "Gather"]
    assert session.turn == 2
    assert first.document != second.document


def test_there_is_no_engine_for_a_flow_that_cannot_be_run(bench: Bench) -> None:
    with pytest.raises(FlowError, match=r"^done of one leads to two, and there is no such step$"):
        bench.engine(says("one", "two"))
    with pytest.raises(FlowError, match=r"^there is no document three\.xml$"):
        bench.engine(says("three", None))


def hang_up(bench: Bench, session: Session, *steps: Step) -> Turn:
    return bench.engine(*steps).hang_up(session, BUDGET)


def test_a_caller_who_hangs_up_ends_a_run_that_speaks(bench: Bench) -> None:
    session = new_session()
    engine = bench.engine(says("one", "act"), Does("act", exits={"done": None}))
    engine.start(session, "incomingCall", BUDGET)

    assert engine.hang_up(session, BUDGET) == Turn()
    assert (session.step, session.end, session.line) == (None, "hung up", "gone")


def test_a_caller_who_hangs_up_ends_a_run_that_waits_without_an_exit_for_it(bench: Bench) -> None:
    for on_hangup in (None, "hangup"):
        session = new_session(step="ask")

        turn = hang_up(bench, session, Asks("ask", document="ask.xml", on_hangup=on_hangup, exits={"ok": None}))

        assert turn == Turn()
        assert session.end == "hung up"


def test_the_exit_for_a_hang_up_leads_on_to_acts_and_not_to_speech(bench: Bench) -> None:
    session = new_session(step="ask")

    turn = hang_up(
        bench,
        session,
        Asks("ask", document="ask.xml", on_hangup="hangup", exits={"hangup": "act"}),
        Does("act", exits={"done": "one"}),
        says("one", None),
    )

    assert turn.act is not None
    assert turn.taken == (("ask", "hangup"),)
    assert turn.act.request == {"line": "gone"}
    with capture_logs():
        ended = bench.engine(Does("act", exits={"done": "one"}), says("one", None)).end_act(
            session, Outcome("done"), BUDGET
        )
    assert ended.document is None
    assert session.end == "no call to speak to"


def test_a_hang_up_after_the_end_changes_nothing(bench: Bench) -> None:
    session = new_session()
    engine = bench.engine(says("one", None))
    engine.start(session, "incomingCall", BUDGET)

    assert engine.hang_up(session, BUDGET) == Turn()
    assert session.end == "flow ended"


def test_an_act_that_ends_after_the_caller_hung_up_changes_nothing(bench: Bench) -> None:
    session = new_session()
    engine = bench.engine(Does("act", exits={"done": None}))
    engine.start(session, "incomingCall", BUDGET)
    engine.hang_up(session, BUDGET)

    assert engine.end_act(session, Outcome("done"), BUDGET) == Turn()
    assert session.end == "hung up"


def test_an_act_without_an_exit_waits_to_be_told(bench: Bench) -> None:
    engine = bench.engine(Does("act", exits={"done": "two", "busy": None}), says("two", None))
    session = new_session("none")
    engine.start(session, "incomingCall", BUDGET)

    turn = engine.end_act(session, Outcome(None, {"CallSid": "CA2"}), BUDGET)

    assert turn == Turn(due=30.0)
    assert (session.step, session.waits, session.turn) == ("act", True, 1)
    assert engine.told(session, {}, BUDGET) == Turn()
    assert session.waits
    assert engine.told(session, {"exit": "busy"}, BUDGET).taken == (("act", "busy"),)
    assert session.end == "flow ended"


def test_an_act_that_waits_is_answered_by_a_webhook(bench: Bench) -> None:
    engine = bench.engine(Does("act", exits={"done": "two"}), says("two", None))
    session = new_session(step="act")

    assert texts(engine.answer(session, {}, BUDGET)) == ["two"]


def test_only_an_act_that_waits_is_told_anything(bench: Bench) -> None:
    engine = bench.engine(
        Asks("ask", document="ask.xml", exits={"ok": None}), Does("act", exits={"done": None}), first="ask"
    )
    acting = new_session()
    acting.step = "act"

    assert engine.told(new_session(step="ask"), {"exit": "ok"}, BUDGET) == Turn()
    assert engine.told(acting, {"exit": "done"}, BUDGET) == Turn()


def test_a_step_that_waits_only_so_long_says_how_long(bench: Bench) -> None:
    engine = bench.engine(
        Asks("ask", document="ask.xml", patience=7.5, exits={"ok": None, "late": "two"}), says("two", None)
    )
    session = new_session()

    assert engine.start(session, "incomingCall", BUDGET).due == 7.5
    assert texts(engine.expire(session, BUDGET)) == ["two"]
    assert session.end == "flow ended"


def test_an_act_that_was_told_nothing_expires(bench: Bench) -> None:
    session = new_session("none", step="act")

    turn = bench.engine(Does("act", exits={"failed": None})).expire(session, BUDGET)

    assert turn.taken == (("act", "failed"),)
    assert session.end == "flow ended"


def test_a_step_of_no_kind_is_an_error_of_who_wrote_it(bench: Bench) -> None:
    engine = bench.engine(Step("odd", exits={}))

    with pytest.raises(TypeError, match=r"^odd neither decides nor speaks nor acts, and nests no flow$"):
        engine.start(new_session(), "incomingCall", BUDGET)
