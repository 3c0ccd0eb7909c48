"""What a file knows of the modules it uses: blocks, widgets, values and sections."""

from __future__ import annotations

import pytest
from tests.binding.reuse.texts import found, notes, only, says, short, targets, widgets

M = (
    'param who: text = "you"\nconst shop = "Owl"\n'
    'block hi(t: text) {\n  exit no\n  say "{{const.shop}} {{param.who}}"\n'
    "  x: gather t { timeout -> no }\n  output D = x.Digits\n}\n"
    'section closed { say shop; again: gather "q" { timeout -> again } -> more }\nsection more { bye "m" }\n'
    "block bye(t: text) { say t }\n"
)
USE = 'use "./m.flow" as m\n'
FILES = {"m.flow": M}


def test_a_block_of_a_module_is_a_verb_with_and_without_its_name() -> None:
    for verb in ("hi", "m.hi"):
        assert list(says(f'{USE}on call {{ u: {verb} "q" }}', FILES).values()) == ["Owl you", "q"]


def test_a_use_without_a_label_is_named_without_the_module() -> None:
    assert list(says(f'{USE}on call {{ m.hi "q"; hi "r" }}', FILES)) == [
        *("hi_1_say_1", "hi_1_x"),
        *("hi_2_say_1", "hi_2_x"),
    ]


def test_outputs_and_exits_of_a_modules_block_are_those_of_any_block() -> None:
    text = f'{USE}on call {{ u: m.hi "q" {{ no -> end }}; say u.D }}'

    assert says(text, FILES)["say_1"] == "{{widgets.u_x.Digits}}"


def test_values_of_a_module_are_known_by_its_name() -> None:
    text = USE + 'on call { say m.shop; say "{{const.m.shop}} {{param.m.who}}"; say "{{ const.m.shop | upcase }}" }'

    assert list(says(text, FILES).values()) == ["Owl", "Owl you", '{{ "Owl" | upcase }}']


@pytest.mark.parametrize(
    ("statement", "code", "place"),
    [
        ("say shop", "FLW208", "shop"),
        ('say "{{const.shop}}"', "FLW111", "const.shop"),
        ("say m.nope", "FLW111", "m"),
        ('say "{{const.m.nope}}"', "FLW111", "const.m.nope"),
        ("m.nope", "FLW101", "m.nope"),
        ('m.say "x"', "FLW101", "m.say"),
        ("-> closed", "FLW102", "closed"),
        ("-> m.nope", "FLW102", "m.nope"),
        ("-> m.again", "FLW102", "m.again"),
        ("-> m", "FLW102", "m"),
        ("say again.Digits", "FLW111", "again"),
    ],
)
def test_what_a_module_does_not_offer_is_one_error_at_its_place(statement: str, code: str, place: str) -> None:
    assert short(f'{USE}on call {{ bye "x"; {statement} }}', FILES) == [(code, place)]


def test_a_section_of_a_module_is_part_of_the_flow_when_something_leads_to_it() -> None:
    text = f'{USE}on call {{ say "a" -> m.closed }}'

    assert targets(text, FILES) == {
        "Trigger": {"incomingCall": "say_1"},
        "say_1": {"audioComplete": "m_closed"},
        "m_closed": {"audioComplete": "m_again"},
        "m_again": {"timeout": "m_again", "keypress": "m_more_bye_1_say_1", "speech": "m_more_bye_1_say_1"},
        "m_more_bye_1_say_1": {},
    }


def test_a_section_is_there_once_however_many_arrows_lead_to_it() -> None:
    text = f'{USE}on call {{ say "a" -> m.closed }}\non subflow -> m.more\nsection s {{ -> m.closed }}'

    assert list(widgets(text, FILES)).count("m_closed") == 1


def test_a_section_of_a_module_is_reached_from_a_block_of_the_flow_and_of_the_module() -> None:
    files = {"m.flow": 'block b() { say "b" -> s }\nsection s { say "s" }'}

    assert targets('use "./m.flow" as m\non call { m.b }', files)["b_1_say_1"] == {"audioComplete": "m_s"}
    assert targets('use "./m.flow" as m\nblock c() { say "c" -> m.s }\non call { c }', files)["c_1_say_1"] == {
        "audioComplete": "m_s"
    }


def test_names_of_a_menus_splits_in_a_module_bear_its_name() -> None:
    files = {"m.flow": 'section s { m1: menu "q" keys=k { 1 -> end } }'}

    assert list(widgets('use "./m.flow" as m\non call -> m.s', files)) == ["m_m1", "m_k"]


def test_the_entries_of_a_module_are_no_part_of_the_flow() -> None:
    files = {"m.flow": 'on call { x: say "no" }\nblock b() { say "b" }'}

    assert says('use "./m.flow" as m\non call { x: say "yes"; m.b }', files) == {"x": "yes", "b_1_say_1": "b"}


def test_modules_may_use_others_and_are_named_by_the_shortest_way() -> None:
    files = {
        "m.flow": 'use "./n.flow" as n\nsection s { say n.c -> n.s }\nblock b() { n.b }',
        "n.flow": 'const c = "N"\nsection s { say "ns" }\nblock b() { say c }',
    }

    assert list(says('use "./m.flow" as m\non call { b; -> m.s }', files)) == ["b_1_b_1_say_1", "m_s", "m_n_s"]
    assert list(says('use "./m.flow" as m\nuse "./n.flow" as other\non call { m.b; -> m.s }', files)) == [
        *("b_1_b_1_say_1", "m_s", "other_s"),
    ]


def test_a_module_of_a_module_is_not_known_in_the_flow() -> None:
    files = {"m.flow": 'use "./n.flow" as n\nblock b() { n.c }', "n.flow": 'block c() { say "c" }'}

    assert short('use "./m.flow" as m\non call { m.b; n.c }', files) == [("FLW101", "n.c")]
    assert short('use "./m.flow" as m\non call { m.b; m.n.c }', files) == [("FLW101", "m.n.c")]


def test_a_verb_that_several_modules_offer_is_one_error_that_names_them() -> None:
    files = {name: f'block hi() {{ say "{name}" }}' for name in ("a.flow", "b.flow", "c.flow")}
    head = 'use "./a.flow"\nuse "./b.flow"\nuse "./c.flow"\n'
    finding = only(f"{head}on call {{ a.hi; b.hi; c.hi; hi }}", files)

    assert (finding.code, finding.span.text) == ("FLW101", "hi")
    assert finding.message == "`hi` is a verb of several modules"
    assert finding.help == "write `a.hi`, `b.hi` or `c.hi`"


def test_a_block_of_the_flow_itself_wins_over_those_of_modules() -> None:
    text = f'{USE}block bye() {{ say "own" }}\non call {{ bye; m.bye "module" }}'

    assert list(says(text, FILES).values()) == ["own", "module"]


def test_a_block_of_a_module_called_as_a_widgets_verb_needs_the_modules_name() -> None:
    files = {"m.flow": 'block digits-of() { say "b" }'}

    assert list(says('use "./m.flow" as m\non call { digits-of; m.digits-of }', files).values()) == ["b", "b"]


def test_widgets_that_a_module_declares_are_verbs() -> None:
    files = {"m.flow": 'widget beep "beep-type" { title "Beep"; arg tone: text -> tone; exit done main }'}
    found_ = widgets('use "./m.flow" as m\non request { m.beep "a"; beep "b" }', files)

    assert [one["tone"] for one in found_.values()] == ["a", "b"]


@pytest.mark.parametrize("name", ['"./gone.flow"', "std.gone", '"../x.flow"'])
def test_of_a_module_that_cannot_be_had_nothing_else_is_missed(name: str) -> None:
    text = (
        f'use {name} as m\non call {{ m.hi "a"; say m.shop; say "{{{{const.m.shop}}}}"; other; -> m.closed }}\n'
        "section s { u: m.hi; say u.D }"
    )

    assert [code for code, _ in short(text)] == ["FLW121"]


def test_a_finding_in_a_module_stands_in_its_file() -> None:
    files = {"m.flow": 'block b(n: integer) { say "a" loop=n }'}
    finding = only('use "./m.flow" as m\non call { m.b 200 }', files)

    assert (finding.span.source.path, finding.span.text) == ("m.flow", "n")
    assert [(message, place) for message, place in notes(finding)] == [
        ("`n` gets its value here", "200"),
        ("in this use of `b`", "m.b 200"),
    ]


def test_what_is_wrong_in_a_section_of_a_module_is_told_once_and_only_when_it_is_part_of_the_flow() -> None:
    files = {"m.flow": 'section s { sai "x" }\nsection t { say "t" }'}

    assert short('use "./m.flow" as m\non call { -> m.t }', files) == []
    assert short('use "./m.flow" as m\non call { say "a" -> m.s }\nsection x { -> m.s }', files) == [("FLW101", "sai")]


def test_a_label_that_meets_a_name_of_a_module_is_one_error_with_both_places() -> None:
    finding = only(f'{USE}on call {{ m_closed: say "a" -> m.closed }}', FILES)

    assert (finding.code, finding.span.text) == ("FLW103", "m_closed")
    assert notes(finding) == [("named here", "closed")]


def test_syntax_errors_of_a_module_are_told_in_its_file() -> None:
    findings = found('use "./m.flow" as m\non call { m.b }', {"m.flow": 'block b() { say "x }'})

    assert {one.span.source.path for one in findings if one.code.startswith("FLW0")} == {"m.flow"}


def test_a_minus_in_the_name_of_a_module_is_an_underline_before_its_names() -> None:
    files = {"my-part.flow": 'section s-t { a.b: say "s" }'.replace("a.b:", '"a.b":')}

    assert list(says('use "./my-part.flow"\non call -> my-part.s-t', files)) == ["my_part_a_b"]


def test_an_arrow_to_a_label_makes_the_section_it_stands_in_part_of_the_flow() -> None:
    files = {
        "m.flow": 'const shop = "Owl"\nsection first { say shop -> inner }\nsection other { say "a"; inner: say "b" }\n'
    }

    assert list(says(f"{USE}on call -> m.first", files)) == ["m_first", "m_other", "m_inner"]
