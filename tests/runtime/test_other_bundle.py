"""What two bundles tell each other of a subflow: whatever one writes the other reads, and garbage is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.runtime.bench import new_session

from runtime.other_bundle import Beginning, Progress, RefusedError
from runtime.session import Line
from runtime.values import Json

_TEXT = st.text(min_size=1, max_size=8)
_LINES: st.SearchStrategy[Line] = st.sampled_from(("none", "ringing", "live", "gone"))
_MAYBE = st.none() | _TEXT
_SIMPLE = st.none() | st.booleans() | st.integers() | _TEXT
_BEGINNINGS = st.builds(
    Beginning,
    key=_TEXT,
    returns=_TEXT,
    contact=_TEXT,
    address=_TEXT,
    trigger=st.builds(lambda told: {"parent": {"parameters": told}}, st.dictionaries(_TEXT, _SIMPLE, max_size=2)),
    taken=st.integers(0, 1000),
    line=_LINES,
    call_sid=_MAYBE,
    conversation=_MAYBE,
    service=_MAYBE,
    recording=_MAYBE,
)
_PROGRESS = st.builds(
    Progress,
    event=st.sampled_from((None, "completed", "failed", "over")),
    address=_TEXT,
    variables=st.dictionaries(_TEXT, _SIMPLE, max_size=2),
    taken=st.integers(0, 1000),
    call_sid=_MAYBE,
    line=_LINES,
    recording=_MAYBE,
    hears=_MAYBE,
)
_JSON: st.SearchStrategy[Json] = st.recursive(_SIMPLE, lambda inner: st.lists(inner, max_size=2), max_leaves=3)
RUNS = Progress.of_session(new_session(), "https://example.com/voice/key/ask?turn=1")


@settings(max_examples=25)
@given(_BEGINNINGS)
def test_a_beginning_is_read_as_it_was_written(beginning: Beginning) -> None:
    assert Beginning.of(beginning.form()) == beginning


@settings(max_examples=25)
@given(_PROGRESS)
def test_progress_is_read_as_it_was_told(progress: Progress) -> None:
    assert Progress.of(json.loads(json.dumps(progress.told()))) == progress


@settings(max_examples=60)
@given(st.sampled_from(sorted(RUNS.told())), _JSON)
def test_progress_with_anything_in_one_place_is_read_or_refused(name: str, value: Json) -> None:
    try:
        found = Progress.of({**RUNS.told(), name: value})
    except RefusedError:
        return
    assert found.told()[name] == value


@pytest.mark.parametrize(
    "value", [None, [], "x", {}, {**RUNS.told(), "variables": None}, {**RUNS.told(), "taken": True}]
)
def test_what_tells_no_progress_is_refused(value: Json) -> None:
    with pytest.raises(RefusedError):
        Progress.of(value)


def test_a_bundle_of_an_earlier_version_does_not_tell_where_its_flow_hears() -> None:
    told = RUNS.told()
    del told["hears"]

    assert Progress.of(told) == RUNS


def test_objects_do_not_come_over() -> None:
    assert Progress.of({**RUNS.told(), "variables": {"a": 1, "b": [2], "c": {}}}).variables == {"a": 1}


@pytest.mark.parametrize(
    ("line", "end", "event"),
    [
        ("live", "flow ended", "completed"),
        ("gone", "flow ended", "completed"),
        ("gone", "hung up", "over"),
        ("gone", "no call to speak to", "over"),
        ("none", "no call to speak to", "failed"),
        ("live", "loop limit", "failed"),
        ("none", "ended over REST", "failed"),
    ],
)
def test_only_a_flow_that_came_to_its_end_is_completed_and_hands_variables_over(
    line: Line, end: str, event: str
) -> None:
    session = new_session(line)
    session.variables = {"a": 1}
    session.finish(end)

    found = Progress.of_session(session, "")

    assert (found.event, found.variables) == (event, {"a": 1} if event == "completed" else {})
