"""Key-value properties: blocks of assignments, `pair(…)`, and `set` on one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Report = Callable[[str], list[tuple[str, str, str, str]]]
Properties = Callable[[str], dict[str, Any]]

HTTP = 'http POST "https://example.com"'


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ('order = "4711"', {"key": "order", "value": "4711"}),
        ("order = 4711", {"key": "order", "value": "4711"}),
        ("order = caller.Digits", {"key": "order", "value": "{{widgets.caller.Digits}}"}),
        ('"my order" = "1"', {"key": "my order", "value": "1"}),
        ('1 = "a"', {"key": "1", "value": "a"}),
        ('else = "a"', {"key": "else", "value": "a"}),
        ('a = json("\\"b\\"")', {"key": "a", "value": "b"}),
    ],
)
def test_the_keys_of_a_block_may_be_words_strings_or_numbers(
    properties: Properties, line: str, pair: dict[str, str]
) -> None:
    assert properties(f"{HTTP} {{ parameters {{ {line} }} }}")["parameters"] == [pair]


def test_a_pair_with_none_is_left_out_and_a_key_may_come_again(properties: Properties) -> None:
    found = properties(f"{HTTP} {{ parameters {{ a = 1; b = none; a = 2 }} }}")

    assert found["parameters"] == [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]


@pytest.mark.parametrize(
    "statement",
    [
        'set a=1 b="x"',
        'set { a = 1; b = "x" }',
        'set a=1 { b = "x" }',
        'set a=1 { b = "x"; next -> next }',
        'set a=1, b="x"',
    ],
)
def test_set_takes_its_pairs_on_the_line_and_in_the_block(properties: Properties, statement: str) -> None:
    assert properties(statement)["variables"] == [{"key": "a", "value": "1"}, {"key": "b", "value": "x"}]


def test_pair_gives_a_pair_its_further_members(properties: Properties) -> None:
    found = properties('set a=pair("{}", type=json_object, index=2) b=pair(caller.Digits)')

    assert found["variables"] == [
        {"key": "a", "value": "{}", "type": "json_object", "index": "2"},
        {"key": "b", "value": "{{widgets.caller.Digits}}"},
    ]


@pytest.mark.parametrize(
    ("statement", "code", "place", "message", "advice"),
    [
        ("set a=pair()", "FLW204", "pair()", "`pair` needs a value", 'write it first: `pair("…")`'),
        ('set a=pair("1", "2")', "FLW209", '"2"', "`pair` takes one value", "write two pairs"),
        (
            'set a=pair("1", type=jsn)',
            "FLW202",
            "jsn",
            "`jsn` is no value of `type`",
            "the values are `string` and `json_object`",
        ),
        ('set a=pair("1", typ=string)', "FLW205", "typ", "`pair` has no member `typ`", "did you mean `type`?"),
        ('set a=pair("1", type=string, type=string)', "FLW206", "type", "`type` is given twice", "keep one of them"),
        ('set a=pear("1")', "FLW201", "pear", "`pear(…)` is no value", 'a value of any kind is written `json("…")`'),
        ("set a=on", "FLW208", "on", "a text needs quotes", 'write `"on"`'),
        ('set a=json("[1]")', "FLW201", 'json("[1]")', "the value of `a` is one text", 'write `"[1]"`'),
        ("set a=[1]", "FLW201", "[1]", "the value of `a` is one text", 'for example `"…"`'),
        (
            f'{HTTP} {{ parameters {{ a = pair("1", type=string) }} }}',
            "FLW205",
            "type",
            "`pair` has no member `type`",
            "give the value alone, without members",
        ),
        (
            f"{HTTP} {{ parameters {{ a }} }}",
            "FLW113",
            "a",
            "a pair has a key and a value",
            'for example `order = "4711"`',
        ),
        (
            f"{HTTP} {{ parameters {{ a -> next }} }}",
            "FLW113",
            "a -> next",
            "a pair has a key and a value",
            'for example `order = "4711"`',
        ),
        (
            f"{HTTP} {{ parameters {{ a = 1 }}; parameters {{ b = 1 }} }}",
            "FLW206",
            "parameters",
            "`parameters` is given twice",
            "keep one of them",
        ),
        (f"{HTTP} {{ p: parameters {{ a = 1 }} }}", "FLW108", "p:", "a label on an option", "remove the label"),
        (
            f"{HTTP} {{ parameters {{ a = 1 }} -> next }}",
            "FLW113",
            "-> next",
            "`parameters` takes a block and nothing else",
            "write `parameters { … }`",
        ),
        (
            f"{HTTP} {{ parameters -> next }}",
            "FLW104",
            "parameters",
            "Make HTTP Request has no exit `parameters`",
            "write `parameters = next`",
        ),
    ],
)
def test_a_pair_that_cannot_be_read_is_one_finding(
    report: Report, statement: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(statement) == [(code, place, message, advice)]
