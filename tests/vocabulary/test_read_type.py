"""What the types in declarations mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flowc.vocabulary.types import Alternative, Field, Kind, Type

Body = Callable[[str], Any]

TEXT = Type(Kind.TEXT)


def words(*names: str) -> tuple[Alternative, ...]:
    return tuple(Alternative(name, name) for name in names)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("text", TEXT),
        ("switch", Type(Kind.SWITCH)),
        ("any", Type(Kind.ANY)),
        ("pairs", Type(Kind.PAIRS)),
        ("a | b", Type(Kind.ENUMERATION, words("a", "b"))),
        ("anew", Type(Kind.ENUMERATION, words("anew"))),
        ('"text" | b', Type(Kind.ENUMERATION, words("text", "b"))),
        ('form("a/b") | c', Type(Kind.ENUMERATION, (Alternative("form", "a/b"), Alternative("c", "c")))),
        ("seconds | auto", Type(Kind.SECONDS, words("auto"))),
        ("auto | seconds", Type(Kind.SECONDS, words("auto"))),
        ("sid", Type(Kind.SID)),
        ("sid(WW)", Type(Kind.SID, prefix="WW")),
        ("sid(ZS) | default", Type(Kind.SID, words("default"), prefix="ZS")),
        ("one(a, b)", Type(Kind.ENUMERATION, words("a", "b"))),
        ("one(a, b) | c", Type(Kind.ENUMERATION, words("a", "b", "c"))),
        ("set(a, b)", Type(Kind.SET, element=Type(Kind.ENUMERATION, words("a", "b")))),
        ("set(\n    a,\n    b,\n  )", Type(Kind.SET, element=Type(Kind.ENUMERATION, words("a", "b")))),
        ("list(text)", Type(Kind.LIST, element=TEXT)),
        ("list(sid(IS))", Type(Kind.LIST, element=Type(Kind.SID, prefix="IS"))),
        (
            "list(who(kind: a | b, name: text = none))",
            Type(
                Kind.LIST,
                element=Type(
                    Kind.RECORD,
                    fields=(
                        Field("kind", Type(Kind.ENUMERATION, words("a", "b")), required=True),
                        Field("name", TEXT, required=False),
                    ),
                    constructor="who",
                ),
            ),
        ),
        ("record(name: text)", Type(Kind.RECORD, fields=(Field("name", TEXT, required=True),))),
        ("pairs(type: text = none)", Type(Kind.PAIRS, fields=(Field("type", TEXT, required=False),))),
    ],
)
def test_a_type_is_read(body: Body, written: str, expected: Type) -> None:
    declared = body(f"option x: {written}")

    assert declared.problems == ()
    assert declared.widget.options[0].type == expected


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.value not in ("enumeration", "set", "list", "record")])
def test_each_plain_kind_is_written_by_its_name(body: Body, kind: Kind) -> None:
    assert body(f"option x: {kind.value}").widget.options[0].type == Type(kind)


@pytest.mark.parametrize(
    ("kind", "json_type"),
    [
        ("text", "string"),
        ("sid(WW)", "string"),
        ("a | b", "string"),
        ("integer", "integer"),
        ("seconds", "integer"),
        ("milliseconds", "integer"),
        ("number", "number"),
        ("switch", "boolean"),
        ("pairs", "array"),
        ("list(text)", "array"),
        ("set(a, b)", "array"),
        ("record(a: text)", "object"),
        ("any", "any"),
    ],
)
def test_a_type_knows_its_json_type(body: Body, kind: str, json_type: str) -> None:
    option = body(f"option x: {kind}").widget.options[0]

    assert option.json_type == option.type.json_type == json_type


def test_an_alternative_is_found_by_its_word_and_by_what_the_json_holds(body: Body) -> None:
    type_ = body('option x: form("a/b") | c').widget.options[0].type

    assert type_.alternative("form") == type_.alternative("a/b") == Alternative("form", "a/b")
    assert type_.alternative("d") is None
    assert type_.words == ("form", "c")
