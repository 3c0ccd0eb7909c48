"""Brackets that are not closed, that close nothing, or that close another kind."""

from __future__ import annotations

import pytest
from tests.syntax.texts import findings, marked, outline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = ⟦[⟧a, b\ny = 1", "x= y="),
        ("x = ⟦[⟧a, b", "x="),
        ("x = ⟦[⟧a, b # c\ny = 1", "x= y="),
        ("say ⟦[⟧a, b {\n  y = 1\n}", "say(y=)"),
        ("say ⟦[⟧a, b -> c\nsay", "say->c say"),
        ("a { x = ⟦[⟧a, b }\nsay", "a(x=) say"),
        ("a { x = ⟦[⟧a; y = 1 }", "a(x= y=)"),
        ("a {\n  x = ⟦[⟧\n    a,\n    b\n  y = 1\n}", "a(x= y=)"),
        ("a {\n  x = ⟦[⟧a,\n    b\n  y = 1\n}", "a(x= y=)"),
        ("a {\n  x = ⟦[⟧\n    a,\n    b\n}", "a(x=)"),
        ("x = ⟦[⟧a, ⟦[⟧b\ny = 1", "x= y="),
        ("x = ⟦[⟧a, [b]\ny = 1", "x= y="),
        ("x = ⟦[⟧a, [b\nc]\ny = 1", "x= y="),
    ],
)
def test_a_list_that_is_not_closed_ends_with_its_line_or_its_indentation(text: str, expected: str) -> None:
    assert set(findings(text)) == {("FLW004", "a list is not closed")}
    assert outline(marked(text)[0]) == expected


@pytest.mark.parametrize("text", ["x = json⟦(⟧a\ny = 1", "x = [json⟦(⟧a, b]\ny = 1", "x = [a, json⟦(⟧b\n  ]\ny = 1"])
def test_a_call_that_is_not_closed_is_found(text: str) -> None:
    assert findings(text) == [("FLW004", "a bracket is not closed")]
    assert outline(marked(text)[0]) == "x= y="


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("say a⟦]⟧ b {\n}", "a `]` too many"),
        ("say a⟦)⟧ b {\n}", "a `)` too many"),
        ("say a⟦]⟧", "a `]` too many"),
        ("say [a]⟦]⟧ b -> c", "a `]` too many"),
        ("⟦)⟧ say a", "a `)` too many"),
    ],
)
def test_a_bracket_too_many_is_left_out(text: str, message: str) -> None:
    assert findings(text) == [("FLW005", message)]
    assert outline(marked(text)[0]).startswith("say")


@pytest.mark.parametrize(
    ("text", "message"),
    [("say [a, b⟦)⟧ c\nx = 1", "a `[` is closed by a `)`"), ("say x(a, b⟦]⟧ c\nx = 1", "a `(` is closed by a `]`")],
)
def test_a_bracket_of_another_kind_closes_it_nevertheless(text: str, message: str) -> None:
    assert findings(text) == [("FLW004", message)]
    assert outline(marked(text)[0]) == "say x="
