"""What is known of all states together is worked out again where something else is said of one of them."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from flowc.checks.facts import Facts
from flowc.checks.kept_facts import KeptFacts
from flowc.checks.walk import Walk
from flowc.compile import check

FLOW = """\
on call {
  say "This call is recorded."
  record on { failed -> sorry }
  ask: gather "Press one." { timeout -> ask }
  say "Goodbye."
}

section sorry { say "Sorry." }
"""


def facts(kept: KeptFacts, text: str) -> Facts:
    flow = check(text).flow
    assert flow is not None
    return Facts(flow, kept=kept)


def test_the_same_is_worked_out_once() -> None:
    kept = KeptFacts()
    runs: list[int] = []

    def work(number: int) -> int:
        runs.append(number)
        return number

    found = [
        kept.of("a", said, partial(work, number)) for number, said in enumerate([["x"], ["x"], ["y"], ["y"], ["x"]])
    ]

    assert found == [0, 0, 2, 2, 4]
    assert runs == [0, 2, 4]


def test_each_analysis_is_kept_by_itself() -> None:
    kept = KeptFacts()

    assert [kept.of("a", [1], lambda: "one"), kept.of("b", [1], lambda: "other")] == ["one", "other"]
    assert kept.of("a", [1], lambda: "another") == "one"


@pytest.mark.parametrize(
    ("old", "new"),
    [("Goodbye.", "Farewell."), ("Press one.", "Press two, please."), ("on call {", "# A remark.\non call {")],
)
def test_words_change_nothing_that_is_known_of_paths(old: str, new: str) -> None:
    kept = KeptFacts()
    before, after = facts(kept, FLOW), facts(kept, FLOW.replace(old, new, 1))

    assert after.edges.net is before.edges.net
    assert after.paths.arrivals is before.paths.arrivals
    assert after.recordings.arrivals is before.recordings.arrivals
    assert after.dominators is before.dominators
    assert after.components is before.components


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Goodbye."', '"Goodbye." -> ask'),
        ("timeout -> ask", "timeout -> sorry"),
        ("  ask:", '  say "More."\n  ask:'),
        ("sorry", "regret"),
    ],
)
def test_other_arrows_are_followed_anew(old: str, new: str) -> None:
    kept = KeptFacts()
    before, after = facts(kept, FLOW), facts(kept, FLOW.replace(old, new))
    alone = facts(KeptFacts(), FLOW.replace(old, new))

    assert after.edges.net is not before.edges.net
    assert after.edges.successors == alone.edges.successors
    assert told(after.paths) == told(alone.paths)
    assert told(after.recordings) == told(alone.recordings)


@pytest.mark.parametrize(("old", "new"), [("record on", "record off"), ('say "This call is recorded."', "record on")])
def test_what_a_widget_does_to_a_call_is_followed_anew(old: str, new: str) -> None:
    kept = KeptFacts()
    before, after = facts(kept, FLOW), facts(kept, FLOW.replace(old, new))
    alone = facts(KeptFacts(), FLOW.replace(old, new))

    assert before.recordings.arrivals is not after.recordings.arrivals
    assert told(after.recordings) == told(alone.recordings)
    assert told(after.paths) == told(alone.paths)


def test_a_kept_path_is_told_with_the_places_of_the_new_text() -> None:
    kept = KeptFacts()
    facts(kept, FLOW).paths.ways()
    moved = facts(kept, "# A remark.\n\n" + FLOW)
    paths = moved.paths
    states = [state for _, points in paths.ways() for point in points for state, _ in paths.trail(point)]

    assert all(state in moved.flow.states for state in states)


def told(walk: Walk[Any]) -> list[object]:
    """The ways and the shortest paths of a walk, without what states are."""
    return [
        (state.name, point.way, [(before.name, exit_.event) for before, exit_ in walk.trail(point)])
        for state, points in walk.ways()
        for point in points
    ]
