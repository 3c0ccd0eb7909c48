"""Laws of the walk, over flows and callers made by chance."""

from __future__ import annotations

import json
import runpy
from collections.abc import Sequence
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from tests.runtime.bench import FLOW_SID, Bench, address, new_session, parsed
from tests.runtime.own_steps import Asks, Does, Goes, Says

from runtime.documents import Documents
from runtime.engine import Engine
from runtime.session import Line, Session
from runtime.step import Outcome, Step
from runtime.steps import SetVariables, SplitBasedOn, When
from runtime.walk import MOST_STEPS, Turn

NAMES = [f"s{number}" for number in range(6)]
EVENTS = ["done", "next", "ok", "failed", "late", "hangup"]
BUDGET = 13.0


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    bench = Bench(tmp_path_factory.mktemp("documents"))
    for name in NAMES:
        bench.verbs(f"{name}.says.xml", f"<Say>{{{{ steps.{name}.say }}}}</Say>")
        bench.verbs(
            f"{name}.asks.xml", f'<Gather action="{{{{ answer }}}}"><Say>{{{{ steps.{name}.say }}}}</Say></Gather>'
        )
    return bench


_LIQUID = st.sampled_from(["Hello", "{{flow.variables.x}}", "<s>{{contact.channel.address}}</s>", "{{ a | nope }}"])
_TARGETS = st.sampled_from([None, *NAMES])


@st.composite
def steps(draw: st.DrawFn, name: str) -> Step:
    """A step of any kind, whose exits lead anywhere, and not all of whose events have one."""
    exits = draw(st.dictionaries(st.sampled_from(EVENTS), _TARGETS))
    on_hangup = draw(st.sampled_from([None, "hangup"]))
    match draw(st.sampled_from(["goes", "says", "asks", "does", "sets", "splits"])):
        case "goes":
            return Goes(name, event=draw(st.sampled_from(EVENTS)), exits=exits)
        case "says":
            return Says(name, document=f"{name}.says.xml", liquid={"say": draw(_LIQUID)}, exits=exits)
        case "asks":
            return Asks(
                name,
                document=f"{name}.asks.xml",
                liquid={"say": draw(_LIQUID)},
                patience=draw(st.sampled_from([None, 5.0])),
                on_hangup=on_hangup,
                exits=exits,
            )
        case "does":
            return Does(name, on_hangup=on_hangup, exits=exits)
        case "sets":
            return SetVariables(name, variables=[("x", "{{flow.variables.x | plus: 1}}")], exits=exits)
        case _:
            case = When("greater_than", "{{flow.variables.x}}", "3", to=draw(_TARGETS))
            return SplitBasedOn(name, input="", cases=[case], exits=exits)


@st.composite
def flows(draw: st.DrawFn) -> Sequence[Step]:
    return [draw(steps(name)) for name in NAMES]


# What happens next, as far as it can: an exit, or a hang-up, a callback, a time that is over, or too little of it.
_HAPPENS = st.lists(
    st.sampled_from(["hang up", "told", "expire", "short", "nothing"]) | st.sampled_from(EVENTS), max_size=30
)


def _next(engine: Engine, session: Session, turn: Turn, what: str) -> Turn | None:
    """The turn that comes of it; None where it cannot happen now."""
    budget = 1.0 if what == "short" else BUDGET
    if what == "hang up":
        return engine.hang_up(session, BUDGET)
    if turn.act is not None:
        return engine.end_act(session, Outcome(None if what == "nothing" else what, {"told": what}), budget)
    if session.step is not None and not session.waits:
        return engine.enter(session, budget)
    if what == "told":
        return engine.told(session, {"exit": "done"}, BUDGET)
    if session.waits and what == "expire" and turn.due is not None:
        return engine.expire(session, BUDGET)
    return engine.answer(session, {"exit": what}, budget) if session.waits else None


@given(made=flows(), happens=_HAPPENS, line=st.sampled_from(["none", "ringing", "live"]))
@settings(max_examples=150)
def test_a_walk_ends_in_a_document_an_act_or_the_end(
    bench: Bench, made: Sequence[Step], happens: list[str], line: Line
) -> None:
    engine = bench.engine(*made)
    session = new_session(line)
    with capture_logs():
        turn = engine.start(session, "incomingCall", BUDGET)
        for what in happens:
            _check(session, turn)
            before = attrs.evolve(session)
            after = _next(engine, session, turn, what)
            if after is None:
                continue
            turn = after
            assert session.turn >= before.turn
            assert session.taken >= before.taken
            assert before.end in {None, session.end}
    _check(session, turn)


def _check(session: Session, turn: Turn) -> None:
    """What holds between any two webhooks."""
    assert turn.act is None or turn.document is None
    assert (session.step is None) == (session.end is not None)
    assert session.taken <= MOST_STEPS + 1
    if turn.act is not None:
        assert (session.step, session.waits) == (turn.act.step, False)
    if turn.document is not None:
        verbs = [verb.tag for verb in parsed(turn.document)]
        assert verbs, "a document without verbs"
        assert len(turn.document.encode()) < 64_000
        if verbs[-1] == "Redirect":
            assert not session.waits
            assert session.step is not None
    # All of it is kept in the database as JSON.
    assert json.loads(json.dumps(attrs.asdict(session))) == attrs.asdict(session)


@given(made=flows())
@settings(max_examples=50)
def test_the_same_session_takes_the_same_way_twice(bench: Bench, made: Sequence[Step]) -> None:
    engine = bench.engine(*made)
    with capture_logs():
        first, second = (engine.start(new_session(), "incomingCall", BUDGET) for _ in range(2))

    assert first == second


def test_the_sample_bundle_walks_from_the_greeting_to_the_goodbye() -> None:
    folder = Path(__file__).parent / "feedback"
    flow = runpy.run_path(str(folder / "flow.py"))["flow"]
    documents = Documents(folder / "twiml")
    engine, session = Engine(flow, documents, address, FLOW_SID), new_session("ringing")

    assert [verb.tag for verb in parsed(engine.start(session, "incomingCall", BUDGET).document)] == ["Say", "Redirect"]
    act = engine.enter(session, BUDGET).act
    assert act is not None
    assert act.request["start"] == {
        "RecordingChannels": "dual",
        "Trim": "trim-silence",
        "RecordingStatusCallback": "https://example.com/recordings",
        "RecordingStatusCallbackMethod": "POST",
        "RecordingStatusCallbackEvent": ["in-progress", "completed", "absent"],
    }
    asked = engine.end_act(session, Outcome("success", {"Sid": "RE1"}), BUDGET)
    assert [verb.tag for verb in parsed(asked.document)] == ["Gather"]
    stop = engine.answer(session, {"SpeechResult": "Good <3"}, BUDGET).act
    assert stop is not None
    assert stop.request == {"call": "CA1", "stop": "RE1"}
    goodbye = engine.end_act(session, Outcome("success"), BUDGET)
    assert [verb.text for verb in parsed(goodbye.document)] == ["Thank you, we heard: Good <3. Goodbye!"]
    assert session.end == "flow ended"
