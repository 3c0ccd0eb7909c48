"""Which names a file uses, and as what."""

from __future__ import annotations

import pytest
from tests.symbols.marked import index, meanings


def test_arrows_lead_to_labels_and_sections_and_not_to_next_and_end() -> None:
    found = meanings(index('on call -> a\nsection a { b: say "x"; -> b }\nsection c { -> next; -> end; -> "end" }\n'))

    assert [one for one in found if one.startswith("target")] == [
        "target a@1 -> section a@a:2",
        "target b@2 -> label b@a:2",
        'target "end"@3 -> ?',
    ]


def test_a_statement_names_its_verb_its_options_and_its_exits() -> None:
    text = 'on call {\n  gather "x" timeout=5s {\n    loop = 2\n    timeout, speech -> end\n  }\n}\n'

    assert meanings(index(text)) == [
        "entry call@1 -> exit call@trigger",
        "verb gather@2 -> verb gather@gather-input-on-call",
        "option timeout@2 -> option timeout@gather-input-on-call",
        "option loop@3 -> option loop@gather-input-on-call",
        "exit timeout@4 -> exit timeout@gather-input-on-call",
        "exit speech@4 -> exit speech@gather-input-on-call",
    ]


def test_an_option_with_a_block_is_an_option_and_its_lines_are_members() -> None:
    text = 'on call { http GET "x" { parameters { failed = "x" }; failed { -> end } } }\n'

    found = [one.partition("@")[0] for one in meanings(index(text))]

    assert found == ["entry call", "verb http", "option parameters", "exit failed"]


@pytest.mark.parametrize(
    "text",
    [
        "say ask.Digits",
        "say widgets.ask.Digits",
        'say "{{ widgets.ask.Digits }}"',
        "say \"{{widgets['ask'].Digits | upcase}}\"",
        'say "{{ widgets[\\"ask\\"].Digits }}"',
        "say \"{% if widgets.ask.Digits == 'widgets.other.Digits' %}\"",
        'say "{{ widgets.ask.Digits',
        'say """\n {{ widgets.ask.Digits }}\n"""',
        'split ask.Digits { "1" -> end }',
        'split "x" { equal_to ask.Digits -> end }',
        "if ask.Digits is_blank -> end",
        'if "x" is_blank { } else if ask.Digits is_blank -> end',
        "set x=ask.Digits",
        "set { x = ask.Digits }",
        'set { x = pair("x", type=ask.Digits) }',
        "gather hints=[ask.Digits]",
        'menu "x" { hints = [ask.Digits]; 1 -> end }',
        'http GET "x" { parameters { x = ask.Digits } }',
    ],
)
def test_a_value_reads_what_a_widget_holds_wherever_it_stands(text: str) -> None:
    found = meanings(index(f'on call {{\nask: gather "x"\n{text}\n}}\n'))

    reads = [one for one in found if one.startswith(("label", "output"))]
    assert [one.partition("@")[0] for one in reads] == ["label ask", "output Digits"]
    assert [one.partition(" -> ")[2] for one in reads] == ["label ask@a:2", "output Digits@gather-input-on-call"]


def test_a_label_may_hold_dots_and_its_output_may_have_members() -> None:
    text = 'on call {\n"my.ask": http GET "x"\nsay "{{widgets.my.ask.parsed.name}} {{widgets.my.other}}"\n}\n'

    found = [one for one in meanings(index(text)) if one.startswith(("label", "output"))]

    assert found == ["label my.ask@3 -> label my.ask@a:2", "output parsed.name@3 -> output parsed@make-http-request"]


def test_a_menu_holds_what_its_prompt_does() -> None:
    found = meanings(index('on call {\nm: menu "x" { 1 -> end }\nsay m.Digits\n}\n'))

    assert found[-2:] == ["label m@3 -> label m@a:2", "output Digits@3 -> output Digits@gather-input-on-call"]


def test_values_are_found_as_words_and_in_liquid() -> None:
    text = (
        'param p: text = c\nconst c = "x"\n'
        'on call { say p voice=c; say "{{param.p}}{{ const.c | upcase }}{{param.q}}" }\n'
    )

    assert [one for one in meanings(index(text)) if one.startswith("value")] == [
        "value c@1 -> const c@a:2",
        "value p@3 -> param p@a:1",
        "value c@3 -> const c@a:2",
        "value p@3 -> param p@a:1",
        "value c@3 -> const c@a:2",
        "value q@3 -> ?",
    ]


def test_in_a_block_its_own_names_win() -> None:
    text = (
        'const words = "x"\nblock b(words: text, other: text = words) {\n  exit out\n  a: say words { failed -> out }\n'
        '  say "{{widgets.a.x}}"\n  output y = a.z\n}\non call { r: b "x" words="y" { out -> a }; a: say r.y }\n'
    )

    found = meanings(index(text))

    assert [one for one in found if "verb" not in one and "entry" not in one] == [
        "value words@2 -> const words@a:1",
        "value words@4 -> parameter words@a:2",
        "exit failed@4 -> ?",
        "target out@4 -> exit out@a:3",
        "label a@5 -> label a@a:4",
        "output x@5 -> ?",
        "label a@6 -> label a@a:4",
        "output z@6 -> ?",
        "option words@8 -> parameter words@a:2",
        "exit out@8 -> exit out@a:3",
        "target a@8 -> label a@a:8",
        "label r@8 -> label r@a:8",
        "output y@8 -> output y@a:6",
    ]


def test_a_name_with_a_module_before_it_leads_into_the_module() -> None:
    main = 'use "./m.flow" as m\non call { m.greet m.words; greet "x"; say "{{const.m.words}}"; -> m.bye }\n'
    module = 'const words = "x"\nblock greet(x: text) { say x }\nsection bye { say "x" }\n'

    found = meanings(index({"a": main, "m": module}, {"a": {"m": "m"}}))

    assert [one for one in found if "@m:" in one] == [
        "verb greet@2 -> block greet@m:2",
        "value words@2 -> const words@m:1",
        "verb greet@2 -> block greet@m:2",
        "value words@2 -> const words@m:1",
        "target bye@2 -> section bye@m:3",
    ]
    assert sum(one == "module m@2 -> module m@a:1" for one in found) == 4


def test_a_module_that_cannot_be_read_leaves_its_names_without_a_meaning() -> None:
    found = meanings(index('use "./m.flow" as m\non call { m.greet m.words; -> m.bye }\n'))

    assert [one for one in found if one.endswith("?")] == [
        "verb greet@2 -> ?",
        "value words@2 -> ?",
        "target bye@2 -> ?",
    ]


def test_a_default_names_verbs_and_the_options_of_the_first() -> None:
    found = meanings(index("default say, gather { voice = alice }\non call { }\n"))

    assert found[:3] == [
        "verb say@1 -> verb say@say-play",
        "verb gather@1 -> verb gather@gather-input-on-call",
        "option voice@1 -> option voice@say-play",
    ]


def test_a_widget_of_the_files_own_is_a_verb_like_any_other() -> None:
    text = (
        'widget page "page-x" {\n  arg who: text -> to\n  exit paged main\n}\n'
        'on request { page who="x" { paged -> end } }\n'
    )

    found = meanings(index(text))

    assert found[1:] == [
        "verb page@5 -> verb page@a:1",
        "option who@5 -> option who@a:2",
        "exit paged@5 -> exit paged@a:3",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "on call { -> ",
        "on call { say ",
        "block b(",
        'on call { say "{{widgets.',
        "use",
        "default",
        "on",
        "section",
        "}",
        "a: ->",
    ],
)
def test_what_is_half_typed_is_passed_over(text: str) -> None:
    found = index(text)

    assert all(one.place.text in text for one in found.files["a"].references)
    assert len(meanings(found)) == len(found.files["a"].references)
