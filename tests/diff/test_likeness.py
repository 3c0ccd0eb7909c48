"""How alike two widgets are."""

from __future__ import annotations

import pytest
from tests.diff.facts import flow_of

from flowc.diff.likeness import ENOUGH, likeness
from flowc.diff.side import Side


def alike(first: str, second: str, pairs: dict[str, str] | None = None) -> float:
    """How alike the widgets `a` of two statements are."""
    one, other = (Side(flow_of(f'on call {{ {text} }}\nsection b {{ b: say "B." }}\n')) for text in (first, second))
    return likeness(one, "a", other, "a", pairs or {})


def test_the_same_widget_is_as_alike_as_can_be() -> None:
    assert alike('a: say "Hello." -> end', 'a: say "Hello." -> end') == 1


def test_the_more_words_two_texts_share_the_more_alike_they_are() -> None:
    whole, half, none = (alike('a: say "One two." -> end', f'a: say "{text}" -> end') for text in TEXTS)

    assert (whole, half, none) == (1, 0.5, 0)


TEXTS = ("One two.", "One three.", "Four, five.")


def test_what_every_widget_of_the_type_has_makes_two_no_more_alike() -> None:
    assert alike('a: say "One." -> end', 'a: say "Two." -> end') == 0


def test_marks_and_quotes_make_two_texts_no_more_alike() -> None:
    assert alike('a: say "Yes, \\"please\\"." -> end', 'a: say "No, \\"thanks\\"." -> end') == 0


@pytest.mark.parametrize(("pairs", "expected"), [({"b": "b"}, 0.5), ({"b": "c"}, 0), ({}, 0)])
def test_leading_to_the_same_makes_two_more_alike(pairs: dict[str, str], expected: float) -> None:
    assert alike('a: say "One." -> b', 'a: say "Two." -> b', pairs) == expected


def test_a_property_that_one_has_and_the_other_has_not_makes_them_less_alike() -> None:
    assert alike('a: say "One." -> end', 'a: say "One." language=de -> end') == 0.5
    assert ENOUGH > 0.5


def test_names_of_widgets_make_no_difference() -> None:
    assert alike('a: say "{{widgets.b.x}}" -> end', 'a: say "{{widgets.a.x}}" -> end') == 1
