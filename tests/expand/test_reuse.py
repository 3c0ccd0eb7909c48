"""What goes, what stays and what is said anew where a flow declares values, blocks and modules."""

from __future__ import annotations

from tests.expand.flows import Files, plain, written_out

from flowc import expand_text

WORD = 'const shop = "the Owl shop"\n'


def test_a_file_of_declarations_stays_as_it_is() -> None:
    blocks = "block greet { if flow.variables.x is_blank { say shop } }\n"
    text = f'{WORD}\n\n{blocks}section a {{ menu "x" {{ 1 -> end }} }}\n'

    assert expand_text(text).text == text


def test_documentation_and_line_comments_go_with_a_declaration_and_other_comments_stay() -> None:
    text = (
        "# first\n\n## About it.\nconst a = 1   # one\n\n\n# second\nblock b { }   # two\non call { set x=a }\n"
        "\n## About c.\n##\nconst c = 2, d = 3\n"
    )

    assert written_out(text) == '# first\n\n# second\non call { set_1: set x="1" }\n\n'


def test_several_declarations_on_a_line_go_together() -> None:
    assert written_out("const a = 1; const b = 2; on call { set x=a }") == ' on call { set_1: set x="1" }'


def test_a_statement_that_names_nothing_keeps_its_bytes() -> None:
    text = WORD + 'on call {\n  a:  say   "x"   loop =2 {   }\n  set  y=shop\n}\n'

    assert written_out(text) == 'on call {\n  a:  say   "x"   loop =2 {   }\n  set_1: set y="the Owl shop"\n}\n'


def test_a_word_that_a_value_hides_is_said_by_its_value() -> None:
    assert written_out('const alice = man\non call { say "x" voice=alice }\n') == (
        'on call { say_1: say "x" voice=man }\n'
    )


def test_the_setting_of_a_flow_may_be_a_value() -> None:
    flow = "flow { allow_concurrent_calls = a }\non call { set_1: set x=1 }\n"

    assert written_out(f"const a = on\n{flow}") == "flow\non call { set_1: set x=1 }\n"
    assert written_out(f"const a = off\n{flow}").splitlines()[0] == "flow { allow_concurrent_calls = false }"


def test_an_option_that_a_value_leaves_out_is_left_out() -> None:
    assert written_out('param loud: url = none\non call { play "https://a.b/c.mp3"; voicemail callback=loud }\n') == (
        'on call { play_1: play "https://a.b/c.mp3"; voicemail_1: voicemail }\n'
    )


def test_an_argument_that_a_value_leaves_out_is_written_as_none() -> None:
    text = 'param old: mono | dual = none\non call { say "x"; record on channels=old { failed -> next } }\n'

    assert "record_1: record on channels=none { failed -> next }" in written_out(text)


def test_an_arrow_to_a_use_leads_to_its_first_widget() -> None:
    block = 'block b { -> out; exit out; say "x" }\n'
    found = written_out(
        f'{block}on call {{ a: b {{ out {{ say "y" }} }}; set z=1 {{ next -> a }} }}\non subflow -> a\n'
    )

    assert "on subflow -> say_1" in found
    assert "set_1: set z=1 { next -> say_1 }" in found


def test_a_default_for_a_block_goes_and_the_others_stay() -> None:
    block = "block b(w: text) { say w }\n"

    assert written_out(f'default b {{ w = "x" }}\n{block}on call {{ b }}\n') == 'on call {\n  b_1_say_1: say "x"\n}\n'
    assert written_out(
        f'default b, say {{ loop = 2 }}\n{block.replace("w: text", "w: text, loop: integer")}on call {{ b "y" }}\n'
    ) == ('default say { loop = 2 }\non call {\n  b_1_say_1: say "y"\n}\n')


def test_comments_of_a_default_that_is_said_anew_stay() -> None:
    text = 'const v = alice\ndefault say {\n  voice = v   # nice\n}\non call { say "x" }\n'

    assert written_out(text).splitlines()[:2] == ["# nice", "default say { voice = alice }"]


def test_a_module_that_declares_a_widget_of_the_flow_is_still_used() -> None:
    widget = "widget page { arg who: name -> recipient; exit paged main }\n"
    module = f"# ---- m.flow\nparam who: name\n{widget}block b {{ page who }}\n"
    values = '# ---- values.toml\nwho = "alice"\n'

    found = Files.of(f'use "./m.flow" as m\non request {{ m.b; m.page bob }}\n{module}{values}').expand().text

    assert found is not None
    assert plain(found) == 'use "./m.flow" as m\non request {\n  b_1_page_1: page alice\n  page_1: m.page bob\n}\n'


def test_a_widget_that_only_a_module_of_a_module_knows_is_raw() -> None:
    widget = "widget page { arg who: name -> recipient; exit paged main; exit failed failure }\n"
    inner = f"# ---- n.flow\n{widget}block b {{ page x }}\n"
    module = '# ---- m.flow\nuse "./n.flow" as n\nblock c { n.b }\n'

    found = written_out(f'use "./m.flow" as m\non request {{ c; set a=1 }}\n{module}{inner}')

    assert found == (
        'on request {\n  c_1_b_1_page_1: raw page {\n    property recipient = "x"\n    paged -> set_1\n'
        "    failed -> end\n  }\n  set_1: set a=1\n}\n"
    )


def test_a_section_of_a_module_without_widgets_leaves_nothing() -> None:
    module = "# ---- m.flow\nsection a { -> b }\nsection b { set x=1 }\n"

    assert written_out(f'use "./m.flow" as m\non call -> m.a\n{module}') == (
        'on call -> m_b\n\nsection m_b {\n  m_b: set x="1"\n}\n'
    )
