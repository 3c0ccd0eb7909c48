"""Values from wherever they come, and which of them wins."""

from __future__ import annotations

from flowc.values import Values
from flowc.values.given import setting


def test_a_setting_is_a_text_with_the_place_of_its_value() -> None:
    given = setting("loud", "yes=no")

    assert (given.value, given.is_text, given.must_exist) == ("yes=no", True, True)
    assert (given.place.source.path, given.place.text) == ("--set", "yes=no")


def test_an_empty_setting_has_a_place_too() -> None:
    assert setting("x", "").place.text == ""


def test_values_of_a_program_keep_their_types() -> None:
    values = Values.of({"a": 1, "b": True, "c": ["x", 2]})

    assert [given.value for given in values.given.values()] == [1, True, ["x", 2]]
    assert not any(given.is_text for given in values.given.values())


def test_of_two_the_one_that_is_laid_over_wins_name_by_name() -> None:
    both = Values.of({"a": 1, "b": 2}).over(Values.of({"b": 3, "c": 4}))

    assert {name: given.value for name, given in both.given.items()} == {"a": 1, "b": 2, "c": 4}


def test_what_lacks_something_lacks_it_also_with_others() -> None:
    assert not Values().over(Values(complete=False)).complete
    assert not Values(complete=False).over(Values()).complete
    assert Values().over(Values()).complete
