"""`block name(…) { … }`: what may be declared, and blocks that lead to themselves."""

from __future__ import annotations

import pytest
from tests.binding.reuse.texts import found, notes, only, says, short

END = '\non call { say "a" }'


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("block", "block"),
        ("block b", "b"),
        ("block { }", "block"),
        ('block "b" { }', '"b"'),
        ("block b() c { }", "c"),
        ("block b() { } -> x", "-> x"),
        ("l: block b() { }", "l:"),
        ("block b() { } else { }", "else { }"),
        ("block b.c() { }", "b.c"),
        ("block section() { }", "section"),
        ("block split() { }", "split"),
        ("block next() { }", "next"),
        ("block end { }", "end"),
        ("block b(x) { }", "x"),
        ("block b(x = 1) { }", "x = 1"),
        ('block b("x") { }', '"x"'),
        ("block b(x: [text]) { }", "[text]"),
        ("block b(x: nonsense) { }", "nonsense"),
        ("block b(x: pairs()) { }", "x: pairs()"),
    ],
)
def test_a_block_that_declares_nothing_is_one_error(line: str, place: str) -> None:
    assert [one for one in short(line + END) if one[0] != "FLW128"] == [("FLW120", place)]


@pytest.mark.parametrize(
    "line", ["exit", "exit failed -> x", "exit failed { }", "l: exit failed", "output", "output -> x"]
)
def test_a_line_that_declares_nothing_of_a_block_is_one_error(line: str) -> None:
    (finding,) = (one for one in found(f'block b() {{ {line}; say "x" }}\non call {{ b }}'))

    assert finding.code == "FLW120"
    assert finding.message.endswith("declares what a use of the block has")


@pytest.mark.parametrize(
    ("line", "place"),
    [("exit 5", "5"), ("exit next", "next"), ("exit end", "end"), ('exit ""', '""'), ("exit [a]", "[a]")],
)
def test_an_exit_is_a_name(line: str, place: str) -> None:
    assert short(f'block b() {{ {line}; say "x" }}\non call {{ b }}') == [("FLW120", place)]


def test_an_output_has_a_name_and_a_value() -> None:
    assert short('block b() { output Sid; say "x" }\non call { b }') == [("FLW120", "Sid")]


def test_one_line_may_declare_several_exits_and_outputs() -> None:
    text = (
        'block b() { exit one, two; output A = x.Digits, B = "b"; x: gather "q" { timeout -> one; speech -> two } }\n'
        "on call { u: b { one -> end; two -> end }; say u.A; say u.B }"
    )

    assert list(says(text).values()) == ["q", "{{widgets.u_x.Digits}}", "b"]


def test_an_exit_may_be_declared_as_a_failure() -> None:
    assert short('block b() { exit a, b failure; gather "q" { timeout -> a; speech -> b } }\non call { b }') == []


def test_failure_alone_is_an_exit_of_that_name() -> None:
    assert (
        short('block b() { exit failure; gather "q" { timeout -> failure } }\non call { b { failure -> end } }') == []
    )


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        ('exit a, a; say "x"', "FLW107", "a"),
        ('exit a; exit a; say "x"', "FLW107", "a"),
        ('output O = "1"; output O = "2"; say "x"', "FLW107", "O"),
        ('l: say "x"; l: say "y"', "FLW103", "l"),
        ('exit l; l: say "x"', "FLW103", "l"),
    ],
)
def test_a_name_declared_twice_in_a_block_is_one_error_with_both_places(body: str, code: str, place: str) -> None:
    finding = only(f"block b() {{ {body} }}\non call {{ b }}")

    assert (finding.code, finding.span.text) == (code, place)
    assert [note.span.text for note in finding.notes if note.span] == [place]
    assert finding.notes[0].span != finding.span


def test_a_parameter_declared_twice_is_one_error_with_both_places() -> None:
    finding = only('block b(x: text, x: url) { say x }\non call { b "a" }')

    assert (finding.code, finding.span.text, notes(finding)) == ("FLW103", "x", [("first declared here", "x")])


def test_two_blocks_of_one_name_are_one_error_with_both_places() -> None:
    finding = only('block b() { say "1" }\nblock b() { say "2" }\non call { b }')

    assert (finding.code, finding.span.line, finding.notes[0].span and finding.notes[0].span.line) == ("FLW103", 2, 1)


def test_a_block_called_as_a_widgets_verb_is_one_error_and_its_uses_are_none() -> None:
    finding = only('block dial(x: text) { say x }\non call { dial "a"; dial x="b" }')

    assert (finding.code, finding.span.text) == ("FLW103", "dial")
    assert notes(finding) == [("`dial` makes a `connect-call-to`", None)]


def test_what_is_wrong_in_a_block_is_told_once_whether_it_is_used_or_not() -> None:
    block = 'block b(x: text) { sai x; say "a" loop=500; -> nowhere }\n'
    wanted = [("FLW101", "sai"), ("FLW203", "500"), ("FLW102", "nowhere")]

    assert [one for one in short(f'{block}on call {{ say "a" }}') if one[0] != "FLW128"] == wanted
    assert short(f'{block}on call {{ b "1" }}') == wanted
    assert short(f'{block}on call {{ b "1"; b "2"; b "3" }}') == wanted


def test_a_parameter_stands_for_any_value_while_a_block_is_looked_at_by_itself() -> None:
    block = (
        "block b(verb: GET | POST, n: integer, t: text, l: list(text), on-it: switch) {\n"
        '  http verb t { property "n" = n; parameters { a = t } }\n'
        "  say t loop=n -> next\n  record on-it\n  gather t hints=l\n"
        "  split t { t -> next; equal_to t -> next; matches_any_of [t, n] -> next }\n"
        "  if t equal_to n -> next\n  menu t tries=n { n -> end; t -> end }\n"
        '  say "{{param.t}} {{ param.n | plus: 1 }}"\n}\n'
    )

    assert [code for code, _ in short(f'{block}on call {{ say "a" }}')] == ["FLW128"]


def test_the_default_of_a_parameter_is_checked_once_against_its_type() -> None:
    text = 'block b(n: integer = "x") { say "a" loop=n; say "b" loop=n }\non call { b; b; b 2 }'

    assert short(text) == [("FLW201", '"x"')]


def test_the_default_of_a_parameter_may_be_a_value_of_the_file() -> None:
    assert says('const c = "C"\nblock b(x: text = c) { say x }\non call { b }') == {"b_1_say_1": "C"}


def test_a_parameter_is_not_known_in_the_defaults_of_others() -> None:
    assert short('block b(x: text, y: text = x) { say y }\non call { b "a" }') == [("FLW208", "x")]


@pytest.mark.parametrize("kind", ['param x: text = "a"', 'const x = "a"'])
def test_a_parameter_that_hides_a_value_of_the_file_is_a_warning_with_both_places(kind: str) -> None:
    text = f'{kind}\nblock b(x: text) {{ say x }}\non call {{ say x; b "B" }}'
    finding = only(text)

    assert (finding.code, finding.severity.value, finding.span.line) == ("FLW130", "warning", 2)
    assert [(note.message, note.span and note.span.line) for note in finding.notes] == [
        ("everywhere else it means this", 1)
    ]
    assert list(says(text).values()) == ["a", "B"]


def test_a_parameter_may_be_called_as_anything_else() -> None:
    text = 'block b(say: text, next: text, none: text, flow: text) { say say; say flow }\non call { b "1" "2" "3" "4" }'

    assert list(says(text).values()) == ["1", "4"]


# Circles


def test_a_block_that_uses_itself_is_one_error() -> None:
    finding = only('block b() { say "x"; b }\non call { b; b }')

    assert (finding.code, finding.span.text, finding.message) == ("FLW127", "b", "`b` leads to itself")


def test_blocks_that_use_each_other_are_one_error_with_the_chain() -> None:
    text = (
        'block a() { say "x"; b }\nblock b() { if flow.variables.x is_blank { c } }\nblock c() { a }\non call { a; c }'
    )
    finding = only(text)

    assert (finding.code, finding.span.text, finding.span.line) == ("FLW127", "a", 1)
    assert notes(finding) == [("which uses `b`", "b"), ("which uses `c`", "c")]


def test_two_circles_are_two_errors_and_what_leads_into_one_is_none() -> None:
    text = 'block in() { a; c }\nblock a() { a }\nblock c() { d }\nblock d() { c }\non call { say "x"; in }'

    assert short(text) == [("FLW127", "a"), ("FLW127", "c")]


@pytest.mark.parametrize(
    "body",
    [
        'gather "q" { timeout { b } }',
        'menu "q" { 1 { b } }',
        "split flow.variables.a { 1 { b } }",
        'if flow.variables.a is_blank { say "x" } else { b }',
        'say "x" { audioComplete { say "y"; b } }',
        "c { failed { b } }",
    ],
)
def test_a_circle_is_found_however_deep_the_use_stands(body: str) -> None:
    text = f'block c() {{ exit failed; say "c" }}\nblock b() {{ {body} }}\non call {{ b }}'

    assert ("FLW127", "b") in short(text)


def test_a_block_that_is_used_on_two_ways_is_no_circle() -> None:
    assert short('block a() { say "x" }\nblock b() { a }\nblock c() { a; b }\non call { c; b }') == []
