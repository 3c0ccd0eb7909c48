"""What the outputs of a use of a block stand for."""

from __future__ import annotations

import pytest
from tests.binding.reuse.texts import found, notes, only, says, short, targets, widgets

BLOCK = (
    "block b(t: text = none) {\n"
    '  x: gather "q"\n'
    '  output Digits = x.Digits, Text = t, Both = "{{widgets.x.Digits}} of {{param.t}}", Five = 5\n}\n'
)


@pytest.mark.parametrize(
    ("value", "result"),
    [
        ("u.Digits", "{{widgets.u_x.Digits}}"),
        ("widgets.u.Digits", "{{widgets.u_x.Digits}}"),
        ('"{{widgets.u.Digits}}"', "{{widgets.u_x.Digits}}"),
        ('"<{{ widgets.u.Digits }}>"', "<{{widgets.u_x.Digits}}>"),
        ('"{{ widgets.u.Digits | upcase }}"', "{{ widgets.u_x.Digits | upcase }}"),
        ("\"{{ widgets['u'].Digits | upcase }}\"", "{{ widgets.u_x.Digits | upcase }}"),
        ("\"{{widgets['u'].Digits}}\"", "{{widgets.u_x.Digits}}"),
        ('"{{widgets.u.Digits.deep}}"', "{{widgets.u_x.Digits.deep}}"),
        ("u.Text", "T"),
        ('"{{ widgets.u.Text | upcase }}"', '{{ "T" | upcase }}'),
        ("u.Both", "{{widgets.u_x.Digits}} of T"),
        ('"{{widgets.u.Both}}"', "{{widgets.u_x.Digits}} of T"),
        ("u.Five", "5"),
        ('"{{ widgets.u.Five | plus: 1 }}"', "{{ 5 | plus: 1 }}"),
    ],
)
def test_an_output_is_what_it_stands_for(value: str, result: str) -> None:
    assert says(f'{BLOCK}on call {{ u: b "T"; v: say {value} }}')["v"] == result


def test_an_output_may_stand_wherever_a_value_does() -> None:
    text = f'{BLOCK}on call {{ u: b "T"; if u.Digits equal_to u.Text -> end; set a=u.Digits; say "a" loop=u.Five }}'
    found_ = widgets(text)

    assert found_["if_1"] == {"input": "{{widgets.u_x.Digits}}"}
    assert found_["set_1"]["variables"][0]["value"] == "{{widgets.u_x.Digits}}"
    assert found_["say_1"]["loop"] == 5


def test_an_output_may_be_that_of_a_block_in_the_block() -> None:
    text = f'{BLOCK}block c() {{ y: b "C"; output D = y.Digits, T = "{{{{widgets.y.Both}}}}" }}\n' + (
        "on call { u: c; v: c; say u.D; say v.D; say u.T }"
    )

    assert [one for name, one in says(text).items() if name.startswith("say")] == [
        "{{widgets.u_y_x.Digits}}",
        "{{widgets.v_y_x.Digits}}",
        "{{widgets.u_y_x.Digits}} of C",
    ]


def test_an_output_may_be_an_argument_of_the_next_use() -> None:
    text = f'{BLOCK}on call {{ u: b "1"; v: b u.Both; say v.Text; w: b v.Text; say w.Both }}'

    assert says(text)["say_1"] == "{{widgets.u_x.Digits}} of 1"
    assert says(text)["say_2"] == "{{widgets.w_x.Digits}} of {{widgets.u_x.Digits}} of 1"


def test_an_output_is_known_before_its_use_and_in_other_sections() -> None:
    text = f'{BLOCK}on call {{ say u.Digits; -> s }}\nsection s {{ u: b "T"; say u.Digits }}'

    assert says(text)["say_1"] == "{{widgets.u_x.Digits}}"


@pytest.mark.parametrize("place", ["section", "exit", "if", "menu", "split"])
def test_a_use_has_outputs_wherever_it_stands(place: str) -> None:
    bodies = {
        "section": '-> s }\nsection s { u: b "T" }\non message { -> end',
        "exit": 'say "a" { audioComplete { u: b "T" } }',
        "if": 'if flow.variables.x is_blank { say "a" } else { u: b "T" }',
        "menu": 'menu "q" { 1 { u: b "T" } }',
        "split": 'split flow.variables.x { 1 { u: b "T" } }',
    }

    assert says(f"{BLOCK}on call {{ v: say u.Digits; {bodies[place]} }}")["v"] == "{{widgets.u_x.Digits}}"


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("u.Digit", "u.Digit"),
        ('"{{widgets.u.Digit}}"', "widgets.u.Digit"),
        ('"{{ widgets.u.Digit | upcase }}"', "widgets.u.Digit"),
        ("u.x", "u.x"),
        ("u", "u"),
    ],
)
def test_an_unknown_output_is_one_error_at_its_place(value: str, place: str) -> None:
    finding = only(f'{BLOCK}on call {{ u: b "T"; say {value} }}')

    assert (finding.code, finding.span.text) == ("FLW111", place)


def test_the_nearest_output_is_offered() -> None:
    assert only(f'{BLOCK}on call {{ u: b "T"; say u.Digit }}').help == "did you mean `Digits`?"
    assert only('block b() { say "a" }\non call { u: b; say u.X }').help == "the block declares none: `output X = …`"


def test_an_output_that_cannot_be_read_is_one_error_and_its_uses_are_none() -> None:
    block = 'block b() { say "a"; output P = nope.x, Q = word, R = [1] }\n'

    assert short(f'{block}on call {{ u: b; say u.P; say u.Q; say "{{{{widgets.u.R}}}}" }}') == [
        ("FLW111", "nope"),
        ("FLW208", "word"),
        ("FLW201", "[1]"),
    ]


def test_an_output_of_a_module_that_cannot_be_read_is_told_where_it_is_used() -> None:
    files = {"m.flow": 'block b() { say "a"; output P = nope.x }'}
    finding = only('use "./m.flow"\non call { u: m.b; say u.P }', files)

    assert (finding.code, finding.span.text) == ("FLW111", "u.P")
    assert notes(finding) == [("`u.P` gets its value here", "P")]


def test_a_use_given_its_own_output_is_an_error() -> None:
    finding = found("block b(t: text) { say t; output O = t }\non call { u: b u.O }")[0]

    assert (finding.code, finding.span.text, finding.message) == ("FLW120", "u.O", "`u.O` is made of itself")
    assert notes(finding) == [("by way of `t`", "t")]


@pytest.mark.parametrize("form", ["{}.O", '"{{{{widgets.{}.O}}}}"', '"{{{{ widgets.{}.O | upcase }}}}"'])
def test_uses_given_each_others_outputs_are_errors_and_never_read_for_ever(form: str) -> None:
    block = "block b(t: text) { say t; output O = t }\n"
    text = f"{block}on call {{ u: b {form.format('v')}; v: b {form.format('w')}; w: b {form.format('u')} }}"

    assert {one.code for one in found(text)} == {"FLW120"}
    assert ("FLW120", form.format("v").strip('"{} ').removesuffix(" | upcase")) in short(text)


def test_an_output_in_a_loop_of_the_flow_is_no_circle() -> None:
    text = f'{BLOCK}on call {{ u: b "T" -> again }}\nsection again {{ say u.Digits -> u }}'

    assert targets(text)["again"] == {"audioComplete": "u_x"}


def test_a_label_with_dots_has_outputs() -> None:
    text = f'{BLOCK}on call {{ "my.use": b "T"; v: say my.use.Digits; w: say "{{{{widgets.my.use.Digits}}}}" }}'

    assert (says(text)["v"], says(text)["w"]) == ("{{widgets.my.use_x.Digits}}",) * 2


def test_outputs_that_double_take_no_time() -> None:
    block = "block b(t: text) { say t; output O = t }\n"
    uses = "; ".join(f'u{n}: b "{{{{widgets.u{n - 1}.O}}}}{{{{widgets.u{n - 1}.O}}}}"' for n in range(1, 40))

    assert {one.code for one in found(f'{block}on call {{ u0: b "x"; {uses} }}')} == {"FLW131"}
    assert says(f'{block}on call {{ u0: b ""; {uses} }}')["u39_say_1"] == ""
