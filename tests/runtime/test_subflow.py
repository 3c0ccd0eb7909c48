"""A flow within a flow: what it is told, what it knows, what it hands over, and where the run goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
import structlog
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.runtime.bench import FLOW_SID, Bench, address, new_session, run_of

from runtime.engine import Engine
from runtime.flow import Flow, FlowError
from runtime.session import Session
from runtime.step import Step
from runtime.steps import GatherInputOnCall, RunSubflow, SayPlay, SetVariables
from runtime.subflow import enter, leave, trigger_of

SID = "FW" + "1" * 32
MANY = 1000.0
RUNS = RunSubflow(
    "inner",
    flow_sid=SID,
    parameters=[("name", "{{trigger.call.From}}"), ("all", '{"a": [1]}', "json_object"), ("number", "7")],
    exits={"completed": "after", "failed": "sorry"},
)
VALUES = st.one_of(st.text(max_size=5), st.integers(), st.booleans(), st.none(), st.lists(st.integers(), max_size=2))


def says(name: str, text: str, to: str | None, folder: str = "") -> SayPlay:
    return SayPlay(name, document=f"{folder}{name}.xml", liquid={"say": text}, exits={"audioComplete": to})


class Nest:
    """A flow that says hello, runs a flow of the given steps, and says what came of it."""

    def __init__(self, folder: Path, *steps: Step) -> None:
        bench = Bench(folder)
        (folder / "other").mkdir()
        for name in ("hello", "after", "sorry", "other/hello", "other/bye"):
            bench.verbs(f"{name}.xml", f"<Say>{{{{ steps.{name.rpartition('/')[2]}.say }}}}</Say>")
        bench.verbs("other/ask.xml", '<Gather action="{{ answer }}"/>')
        self.flow = Flow("outer", version="1", starts={"incomingCall": "hello"})
        outer: tuple[Step, ...] = (says("hello", "Hi", "inner"), RUNS, says("after", "{{widgets.inner.said}}", None))
        for step in (*outer, says("sorry", "Sorry", None)):
            self.flow.add(step)
        other = self.flow.add_subflow(SID, "other", start=steps[0].name if steps else None)
        for step in steps:
            other.add(step)
        self.engine = Engine(self.flow, bench.documents, address, FLOW_SID)


def variables(name: str, to: str | None, **values: str) -> SetVariables:
    return SetVariables(name, variables=list(values.items()), exits={"next": to})


def heard(document: str | None) -> list[str]:
    assert document is not None
    return [part.split("</Say>")[0] for part in document.split("<Say>")[1:]]


def test_parent_and_subflow_speak_in_one_document(tmp_path: Path) -> None:
    nest = Nest(
        tmp_path,
        says("hello", "{{trigger.parent.parameters.name}}", "set", "other/"),
        variables("set", None, said="yes"),
    )
    session = new_session()

    turn = nest.engine.start(session, "incomingCall", MANY)

    assert heard(turn.document) == ["Hi", "+15550001111", "yes"]
    assert session.end == "flow ended"
    assert [step for step, _ in turn.taken] == ["hello", "other/hello", "other/set", "inner", "after"]


def test_parameters_are_texts_unless_they_are_json(tmp_path: Path) -> None:
    nest = Nest(tmp_path, GatherInputOnCall("ask", document="other/ask.xml", exits={"keypress": None}))
    session = new_session()
    nest.engine.start(session, "incomingCall", MANY)

    parent = session.trigger["parent"]

    assert isinstance(parent, dict)
    assert parent["parameters"] == {"name": "+15550001111", "all": {"a": [1]}, "number": "7"}
    assert (parent["flow_sid"], parent["execution_sid"], parent["trigger_type"]) == (
        FLOW_SID,
        session.sid,
        "incomingCall",
    )
    assert session.trigger["call"] == {"From": "+15550001111"}


def test_a_subflow_that_waits_is_answered_and_goes_on(tmp_path: Path) -> None:
    ask = GatherInputOnCall("ask", document="other/ask.xml", exits={"keypress": "set"})
    nest = Nest(tmp_path, ask, variables("set", None, said="{{widgets.ask.Digits}}"))
    session = new_session()
    first = nest.engine.start(session, "incomingCall", MANY)

    assert "/ask?turn=1" in str(first.document)
    assert run_of(session).context["flow"]["flow_sid"] == SID  # type: ignore[index, call-overload]

    turn = nest.engine.answer(session, {"Digits": "5"}, MANY)

    assert heard(turn.document) == ["5"]
    assert session.variables == {}
    assert session.widgets["inner"] == {"said": 5}
    assert "ask" not in session.widgets
    assert (session.outer, session.subflow) == (None, None)


def test_names_of_both_flows_may_be_the_same(tmp_path: Path) -> None:
    nest = Nest(tmp_path, says("hello", "inside", None, "other/"))

    turn = nest.engine.start(new_session(), "incomingCall", MANY)

    assert heard(turn.document) == ["Hi", "inside", ""]


def test_a_subflow_that_begins_nowhere_is_completed(tmp_path: Path) -> None:
    turn = Nest(tmp_path).engine.start(new_session(), "incomingCall", MANY)

    assert ("inner", "completed") in turn.taken


def test_objects_do_not_leave_a_subflow(tmp_path: Path) -> None:
    whole = SetVariables("set", variables=[("said", "yes"), ("all", "[1]", "json_object")], exits={"next": None})
    session = new_session()

    Nest(tmp_path, whole).engine.start(session, "incomingCall", MANY)

    assert session.widgets["inner"] == {"said": "yes"}


def test_a_subflow_cannot_run_a_subflow(tmp_path: Path) -> None:
    nested = RunSubflow("again", flow_sid=SID, exits={"completed": None, "failed": "bye"})
    with structlog.testing.capture_logs() as logs:
        turn = Nest(tmp_path, nested, says("bye", "not twice", None, "other/")).engine.start(
            new_session(), "incomingCall", MANY
        )

    assert heard(turn.document)[:2] == ["Hi", "not twice"]
    assert [line["code"] for line in logs] == [81024]


def test_a_flow_that_is_not_there_has_failed(tmp_path: Path) -> None:
    nest = Nest(tmp_path)
    nest.flow.subflows.clear()

    assert heard(nest.engine.start(new_session(), "incomingCall", MANY).document) == ["Hi", "Sorry"]


def test_a_loop_in_a_subflow_fails_it_and_the_parent_goes_on(tmp_path: Path) -> None:
    session = new_session()

    turn = Nest(tmp_path, variables("set", "set", a="1")).engine.start(session, "incomingCall", MANY)

    assert heard(turn.document) == ["Hi", "Sorry"]
    assert session.end == "flow ended"
    assert session.widgets["inner"] == {}


def test_steps_of_a_subflow_count_toward_those_of_the_run(tmp_path: Path) -> None:
    session = new_session()
    nest = Nest(tmp_path, variables("one", "two", a="1"), variables("two", "one", b="1"))

    nest.engine.start(session, "incomingCall", MANY)

    assert (session.end, session.taken) == ("step limit", 1001)


@pytest.mark.parametrize(("line", "end"), [("none", "flow ended"), ("gone", "no call to speak to")])
def test_a_subflow_that_has_nobody_to_speak_to_fails_and_one_whose_caller_is_gone_ends_the_run(
    tmp_path: Path, line: str, end: str
) -> None:
    session = new_session()
    nest = Nest(tmp_path, says("hello", "inside", None, "other/"))
    nest.flow.starts["incomingRequest"] = "inner"
    session.line = line  # type: ignore[assignment]
    nest.flow._steps["sorry"] = variables("sorry", None, x="1")

    nest.engine.start(session, "incomingRequest", MANY)

    assert session.end == end


def test_an_exit_that_leads_nowhere_fails_the_subflow(tmp_path: Path) -> None:
    nest = Nest(tmp_path, GatherInputOnCall("ask", document="other/ask.xml", exits={"speech": None}))
    session = new_session()
    nest.engine.start(session, "incomingCall", MANY)

    turn = nest.engine.answer(session, {"Digits": "5"}, MANY)

    assert heard(turn.document) == ["Sorry"]


def test_a_caller_who_hangs_up_in_a_subflow_ends_the_run(tmp_path: Path) -> None:
    nest = Nest(tmp_path, GatherInputOnCall("ask", document="other/ask.xml", exits={"keypress": None}))
    session = new_session()
    nest.engine.start(session, "incomingCall", MANY)

    nest.engine.hang_up(session, MANY)

    assert session.end == "hung up"


def test_two_subflows_of_one_sid_are_refused() -> None:
    flow = Flow("outer", version="1", starts={})
    flow.add_subflow(SID, "other", start=None)

    with pytest.raises(FlowError, match=SID):
        flow.add_subflow(SID, "again", start=None)


def test_a_subflow_with_an_exit_to_nowhere_is_found_at_the_start() -> None:
    flow = Flow("outer", version="1", starts={})
    flow.add_subflow(SID, "other", start="gone")

    with pytest.raises(FlowError, match="gone"):
        flow.check()


@settings(max_examples=30)
@given(
    st.dictionaries(st.text(min_size=1, max_size=5), VALUES, max_size=4), st.dictionaries(st.text(max_size=5), VALUES)
)
def test_leaving_a_subflow_brings_back_what_was_known_before(own: dict[str, object], others: dict[str, object]) -> None:
    session = new_session()
    session.variables = dict(own)  # type: ignore[arg-type]
    before = Session(**{name: getattr(session, name) for name in Session.__slots__ if name != "__weakref__"})

    enter(session, "inner", SID, trigger_of(session, "inner", FLOW_SID, {}))
    session.variables.update(others)  # type: ignore[arg-type]
    step, told = leave(session)

    assert (session, step) == (before, "inner")
    assert told == {name: value for name, value in others.items() if not isinstance(value, list)}
