"""Widgets that give way to a line."""

from __future__ import annotations

from tests.backends.studio.layout.drawn import flow_of, overlapping

from flowc.backends.studio.layout.boxes import GAP, ROW, WIDTH
from flowc.backends.studio.layout.canvas import Position
from flowc.backends.studio.layout.clear import cleared
from flowc.backends.studio.layout.crossings import measure
from flowc.backends.studio.layout.links import links


def clear(states: dict[str, str], positions: dict[str, Position]) -> dict[str, Position]:
    found = cleared(list(positions.values()), [WIDTH] * len(positions), links(flow_of(states)), 0)
    return dict(zip(positions, found, strict=True))


def test_a_drawing_without_faults_stays() -> None:
    positions = {"a": (0, 0), "b": (0, ROW), "c": (WIDTH + GAP, ROW)}

    assert clear({"a": "+b -c", "b": "", "c": ""}, positions) == positions


def test_a_widget_gives_way_to_a_line_that_runs_over_it() -> None:
    states = {"a": "?b ?c", "b": "", "c": ""}

    found = clear(states, {"a": (0, 0), "b": (0, ROW), "c": (0, 2 * ROW)})

    assert measure(flow_of(states), found).covered == 0
    assert [found[name][1] for name in states] == [0, ROW, 2 * ROW]


def test_a_main_way_stays_straight_where_only_one_line_runs_over_it() -> None:
    positions = {"a": (0, 0), "b": (0, ROW), "c": (0, 2 * ROW)}

    assert clear({"a": "+b -c", "b": "+c", "c": ""}, positions) == positions


def test_two_states_whose_lines_cross_change_places() -> None:
    states = {"a": "?b ?c", "b": "", "c": ""}
    crossed = {"a": (0, 0), "c": (-200, ROW), "b": (150, ROW)}

    found = clear(states, {name: crossed[name] for name in states})

    assert measure(flow_of(states), crossed).crossings == 1
    assert measure(flow_of(states), found).crossings == 0
    assert overlapping(flow_of(states), found) == []


def test_the_trigger_stays() -> None:
    states = {"a": "?c", "b": "?a", "c": ""}

    assert clear(states, {"a": (0, ROW), "b": (0, 0), "c": (0, 2 * ROW)})["a"] == (0, ROW)


def test_a_line_that_passes_very_many_rows_moves_nothing() -> None:
    states = {"top": "?end ?s1", **{f"s{row}": "" for row in range(1, 30)}, "end": ""}
    positions = {name: (0, row * ROW) for row, name in enumerate(states)}

    assert clear(states, positions) == positions


def test_what_only_leads_on_to_a_widget_is_drawn_along_and_the_trigger_keeps_its_place() -> None:
    states = {"a": "+b", "b": "+c", "c": ""}
    aside = {"a": (0, 0), "b": (0, ROW), "c": (WIDTH, 2 * ROW)}

    assert clear(states, aside) == {"a": (0, 0), "b": (0, ROW), "c": (0, 2 * ROW)}


def test_what_leads_elsewhere_too_is_not_drawn_along() -> None:
    positions = {"a": (0, 0), "b": (WIDTH, ROW), "c": (-WIDTH, ROW)}

    assert clear({"a": "+b -c", "b": "", "c": ""}, positions) == positions


def test_nothing_is_drawn_along_onto_another_widget() -> None:
    states = {"a": "", "b": "+c", "in the way": "", "c": ""}
    positions = {"a": (0, 0), "b": (0, ROW), "in the way": (WIDTH + GAP, ROW), "c": (WIDTH, 2 * ROW)}

    assert clear(states, positions)["b"] == (0, ROW)


def test_of_two_ways_to_a_widget_neither_is_drawn_along() -> None:
    states = {"a": "", "b": "+d", "c": "+d", "d": ""}
    positions = {"a": (0, 0), "b": (0, ROW), "c": (2 * WIDTH, ROW), "d": (WIDTH, 2 * ROW)}

    assert clear(states, positions) == positions
