"""The lines of a flow and what they stand for."""

from __future__ import annotations

from tests.backends.studio.layout.drawn import flow, flow_of, numbered, state

from flowc.backends.studio.layout.links import Link, Way, links, main_first


def test_a_declared_exit_says_what_its_line_stands_for() -> None:
    assert [link.way for link in numbered("?1 -2 +3;;;")[0]] == [Way.ASIDE, Way.WRONG, Way.ON]


def test_an_only_line_is_how_the_call_goes_on() -> None:
    assert [link.way for link in numbered("-1 ? ?;")[0]] == [Way.ON]


def test_an_exit_that_nothing_declares_leads_aside() -> None:
    drawn = flow(state("a", "+b -c", widget=None), state("b"), state("c"))

    assert [link.way for link in links(drawn)[0]] == [Way.ASIDE, Way.ASIDE]


def test_several_exits_to_one_state_are_one_line_and_the_main_one_counts() -> None:
    assert links(flow_of({"a": "-b ?c +b ?b", "b": "", "c": ""}))[0] == [
        Link(0, 1, Way.ON, 50.0),
        Link(0, 2, Way.ASIDE, -50.0),
    ]


def test_lines_to_nowhere_and_to_itself_are_none() -> None:
    assert links(flow_of({"a": "+a +gone +"})) == [[]]


def test_only_the_first_state_of_a_name_has_lines() -> None:
    assert [len(own) for own in links(flow(state("a", "+b"), state("b"), state("b", "+a")))] == [1, 0]


def test_main_ways_come_first_and_others_stay_in_their_order() -> None:
    assert [link.target for link in main_first(numbered("-1 ?2 +3 -4 ?5 +6;;;;;;")[0])] == [3, 6, 2, 5, 1, 4]
