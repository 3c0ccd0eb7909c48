"""The values that a flow writes out, and where findings about them stand."""

from __future__ import annotations

import pytest

from flowc.checks.analyses.written import Written, is_fixed, once, written
from flowc.compile import check


def texts(flow: str) -> list[tuple[str, str, str]]:
    """The property, the text and the place of each value."""
    return [(one.option.property, one.text, one.whole.text) for one in found(flow)]


def found(flow: str) -> tuple[Written, ...]:
    checked = check(flow)
    assert checked.flow is not None
    return written(checked.flow)


def test_the_values_of_judged_options_are_told_with_their_places() -> None:
    flow = 'on call {\nsay "a" voice=Polly.Amy language=en-GB loop=2\nplay "https://example.com/a.mp3"\n}'

    assert texts(flow) == [
        ("say", "a", '"a"'),
        ("voice", "Polly.Amy", "Polly.Amy"),
        ("language", "en-GB", "en-GB"),
        ("play", "https://example.com/a.mp3", '"https://example.com/a.mp3"'),
    ]


@pytest.mark.parametrize(
    "value", ['"{{flow.variables.a}}"', '"${a}"', "contact.channel.address", '"{% if a %}b{% endif %}"']
)
def test_what_is_filled_in_later_is_no_value(value: str) -> None:
    assert not [one for one in texts(f"on call {{\nsay {value}\n}}") if one[0] == "say"]


def test_a_list_is_taken_apart() -> None:
    flow = 'on call { say "a"; dial number-multi [+14155550100, "+1 415 555 0101"] caller_id=+14155550102 }'

    assert texts(flow)[1:] == [
        ("to", "+14155550100", "+14155550100"),
        ("to", "+1 415 555 0101", "+1 415 555 0101"),
        ("caller_id", "+14155550102", "+14155550102"),
    ]


def test_of_two_options_of_a_property_the_one_that_means_something_counts() -> None:
    assert texts('on call { say "a"; dial client "alice" }') == [("say", "a", '"a"')]


def test_a_value_of_a_constant_stands_where_it_is_used() -> None:
    assert texts('const greeting = "a <b>"\non call {\nsay greeting\n}') == [("say", "a <b>", "greeting")]


def test_a_part_of_a_text_has_its_place() -> None:
    (one,) = found('on call {\nsay "see \\"<b>\\""\n}')

    assert one.part(5, 8).text == "<b>"
    assert one.part(4, 5).text == '\\"'


def test_a_value_in_a_block_is_told_at_its_use() -> None:
    one, two = found(
        'block greet(what: text) {\nsay what { property "a" = "b" }\n}\non call {\ngreet "Hello"\ngreet "Bye"\n}'
    )

    assert (one.text, one.place.line, one.part(0, 1).text) == ("Hello", 5, one.place.text)
    assert [(note.message, note.span.line if note.span else 0) for note in one.notes] == [
        ("this `say` in the block", 2)
    ]
    assert (two.text, two.place.line) == ("Bye", 6)


def test_a_value_in_the_block_of_a_statement_in_a_block_has_a_note_of_its_own() -> None:
    one = found('block greet {\nsay "a" {\nvoice = Polly.Amy\n}\n}\non call { greet }')[1]

    assert [note.message for note in one.notes] == ["this `say` in the block", "the value stands here"]


def test_what_a_default_gives_to_many_is_told_once() -> None:
    flow = 'default say { voice = Polly.Amy }\non call {\nsay "a"\nsay "b"\n}'

    assert [one.text for one in found(flow)] == ["a", "Polly.Amy", "b", "Polly.Amy"]
    assert [one.text for one in once(found(flow))] == ["a", "Polly.Amy", "b"]


def test_equal_texts_at_two_places_are_two() -> None:
    assert len(list(once(found('on call {\nsay "a"\nsay "a"\n}')))) == 2


def test_raw_states_of_a_declared_type_are_judged_and_others_are_not() -> None:
    known = 'raw "say-play" { property "say" = "a"; property "loop" = 2 }'
    flow = f'on call {{\n{known}\nraw "unknown" {{ property "say" = "b" }}\n}}'

    assert [one.text for one in found(flow)] == ["a"]


@pytest.mark.parametrize(
    ("text", "fixed"), [("a", True), ("{ a }", True), ("{{a}}", False), ("{% a %}", False), ("${a}", False)]
)
def test_a_text_is_fixed_unless_something_is_filled_in(text: str, fixed: bool) -> None:
    assert is_fixed(text) is fixed
