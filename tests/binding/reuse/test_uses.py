"""Statements whose verb is a block: arguments, exits, names, and the limits of what is written out."""

from __future__ import annotations

import pytest
from tests.binding.reuse.texts import found, notes, only, says, short, targets, widgets

from flowc.compile import check


def test_arguments_are_given_by_position_or_by_name() -> None:
    block = "block b(x: text, n: integer = 2) { say x loop=n }\n"

    for use in (
        'b "a" 3',
        'b "a" n=3',
        'b x="a" n=3',
        'b n=3 x="a"',
        'b "a" { n = 3 }',
        'b { x = "a"; n = 3 }',
        'b, "a", 3',
    ):
        assert widgets(f"{block}on call {{ {use} }}") == {"b_1_say_1": {"say": "a", "loop": 3}}, use


@pytest.mark.parametrize(
    ("use", "code", "place"),
    [
        ("b", "FLW204", "b"),
        ("b n=2", "FLW204", "b"),
        ("b none", "FLW204", "b"),
        ("b x=none", "FLW204", "b"),
        ('b "a" 2 3', "FLW209", "3"),
        ('b "a" y=2', "FLW205", "y"),
        ('b "a" { y = 2 }', "FLW205", "y"),
        ('b "a" n=2 n=3', "FLW206", "n=3"),
        ('b "a" x="b"', "FLW206", 'x="b"'),
        ('b "a" n="many"', "FLW201", '"many"'),
        ('b "a" n=0.5', "FLW201", "0.5"),
        ('b "a" n=[1]', "FLW201", "[1]"),
        ("b a", "FLW208", "a"),
        ("b two words", "FLW208", "two words"),
        ('b "a" { nope -> end }', "FLW104", "nope"),
        ('b "a" { failed -> end; failed -> end }', "FLW107", "failed"),
        ('b "a" { failed }', "FLW104", "failed"),
        ('b "a" { failed { } }', "FLW402", "{ }"),
        ('b "a" { failed -> nowhere }', "FLW102", "nowhere"),
        ('b "a" -> nowhere', "FLW102", "nowhere"),
        ('b "a" { property "y" = 2 }', "FLW205", '"y"'),
        ('b "a" { say "c" }', "FLW113", "say"),
        ('b "a" 2 say "c"', "FLW010", "say"),
        ('bb "a"', "FLW101", "bb"),
    ],
)
def test_one_mistake_in_a_use_is_one_error_at_its_place(use: str, code: str, place: str) -> None:
    block = "block b(x: text, n: integer = 2) { exit failed; say x loop=n; gather x { timeout -> failed } }\n"
    findings = [one for one in found(f'{block}on call {{ b "fine"; {use} }}') if one.span.line == 2]

    assert [one.code for one in findings] == [code]
    assert findings[0].span.text.startswith(place.split(" ", maxsplit=1)[0])


def test_the_nearest_parameter_and_exit_are_offered() -> None:
    block = "block b(greeting: text) { exit failed; gather greeting { timeout -> failed } }\n"

    assert only(f'{block}on call {{ b "a" greting="b" }}').help == "did you mean `greeting`?"
    assert only(f'{block}on call {{ b "a" {{ faild -> end }} }}').help == "did you mean `failed`?"
    assert only(f'{block}on call {{ b "a" {{ property "x" = 1 }} }}').help == "its parameters are `greeting`"


def test_a_value_that_does_not_fit_in_the_block_is_told_there_with_the_argument_and_the_use() -> None:
    finding = only('block b(n: integer) { say "a" loop=n }\non call { b 2; b 200 }')

    assert (finding.code, finding.span.text, finding.span.line) == ("FLW203", "n", 1)
    assert notes(finding) == [("`n` gets its value here", "200"), ("in this use of `b`", "b 200")]


def test_each_argument_that_does_not_fit_is_told() -> None:
    findings = found('block b(n: integer) { say "a" loop=n }\non call { b 100; b 200; b 1 }')

    assert [one.code for one in findings] == ["FLW203", "FLW203"]
    assert [notes(one)[0][1] for one in findings] == ["100", "200"]


def test_an_argument_through_two_blocks_is_told_with_every_place() -> None:
    text = 'block outer(m: integer) { inner m }\nblock inner(n: integer) { say "a" loop=n }\non call { outer 200 }'
    finding = only(text)

    assert (finding.code, finding.span.line) == ("FLW203", 2)
    assert notes(finding) == [
        ("`n` gets its value here", "200"),
        ("in this use of `inner`", "inner m"),
        ("which stands in the block used here", "outer 200"),
    ]


def test_an_argument_of_a_wrong_type_through_a_param_is_told_where_it_is_given_on() -> None:
    text = 'block outer(m: text) { inner m }\nblock inner(n: integer) { say "a" loop=n }\non call { outer "x" }'
    finding = only(text)

    assert (finding.code, finding.span.text, finding.span.line) == ("FLW201", "m", 1)
    assert notes(finding) == [("`m` gets its value here", '"x"'), ("in this use of `outer`", 'outer "x"')]


def test_an_argument_that_is_a_const_is_told_with_the_const() -> None:
    finding = only('const c = "x"\nblock b(n: integer) { say "a" loop=n }\non call { b c }')

    assert (finding.code, finding.span.text, finding.span.line) == ("FLW201", "c", 3)
    assert notes(finding) == [("`c` gets its value here", '"x"')]


def test_none_passed_on_leaves_out_at_the_end() -> None:
    text = (
        'block outer(v: voice = none) { inner v }\nblock inner(w: voice = Polly.Joanna) { say "a" voice=w }\n'
        "on call { outer; outer Polly.Amy; inner; inner none }"
    )

    assert list(widgets(text).values()) == [
        {"say": "a"},
        {"say": "a", "voice": "Polly.Amy"},
        {"say": "a", "voice": "Polly.Joanna"},
        {"say": "a"},
    ]


def test_none_passed_on_to_where_a_value_is_needed_is_told_with_the_place_that_says_none() -> None:
    finding = only('block b(x: text = none) { say x }\non call { b; b "a" }')

    assert (finding.code, finding.span.text, finding.span.line) == ("FLW204", "x", 1)
    assert notes(finding) == [("`x` is `none` here", "none"), ("in this use of `b`", "b")]


def test_a_required_option_that_is_none_is_told_with_the_place_that_says_none() -> None:
    finding = only('block b(x: text = none) { send "a" from=x }\non request { b }')

    assert finding.code == "FLW204"
    assert ("`x` is `none` here", "none") in notes(finding)


# Names


def test_widgets_of_a_use_are_named_after_it() -> None:
    text = 'block b() { say "1"; x: say "2"; say "3" }\non call { u: b; b; b }'

    assert list(says(text)) == [
        *("u_say_1", "u_x", "u_say_2"),
        *("b_1_say_1", "b_1_x", "b_1_say_2"),
        *("b_2_say_1", "b_2_x", "b_2_say_2"),
    ]


def test_nested_uses_are_named_after_all_uses_around_them() -> None:
    text = 'block c() { x: say "c" }\nblock b() { c; y: c }\non call { u: b; b }'

    assert list(says(text)) == ["u_c_1_x", "u_y_x", "b_1_c_1_x", "b_1_y_x"]


def test_unlabelled_uses_are_counted_within_their_section_and_entry() -> None:
    text = (
        'block my-b() { say "x" }\non call { my-b; my-b }\non message, request { my-c; -> end }\n'
        'block my-c() { send "y" }\nsection some-part { my-b; my-b }'
    )

    assert list(widgets(text)) == [
        *("my_b_1_say_1", "my_b_2_say_1"),
        "message_my_c_1_send_1",
        *("some_part_my_b_1_say_1", "some_part_my_b_2_say_1"),
    ]


def test_a_number_that_a_label_takes_is_left_out() -> None:
    assert list(says('block b() { say "x" }\non call { b_1: say "l"; b }')) == ["b_1", "b_2_say_1"]


@pytest.mark.parametrize("other", ["u_x", "b_1_x"])
def test_a_label_that_meets_a_name_of_a_block_is_one_error_with_all_places(other: str) -> None:
    use = "u: b" if other.startswith("u") else "b"
    finding = only(f'block b() {{ x: say "1" }}\non call {{ {use}; {other}: say "2" }}')

    assert (finding.code, finding.span.text) == ("FLW103", other)
    assert notes(finding) == [("named here", "x"), ("in this use of `b`", "b")]


def test_an_unlabelled_widget_gives_way_to_the_names_of_blocks() -> None:
    assert list(says('block b() { say_1: say "1" }\non call { say: b; say "2" }')) == ["say_say_1", "say_1"]


def test_a_menu_in_a_block_names_its_splits_after_the_use() -> None:
    text = 'block b() { m: menu "q" { 1 -> end; "x" -> end } }\non call { u: b; b }'

    assert list(widgets(text)) == [
        *("u_m", "u_m_keys", "u_m_words"),
        *("b_1_m", "b_1_m_keys", "b_1_m_words"),
    ]


def test_chosen_names_of_a_menus_splits_are_those_of_the_use() -> None:
    text = 'block b() { m: menu "q" keys=k words=w { 1 -> end; "x" -> end } }\non call { u: b; b }'

    assert list(widgets(text)) == ["u_m", "u_k", "u_w", "b_1_m", "b_1_k", "b_1_w"]


def test_arrows_in_a_block_lead_to_its_own_labels() -> None:
    text = 'block b() { x: say "1"; -> x }\non call { x: say "0"; u: b }'

    assert targets(text)["u_x"] == {"audioComplete": "u_x"}


def test_a_block_cannot_see_the_labels_of_the_flow_but_its_sections() -> None:
    text = 'block b() {{ say "1" -> {} }}\non call {{ here: say "0"; b }}\nsection there {{ say "2" }}'

    assert short(text.format("here")) == [("FLW102", "here")]
    assert targets(text.format("there"))["b_1_say_1"] == {"audioComplete": "there"}


def test_the_flow_cannot_see_the_labels_of_a_block() -> None:
    block = 'block b() { x: gather "1" }\n'

    assert short(f"{block}on call {{ u: b; -> x }}") == [("FLW102", "x")]
    assert short(f"{block}on call {{ u: b; say x.Digits }}") == [("FLW111", "x")]
    assert short(f"{block}on call {{ u: b; say u.x }}") == [("FLW111", "u.x")]


# Limits


def nested(depth: int, times: int = 1) -> str:
    """A flow whose blocks use each other so deep, each the next so many times."""
    blocks = [f"block b{n} {{ {'; '.join([f'b{n - 1}'] * times)} }}" for n in range(1, depth)]
    return "\n".join(['block b0 { say "x" }', *blocks, f"on call {{ b{depth - 1} }}"])


def test_blocks_may_use_each_other_a_hundred_deep() -> None:
    assert len(says(nested(100))) == 1


def test_deeper_is_one_error_at_the_use_in_the_flow() -> None:
    finding = only(nested(102))

    assert (finding.code, finding.span.text) == ("FLW131", "b101")
    assert finding.message == "blocks use each other more than 100 deep"
    assert len(finding.notes) <= 6


def test_blocks_that_double_are_one_error() -> None:
    findings = check(nested(40, 2)).diagnostics

    assert [(one.code, one.span.text) for one in findings] == [("FLW131", "b39")]


def test_beyond_the_limit_nothing_is_said_of_what_stands_around() -> None:
    text = nested(102).replace("on call { b101 }", "on call { u: b101; record on { failed -> u } }")

    assert [code for code, _ in short(text)] == ["FLW131"]


def test_four_thousand_widgets_of_blocks_are_written_out() -> None:
    checked = check(nested(13, 2))

    assert checked.flow is not None
    assert len(checked.flow.states) == 2**12 + 1
    assert [one.code for one in checked.diagnostics] == ["FLW401"]
