"""Names: what may stand without quotes where a name stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.compile import check
from flowc.spell.names import spell_event, spell_key, spell_name, spell_target, spell_value_word
from flowc.syntax.strings import encode

ODD = ["next", "end", "else", "none", "property", "my.widget", "a-", "-a", "5", "two words", "é", "a\nb", 'a"b', "if"]


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("menu", "menu"),
        ("my.widget-2", "my.widget-2"),
        ("next", '"next"'),
        ("end", '"end"'),
        ("else", '"else"'),
        ("two words", '"two words"'),
        ("5", '"5"'),
        ("Straße", '"Straße"'),
    ],
)
def test_a_name_is_quoted_where_a_word_would_be_none_or_another(name: str, spelled: str) -> None:
    assert spell_name(name) == spelled


@given(st.one_of(st.sampled_from(ODD), st.text(min_size=1, max_size=12)))
def test_a_spelled_name_labels_a_widget_and_leads_to_it(name: str) -> None:
    checked = check(f'on call {{\n  {spell_name(name)}: say "x" -> {spell_target(name)}\n}}')

    assert checked.flow is not None
    assert [state.name for state in checked.flow.states[1:]] == ([] if name == "Trigger" else [name])
    assert checked.flow.states[1].exits[0].target == name


def test_an_arrow_to_the_end_and_one_to_a_widget_of_that_name_differ() -> None:
    assert (spell_target(None), spell_target("end")) == ("end", '"end"')


@pytest.mark.parametrize("event", ["done", "odd event", "property", "else", "5", 'a"b'])
def test_a_spelled_event_is_an_exit(event: str) -> None:
    checked = check(f'on call {{\n  raw "some-type" {{ {spell_event(event)} -> end }}\n}}')

    assert checked.flow is not None
    assert [exit_.event for exit_ in checked.flow.states[1].exits] == [event]


@pytest.mark.parametrize("key", ["order", "a key", "5", "0.5", "else", "-1", "5s", ""])
def test_a_spelled_key_is_the_key_of_a_pair(key: str) -> None:
    checked = check(f'on call {{\n  set {spell_key(key)}="x"\n}}')

    assert checked.flow is not None
    assert checked.flow.states[1].value("variables") == [{"key": key, "value": "x"}]


def test_none_is_a_word_only_where_it_is_a_choice() -> None:
    assert spell_value_word("none", is_choice=True) == "none"
    assert spell_value_word("none") == encode("none")
