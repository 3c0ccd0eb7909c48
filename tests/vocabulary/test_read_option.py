"""What `arg` and `option` lines say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flowc.vocabulary.types import Encoding, Meaning
from flowc.vocabulary.widget import Condition

Body = Callable[[str], Any]


def option(body: Body, written: str, others: str = "") -> Any:  # noqa: ANN401 - an Option
    declared = body(f"{written}\n{others}")
    assert declared.problems == ()
    return declared.widget.options[0]


def test_an_option_makes_the_property_of_its_name(body: Body) -> None:
    read = option(body, "## What it says.\noption note: text")

    assert (read.name, read.property, read.documentation) == ("note", "note", "What it says.")
    assert read.span.text == "option note: text"
    assert not read.positional


def test_an_arrow_names_another_property(body: Body) -> None:
    assert option(body, "option note: text -> long_note").property == "long_note"
    assert option(body, 'option note: text -> "odd name"').property == "odd name"


def test_an_argument_has_its_place_in_the_statement(body: Body) -> None:
    assert option(body, "arg note: text").positional


@pytest.mark.parametrize(
    ("written", "field", "value"),
    [
        ("required", "required", True),
        ("liquid", "liquid", True),
        ("literal", "liquid", False),
        ("open", "open", True),
        ("min 1", "minimum", 1),
        ("max 0.5", "maximum", 0.5),
        ("min -3", "minimum", -3),
        ("max-length 64", "max_length", 64),
        ('pattern "^a$"', "pattern", "^a$"),
        ("means speech", "meaning", Meaning.SPEECH),
        ("means hearing", "meaning", Meaning.HEARING),
        ("means message", "meaning", Meaning.MESSAGE),
        ("means address", "meaning", Meaning.ADDRESS),
        ("means callback", "meaning", Meaning.CALLBACK),
        ('deprecated "gone"', "deprecated", "gone"),
        ("noted", "noted", True),
        ("confidential", "confidential", True),
        ("secret", "secret", True),
        ("with other", "only_with", "other"),
        ("as string", "encoding", Encoding.STRING),
        ("as space-separated", "encoding", Encoding.SPACES),
        ("as comma-separated", "encoding", Encoding.COMMAS),
        ("when other=a", "when", (Condition("other", "a"),)),
        ("unless other=a", "when", (Condition("other", "a", negated=True),)),
        ("when other=a unless x=b", "when", (Condition("other", "a"), Condition("x", "b", negated=True))),
        ("when other=a x=b", "when", (Condition("other", "a"), Condition("x", "b"))),
        ('when "other"="a b"', "when", (Condition("other", "a b"),)),
        ("required-when other=a", "required_if", (Condition("other", "a"),)),
        ("required-unless other=a", "required_if", (Condition("other", "a", negated=True),)),
    ],
)
def test_a_modifier_sets_its_field(body: Body, written: str, field: str, value: object) -> None:
    assert getattr(option(body, f"option x: a | b {written}", "option other: text"), field) == value


def test_inline_pairs_are_marked(body: Body) -> None:
    assert option(body, "option x: pairs inline").inline


@pytest.mark.parametrize(
    ("written", "default"),
    [
        ("text default hello", "hello"),
        ('text default "two words"', "two words"),
        ("a | b default b", "b"),
        ('form("a/b") | c default form', "a/b"),
        ('form("a/b") | c default "a/b"', "a/b"),
        ("a | b open default other", "other"),
        ("integer default 5", 5),
        ("number default 0.5", 0.5),
        ("seconds as string default 5", "5"),
        ("seconds default 5 as string", "5"),
        ("seconds | auto as string default auto", "auto"),
        ("switch default true", True),
        ("switch default off", False),
        ("switch as string default on", "true"),
        ("set(a, b) default a", ["a"]),
        ("set(a, b) default [a, b]", ["a", "b"]),
        ("set(a, b) as space-separated default [a, b]", "a b"),
        ("set(a, b) default [a, b] as comma-separated", "a,b"),
        ('set(one("1"), b) default [one, b]', ["1", "b"]),
        ("list(text) default x", ["x"]),
    ],
)
def test_a_default_stands_as_the_json_holds_it(body: Body, written: str, default: object) -> None:
    read = option(body, f"option x: {written}")

    assert read.default == default
    assert type(read.default) is type(default)
    assert read.emitted is None


def test_an_emitted_value_is_the_default_too(body: Body) -> None:
    read = option(body, "option x: seconds = 5 as string")

    assert (read.emitted, read.default) == ("5", "5")


@pytest.mark.parametrize(
    ("kind", "takes_liquid"),
    [("text", True), ("sid(WW)", True), ("pairs", True), ("a | b", False), ("integer", False), ("list(text)", False)],
)
def test_only_texts_and_pairs_take_liquid_by_themselves(body: Body, kind: str, takes_liquid: bool) -> None:
    assert option(body, f"option x: {kind}").liquid is takes_liquid


@pytest.mark.parametrize(
    ("kind", "json_type"),
    [
        ("seconds as string", "string"),
        ("switch as string", "string"),
        ("set(a, b) as space-separated", "string"),
        ("list(text) as comma-separated", "string"),
        ("set(a, b)", "array"),
    ],
)
def test_an_encoding_makes_a_text_of_the_value(body: Body, kind: str, json_type: str) -> None:
    assert option(body, f"option x: {kind}").json_type == json_type


def test_modifiers_may_stand_in_a_block(body: Body) -> None:
    read = option(body, "option x: seconds required {\n  min 1; max 5\n  # why\n  as string\n  default 3\n} -> y")

    assert (read.minimum, read.maximum, read.default, read.required, read.property) == (1, 5, "3", True, "y")
