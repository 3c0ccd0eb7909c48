"""Places that arrows lead to and that are no widget: each leads to a widget, to the end, or in a circle."""

from __future__ import annotations

import pytest

from flowc.binding.program import Use
from flowc.graph.flow import Exit, State
from flowc.graph.places import Places, leave_place, use_place
from flowc.source import Source, Span

SOURCE = Source("x", "abcdefgh")


def use(name: str) -> Use:
    """A use of a block, at a place of its own."""
    at = "abcdefgh".index(name)
    return Use(None, name, "block", (), None, Span(SOURCE, at, at + 1))


def settled(leads: dict[str, str | None], target: str | None) -> tuple[str | None, list[list[str]]]:
    """Where an exit leads in the end, and the owners of each circle."""
    places = Places()
    for name, to in leads.items():
        places.define(use_place(name), to if to in (None, "widget") else use_place(str(to)), use(name))
    place = Span(SOURCE, 0, 0)
    state = State("first", "t", None, (), (Exit("e", target, place),), place)
    (found,) = places.settled([state])
    circles = [[one.span.text, *(note.span.text for note in one.notes if note.span)] for one in places.problems]
    return found.exits[0].target, circles


@pytest.mark.parametrize(
    ("leads", "end"),
    [
        ({"a": "widget"}, "widget"),
        ({"a": None}, None),
        ({"a": "b", "b": "c", "c": "widget"}, "widget"),
        ({"a": "b", "b": "c", "c": None}, None),
        ({"c": "widget", "b": "c", "a": "b"}, "widget"),
    ],
)
def test_a_place_leads_where_the_last_of_its_chain_does(leads: dict[str, str | None], end: str | None) -> None:
    assert settled(leads, use_place("a")) == (end, [])


def test_a_target_that_is_a_widget_or_the_end_stays() -> None:
    assert settled({"a": "widget"}, "other") == ("other", [])
    assert settled({"a": "widget"}, None) == (None, [])


def test_a_place_that_nothing_defines_is_the_end() -> None:
    """An exit of a block that a use does not write."""
    assert settled({"a": "widget"}, leave_place("a", "failed")) == (None, [])


@pytest.mark.parametrize(
    ("leads", "circles"),
    [
        ({"a": "a"}, [["a"]]),
        ({"a": "b", "b": "a"}, [["a", "b"]]),
        ({"a": "b", "b": "c", "c": "b"}, [["b", "c"]]),
        ({"a": "a", "b": "c", "c": "b"}, [["a"], ["b", "c"]]),
        ({"c": "b", "b": "a", "a": "c", "d": "a"}, [["c", "b", "a"]]),
    ],
)
def test_each_circle_is_one_error_whether_something_leads_to_it_or_not(
    leads: dict[str, str | None], circles: list[list[str]]
) -> None:
    assert settled(leads, use_place("a")) == (None, circles)
    assert settled(leads, "widget") == ("widget", circles)


def test_a_state_that_leads_to_no_place_is_the_same_state() -> None:
    state = State("s", "t", None, (), (Exit("e", "x", Span(SOURCE, 0, 0)),), Span(SOURCE, 0, 0))

    assert Places().settled([state])[0] is state
