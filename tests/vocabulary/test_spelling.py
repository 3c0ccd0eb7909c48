"""How types and values are spelled for a reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flowc.vocabulary.spelling import spell_conditions, spell_default, spell_type
from flowc.vocabulary.widget import Condition

Body = Callable[[str], Any]


@pytest.mark.parametrize(
    "written",
    [
        "text",
        "a | b",
        "seconds | auto",
        "sid",
        "sid(WW)",
        "sid(ZS) | default",
        "set(a, b)",
        "list(text)",
        "list(sid(IS))",
        "list(who(kind: a | b, name: text = none))",
        "record(name: text)",
        "pairs",
        "pairs(type: a | b = none)",
        "switch",
    ],
)
def test_a_type_is_spelled_as_it_is_declared(body: Body, written: str) -> None:
    declared = body(f"option x: {written}")
    if declared.problems:
        pytest.fail(declared.problems[0].label)

    assert spell_type(declared.widget.options[0].type) == written


@pytest.mark.parametrize(
    ("written", "spelled"),
    [('form("a/b") | c', "form | c"), ("one(a, b)", "a | b"), ('"text" | b', "text | b")],
)
def test_an_enumeration_is_spelled_by_its_words(body: Body, written: str, spelled: str) -> None:
    assert spell_type(body(f"option x: {written}").widget.options[0].type) == spelled


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("text", ""),
        ("text default hello", '"hello"'),
        ('text default ""', '""'),
        ('text default "ü \\" \\n"', '"ü \\" \\n"'),
        ("name default usd", "usd"),
        ("locale = en-US", "en-US"),
        ('name default "two words"', '"two words"'),
        ('name default "else"', '"else"'),
        ('key default "#"', '"#"'),
        ("integer default 0", "0"),
        ("number default 0.5", "0.5"),
        ("seconds as string default 5", "5"),
        ("switch default false", "false"),
        ("switch as string default on", "true"),
        ('form("a/b") | c = form', "form"),
        ("set(a, b) default [a, b]", "[a, b]"),
        ("set(a, b) as space-separated default [a, b]", "[a, b]"),
        ("set(a, b) as comma-separated default a", "[a]"),
        ('list(text) default ["a b"]', '["a b"]'),
    ],
)
def test_a_default_is_spelled_as_a_flow_writes_it(body: Body, written: str, spelled: str) -> None:
    declared = body(f"option x: {written}")

    assert declared.problems == ()
    assert spell_default(declared.widget.options[0]) == spelled


def test_conditions_are_spelled_as_a_sentence() -> None:
    conditions = (Condition("a", "1"), Condition("b", "2", negated=True))

    assert spell_conditions(conditions) == "`a` is `1` and `b` is not `2`"
    assert spell_conditions(()) == ""
