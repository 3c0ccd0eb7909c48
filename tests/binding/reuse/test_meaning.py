"""A word that stands for a value may stand wherever that value may, and what is wrong with it is told there."""

from __future__ import annotations

import pytest
from tests.binding.reuse.texts import definition, notes, only, says, short, targets, widgets

HEAD = 'const t = "Owl", u = "https://example.com/x", n = 5, v = Polly.Joanna, verb = POST, r = flow.variables.r\n'


@pytest.mark.parametrize(
    ("statement", "property_", "value"),
    [
        ("say t", "say", "Owl"),
        ("say text=t", "say", "Owl"),
        ("say { text = t }", "say", "Owl"),
        ('say "a" voice=v', "voice", "Polly.Joanna"),
        ('say "a" loop=n', "loop", 5),
        ("say n", "say", "5"),
        ("say r", "say", "{{flow.variables.r}}"),
        ("play u", "play", "https://example.com/x"),
        ("http verb u", "method", "POST"),
        ("http verb u", "url", "https://example.com/x"),
        ("gather t hints=[t, n]", "hints", "Owl,5"),
        ("gather t timeout=n", "timeout", 5),
        ("set a=t", "variables", [{"key": "a", "value": "Owl"}]),
        (
            "http verb u { parameters { a = t; b = pair(n) } }",
            "parameters",
            [
                {"key": "a", "value": "Owl"},
                {"key": "b", "value": "5"},
            ],
        ),
        ('say "a" { property "x" = t }', "x", "Owl"),
        ('say "a" { property "x" = [t, n] }', "x", ["Owl", 5]),
        ('say "a" { property "x" = json("[\\"{{const.t}}\\", {{const.n}}]") }', "x", ["Owl", 5]),
        ("split t { 1 -> end }", "input", "Owl"),
        ("if t equal_to n -> end", "input", "Owl"),
        ("menu t { 1 -> end }", "say", "Owl"),
    ],
)
def test_a_value_may_stand_in_every_kind_of_place(statement: str, property_: str, value: object) -> None:
    assert widgets(f'{HEAD}on call {{ say "x"; w: {statement} }}')["w"][property_] == value


def conditions(text: str, name: str) -> list[tuple[str, str, str]]:
    """The type, the value and the argument of each condition of a split."""
    (state,) = (one for one in definition(text)["states"] if one["name"] == name)
    return [
        (one["type"], one["value"], one["arguments"][0])
        for transition in state["transitions"]
        for one in transition.get("conditions", [])
    ]


@pytest.mark.parametrize(
    ("case", "condition"),
    [
        ("equal_to t", ("equal_to", "Owl", "{{flow.variables.x}}")),
        ("t", ("equal_to", "Owl", "{{flow.variables.x}}")),
        ("n", ("equal_to", "5", "{{flow.variables.x}}")),
        ("less_than n", ("less_than", "5", "{{flow.variables.x}}")),
        ("matches_any_of [t, n]", ("matches_any_of", "Owl,5", "{{flow.variables.x}}")),
        ("matches_any_of many", ("matches_any_of", "a,Owl", "{{flow.variables.x}}")),
        ("t of=r", ("equal_to", "Owl", "{{flow.variables.r}}")),
    ],
)
def test_a_value_may_be_that_of_a_condition(case: str, condition: tuple[str, str, str]) -> None:
    text = f'{HEAD}const many = ["a", t]\non call {{ w: split flow.variables.x {{ {case} -> end }} }}'

    assert conditions(text, "w") == [condition]


def test_a_condition_wins_over_a_value_of_its_name() -> None:
    text = (
        'const equal_to = "x"\non call { w: split flow.variables.x { equal_to "1" -> end; equal_to equal_to -> end } }'
    )

    assert [value for _, value, _ in conditions(text, "w")] == ["1", "x"]


def test_a_word_that_stands_for_nothing_is_no_case() -> None:
    assert short("on call { split flow.variables.x { word -> end } }") == [("FLW210", "word")]


def test_values_may_be_the_keys_and_words_of_a_menu() -> None:
    text = (
        'block query(key: text, word: text) { m: menu "q" { key or word or "x" -> end; none -> next } }\n'
        'on call { a: query 7 "yes"; b: query "9" "no" }'
    )

    assert [value for _, value, _ in conditions(text, "a_m_keys")] == ["7"]
    assert [value for _, value, _ in conditions(text, "a_m_words")] == ["yes", "x"]
    assert [value for _, value, _ in conditions(text, "b_m_keys")] == ["9"]


@pytest.mark.parametrize(
    ("value", "code", "place"),
    [('["a"]', "FLW208", "c"), ("other", "FLW208", "c"), ("1.5", "FLW211", "c"), ('""', "FLW211", "c")],
)
def test_what_is_no_choice_is_told_at_the_choice(value: str, code: str, place: str) -> None:
    assert short(f'const c = {value}\non call {{ menu "q" {{ c -> end; 2 -> end }} }}') == [(code, place)]


def test_two_choices_with_one_value_are_one_error() -> None:
    assert [code for code, _ in short('const c = 1\non call { menu "q" { c -> end; 1 -> end } }')] == ["FLW107"]


def test_the_description_of_a_flow_may_hold_values() -> None:
    assert definition(f'flow "About {{{{const.t}}}}"\n{HEAD}on call -> end')["description"] == "About Owl"
    assert definition(f"flow t\n{HEAD}on call -> end")["description"] == "Owl"


def test_an_arrow_behind_an_option_word_is_an_arrow_where_the_word_is_a_value() -> None:
    text = 'block b(voice: text, loop: text) { say voice -> next; say loop -> end }\non call { u: b "1" "2" }'

    assert targets(text) == {
        "Trigger": {"incomingCall": "u_say_1"},
        "u_say_1": {"audioComplete": "u_say_2"},
        "u_say_2": {},
    }


def test_a_wrong_value_is_told_at_the_word_and_not_inside_of_the_value() -> None:
    finding = only('const n = "many"\non call { say "a" loop=n }')

    assert (finding.span.text, finding.fixes) == ("n", ())
    assert notes(finding) == [("`n` gets its value here", '"many"')]


def test_a_wrong_value_in_a_text_is_told_at_the_text() -> None:
    finding = only(
        'const where = "https://example.com/"\non call { w: play "{{const.where}}{{const.where}}" loop="x" }'
    )

    assert finding.span.text == '"x"'


def test_a_text_may_be_made_of_arguments_of_each_use() -> None:
    text = 'block b(x: text) { say "<{{param.x}}>" }\non call { b "1"; b "2" }'

    assert list(says(text).values()) == ["<1>", "<2>"]
