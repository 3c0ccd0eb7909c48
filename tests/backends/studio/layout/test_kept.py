"""New widgets among those that a person placed."""

from __future__ import annotations

from tests.backends.studio.layout.drawn import flow_of, overlapping

from flowc.backends.studio.layout import place
from flowc.backends.studio.layout.boxes import HEIGHT, ROW, WIDTH


def test_a_new_state_stands_below_the_kept_one_that_leads_to_it() -> None:
    positions = place(flow_of({"trigger": "+a", "a": "+new", "new": ""}), {"trigger": (0, 0), "a": (733, 411)})

    assert positions["new"] == (730, 660)


def test_a_new_state_stands_above_the_kept_one_it_leads_to() -> None:
    positions = place(flow_of({"trigger": "", "new": "+old", "old": ""}), {"trigger": (0, 0), "old": (1000, 1000)})

    assert positions["new"] == (1000, 1000 - ROW)


def test_several_new_states_keep_their_shape() -> None:
    states = {"trigger": "+a", "a": "+b -c", "b": "+d", "c": "", "d": ""}
    drawn = place(flow_of(states))

    positions = place(flow_of(states), {"trigger": (0, 0), "a": (drawn["a"][0] + 600, drawn["a"][1] + 100)})

    assert {name: positions[name] for name in "bcd"} == {
        name: (drawn[name][0] + 600, drawn[name][1] + 100) for name in "bcd"
    }


def test_a_state_put_in_between_two_stands_beside_where_there_is_no_room() -> None:
    flow = flow_of({"trigger": "+a", "a": "+new", "new": "+b", "b": ""})

    positions = place(flow, {"trigger": (0, 0), "a": (0, 250), "b": (0, 500)})

    assert overlapping(flow, positions) == []
    assert abs(positions["new"][0]) < 2 * WIDTH
    assert 250 - ROW <= positions["new"][1] <= 500 + ROW


def test_a_state_put_in_between_two_far_apart_stands_between_them() -> None:
    flow = flow_of({"trigger": "+a", "a": "+new", "new": "+b", "b": ""})

    positions = place(flow, {"trigger": (0, 0), "a": (0, 250), "b": (2000, 1250)})

    assert positions["new"] == (1000, 750)


def test_a_trigger_that_is_not_kept_stands_at_the_origin() -> None:
    assert place(flow_of({"trigger": "+a", "a": ""}), {"a": (900, 900)})["trigger"] == (0, 0)


def test_a_trigger_gives_way_to_what_is_kept_at_the_origin() -> None:
    flow = flow_of({"trigger": "+a", "a": ""})

    positions = place(flow, {"a": (0, 0)})

    assert positions["a"] == (0, 0)
    assert overlapping(flow, positions) == []


def test_a_new_state_that_nothing_leads_to_stands_where_it_was_drawn() -> None:
    flow = flow_of({"trigger": "+a", "a": "", "lost": ""})

    assert place(flow, {"a": (0, 300)})["lost"] == place(flow)["lost"]


def test_kept_states_that_overlap_stay_as_they_are() -> None:
    kept = {"trigger": (0, 0), "a": (10, 10), "b": (10, 10)}

    assert place(flow_of({"trigger": "+a", "a": "+b", "b": ""}), kept) == kept


def test_a_new_state_is_told_apart_from_those_around_it() -> None:
    positions = place(flow_of({"trigger": "?a ?new", "a": "", "new": ""}), {"trigger": (0, 0), "a": (170, 260)})

    x, y = positions["new"]
    assert x + WIDTH < 170 or x > 170 + WIDTH or abs(y - 260) > HEIGHT
