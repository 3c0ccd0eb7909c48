"""FLW501 to FLW503: Liquid that Studio cannot evaluate, and filters and tags that it does not have."""

from __future__ import annotations

import pytest
from tests.checks.found import findings, only, short

from flowc.compile import check
from flowc.settings import ProjectSettings

LONG = '''on call {
  say """
    First {{contact.channel.address}}
      then "{{contact.channel.address | nobody}}".
    """
}'''


def placed(text: str) -> list[tuple[str, str, int]]:
    """The code of each finding, what its place holds and its line."""
    return [(one.code, one.span.text, one.span.line) for one in findings(text)]


@pytest.mark.parametrize(
    ("statement", "code", "place"),
    [
        ('say "Hi {{contact.channel.address"', "FLW501", "{{contact.channel.address"),
        (r'say "\"Hi\" {{ a b }}"', "FLW501", "b"),
        ('say "{% if contact.channel.address %}Hi"', "FLW501", "{% if contact.channel.address %}"),
        ('say "{{contact.channel.address | trimm}}"', "FLW502", "trimm"),
        (r'say "{{contact.channel.address | replace: \"a\", \"b\" | trimm}}"', "FLW502", "trimm"),
        ('set x="{{contact.channel.address | json}}"', "FLW502", "json"),
        ('set { x = "{{contact.channel.address | json}}" }', "FLW502", "json"),
        ("say \"{% render 'a' %}\"", "FLW503", "render"),
        ('if "{{ a b }}" equal_to "1" { say "a" }', "FLW501", "b"),
        ('if contact.channel.address equal_to "{{ a b }}" { say "a" }', "FLW501", "b"),
        ('http GET "https://e.com" { parameters { a = "x"; c = "{{ x y }}" }; failed -> next }', "FLW501", "y"),
    ],
)
def test_a_mistake_is_an_error_at_its_place_in_the_string(statement: str, code: str, place: str) -> None:
    text = f"on call {{\n{statement}\n}}"

    assert placed(text) == [(code, place, 2)]
    assert [one.severity.value for one in findings(text)] == ["error"]


def test_a_place_in_a_text_over_several_lines_is_found() -> None:
    assert placed(LONG) == [("FLW502", "nobody", 4)]


def test_two_equal_texts_in_one_statement_have_each_its_place() -> None:
    found = findings('on call {\nset a="{{ x y }}" b="{{ x y }}"\n}')

    assert [one.span.start for one in found] == [22, 36]


def test_a_text_with_several_unknown_filters_has_a_finding_for_each() -> None:
    text = 'on call {\nsay "{{contact.channel.address | foo | bar}}"\n}'

    assert placed(text) == [("FLW502", "foo", 2), ("FLW502", "bar", 2)]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("json", "to_json"), ("uppercase", "upcase"), ("UPCASE", "upcase"), ("url-encode", "url_encode")],
)
def test_the_filter_that_was_meant_is_offered(word: str, meant: str) -> None:
    found = only(f'on call {{ say "{{{{contact.channel.address | {word}}}}}" }}')

    assert found.help == f"did you mean `{meant}`?"
    (fix,) = found.fixes
    assert (fix.span.text, fix.replacement, fix.safe) == (word, meant, False)


def test_a_text_that_stands_for_a_word_is_placed_at_the_word() -> None:
    assert placed('const greeting = "Hi {{"\non call { say greeting }') == [("FLW501", "greeting", 2)]


def test_a_text_with_a_value_in_it_is_placed_as_well() -> None:
    text = 'const shop = "Owl"\non call { say "{{const.shop}} {{contact.channel.address | foo}}" }'

    assert placed(text) == [("FLW502", "foo", 2)]


def test_a_mistake_in_a_block_is_told_once_at_its_first_use() -> None:
    text = 'block b {\nsay "{{ a b }}"\n}\non call {\nb\nb\n}'

    (found,) = findings(text)

    assert (found.code, found.span.line, found.span.text) == ("FLW501", 5, "b")
    assert [(note.message, note.span.line if note.span else 0) for note in found.notes] == [
        ("this `say` in the block", 2)
    ]


def test_a_text_that_is_given_to_a_block_is_placed_where_it_is_given() -> None:
    text = 'block b(t: text) { say t }\non call {\nb "{{ a b }}"\n}'

    assert placed(text) == [("FLW501", "b", 3)]


def test_what_terraform_fills_in_may_be_anything() -> None:
    assert short('on call { say "${x} {{ a b }} {% foo %}" }') == []


def test_what_is_raw_is_no_liquid() -> None:
    assert short('on call { say "{% raw %}{{ a b | c }}{% endraw %}" }') == []


def test_filters_and_tags_of_the_project_are_known() -> None:
    text = 'on call { say "{% shout %}{{contact.channel.address | whisper}}" }'

    known = ProjectSettings(filters=frozenset({"whisper"}), tags=frozenset({"shout"}))

    assert check(text, settings=known).diagnostics == ()
    assert [one.code for one in check(text).diagnostics] == ["FLW503"]


def test_a_finding_may_be_allowed_as_twilio_takes_the_flow() -> None:
    assert short('on call { say "{{ a b }}" } # flowc: allow FLW501 it has always been so') == []


@pytest.mark.parametrize("name", ["two words", "Straße"])
def test_the_odd_name_of_a_widget_has_its_one_warning_where_the_compiler_writes_it_into_liquid(name: str) -> None:
    assert [code for code, *_ in short(f'on call {{ "{name}": menu "a" {{ 1 -> next }} }}')] == ["FLW109"]
