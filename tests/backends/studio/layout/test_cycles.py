"""Which lines lead back."""

from __future__ import annotations

from hypothesis import given
from tests.backends.studio.layout.drawn import flows, numbered, unrolled

from flowc.backends.studio.layout.cycles import Unrolled, unroll
from flowc.backends.studio.layout.links import Link, links
from flowc.graph.flow import Flow


def pairs(found: list[Link]) -> list[tuple[int, int]]:
    return [(link.source, link.target) for link in found]


def has_cycle(found: Unrolled) -> bool:
    """Whether lines that lead ahead meet again, by taking away all that nothing leads to, again and again."""
    ahead = pairs(found.ahead)
    while ahead:
        left = [(source, target) for source, target in ahead if any(source == end for _, end in ahead)]
        if len(left) == len(ahead):
            return True
        ahead = left
    return False


def test_without_a_cycle_nothing_leads_back() -> None:
    assert unrolled("?1 ?2;?2;").back == []


def test_a_line_to_a_state_on_the_way_there_leads_back() -> None:
    found = unrolled("?1;?2;?3 ?1;?1")

    assert pairs(found.ahead) == [(0, 1), (1, 2), (2, 3)]
    assert sorted(pairs(found.back)) == [(2, 1), (3, 1)]


def test_a_second_way_to_a_state_leads_ahead() -> None:
    assert pairs(unrolled("?1 ?2;?3;?3;").ahead) == [(0, 1), (1, 3), (0, 2), (2, 3)]


def test_of_two_states_that_lead_to_each_other_the_main_way_leads_ahead() -> None:
    assert pairs(unrolled("-1 +2;+2;-1 +3;").back) == [(1, 2)]


def test_exits_of_one_kind_are_followed_in_their_order() -> None:
    assert unrolled("?2 ?1;;").states == [0, 2, 1]


def test_what_the_roots_do_not_reach_is_left_out() -> None:
    assert unrolled("?1;;?1").states == [0, 1]


def test_each_root_is_followed_once() -> None:
    assert unroll(numbered("?1;;?1"), [2, 0, 2]).states == [2, 1, 0]


@given(flows())
def test_what_leads_ahead_makes_no_cycle(flow: Flow) -> None:
    leaving = links(flow)

    found = unroll(leaving, range(len(leaving)))

    assert not has_cycle(found)
    assert sorted(pairs([*found.ahead, *found.back])) == sorted(pairs([link for own in leaving for link in own]))


@given(flows())
def test_a_line_back_always_closes_a_cycle(flow: Flow) -> None:
    leaving = links(flow)
    found = unroll(leaving, range(len(leaving)))

    for link in found.back:
        assert has_cycle(Unrolled(found.states, [*found.ahead, link], []))
