"""The analyses say of small flows what walking every path says; `benchmarks/every_path.py` tries more of them."""

from __future__ import annotations

import random

import pytest
from tests.checks.analyses.compared import claimed, disagreements
from tests.checks.analyses.every_path import KINDS, Node, Small, small_flow, truth

from flowc.checks.analyses import assignment, dominators, reach, recording
from flowc.checks.analyses.edges import Edges
from flowc.checks.walk import Walk
from flowc.graph import Flow

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
    assert ("a", 2) not in claimed(flow).surely_set


# --- A mistake planted in an analysis does not stay hidden


def disagreeing() -> set[str]:
    return {found.field for found in disagreements(range(200))}


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

    def of_one_way(edges: Edges) -> assignment.Assignment:
        changed = Edges(edges.flow)
        vars(changed)["predecessors"] = tuple(found[:1] for found in edges.predecessors)
        return original(changed)

    monkeypatch.setattr(assignment, "assignment", of_one_way)

    assert disagreeing() >= {"surely_set", "may_be_set"}


def test_recordings_of_which_the_first_that_arrives_is_kept_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    original = recording.recordings

    def merged(flow: Flow) -> Walk[recording.Recording]:
        found = original(flow)
        first = {point.state: point for point in reversed(list(found.arrivals))}
        return Walk(flow, {point: one for point, one in found.arrivals.items() if first[point.state] == point})

    monkeypatch.setattr(recording, "recordings", merged)

    assert disagreeing() == {"recordings"}
