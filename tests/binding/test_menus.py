"""`menu`: the prompt, the settings, the choices and what happens without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flowc import check

Report = Callable[[str], list[tuple[str, str, str, str]]]
States = Callable[[str], dict[str, Any]]

FORM = 'for example `1 or "sales" -> sales`'
TWO_LINES = "write two lines"


def cases(state: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    return [
        (one["conditions"][0]["type"], one["conditions"][0]["value"], one.get("next"))
        for one in state["transitions"]
        if one.get("conditions")
    ]


def leads(state: dict[str, Any]) -> dict[str, str | None]:
    return {one["event"]: one.get("next") for one in state["transitions"]}


def test_keys_are_compared_and_words_are_looked_for(states: States) -> None:
    found = states('m: menu "a" { 1 or "sales" -> caller; "*", "help me" or "12" -> m; none -> caller; timeout -> m }')

    assert cases(found["m_keys"]) == [("equal_to", "1", "caller"), ("equal_to", "*", "m"), ("equal_to", "12", "m")]
    assert cases(found["m_words"]) == [("contains", "sales", "caller"), ("contains", "help me", "m")]
    assert leads(found["m_keys"])["noMatch"] == leads(found["m_words"])["noMatch"] == "caller"
    assert leads(found["m"]) == {"keypress": "m_keys", "speech": "m_words", "timeout": "m"}


def test_none_not_written_ends(states: States) -> None:
    assert leads(states('m: menu "a" { 1 -> caller }')["m_keys"])["noMatch"] is None


def test_the_prompt_takes_the_options_of_a_gather(states: States) -> None:
    found = states(
        'm: menu "a" voice=alice timeout=4s { hints = ["sales"]; loop = 2; property x = 1; 1 -> caller; timeout -> m }'
    )

    properties = {name: value for name, value in found["m"]["properties"].items() if name != "offset"}
    assert properties == {"say": "a", "voice": "alice", "loop": 2, "timeout": 4, "hints": "sales", "x": 1}


def test_keys_and_words_rename_the_splits(states: States) -> None:
    found = states('m: menu "a" keys=pressed words="said what" { 1 or "sales" -> caller }')

    assert {"pressed", "said what"} <= set(found)


def test_with_tries_none_and_timeout_ask_again_before_failed(states: States) -> None:
    found = states('m: menu "a" { tries = 3; 1 -> caller; failed -> caller }')

    assert leads(found["m"])["timeout"] == "m_count"
    assert leads(found["m_again"]) == {"noMatch": "caller", "match": "m"}
    assert cases(found["m_again"]) == [("less_than", "3", "m")]


@pytest.mark.parametrize(
    ("line", "code", "place", "message", "advice"),
    [
        ("1 -> next; 1 -> end", "FLW107", "1", "`1` is chosen twice", "keep one of them"),
        ('1 or "1" -> next', "FLW107", '"1"', "`1` is chosen twice", "keep one of them"),
        ('"a" -> next; "A" -> end', "FLW107", '"A"', "`A` is chosen twice", "keep one of them"),
        ("1 -> next; none -> end; none -> next", "FLW107", "none", "`none` is written twice", "keep one of them"),
        ("sales -> next", "FLW208", "sales", "a word to say needs quotes", 'write `"sales"`'),
        ("1 or sales -> next", "FLW208", "sales", "a word to say needs quotes", 'write `"sales"`'),
        ("1 or -> next", "FLW215", "or", "`or` joins two choices", FORM),
        ("or 1 -> next", "FLW215", "1", "`or` joins two choices", FORM),
        ("or -> next", "FLW215", "or", "`or` joins two choices", FORM),
        ('"" -> next', "FLW211", '""', "a word to say is empty", FORM),
        ("-5 -> next", "FLW211", "-5", "`-5` is no key", 'write the keys, as `12`, or the word in quotes: `"-5"`'),
        ("1.5 -> next", "FLW211", "1.5", "`1.5` is no key", 'write the keys, as `12`, or the word in quotes: `"1.5"`'),
        ("1, 5s -> next", "FLW201", "5s", "a choice is a key or a word", FORM),
        ("1 -> next; none, 2 -> end", "FLW113", "2", "a choice and `none` on one line", TWO_LINES),
        ("1, none -> end", "FLW113", "none", "a choice and `none` on one line", TWO_LINES),
        (
            "1 -> next; none, tmeout -> end",
            "FLW104",
            "tmeout",
            "`menu` has no exit `tmeout`",
            "did you mean `timeout`?",
        ),
        ("1 -> next; tiemout -> end", "FLW104", "tiemout", "`menu` has no exit `tiemout`", "did you mean `timeout`?"),
        ("1 -> next; else -> end", "FLW104", "else", "`menu` has no exit `else`", "did you mean `none`?"),
        ("1 -> next; noMatch -> end", "FLW104", "noMatch", "`menu` has no exit `noMatch`", "did you mean `none`?"),
        (
            "1 -> next; keypress -> end",
            "FLW104",
            "keypress",
            "`menu` has no exit `keypress`",
            "write the keys and words themselves; the exits are `none`, `timeout` and `failed`",
        ),
        ("-> end", "FLW215", "-> end", "a choice without a key or a word", FORM),
        ("1", "FLW215", "1", "this choice leads nowhere", "write `-> LABEL`, `-> next` or `{ … }` behind it"),
        ("none", "FLW215", "none", "this choice leads nowhere", "write `-> LABEL`, `-> next` or `{ … }` behind it"),
        ("c: 1 -> next", "FLW108", "c:", "a label on a choice", "remove `c:`"),
        ("1 = next", "FLW205", "1 = next", "a choice takes no `=`", "write `1 -> next`"),
        ("1 -> next; voise = alice", "FLW205", "voise", "`menu` has no option `voise`", "did you mean `voice`?"),
        ("1 -> next; loop 2", "FLW205", "loop 2", "`loop` lacks its `=`", "write `loop = 2`"),
        ("1 -> next; tries 3", "FLW205", "tries 3", "`tries` lacks its `=`", "write `tries = …`"),
        (
            "1 -> next; trie = 3; failed -> end",
            "FLW205",
            "trie",
            "`menu` has no option `trie`",
            "did you mean `tries`?",
        ),
        (
            '1 -> next; say "b"',
            "FLW113",
            "say",
            "a statement inside a statement",
            "put it behind the `}`, or into the body of a choice: `1 { … }`",
        ),
        (
            '1 { say "b" } else { say "c" }',
            "FLW113",
            "else",
            "this `else` belongs to no `if`",
            "write `none { … }` for what no choice matches",
        ),
        (
            "1 -> next; failed -> end",
            "FLW215",
            "failed",
            "`failed` never happens in this menu",
            "add `tries=3` to the `menu` line",
        ),
        ("tries = 3; tries = 4; 1 -> next", "FLW206", "tries = 4", "`tries` is given twice", "keep one of them"),
    ],
)
def test_a_line_that_is_no_choice_is_one_finding(
    report: Report, line: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(f'menu "a" {{ {line} }}') == [(code, place, message, advice)]


@pytest.mark.parametrize(
    ("statement", "code", "place", "message", "advice"),
    [
        ('menu "a"', "FLW215", "menu", "`menu` has no choices", FORM),
        ('menu "a" { }', "FLW215", "menu", "`menu` has no choices", FORM),
        ('menu "a" -> end', "FLW215", "menu", "`menu` has no choices", FORM),
        (
            'menu "a" { 1 -> next } -> end',
            "FLW215",
            "-> end",
            "`menu` has no main exit that an arrow could take",
            "write `none -> end` in the block for any other answer",
        ),
        (
            'menu "a" { 1 -> next } else { say "b" }',
            "FLW113",
            "else",
            "this `else` belongs to no `if`",
            "write `none { … }` in the block for any other answer",
        ),
        (
            'menu "a" "b" { 1 -> next }',
            "FLW209",
            '"b"',
            "`menu` takes no further argument",
            "an option is written `name=value`",
        ),
        ("menu Press one { 1 -> next }", "FLW208", "Press one", "a text needs quotes", 'write `"Press one"`'),
        ('menu "a" tries=1 { 1 -> next; failed -> end }', "FLW203", "1", "`tries` is out of range", ""),
        ('menu "a" tries=1001 { 1 -> next; failed -> end }', "FLW203", "1001", "`tries` is out of range", ""),
        (
            'menu "a" tries=often { 1 -> next }',
            "FLW201",
            "often",
            "`tries` wants a whole number",
            "for example `tries = 2`",
        ),
        ('menu "a" keys=5 { 1 -> next }', "FLW201", "5", "`keys` is the name of a widget", 'write `keys="5"`'),
        ('menu "a" words="" { 1 -> next }', "FLW110", '""', "the name of a widget is empty", ""),
        ('menu "a" keys=a keys=b { 1 -> next }', "FLW206", "keys=b", "`keys` is given twice", "keep one of them"),
        (
            'menu "a" keys=caller { 1 -> next }',
            "FLW103",
            'menu "a" keys=caller',
            "`caller` is the name of two widgets",
            "rename the other, or the menu's own with `keys=` or `words=`",
        ),
        (
            'menu "a" trys=3 { 1 -> next; failed -> end }',
            "FLW205",
            "trys",
            "`menu` has no option `trys`",
            'for a property that is not declared write `property "trys" = …` in the block',
        ),
    ],
)
def test_a_menu_that_lacks_something_is_one_finding(
    report: Report, statement: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(statement) == [(code, place, message, advice)]


def test_choices_without_their_block_are_one_finding(report: Report) -> None:
    found = report('menu "a"\n  loop = 2\n  1 -> next\n  none -> end')

    assert [(code, place) for code, place, *_ in found] == [("FLW113", "loop = 2")]


def test_two_ends_of_a_menu_may_share_a_body() -> None:
    text = 'on call { menu "x" tries=2 { 1 -> end; timeout, failed { say "sorry" } } }\n'

    assert check(text).diagnostics == ()
