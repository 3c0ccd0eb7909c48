"""How widgets are named: labels, sections, and `PREFIX_VERB_N`."""

from __future__ import annotations

import pytest
from tests.graph.graph_of import codes_of, graph_of, on_call

from flowc.compile import check


def test_a_label_is_the_name() -> None:
    assert on_call('greeting: say "a"').names == ["greeting"]


def test_unlabelled_widgets_are_counted_by_verb() -> None:
    graph = on_call('say "a"; gather "b"; say "c"; http GET "https://example.com"; gather "d"')

    assert graph.names == ["say_1", "gather_1", "say_2", "http_1", "gather_2"]


def test_the_verb_counts_and_not_the_type() -> None:
    assert on_call('say "a"; play "https://example.com/a"; digits "1"').names == ["say_1", "play_1", "digits_1"]


def test_labelled_widgets_are_not_counted() -> None:
    assert on_call('say "a"; b: say "b"; say "c"').names == ["say_1", "b", "say_2"]


def test_branches_have_names_of_their_own() -> None:
    graph = on_call('split flow.variables.a { 1 -> end }\nif flow.variables.a is_blank -> end\nmenu "x" { 1 -> end }')

    assert graph.names == ["split_1", "if_1", "menu_1", "menu_1_keys"]


def test_a_raw_widget_is_called_raw() -> None:
    assert on_call('raw "some-type"').names == ["raw_1"]


def test_a_minus_in_a_verb_becomes_an_underline() -> None:
    conversation = (
        "resume-conversation conversation_service_sid=IS0123456789abcdef0123456789abcdef"
        " conversation_sid=CH0123456789abcdef0123456789abcdef"
    )

    assert graph_of(f"on request {{ {conversation} }}").names == ["resume_conversation_1"]


def test_widgets_of_a_section_bear_its_name_before_theirs() -> None:
    graph = on_call("-> bye", 'section bye { a: set x=1; say "b"; say "c" }')

    assert graph.names == ["a", "bye_say_1", "bye_say_2"]


def test_a_minus_in_the_name_of_a_section_becomes_an_underline_before_the_others_only() -> None:
    graph = on_call("-> good-bye", 'section good-bye { say "a"; say "b" }')

    assert graph.names == ["good-bye", "good_bye_say_2"]


def test_each_section_counts_for_itself() -> None:
    graph = on_call('say "a"; -> one', 'section one { say "b"; say "c" }\nsection two { say "d"; say "e"; say "f" }')

    assert graph.names == ["say_1", "one", "one_say_2", "two", "two_say_2", "two_say_3"]


def test_the_first_on_has_no_prefix_and_every_other_its_entry() -> None:
    graph = graph_of("on message { set a=1; set b=1 }\non request { set c=1 }\non subflow { set d=1; set e=1 }")

    assert graph.names == ["set_1", "set_2", "request_set_1", "subflow_set_1", "subflow_set_2"]


def test_an_on_of_several_entries_has_the_first_of_them_as_its_prefix() -> None:
    graph = graph_of("on message { set a=1 }\non conversation, request { set b=1 }")

    assert graph.names == ["set_1", "conversation_set_1"]


def test_an_on_that_is_only_an_arrow_is_the_first_on_all_the_same() -> None:
    graph = graph_of("on message -> work\non request { set a=1 }\nsection work { set b=1 }")

    assert graph.names == ["request_set_1", "work"]


def test_names_in_use_are_skipped() -> None:
    graph = on_call('say_1: set a=1; say "a"; say_3: set b=1; say "b"')

    assert graph.names == ["say_1", "say_2", "say_3", "say_4"]


def test_a_label_further_down_is_a_name_in_use() -> None:
    assert on_call('say "a"; -> x', "section x { say_1: set a=1 }").names == ["say_2", "say_1"]


def test_the_name_of_a_section_is_a_name_in_use() -> None:
    assert on_call('say "a"; -> say_1', "section say_1 { set a=1 }").names == ["say_2", "say_1"]


def test_a_label_elsewhere_renames_nothing() -> None:
    before = on_call('say "a"; say "b"', 'section x { say "c"; say "d" }')
    after = on_call('say "a"; say "b"', 'section x { say "c"; say "d" }\nsection y { label: say "e" }')

    assert after.names == [*before.names, "label"]


@pytest.mark.parametrize("statement", ['say "new"', "set new=1", 'menu "new" { 1 -> next }', 'new: say "x"'])
def test_a_statement_more_in_a_section_renames_nothing_elsewhere(statement: str) -> None:
    rest = 'section y { say "d"; menu "e" { 1 -> x }; say "f" }\nsection z { say "g"; say "h" }'
    before = on_call('say "a"; say "b"', f'section x {{ say "c" }}\n{rest}')
    after = on_call('say "a"; say "b"', f'section x {{ {statement}; say "c" }}\n{rest}')

    def elsewhere(names: list[str]) -> list[str]:
        return [name for name in names if name[:2] in ("sa", "y", "y_", "z", "z_")]

    assert elsewhere(after.names) == elsewhere(before.names) != []


def test_widgets_in_bodies_are_counted_with_those_around_in_the_order_of_the_source() -> None:
    graph = on_call('say "1"; http GET "https://example.com" { failed { say "2"; say "3" } }; say "4"')

    assert graph.names == ["say_1", "http_1", "say_2", "say_3", "say_4"]


def test_bodies_of_cases_are_counted_in_the_order_of_the_source_else_first_where_it_stands_first() -> None:
    graph = on_call('split flow.variables.a { else { a: say "1"; say "2" }; 1 { say "3" } }\nsay "4"')

    assert [graph.state(name).value("say") for name in ("say_1", "say_2", "say_3")] == ["2", "3", "4"]


def test_the_name_of_a_quoted_label_is_taken_as_it_is() -> None:
    graph = on_call('"my.widget": say "a"; -> "my.widget"')

    assert graph.names == ["my.widget"]
    assert graph.after("my.widget") == "my.widget"
    assert graph.codes == ("FLW109", "FLW407")


@pytest.mark.parametrize("word", ["next", "end", "else", "say", "on"])
def test_a_quoted_word_that_means_something_else_is_a_name(word: str) -> None:
    graph = on_call(f'http GET "https://example.com" {{ failed -> "{word}" }} -> end\n"{word}": say "a"')

    assert graph.exits("http_1") == {"success": None, "failed": word}


def test_next_and_end_without_quotes_are_never_names() -> None:
    graph = on_call('one: say "a" -> end\n"end": say "b" -> next\n"next": say "c"')

    assert [graph.after(name) for name in ("one", "end", "next")] == [None, "next", None]


def test_two_labels_of_one_name_are_an_error() -> None:
    assert codes_of('on call { a: say "x"; a: say "y" }') == ["FLW103"]


def test_a_label_of_the_name_of_a_section_is_an_error_but_on_its_first_statement() -> None:
    assert codes_of('on call { a: say "x" }\nsection a { say "y" }') == ["FLW103"]


def test_the_name_of_the_trigger_is_taken() -> None:
    assert codes_of('on call { Trigger: say "x" }') == ["FLW103"]


@pytest.mark.parametrize("setting", ["keys=taken", "words=taken"])
def test_a_name_that_a_menu_chooses_for_its_split_may_not_be_a_label(setting: str) -> None:
    (finding,) = check(f'on call {{\n menu "x" {setting} {{ 1 or "a" -> taken }}\n taken: say "y"\n}}').diagnostics

    assert (finding.code, finding.span.line) == ("FLW103", 2)
    assert [note.span.text for note in finding.notes if note.span] == ["taken"]


def test_a_name_that_a_menu_derives_from_its_label_may_not_be_a_label() -> None:
    (finding,) = check('on call {\n m: menu "x" { 1 -> end }\n m_keys: say "y"\n}').diagnostics

    assert (finding.code, finding.span.line) == ("FLW103", 2)


def test_two_menus_may_not_choose_one_name_for_their_splits() -> None:
    text = 'on call {\n a: menu "x" keys=k { 1 -> next }\n menu "y" words=k { "w" -> next }\n}'
    (finding,) = check(text).diagnostics

    assert (finding.code, finding.span.line) == ("FLW103", 3)
    assert [note.span.line for note in finding.notes if note.span] == [2]


def test_a_menu_may_not_take_the_name_of_the_trigger() -> None:
    (finding,) = check('on call { menu "x" keys=Trigger { 1 -> next } }').diagnostics

    assert finding.code == "FLW103"
    assert [note.message for note in finding.notes] == ["the other is the trigger"]


def test_a_name_chosen_for_a_split_that_the_menu_does_not_have_is_free() -> None:
    graph = on_call('menu "x" words=other { 1 -> other }\nother: say "y"')

    assert graph.names == ["menu_1", "menu_1_keys", "other"]


def test_an_unlabelled_menu_is_numbered_past_names_that_its_states_would_share() -> None:
    graph = on_call('menu_1_keys: say "x"; menu "y" { 1 -> end }')

    assert graph.names == ["menu_1_keys", "menu_2", "menu_2_keys"]


def test_an_unlabelled_widget_is_numbered_past_the_states_of_menus() -> None:
    graph = on_call('menu "x" keys=say_1 { 1 -> end }; say "y"')

    assert graph.names == ["menu_1", "say_1", "say_2"]
