"""`menu`: the prompt, the splits on keys and words, and the counter that `tries` adds."""

from __future__ import annotations

import pytest
from tests.graph.graph_of import Graph, codes_of, on_call

PLACES = "\n".join(f'section {name} {{ say "{name}" }}' for name in ("sales", "support", "again", "operator"))


def menu(block: str, settings: str = "") -> Graph:
    """The graph of a menu labelled `m`, with a statement `last` behind it."""
    return on_call(f'm: menu "Which?" {settings} {{\n{block}\n}}\nlast: set a=1', PLACES)


def test_a_menu_of_keys_and_words_is_a_prompt_and_two_splits() -> None:
    graph = menu('1 or "sales" -> sales\n2 or "support" -> support\nnone -> again\ntimeout -> operator')

    assert graph.names[:4] == ["m", "m_keys", "m_words", "last"]
    assert graph.exits("m") == {"keypress": "m_keys", "speech": "m_words", "timeout": "operator"}
    assert graph.cases("m_keys") == [
        ("noMatch", "", "again"),
        ("equal_to", "1", "sales"),
        ("equal_to", "2", "support"),
    ]
    assert graph.cases("m_words") == [
        ("noMatch", "", "again"),
        ("contains", "sales", "sales"),
        ("contains", "support", "support"),
    ]


def test_the_prompt_of_a_menu_is_a_gather_with_its_options() -> None:
    prompt = menu('number_of_digits = 1\n1 -> sales\nhints = ["a", "b"]', "timeout=4s").state("m")

    assert prompt.type == "gather-input-on-call"
    assert {item.name: item.value for item in prompt.properties} == {
        "say": "Which?",
        "timeout": 4,
        "number_of_digits": 1,
        "hints": "a,b",
    }


def test_the_splits_compare_what_was_pressed_and_what_was_said() -> None:
    graph = menu('1 or "a" -> sales')

    assert graph.state("m_keys").value("input") == "{{widgets.m.Digits}}"
    assert graph.state("m_words").value("input") == "{{widgets.m.SpeechResult}}"
    assert [condition.friendly_name for condition in graph.conditions("m_words")] == ["If value contains a"]


def test_the_splits_of_an_unlabelled_menu_compare_the_answer_to_it() -> None:
    graph = on_call('menu "x" { 1 -> end }')

    assert graph.conditions("menu_1_keys")[0].argument == "{{widgets.menu_1.Digits}}"


def test_without_words_there_is_no_split_on_words_and_speech_is_none() -> None:
    graph = menu("1 -> sales\nnone -> again")

    assert graph.names[:3] == ["m", "m_keys", "last"]
    assert graph.exits("m") == {"keypress": "m_keys", "speech": "again", "timeout": None}


def test_without_keys_there_is_no_split_on_keys_and_a_key_is_none() -> None:
    graph = menu('"sales" -> sales\nnone -> again')

    assert graph.names[:3] == ["m", "m_words", "last"]
    assert graph.exits("m") == {"keypress": "again", "speech": "m_words", "timeout": None}


def test_keys_stand_as_numbers_or_in_quotes_and_several_lead_to_one_place() -> None:
    graph = menu('1 or 2 "*" or "42" or "zero" "nil" -> sales')

    assert [case[1] for case in graph.cases("m_keys")[1:]] == ["1", "2", "*", "42"]
    assert [case[1] for case in graph.cases("m_words")[1:]] == ["zero", "nil"]
    assert {case[2] for name in ("m_keys", "m_words") for case in graph.cases(name)[1:]} == {"sales"}


def test_none_and_timeout_not_written_end_the_flow() -> None:
    graph = menu('1 or "a" -> sales')

    assert graph.exits("m")["timeout"] is None
    assert [graph.cases(name)[0] for name in ("m_keys", "m_words")] == [("noMatch", "", None)] * 2


def test_none_and_timeout_may_share_one_line() -> None:
    graph = menu('1 -> sales\nnone, timeout { say "What?"; -> m }')

    assert graph.exits("m") == {"keypress": "m_keys", "speech": "say_1", "timeout": "say_1"}
    assert graph.names.count("say_1") == 1


def test_bodies_of_choices_join_behind_the_menu() -> None:
    graph = menu('1 { say "one" }\n"two" { say "two"; -> end }\nnone { say "none" }\ntimeout { say "timeout" }')

    assert [graph.after(f"say_{number}") for number in (1, 2, 3, 4)] == ["last", None, "last", "last"]


def test_next_in_a_menu_is_the_statement_behind_it() -> None:
    graph = menu("1 -> next\nnone -> next\ntimeout -> next")

    assert graph.exits("m") == {"keypress": "m_keys", "speech": "last", "timeout": "last"}
    assert [case[2] for case in graph.cases("m_keys")] == ["last", "last"]


def test_a_menu_may_ask_itself_again() -> None:
    assert menu("1 -> sales\nnone, timeout -> m").exits("m")["timeout"] == "m"


def test_keys_and_words_rename_the_splits() -> None:
    graph = menu('1 or "a" -> sales', 'keys=pressed words="said-it"')

    assert graph.names[:3] == ["m", "pressed", "said-it"]
    assert graph.exits("m") == {"keypress": "pressed", "speech": "said-it", "timeout": None}


def test_keys_words_and_tries_may_stand_in_the_block() -> None:
    graph = menu('keys = pressed\nwords = said\ntries = 2\n1 or "a" -> sales')

    assert graph.names[:5] == ["m", "pressed", "said", "m_count", "m_again"]


def test_a_section_that_begins_with_a_menu_names_its_states() -> None:
    graph = on_call("-> front", 'section front { menu "x" tries=2 { 1 -> end; "a" -> end } }')

    assert graph.names == ["front", "front_keys", "front_words", "front_count", "front_again"]


# With `tries`


def test_tries_send_none_and_timeout_through_one_counter() -> None:
    graph = menu("1 -> sales\nfailed -> operator", "tries=3")

    assert graph.names[:5] == ["m", "m_keys", "m_count", "m_again", "last"]
    assert graph.exits("m") == {"keypress": "m_keys", "speech": "m_count", "timeout": "m_count"}
    assert graph.cases("m_keys")[0] == ("noMatch", "", "m_count")
    assert graph.after("m_count") == "m_again"
    assert graph.cases("m_again") == [("noMatch", "", "operator"), ("less_than", "3", "m")]


def test_the_counter_is_a_variable_of_the_menus_own() -> None:
    graph = menu("1 -> sales", "tries=3")

    assert graph.state("m_count").value("variables") == [
        {"key": "m_tries", "value": "{{flow.variables.m_tries | plus: 1}}"}
    ]
    assert graph.state("m_again").value("input") == "{{flow.variables.m_tries | plus: 0}}"


def test_the_counter_of_a_menu_with_an_odd_name_is_a_plain_word() -> None:
    graph = on_call('"my-menu.x": menu "x" tries=2 { 1 -> end }')

    assert graph.state("my-menu.x_again").value("input") == "{{flow.variables.my_menu_x_tries | plus: 0}}"


def test_failed_not_written_ends_the_flow() -> None:
    assert menu("1 -> sales", "tries=2").cases("m_again")[0] == ("noMatch", "", None)


def test_none_and_timeout_to_one_place_share_the_counter_whether_written_on_one_line_or_two() -> None:
    shared = menu("1 -> sales\nnone, timeout -> again", "tries=2")
    apart = menu("1 -> sales\nnone -> again\ntimeout -> again", "tries=2")

    assert shared.names == apart.names
    assert shared.cases("m_again") == apart.cases("m_again") == [("noMatch", "", None), ("less_than", "2", "again")]


def test_none_and_timeout_to_two_places_have_a_counter_each_on_one_variable() -> None:
    graph = menu("1 -> sales\nnone -> again\ntimeout -> support\nfailed -> operator", "tries=2")

    assert graph.names[:6] == ["m", "m_keys", "m_count", "m_again", "m_timeout_count", "m_timeout_again"]
    assert graph.exits("m") == {"keypress": "m_keys", "speech": "m_count", "timeout": "m_timeout_count"}
    assert graph.cases("m_again") == [("noMatch", "", "operator"), ("less_than", "2", "again")]
    assert graph.cases("m_timeout_again") == [("noMatch", "", "operator"), ("less_than", "2", "support")]
    assert graph.state("m_count").value("variables") == graph.state("m_timeout_count").value("variables")


def test_only_none_written_leaves_timeout_a_counter_that_asks_again() -> None:
    graph = menu("1 -> sales\nnone -> again", "tries=2")

    assert graph.cases("m_again")[1][2] == "again"
    assert graph.cases("m_timeout_again")[1][2] == "m"


def test_bodies_of_none_and_timeout_ask_again_when_they_run_out() -> None:
    graph = menu('1 { say "one" }\nnone { say "none" }\ntimeout { say "timeout" }\nfailed { say "failed" }', "tries=3")

    assert graph.cases("m_again") == [("noMatch", "", "say_4"), ("less_than", "3", "say_2")]
    assert graph.cases("m_timeout_again") == [("noMatch", "", "say_4"), ("less_than", "3", "say_3")]
    assert [graph.after(f"say_{number}") for number in (1, 2, 3, 4)] == ["last", "m", "m", "last"]


@pytest.mark.parametrize("line", ["none { -> end }", "none -> end", 'none { say "x"; -> end }'])
def test_none_may_end_the_flow_below_the_limit(line: str) -> None:
    graph = menu(f"1 -> sales\n{line}\nfailed -> operator", "tries=3")
    target = graph.cases("m_again")[1][2]

    assert target is None or graph.after(target) is None


@pytest.mark.parametrize("tries", [2, 3, 7])
@pytest.mark.parametrize("event", ["timeout", "keypress", "speech"])
def test_a_caller_who_gives_no_answer_is_asked_as_often_as_tries_says(tries: int, event: str) -> None:
    graph = menu(
        '1 or "a" -> sales\nnone { say "again" }\ntimeout { say "hello?" }\nfailed -> operator', f"tries={tries}"
    )
    at: str | None = "m"
    count = asked = 0
    while at != "operator":
        assert at is not None
        if at == "m":
            asked += 1
            at = graph.exits("m")[event]
        elif at.endswith("_count"):
            count += 1
            at = graph.after(at)
        elif at.endswith("_again"):
            (*_, failed), (_, limit, again) = graph.cases(at)
            at = again if count < int(limit) else failed
        elif at in ("m_keys", "m_words"):
            at = graph.cases(at)[0][2]
        else:
            at = graph.after(at)

    assert asked == tries


def test_lines_of_a_menu_stand_at_their_own_places() -> None:
    graph = menu('1 or "a" -> sales\nnone -> again\ntimeout -> support\nfailed -> operator', "tries=2")

    assert graph.exit("m", "timeout").span.line == 5
    assert [exit_.span.line for exit_ in graph.state("m_keys").exits] == [4, 3]
    assert [exit_.span.line for exit_ in graph.state("m_words").exits] == [4, 3]
    assert [exit_.span.line for exit_ in graph.state("m_again").exits] == [6, 4]
    assert [exit_.span.line for exit_ in graph.state("m_timeout_again").exits] == [6, 5]


def test_failed_without_tries_is_an_error() -> None:
    assert codes_of('on call { menu "x" { 1 -> end; failed -> end } }') == ["FLW215"]


def test_an_arrow_behind_a_menu_is_an_error() -> None:
    assert codes_of('on call { menu "x" { 1 -> end } -> end }') == ["FLW215"]


def test_a_menu_without_choices_is_an_error() -> None:
    assert codes_of('on call { menu "x" { none -> end } }') == ["FLW215"]
