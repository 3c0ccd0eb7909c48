"""FLW225: regular expressions that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.checks.found import findings, only, short

from flowc.syntax.strings import encode


def split(pattern: str) -> str:
    return f"on call {{\nsplit contact.channel.address {{\nregex {encode(pattern)} -> end\nelse -> end\n}}\n}}"


def test_a_bracket_that_is_never_closed_is_found_at_its_place() -> None:
    found = only(split("yes|(yep"))

    assert (found.code, found.severity.value) == ("FLW225", "warning")
    assert (found.span.text, found.span.line) == ("(", 3)
    assert found.message == "`yes|(yep` is no regular expression"
    assert found.label == "this bracket is never closed"
    assert found.help == "write `\\\\(` for the character itself"
    assert found.why == "Studio publishes it all the same, and nothing matches it"


@pytest.mark.parametrize(
    ("pattern", "place", "label", "help_"),
    [
        ("a)", ")", "closes no bracket", "write `\\\\)` for the character itself"),
        ("x[abc", "[", "this bracket is never closed", "write `\\\\[` for the character itself"),
        ("*a", "*", "nothing stands before it that could be repeated", "write `\\\\*` for the character itself"),
        ("a|+b", "+", "nothing stands before it that could be repeated", "write `\\\\+` for the character itself"),
        ("a**", "*", "it is repeated already", "write `\\\\*` for the character itself"),
        ("[z-a]", "z", "the range ends before it begins", "write the smaller one first"),
        ("a{3,1}", "3", "the first number is the greater one", "write the smaller one first"),
        ("a\\", "\\\\", "this backslash stands before nothing", "write `\\\\\\\\` for the character itself"),
    ],
)
def test_each_mistake_has_its_words(pattern: str, place: str, label: str, help_: str) -> None:
    found = only(split(pattern))

    assert (found.code, found.span.text, found.label, found.help) == ("FLW225", place, label, help_)


@pytest.mark.parametrize(
    "pattern",
    [
        "yes|yep",
        "^(?=.*blocked)(?=.*Access Policy).*",
        "(?<name>a)",
        "(?i)yes",
        "a(?i)b",
        "a++",
        "^*a",
        "\\b*a",
        "{2}",
        "a{2}{3}",
        "[a-z&&[^(]]",
        "\\Q(\\E",
        "[[(]]",
        "\\p{L}+",
        "\\h",
        "/",
        "//",
        "a/b/",
        "{{flow.variables.pattern}}(",
        "${pattern}(",
    ],
)
def test_what_some_kind_of_expressions_allows_is_left_alone(pattern: str) -> None:
    assert [one.code for one in findings(split(pattern))] == []


def test_slashes_around_it_are_found_with_their_fix() -> None:
    found = only(split("/[0-9]{5}/i"))

    assert (found.code, found.span.text) == ("FLW225", "/[0-9]{5}/i")
    assert found.message == "`/[0-9]{5}/i` never matches what it is meant for"
    assert (found.label, found.help) == ("the slashes are part of it", "write `[0-9]{5}`")
    (fix,) = found.fixes
    assert (fix.span.text, fix.replacement, fix.safe) == ("/[0-9]{5}/i", "[0-9]{5}", False)


def test_slashes_in_a_string_with_escapes_have_no_fix() -> None:
    assert only(split("/\\d/")).fixes == ()


def test_other_conditions_are_no_expressions() -> None:
    assert short('on call {\nif contact.channel.address contains "(" { -> end }\n}') == []


def test_a_condition_of_an_if_is_judged() -> None:
    assert short('on call {\nif contact.channel.address regex "(" { say "a" }\n}') == [("FLW225", "warning", 2)]


def test_a_case_in_a_block_is_told_at_its_use() -> None:
    block = 'block choose {\nsplit contact.channel.address {\nregex "(" -> end\nelse -> end\n}\n}\n'
    found = only(f"{block}on call {{\nchoose\n}}")

    assert (found.code, found.span.line) == ("FLW225", 8)
    assert [note.message for note in found.notes] == ["this `split` in the block", "this case in the block"]


@given(st.text("ab()[]{}*+?|\\^$-,1/QEi<>=!:&", max_size=12))
def test_any_expression_is_judged_without_an_accident(pattern: str) -> None:
    assert len([one for one in findings(split(pattern)) if one.code == "FLW225"]) <= 1
