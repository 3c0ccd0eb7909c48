"""What is said of a body that is bound once for each of its uses, and in which order bodies are bound."""

from __future__ import annotations

from tests.binding.reuse.texts import found, notes, only, short, widgets


def test_what_does_not_depend_on_arguments_is_told_once_however_often_a_block_of_a_module_is_used() -> None:
    files = {"m.flow": 'block b(x: text) { say x; sai "y" }'}
    finding = only('use "./m.flow"\non call { m.b "1"; m.b "2"; m.b "3" }', files)

    assert (finding.code, finding.span.text) == ("FLW101", "sai")
    assert notes(finding) == [("in this use of `b`", 'm.b "1"')]


def test_what_depends_on_arguments_is_told_for_each_and_once_for_equal_places() -> None:
    text = 'const many = 500\nblock b(n: integer) { say "a" loop=n }\non call { b many; b many; b 200 }'

    assert [notes(one)[0] for one in found(text)] == [
        ("`n` gets its value here", "500"),
        ("`n` gets its value here", "200"),
    ]


def test_a_default_that_does_not_fit_is_told_once_for_all_uses() -> None:
    assert short('block b(n: integer = 500) { say "a" loop=n }\non call { b; b; b }') == [("FLW203", "n")]


def test_of_many_uses_around_a_finding_only_the_innermost_are_told() -> None:
    blocks = "\n".join(f"block b{n}(x: integer) {{ b{n + 1} x }}" for n in range(9))
    finding = only(f'{blocks}\nblock b9(x: integer) {{ say "a" loop=x }}\non call {{ b0 500 }}')

    assert (finding.code, finding.span.line) == ("FLW203", 10)
    assert [message for message, _ in notes(finding)] == [
        "`x` gets its value here",
        "in this use of `b9`",
        *["which stands in the block used here"] * 3,
    ]


def test_names_that_two_blocks_make_are_one_error() -> None:
    text = 'block b { c_x: say "1" }\nblock d { x: say "2" }\non call { u: b; u_c: d }'
    finding = only(text)

    assert (finding.code, finding.message) == ("FLW103", "`u_c_x` is the name of two widgets")
    assert {finding.span.text, notes(finding)[0][1]} == {"x", "c_x"}


def test_bodies_are_bound_from_the_outside_to_the_inside_and_names_do_not_depend_on_it() -> None:
    text = "block c { set c=1 }\nblock b { c; c }\non request { b; c; b }"

    assert list(widgets(text)) == [
        *("b_1_c_1_set_1", "b_1_c_2_set_1"),
        "c_1_set_1",
        *("b_2_c_1_set_1", "b_2_c_2_set_1"),
    ]


def test_a_section_of_a_module_that_leads_to_others_brings_them_along() -> None:
    files = {"m.flow": "section a { set a=1 -> b }\nsection b { set b=1 -> c }\nsection c { set c=1 -> a }"}

    assert list(widgets('use "./m.flow" as m\non request -> m.b', files)) == ["m_b", "m_c", "m_a"]
