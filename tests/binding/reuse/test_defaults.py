"""`default say, gather { voice = … }`: options for all later statements of these verbs in a file."""

from __future__ import annotations

import pytest
from tests.binding.reuse.texts import only, short, widgets

VOICE = "default say { voice = Polly.Joanna }\n"


def test_later_statements_have_the_option_and_earlier_ones_have_not() -> None:
    text = f'on call {{ say "1"; -> s }}\n{VOICE}section s {{ say "2" }}'

    assert widgets(text) == {"say_1": {"say": "1"}, "s": {"say": "2", "voice": "Polly.Joanna"}}


def test_what_a_statement_says_itself_wins() -> None:
    assert widgets(f'{VOICE}on call {{ say "1" voice=Polly.Amy; say "2" {{ voice = Polly.Amy }} }}') == {
        "say_1": {"say": "1", "voice": "Polly.Amy"},
        "say_2": {"say": "2", "voice": "Polly.Amy"},
    }


def test_studios_name_of_an_option_counts_as_its_short_one() -> None:
    text = 'default record { channels = mono }\non call { say "1"; record on recording_channels=dual; record on }'

    assert [one.get("recording_channels") for one in widgets(text).values()] == [None, "dual", "mono"]


def test_none_takes_a_default_back() -> None:
    assert widgets(f'{VOICE}on call {{ say "1" voice=none; say "2" }}')["say_1"] == {"say": "1"}


def test_of_two_defaults_the_later_wins_option_by_option() -> None:
    text = 'default say { voice = Polly.Joanna; loop = 2 }\ndefault say { voice = Polly.Amy }\non call { say "1" }'

    assert widgets(text) == {"say_1": {"say": "1", "voice": "Polly.Amy", "loop": 2}}


def test_a_later_default_of_none_takes_an_earlier_one_back() -> None:
    assert widgets(f'{VOICE}default say {{ voice = none }}\non call {{ say "1" }}') == {"say_1": {"say": "1"}}


def test_between_two_defaults_the_first_holds() -> None:
    text = f'{VOICE}on call {{ say "1"; -> s }}\ndefault say {{ voice = Polly.Amy }}\nsection s {{ say "2" }}'

    assert [one["voice"] for one in widgets(text).values()] == ["Polly.Joanna", "Polly.Amy"]


def test_one_default_may_name_several_verbs() -> None:
    text = 'default say, gather { voice = Polly.Amy }\non call { say "1"; gather "2"; play "https://example.com" }'

    assert [one.get("voice") for one in widgets(text).values()] == ["Polly.Amy", "Polly.Amy", None]


def test_an_option_that_means_nothing_beside_the_others_is_left_out() -> None:
    text = (
        'default dial { sip_username = "u"; timeout = 20s }\n'
        'on call { dial number +15550101; dial sip sip_endpoint="sip:a@example.com" }'
    )
    found = widgets(text)

    assert [(one.get("sip_username"), one["timeout"]) for one in found.values()] == [(None, 20), ("u", 20)]
    assert short(text) == []


def test_an_option_that_excludes_what_a_statement_says_is_left_out() -> None:
    text = 'default gather { play = "https://example.com/x" }\non call { gather "q"; gather }'
    found = widgets(text)

    assert ("play" in found["gather_1"], found["gather_1"]["say"]) == (False, "q")
    assert found["gather_2"]["play"] == "https://example.com/x"


def test_a_default_may_give_what_is_required() -> None:
    assert short('on request { send "a" { from = "+15550100" } }') == []
    assert widgets('default http { content_type = json }\non request { http GET "https://example.com" }')


def test_menu_takes_those_of_gather() -> None:
    text = 'default gather { voice = Polly.Amy; timeout = 7s }\non call { menu "q" timeout=3 { 1 -> end } }'

    assert (widgets(text)["menu_1"]["voice"], widgets(text)["menu_1"]["timeout"]) == ("Polly.Amy", 3)


def test_a_property_that_is_a_block_may_be_a_default() -> None:
    text = (
        "default http { parameters { a = 1 } }\n"
        'on request { http GET "https://example.com"; http GET "https://example.com" { parameters { b = 2 } } }'
    )

    assert [one["parameters"] for one in widgets(text).values()] == [
        [{"key": "a", "value": "1"}],
        [{"key": "b", "value": "2"}],
    ]


def test_a_default_may_be_a_value_of_the_file() -> None:
    text = 'param v: voice = Polly.Amy\nconst n = 3\ndefault say { voice = v; loop = n }\non call { say "1" }'

    assert widgets(text) == {"say_1": {"say": "1", "voice": "Polly.Amy", "loop": 3}}


def test_a_default_of_a_block_gives_arguments() -> None:
    text = (
        'block b(x: text, n: integer = 1) { say x loop=n }\ndefault b { x = "D"; n = 4 }\n'
        'on call { b; b "A"; b n=2; b "A" 3 }'
    )

    assert list(widgets(text).values()) == [
        {"say": "D", "loop": 4},
        {"say": "A", "loop": 4},
        {"say": "D", "loop": 2},
        {"say": "A", "loop": 3},
    ]


def test_none_in_a_use_takes_back_the_default_of_a_block() -> None:
    text = 'block b(v: voice = none) { say "a" voice=v }\ndefault b { v = Polly.Amy }\non call { b; b none }'

    assert list(widgets(text).values()) == [{"say": "a", "voice": "Polly.Amy"}, {"say": "a"}]


def test_the_body_of_a_block_takes_the_defaults_before_it() -> None:
    text = (
        'block before() { say "1" }\ndefault say { voice = Polly.Amy }\nblock after() { say "2" }\n'
        "on call { before; after }"
    )

    assert list(widgets(text).values()) == [{"say": "1"}, {"say": "2", "voice": "Polly.Amy"}]


def test_a_module_has_the_defaults_of_its_own_file() -> None:
    files = {"m.flow": 'default say { voice = Polly.Joey }\nblock b() { say "m" }\nsection s { say "s" }'}
    text = f'use "./m.flow" as m\n{VOICE}on call {{ say "1"; m.b; -> m.s }}'

    assert [one["voice"] for one in widgets(text, files).values()] == ["Polly.Joanna", "Polly.Joey", "Polly.Joey"]


def test_a_default_does_not_reach_the_bodies_of_modules_that_have_none() -> None:
    files = {"m.flow": 'block b() { say "m" }'}

    assert widgets(f'use "./m.flow" as m\n{VOICE}on call {{ m.b }}', files) == {"b_1_say_1": {"say": "m"}}


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ("default", "FLW120", "default"),
        ("default say", "FLW120", "default"),
        ("default { voice = Polly.Amy }", "FLW120", "default"),
        ("default say { voice = Polly.Amy } -> end", "FLW120", "default"),
        ("l: default say { voice = Polly.Amy }", "FLW120", "default"),
        ("default sai { voice = Polly.Amy }", "FLW101", "sai"),
        ("default section { voice = Polly.Amy }", "FLW101", "section"),
        ('default "say" { voice = Polly.Amy }', "FLW101", '"say"'),
        ("default say { voic = Polly.Amy }", "FLW205", "voic"),
        ("default say { loop = 500 }", "FLW203", "500"),
        ("default say { voice = [a] }", "FLW201", "[a]"),
        ('default say { say "x" }', "FLW113", "say"),
        ("default say { audioComplete -> end }", "FLW113", "audioComplete"),
        ("default say { -> end }", "FLW113", "-> end"),
        ("default say { loop = 2; loop = 3 }", "FLW206", "loop = 3"),
    ],
)
def test_one_mistake_in_a_default_is_one_error_however_many_statements_take_it(
    line: str, code: str, place: str
) -> None:
    assert short(f'{line}\non call {{ say "1"; say "2" }}') == [(code, place)]


def test_a_wrong_value_for_several_verbs_is_told_once() -> None:
    assert short('default say, gather { voice = [a] }\non call { say "1"; gather "2" }') == [("FLW201", "[a]")]


def test_the_nearest_verb_and_option_are_offered() -> None:
    assert only('default sai { voice = Polly.Amy }\non call { say "1" }').help == "did you mean `say`?"
    assert only('default say { voic = Polly.Amy }\non call { say "1" }').help == "did you mean `voice`?"


def test_menu_has_no_defaults_of_its_own_and_says_whose_it_takes() -> None:
    finding = only('default menu { voice = Polly.Amy }\non call { menu "q" { 1 -> end } }')

    assert (finding.code, finding.span.text) == ("FLW101", "menu")
    assert "gather" in finding.help
