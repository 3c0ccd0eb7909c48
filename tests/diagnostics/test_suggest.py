"""Which names are offered in place of one that does not exist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.diagnostics.suggest import did_you_mean, suggestion

names = st.text(alphabet="abAB_-ß", max_size=8)


@pytest.mark.parametrize(
    ("name", "candidates", "expected"),
    [
        ("Say", ["sad", "say"], "say"),
        ("THANK-YOU", ["thank_yop", "thank_you"], "thank_you"),
        ("strasse", ["Straße"], "Straße"),
        ("gahter", ["dial", "gather"], "gather"),
        ("thanks", ["thank_you", "thank"], "thank"),
        ("Thankyou", ["thank_you"], "thank_you"),
        ("no_answr", ["answered", "no-answer"], "no-answer"),
    ],
)
def test_the_name_that_was_meant_is_found(name: str, candidates: list[str], expected: str) -> None:
    assert did_you_mean(name, candidates) == expected


def test_another_case_comes_before_a_closer_place_in_the_list() -> None:
    assert did_you_mean("hangup", ["hangups", "hangu", "HangUp"]) == "HangUp"


def test_a_third_of_the_letters_may_be_wrong_and_no_more() -> None:
    assert did_you_mean("abcdef", ["abcdxy"]) == "abcdxy"
    assert did_you_mean("abcdef", ["abcxyz"]) is None


def test_the_closest_wins_over_an_earlier_one() -> None:
    assert did_you_mean("recording", ["recordxyz", "recordin", "recordings"]) == "recordin"


def test_of_equally_close_names_the_first_is_taken() -> None:
    assert did_you_mean("stat", ["start", "state"]) == "start"
    assert did_you_mean("stat", ["state", "start"]) == "state"


def test_a_name_is_not_offered_for_itself() -> None:
    assert did_you_mean("say", ["say"]) is None
    assert did_you_mean("say", ["say", "SAY"]) == "SAY"


def test_a_name_of_two_letters_is_matched_only_by_another_of_two() -> None:
    assert did_you_mean("xa", ["x", "xab", "a", "xb"]) == "xb"
    assert did_you_mean("xa", ["x", "xab", "a"]) is None


def test_a_name_of_one_letter_is_matched_only_by_case() -> None:
    assert did_you_mean("x", ["y", "xy", "X"]) == "X"
    assert did_you_mean("x", ["y", "xy"]) is None


def test_nothing_is_near_an_empty_name_or_an_empty_list() -> None:
    assert did_you_mean("", ["a", "ab"]) is None
    assert did_you_mean("say", []) is None


def test_candidates_may_be_given_one_by_one() -> None:
    assert did_you_mean("sya", iter(["dial", "say"])) == "say"
    assert suggestion("sya", iter(["dial", "say"]), "verbs") == "did you mean `say`?"


def test_names_of_a_hundred_thousand_letters_resemble_nothing() -> None:
    long = "a" * 100_000

    assert did_you_mean(long + "b", [long] * 50) is None
    assert did_you_mean("say", [long] * 50) is None
    assert suggestion("say", [long, "b" * 100_000], "verbs") == ""


def test_another_case_of_a_long_name_is_still_found() -> None:
    assert did_you_mean("a" * 500, ["b", "A" * 500]) == "A" * 500


def test_the_nearest_of_ten_thousand_candidates_is_meant() -> None:
    labels = [f"label_number_{number}" for number in range(10_000)]

    assert did_you_mean("label_nubmer_9999", labels) == "label_number_9999"
    assert did_you_mean("nothing_alike_here", labels) is None


@given(names, st.lists(names, max_size=6))
def test_what_is_offered_is_one_of_the_candidates_and_not_the_name(name: str, candidates: list[str]) -> None:
    found = did_you_mean(name, candidates)

    assert found is None or (found in candidates and found != name)


@given(names.filter(bool), st.lists(names, max_size=6))
def test_a_name_in_the_other_case_is_always_answered(name: str, candidates: list[str]) -> None:
    other = name.swapcase()
    if other != name:
        found = did_you_mean(name, [*candidates, other])

        assert found is not None
        assert found.casefold().replace("-", "_") == name.casefold().replace("-", "_")


@given(names, st.lists(names, max_size=6))
def test_a_help_is_one_of_four_sentences(name: str, candidates: list[str]) -> None:
    text = suggestion(name, candidates, "exits")

    assert text == "" or text.startswith(("did you mean `", "there is only `", "the exits are `"))


def test_a_near_name_is_asked_about() -> None:
    assert suggestion("sucess", ["success", "failed"], "exits") == "did you mean `success`?"


def test_without_a_near_name_the_few_that_exist_are_listed() -> None:
    assert suggestion("done", ["success", "failed"], "exits") == "the exits are `success` and `failed`"
    assert suggestion("zz", ["say", "play", "dial"], "verbs") == "the verbs are `say`, `play` and `dial`"


def test_a_single_candidate_is_named_as_the_only_one() -> None:
    assert suggestion("done", ["success"], "exits") == "there is only `success`"


def test_a_name_that_is_given_twice_is_listed_once() -> None:
    assert suggestion("zz", ["say", "dial", "say"], "verbs") == "the verbs are `say` and `dial`"


def test_more_than_twelve_names_are_not_listed() -> None:
    many = [f"name_{letter}" for letter in "abcdefghijklm"]

    assert suggestion("zz", many[:12], "labels").endswith("`name_k` and `name_l`")
    assert suggestion("zz", many, "labels") == ""


def test_there_is_nothing_to_say_without_candidates() -> None:
    assert suggestion("say", [], "verbs") == ""
