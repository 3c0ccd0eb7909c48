"""The ways in which a flow's states are reached: few, however many paths there are."""

from __future__ import annotations

from flowc.checks.facts import Facts
from flowc.checks.paths import Heard, Paths
from flowc.compile import check
from flowc.vocabulary.widget import Call


def paths_of(text: str) -> Paths:
    flow = check(text).flow
    assert flow is not None
    return Facts(flow).paths


def branching(count: int, last: str) -> str:
    ifs = "\n".join(f'if flow.variables.v equal_to {number} {{ say "{number}" }}' for number in range(count))
    return f"on call {{\n{ifs}\n{last}\n}}"


def test_each_state_is_followed_once_for_each_way_in_which_the_call_can_stand() -> None:
    points = paths_of(branching(100, "record on")).arrivals

    # 100 splits and the recording, spoken and unspoken, but the first split; the bodies alike.
    assert len(points) == 100 * 2 - 1 + 100 * 2 - 1 + 2


def test_ways_do_not_multiply_with_branches() -> None:
    few, many = (len(paths_of(branching(count, "record on")).arrivals) for count in (50, 200))

    assert many < 4.1 * few


def test_without_a_widget_that_asks_for_it_nobody_notes_what_was_spoken() -> None:
    assert len(paths_of(branching(100, "set a=1")).arrivals) == 100 + 100 + 1


def test_states_that_nothing_leads_to_have_no_way() -> None:
    paths = paths_of("on call { set a=1 }\nsection lost { set b=1 }")

    assert [state.name for state, _ in paths.ways()] == ["set_1"]


def test_the_trail_to_a_point_is_the_shortest() -> None:
    paths = paths_of("on call { if flow.variables.a is_blank { set a=1; set b=1 }\nlast: set c=1 }")
    (point,) = next(points for state, points in paths.ways() if state.name == "last")

    assert [(state.name, exit_.event) for state, exit_ in paths.trail(point)] == [
        ("Trigger", "incomingCall"),
        ("if_1", "noMatch"),
    ]


def test_states_that_are_alike_are_followed_apart_where_one_of_them_says_nothing() -> None:
    paths = paths_of('on call { g: gather { timeout -> end }; h: gather "Yes?" { timeout -> end }; record on }')
    heard = {state.name: {point.way.heard for point in points} for state, points in paths.ways()}

    assert heard["h"] == {(Heard.NO,)}
    assert heard["record_1"] == {(Heard.YES,)}


def test_the_calls_of_all_points_are_known() -> None:
    assert paths_of("on call { set a=1 }").calls == {Call.INCOMING}
    assert paths_of("on call { dial number +15550101 { hangup -> after } }\nsection after { set a=1 }").calls == {
        Call.INCOMING,
        Call.GONE,
    }
    assert paths_of("on call, message { set a=1 }").calls == {Call.INCOMING, Call.NONE}


def test_paths_are_worked_out_once() -> None:
    flow = check("on call { set a=1 }").flow
    assert flow is not None
    facts = Facts(flow)

    assert facts.paths is facts.paths
