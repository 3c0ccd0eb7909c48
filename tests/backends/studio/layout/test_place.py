"""A whole drawing: what stands where, and what never happens."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.backends.studio.layout.drawn import boxes, flow, flow_of, flows, middle, overlapping, state

from flowc.backends.studio.layout import place
from flowc.backends.studio.layout.boxes import GAP, ROW, WIDTH
from flowc.backends.studio.layout.canvas import Position
from flowc.backends.studio.layout.crossings import measure
from flowc.backends.studio.layout.cycles import unroll
from flowc.backends.studio.layout.links import links
from flowc.graph.flow import Flow

CALL = {
    "trigger": "+welcome",
    "welcome": "+ask",
    "ask": "+choose ?again -sorry",
    "again": "+ask",
    "choose": "?sorry =sales =support",
    "sales": "+bye -sorry",
    "support": "+bye -sorry",
    "sorry": "+",
    "bye": "+",
}

KEPT = st.dictionaries(
    st.sampled_from([*(f"s{number}" for number in range(14)), "not there"]),
    st.tuples(st.integers(-3000, 3000), st.integers(-3000, 3000)),
    max_size=8,
)


def longest(drawn: Flow) -> dict[str, int]:
    """The longest distance of what the trigger reaches, by definition: over all ways of lines that lead ahead."""
    names = list(drawn.by_name)
    reached = unroll(links(drawn), [names.index(drawn.initial)])
    found = dict.fromkeys(reached.states, 0)
    for _ in reached.states:
        for link in reached.ahead:
            found[link.target] = max(found[link.target], found[link.source] + 1)
    return {names[number]: row for number, row in found.items()}


def test_a_flow_of_only_the_trigger_has_it_at_the_origin() -> None:
    assert place(flow_of({"trigger": "?"})) == {"trigger": (0, 0)}


def test_a_flow_without_states_has_no_positions() -> None:
    assert place(flow()) == {}


def test_main_ways_go_straight_down() -> None:
    assert place(flow_of({"trigger": "+a", "a": "+b", "b": "+c", "c": "+"})) == {
        "trigger": (0, 0),
        "a": (0, ROW),
        "b": (0, 2 * ROW),
        "c": (0, 3 * ROW),
    }


def test_what_follows_a_failure_stands_to_the_side() -> None:
    drawn = flow_of({"trigger": "+get", "get": "+say -sorry", "say": "+", "sorry": "+"})

    positions = place(drawn)

    assert middle(drawn, positions, "say") == middle(drawn, positions, "get")
    assert positions["sorry"] == (positions["say"][0] + WIDTH + GAP, positions["say"][1])


def test_a_main_exit_goes_straight_down_also_where_it_is_listed_last() -> None:
    drawn = flow_of({"trigger": "+get", "get": "-sorry ?later +say", "say": "+", "sorry": "+", "later": "+"})

    positions = place(drawn)

    assert middle(drawn, positions, "say") == middle(drawn, positions, "get")
    assert positions["sorry"][0] < positions["later"][0] < positions["say"][0]


def test_a_box_that_is_wide_has_what_follows_below_its_middle() -> None:
    drawn = flow_of({"trigger": "+split", "split": "+a = = = =", "a": "+"})

    positions = place(drawn)

    assert boxes(drawn, positions)["split"].width == 700
    assert middle(drawn, positions, "a") == middle(drawn, positions, "split")


def test_the_cases_of_a_split_stand_side_by_side_in_their_order() -> None:
    positions = place(flow_of({"trigger": "+split", "split": "?no =a =b =c", "no": "", "a": "", "b": "", "c": ""}))

    lefts = [positions[name][0] for name in ("no", "a", "b", "c")]
    assert lefts == sorted(lefts)
    assert [positions[name][1] for name in ("no", "a", "b", "c")] == [2 * ROW] * 4


def test_a_split_stands_above_the_middle_of_its_cases() -> None:
    drawn = flow_of({"trigger": "+split", "split": "=a =b", "a": "", "b": ""})

    positions = place(drawn)

    assert middle(drawn, positions, "a") + middle(drawn, positions, "b") == 2 * middle(drawn, positions, "split")


def test_a_state_stands_below_all_that_lead_ahead_to_it() -> None:
    positions = place(flow_of({"trigger": "?end =a", "a": "+b", "b": "+end", "end": ""}))

    assert positions["end"][1] == 3 * ROW


def test_a_line_back_does_not_pull_its_target_down() -> None:
    positions = place(flow_of({"trigger": "+menu", "menu": "+choose ?again", "choose": "?menu", "again": "+menu"}))

    assert positions["menu"][1] == ROW


def test_a_line_back_to_the_trigger_leaves_it_at_the_origin() -> None:
    assert place(flow_of({"trigger": "+a", "a": "+trigger"})) == {"trigger": (0, 0), "a": (0, ROW)}


def test_a_line_to_itself_or_to_nothing_changes_nothing() -> None:
    plain = place(flow_of({"trigger": "?a ? ?", "a": "? ? ?"}))

    assert place(flow_of({"trigger": "?a ?trigger ?gone", "a": "?a ?gone ?"})) == plain


def test_what_nothing_reaches_stands_to_the_right() -> None:
    drawn = flow_of({"trigger": "+a -b", "a": "", "b": "", "lost": "+follows", "follows": "", "alone": ""})

    positions = place(drawn)

    edge = max(box.left + box.width for name, box in boxes(drawn, positions).items() if name in ("trigger", "a", "b"))
    assert all(positions[name][0] >= edge + GAP for name in ("lost", "follows", "alone"))
    assert positions["follows"] == (positions["lost"][0], positions["lost"][1] + ROW)


def test_a_line_from_what_nothing_reaches_does_not_move_what_the_trigger_reaches() -> None:
    reached = {"trigger": "+a", "a": "+b", "b": ""}

    positions = place(flow_of({**reached, "lost": "+lost2", "lost2": "+a"}))

    assert {name: positions[name] for name in reached} == place(flow_of(reached))


def test_many_lost_states_fill_a_square_rather_than_a_line() -> None:
    drawn = flow_of({"trigger": "", **{f"lost{number}": "" for number in range(100)}})

    positions = place(drawn)

    assert max(x for x, _ in positions.values()) < 15 * (WIDTH + 2 * GAP)
    assert max(y for _, y in positions.values()) < 12 * ROW


def test_two_states_of_one_name_have_one_position() -> None:
    doubled = flow(state("trigger", "+a"), state("a", "+b"), state("b"), state("a", "+gone"))

    assert place(doubled) == place(flow(*doubled.states[:-1]))


def test_the_trigger_is_the_state_that_initial_names() -> None:
    drawn = attrs.evolve(flow(state("a"), state("trigger", "+a")), initial="trigger")

    assert place(drawn) == {"a": (0, ROW), "trigger": (0, 0)}


def test_a_widget_that_nothing_declares_is_placed_as_well() -> None:
    drawn = flow(state("trigger", "+odd"), state("odd", "?a ?b", widget=None), state("a"), state("b"))

    positions = place(drawn)

    assert [positions[name][1] for name in ("odd", "a", "b")] == [ROW, 2 * ROW, 2 * ROW]


def test_a_call_with_a_loop_and_shared_ends_has_few_crossings() -> None:
    drawn = flow_of(CALL)

    positions = place(drawn)

    assert measure(drawn, positions).crossings <= 3
    assert [positions[name][0] for name in ("trigger", "welcome", "ask")] == [0, 0, 0]


def test_a_tree_has_no_crossings() -> None:
    tree = flow_of({f"s{number}": f"?s{2 * number + 1} =s{2 * number + 2}" for number in range(63)})

    assert measure(tree, place(tree)).crossings == 0


def test_a_very_deep_flow_is_no_deep_recursion() -> None:
    deep = flow_of({f"s{number}": f"+s{number + 1} -s{number // 2}" for number in range(3 * sys.getrecursionlimit())})

    positions = place(deep)

    assert positions[f"s{3 * sys.getrecursionlimit() - 1}"][1] == (3 * sys.getrecursionlimit() - 1) * ROW


def test_the_order_of_sets_is_not_in_the_result() -> None:
    script = (
        "from tests.backends.studio.layout.test_place import CALL, place, flow_of\n"
        "import sys\n"
        "sys.stdout.write(str(place(flow_of({**CALL, 'lost': '+lost2', 'lost2': '', 'more': '+bye'}))))"
    )
    project = Path(__file__).resolve().parents[4]

    def run(seed: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            cwd=project,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{project / 'compiler'}:{project}"},
            text=True,
        ).stdout

    assert run("1") == run("2") != ""


@given(flows())
def test_no_two_widgets_overlap(drawn: Flow) -> None:
    assert overlapping(drawn, place(drawn)) == []


@given(flows())
def test_rows_follow_the_longest_distance_from_the_trigger(drawn: Flow) -> None:
    positions = place(drawn)

    assert {name: positions[name][1] // ROW for name in longest(drawn)} == longest(drawn)


@given(flows())
def test_every_line_but_one_back_leads_down(drawn: Flow) -> None:
    names = list(drawn.by_name)
    positions = place(drawn)

    for link in unroll(links(drawn), [names.index(drawn.initial)]).ahead:
        assert positions[names[link.source]][1] < positions[names[link.target]][1]


@given(flows())
def test_every_name_is_placed_on_the_grid_and_the_trigger_at_the_origin(drawn: Flow) -> None:
    positions = place(drawn)

    assert list(positions) == list(drawn.by_name)
    assert all(type(value) is int and value % 10 == 0 for position in positions.values() for value in position)
    assert positions[drawn.initial] == (0, 0)


@given(flows())
def test_an_equal_flow_gives_equal_positions(drawn: Flow) -> None:
    again = Flow(drawn.source, None, None, tuple(attrs.evolve(own) for own in drawn.states), drawn.initial)

    assert place(again) == place(drawn)


@given(flows(), KEPT)
def test_kept_positions_stay(drawn: Flow, kept: Mapping[str, Position]) -> None:
    positions = place(drawn, kept)

    assert list(positions) == list(drawn.by_name)
    assert all(positions[name] == position for name, position in kept.items() if name in drawn.by_name)


@given(flows(), KEPT)
def test_a_new_widget_overlaps_nothing(drawn: Flow, kept: Mapping[str, Position]) -> None:
    assert [pair for pair in overlapping(drawn, place(drawn, kept)) if not (pair[0] in kept and pair[1] in kept)] == []


@given(flows(), st.integers(-500, 500), st.integers(-500, 500))
def test_a_drawing_that_is_kept_whole_does_not_change(drawn: Flow, right: int, down: int) -> None:
    moved = {name: (x + right, y + down) for name, (x, y) in place(drawn).items()}

    assert place(drawn, moved) == moved


@given(flows(), KEPT)
def test_the_order_of_what_is_kept_does_not_matter(drawn: Flow, kept: Mapping[str, Position]) -> None:
    assert place(drawn, dict(reversed(list(kept.items())))) == place(drawn, kept)


@pytest.mark.parametrize("kept", [{}, {"not there": (70, 70)}])
def test_nothing_kept_is_a_drawing_of_its_own(kept: Mapping[str, Position]) -> None:
    assert place(flow_of(CALL), kept) == place(flow_of(CALL))
