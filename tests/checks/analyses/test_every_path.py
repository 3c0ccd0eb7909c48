"""The analyses say of small flows what walking every path says; `benchmarks/every_path.py` tries more of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import attrs
import pytest
from tests.checks.analyses.compared import VERDICTS, claimed, disagreements, found_by_rules
from tests.checks.analyses.every_path import KINDS, Node, Small, small_flow, truth
from tests.checks.analyses.verdicts import DOES, JUDGED, verdicts

from flowc.checks import paths, walk
from flowc.checks.analyses import announced, assignment, dominators, idle_loops, reach, recording
from flowc.checks.analyses.edges import Edges
from flowc.checks.walk import Walk
from flowc.graph import Flow
from flowc.graph.flow import Exit, State
from flowc.vocabulary.widget import Call

SEEDS = range(1000)


def test_the_analyses_and_all_paths_say_the_same() -> None:
    assert disagreements(SEEDS) == []


def test_the_flows_that_are_tried_have_every_kind_loops_and_parts_that_nothing_leads_to() -> None:
    flows = [small_flow(random.Random(seed)) for seed in SEEDS]

    assert {node.kind for flow in flows for node in flow.nodes} == set(KINDS)
    assert sum(len(flow.entries) > 1 for flow in flows) > 100
    assert sum(len(truth(flow).reached) < len(flow.nodes) for flow in flows) > 100
    assert sum(any(first == at for first, at in truth(flow).may_be_before) for flow in flows) > 100
    assert sum(bool(truth(flow).surely_before) for flow in flows) > 100


def test_a_state_in_a_loop_may_have_run_before_itself_and_never_surely() -> None:
    flow = Small((Node("gather", (("timeout", 0), ("speech", 1))), Node("say", ())), (("call", 0),))

    assert (0, 0) in claimed(flow).may_be_before
    assert claimed(flow).surely_before == {(0, 1)}


def test_a_variable_set_on_one_of_two_ways_may_be_set() -> None:
    flow = Small(
        (Node("gather", (("speech", 1), ("timeout", 2))), Node("set a", (("next", 2),)), Node("say", ())),
        (("call", 0),),
    )

    assert ("a", 2) in claimed(flow).may_be_set
    assert ("a", 1) not in claimed(flow).may_be_set


def test_every_kind_of_widget_is_judged() -> None:
    assert set(DOES) == set(KINDS)


def test_the_flows_that_are_tried_break_every_rule_often_and_some_break_none() -> None:
    found = [{code for code, _, _ in verdicts(small_flow(random.Random(seed)))} for seed in SEEDS]

    assert min(sum(code in codes for codes in found) for code in JUDGED) >= 5
    assert sum(not codes for codes in found) > 50
    assert {("FLW302", level) for level in ("error", "warning")} <= {
        one[:2] for seed in SEEDS for one in verdicts(small_flow(random.Random(seed)))
    }


def test_a_loop_back_does_not_excuse_the_first_pass() -> None:
    flow = Small((Node("record on", (("success", 1),)), Node("say", (("audioComplete", 0),))), (("call", 0),))

    assert found_by_rules(flow) == {("FLW302", "error", 0), ("FLW406", "warning", 0)}


def test_one_silent_path_of_two_is_enough() -> None:
    flow = Small(
        (
            Node("function", (("success", 1), ("fail", 2))),
            Node("notice", (("audioComplete", 2),)),
            Node("record on", ()),
        ),
        (("call", 0),),
    )

    assert found_by_rules(flow) == verdicts(flow) == {("FLW302", "error", 2)}


# --- A mistake planted in an analysis does not stay hidden


def disagreeing(flows: int = 200) -> set[str]:
    return {found.field for found in disagreements(range(flows))}


def test_dominators_that_look_at_one_way_alone_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def of_one_way(*arguments: object) -> object:
        return arguments[2]

    monkeypatch.setattr(dominators, "_common", of_one_way)

    assert disagreeing() == {"surely_before"}


def test_reach_that_forgets_what_is_further_behind_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def near(edges: Edges, *_: object) -> reach.Reach:
        return reach.Reach({number: sum(1 << to for to in edges.successors[number]) for number in edges.order})

    monkeypatch.setattr(reach, "reach", near)

    assert disagreeing() == {"may_be_before"}


def test_variables_that_one_way_is_enough_for_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    original = assignment.assignment

    def of_one_way(edges: Edges, groups: Sequence[tuple[int, ...]]) -> assignment.Assignment:
        changed = Edges(edges.flow)
        vars(changed.net)["predecessors"] = tuple(found[:1] for found in edges.predecessors)
        return original(changed, groups)

    monkeypatch.setattr(assignment, "assignment", of_one_way)

    assert disagreeing() == {"may_be_set"}


def test_variables_that_are_not_carried_around_a_loop_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assignment, "is_loop", lambda *_: False)

    assert disagreeing() == {"may_be_set"}


def test_recordings_of_which_the_first_that_arrives_is_kept_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    original = recording.recordings

    def merged(flow: Flow, *_: object) -> Walk[recording.Recording]:
        found = original(flow)
        first = {point.state: point for point in reversed(list(found.arrivals))}
        return Walk(flow, {point: one for point, one in found.arrivals.items() if first[point.state] == point})

    monkeypatch.setattr(recording, "recordings", merged)

    assert disagreeing(1000) == {"recordings", VERDICTS}


# --- And neither does one in what the rules stand on


def first_of_each(found: walk.Walk[Any]) -> dict[Any, Any]:
    """The arrivals without all ways to a state but the first, and what comes by these alone."""
    first = {point.state: point for point in reversed(list(found.arrivals))}
    return {point: one for point, one in found.arrivals.items() if first[point.state] == point}


def test_paths_that_are_merged_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    original = paths.follow

    def merged(flow: Flow, *_: object) -> paths.Paths:
        found = original(flow)
        return paths.Paths(flow, first_of_each(found), found.groups)

    monkeypatch.setattr("flowc.checks.facts.follow", merged)

    assert disagreeing() == {VERDICTS}


def test_a_loop_back_that_excuses_the_first_pass_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    original = paths.Paths.heard

    def most(self: paths.Paths, group: paths.Group, point: paths.Point) -> paths.Heard:
        return max(original(self, group, one) for one in self.arrivals if one.state == point.state)

    monkeypatch.setattr(paths.Paths, "heard", most)

    assert disagreeing() == {VERDICTS}


def test_a_call_that_ends_and_is_still_spoken_to_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    original = paths._next_way

    def unended(state: State, exit_: Exit, way: paths.Way, groups: tuple[paths.Group, ...]) -> paths.Way:
        after = original(state, exit_, way, groups)
        return attrs.evolve(after, call=way.call) if after.call is Call.GONE else after

    monkeypatch.setattr(paths, "_next_way", unended)

    assert disagreeing() == {VERDICTS}


def test_a_notice_that_the_other_branch_gives_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    original = announced.announced

    def merged(*arguments: Any) -> walk.Walk[announced.Told]:  # noqa: ANN401 - whatever it takes
        found = original(*arguments)
        return walk.Walk(found.flow, first_of_each(found))

    monkeypatch.setattr(announced, "announced", merged)

    assert disagreeing() == {VERDICTS}


def test_loops_through_what_waits_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle_loops, "waits", lambda _: False)

    assert disagreeing() == {VERDICTS}
