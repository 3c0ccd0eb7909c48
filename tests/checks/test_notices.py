"""What counts as telling a caller of a recording, and what says the opposite."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.checks.notices import tells
from flowc.vocabulary import standard_vocabulary
from flowc.vocabulary.widget import Notice

NOTICE = standard_vocabulary().types["record-call"].placement.notice
SMALL = Notice(words=("taped",), denials=("not",), wishes=("want",))


@pytest.mark.parametrize(
    "text",
    [
        "This call is recorded.",
        "THIS CALL MAY BE RECORDED",
        "We record this call for training.",
        "We record.",
        "Hello! Recording starts now.",
        "This call is recorded, not only monitored.",
        "If you do not want to be recorded, hang up now.",
        "If you don\u2019t agree to this call being recorded, press 2.",
        "The call is not only monitored but also recorded.",
        "<speak>This call is <emphasis>recorded</emphasis></speak>",
        "Dieses Gespräch wird aufgezeichnet.",
        "Wenn Sie nicht möchten, dass das Gespräch aufgezeichnet wird, drücken Sie die 2.",
        "Dit gesprek wordt opgenomen.",
        "Cet appel est enregistré.",
        "Esta llamada será grabada.",
        "Esta chamada está sendo gravada.",
        "La chiamata viene registrata.",
        "Ta rozmowa jest nagrywana.",
        "Samtalen bliver optaget.",
        "Samtalet spelas in.",
        "Samtalen blir tatt opp.",
        "\u3053\u306e\u901a\u8a71\u306f\u9332\u97f3\u3055\u308c\u307e\u3059\u3002",
        "\u672c\u6b21\u901a\u8bdd\u5c06\u88ab\u5f55\u97f3",
    ],
)
def test_a_notice_is_known_in_thirteen_languages(text: str) -> None:
    assert tells(text, NOTICE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Welcome to the Owl shop.",
        "For the record, we are closed.",
        "Please record your message after the tone.",
        "This call is not recorded.",
        "This call isn\u2019t recorded.",
        "Calls are never recorded.",
        "We do not record this call.",
        "Dieses Gespräch wird nicht aufgezeichnet.",
        "Dit gesprek wordt niet opgenomen.",
        "Cet appel n'est pas enregistré.",
        "Esta llamada no será grabada.",
        "Esta chamada não será gravada.",
        "La chiamata non viene registrata.",
        "Ta rozmowa nie jest nagrywana.",
        "\u3053\u306e\u901a\u8a71\u306f\u9332\u97f3\u3055\u308c\u307e\u305b\u3093\u3002",
        "\u672c\u6b21\u901a\u8bdd\u4e0d\u4f1a\u5f55\u97f3",
    ],
)
def test_a_denial_and_other_words_are_none(text: str) -> None:
    assert not tells(text, NOTICE)


def test_a_denial_of_one_word_leaves_another_one() -> None:
    assert tells("This call was not recorded. Now it is recorded.", NOTICE)
    assert not tells("This call was not recorded. It is not recorded now.", NOTICE)


def test_a_word_counts_at_its_beginning_alone() -> None:
    assert tells("It is taped", SMALL)
    assert tells("(taped)", SMALL)
    assert tells("It is tapedly done", SMALL)
    assert not tells("It is untaped", SMALL)


def test_a_denial_reaches_five_words_far() -> None:
    assert not tells("not a b c d taped", SMALL)
    assert tells("not a b c d e taped", SMALL)


def test_a_wish_behind_the_denial_turns_it_back() -> None:
    assert tells("you do not want it taped", SMALL)
    assert not tells("you want it not taped", SMALL)


def test_words_of_a_project_count_too() -> None:
    assert not tells("Pst, the owl listens.", SMALL)
    assert tells("Pst, the OWL listens.", SMALL, ["the Owl Listens"])
    assert not tells("Not the owl listens.", SMALL, ["owl listens"])


@given(st.text(), st.sampled_from([". ", "! ", "; ", "\n"]))
def test_what_is_told_once_stays_told_whatever_clause_follows(text: str, border: str) -> None:
    assert tells(f"This call is recorded{border}{text}", NOTICE)


@given(st.text(alphabet=st.characters(exclude_characters="rRtT", max_codepoint=0x7F)))
def test_without_a_word_nothing_is_told(text: str) -> None:
    assert not tells(text, SMALL)
