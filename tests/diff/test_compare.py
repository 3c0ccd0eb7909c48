"""What is told of two flows."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from tests.diff.facts import between, facts, flow_of

from flowc.definitions import read_definition
from flowc.diff import compare
from flowc.graph import Flow
from flowc.graph.flow import Exit
from flowc.source import Source
from flowc.vocabulary import standard_vocabulary

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

TWO = 'on call {\n  hello: say "Hello."\n  bye: say "Goodbye, and thank you for your call."\n}\n'


def changed(before: str, *changes: tuple[str, str]) -> list[str]:
    """What changed when parts of a text were replaced."""
    after = before
    for old, new in changes:
        assert old in after
        after = after.replace(old, new)
    return facts(between(before, after))


def test_two_equal_flows_have_no_difference() -> None:
    assert not between(TWO, TWO)


def test_how_a_flow_is_written_is_no_difference() -> None:
    sugar = 'on call {\n  say "Hi."\n  if flow.variables.x is_blank -> end\n  say "Bye."\n}\n'
    plain = (
        'on call { say_1: say "Hi." -> if_1 }\n'
        "section if_1 { if_1: split flow.variables.x { is_blank -> end; else -> say_2 } }\n"
        'section say_2 { say_2: say "Bye." }\n'
    )

    assert facts(between(sugar, plain)) == []


def test_a_property_that_changed_is_told_with_both_values() -> None:
    assert changed(TWO, ("Hello.", "Good day.")) == ["hello.say: 'Hello.' > 'Good day.'"]


def test_a_property_that_came_or_went_has_only_one_value() -> None:
    assert changed(TWO, ('"Hello."', '"Hello." language=de')) == ["hello.language: nothing > 'de'"]
    assert changed(TWO.replace('"Hello."', '"Hello." language=de'), (" language=de", "")) == [
        "hello.language: 'de' > nothing"
    ]


def test_a_value_of_another_json_type_is_another_value() -> None:
    raw = 'on call {{ say "x"; raw "new-type" {{ property n = json("{}") }} }}\n'

    assert facts(between(raw.format("1"), raw.format("true"))) == ["raw_1.n: 1 > True"]
    assert facts(between(raw.format("1"), raw.format("1.0"))) == ["raw_1.n: 1 > 1.0"]
    assert facts(between(raw.format("1"), raw.format("null"))) == ["raw_1.n: 1 > None"]


def test_of_pairs_the_key_that_changed_is_told() -> None:
    before = 'on call { set a="1" b="2" c="3" }\n'

    assert changed(before, ('b="2"', 'b="9"')) == ["set_1.variables.b.value: '2' > '9'"]
    assert changed(before, (' c="3"', "")) == ["set_1.variables.c: {'key': 'c', 'value': '3'} > nothing"]


def test_an_exit_that_leads_elsewhere_is_told() -> None:
    assert changed(TWO, ('"Hello."', '"Hello." -> end')) == ["hello.audioComplete -> bye > None"]


def test_an_entry_is_an_exit_of_the_trigger() -> None:
    before = 'on call { a: say "Hi." }\n'

    assert facts(between(before, f'{before}on message {{ send "Hi." }}\n')) == [
        "+ message_send_1",
        "Trigger.incomingMessage -> None > message_send_1",
    ]


def test_the_flows_own_settings_are_told() -> None:
    before = 'flow "Old" { allow_concurrent_calls = on }\non call { say "Hi." }\n'

    assert changed(before, ("Old", "New")) == ["description: 'Old' > 'New'"]
    assert changed(before, ("= on", "= off")) == ["flags.allow_concurrent_calls: True > False"]
    assert changed(before, ("= on", "= none")) == ["flags.allow_concurrent_calls: True > nothing"]


def test_a_widget_more_is_added_and_one_less_is_removed() -> None:
    after = TWO.replace("  bye:", '  news: send to=+15550100 "News."\n  bye:')

    assert facts(between(TWO, after)) == ["+ news", "hello.audioComplete -> bye > news"]
    assert facts(between(after, TWO)) == ["- news", "hello.audioComplete -> news > bye"]


def test_a_widget_of_another_type_under_the_same_name_is_the_same_widget() -> None:
    found = changed(TWO, ('hello: say "Hello."', 'hello: gather "Hello."'))

    assert found[0] == "hello: say-play > gather-input-on-call"
    assert "hello.keypress -> None > bye" in found


# Renames


def test_a_new_name_is_a_rename_and_what_leads_there_did_not_change() -> None:
    assert changed(TWO, ("bye:", "farewell:")) == ["bye is farewell"]


def test_references_follow_a_rename() -> None:
    before = (
        'on call {\n  menu: gather "Which?" { keypress -> heard; speech -> heard }\n'
        "  heard: say \"{{widgets.menu.Digits}} {{ widgets['menu'].SpeechResult }} {{widgets.menus.x}}\"\n"
        '  if menu.Digits equal_to "1" -> end\n}\n'
    )

    after = before.replace("menu:", "which:").replace("menu.Digits", "which.Digits").replace("'menu'", "'which'")
    assert facts(between(before, after)) == ["menu is which"]


def test_a_reference_that_does_not_follow_a_rename_changed() -> None:
    before = 'on call {\n  m: gather "Which?"\n  say "{{widgets.m.Digits}}"\n}\n'

    assert changed(before, ("m: ", "n: ")) == [
        "m is n",
        "say_1.say: '{{widgets.n.Digits}}' > '{{widgets.m.Digits}}'",
    ]


def test_a_reference_to_nothing_is_another_one_when_a_widget_is_renamed_to_it() -> None:
    before = 'on call {\n  m: gather "Which?"\n  say "{{widgets.n.Digits}}"\n}\n'

    assert changed(before, ("m: ", "n: ")) == [
        "m is n",
        "say_1.say: '{{widgets.n (missing).Digits}}' > '{{widgets.n.Digits}}'",
    ]


def test_a_reference_to_nothing_is_the_same_when_such_a_widget_is_added() -> None:
    before = 'on call {\n  say "{{widgets.n.Digits}}"\n}\n'

    assert changed(before, ('}}"\n', '}}"\n  n: gather "Which?"\n'))[0] == "+ n"
    assert "say_1.say" not in str(changed(before, ('}}"\n', '}}"\n  n: gather "Which?"\n')))


def test_a_widget_with_a_new_name_and_nearly_the_same_text_is_renamed() -> None:
    assert changed(TWO, ("bye:", "farewell:"), ("for your call", "for calling")) == [
        "bye is farewell",
        "farewell.say: 'Goodbye, and thank you for your call.' > 'Goodbye, and thank you for calling.'",
    ]


def test_a_widget_with_a_new_name_and_another_text_is_a_new_one() -> None:
    assert changed(TWO, ("bye:", "sorry:"), ("Goodbye, and thank you for your call.", "Nobody is here.")) == [
        "+ sorry",
        "- bye",
        "hello.audioComplete -> bye > sorry",
    ]


def test_one_statement_more_renames_those_that_count_it_and_changes_none() -> None:
    before = "on call {\n" + "".join(f'  say "This is line {number}."\n' for number in range(6)) + "}\n"

    assert changed(before, ("on call {\n", 'on call {\n  say "Welcome!"\n')) == [
        "+ say_1",
        *(f"say_{number} is say_{number + 1}" for number in range(1, 7)),
        "Trigger.incomingCall -> say_2 > say_1",
    ]


def test_a_widget_that_is_gone_is_not_the_one_that_has_its_name_now() -> None:
    after = "on call {\n" + "".join(f'  say "This is line {number}."\n' for number in range(6)) + "}\n"
    before = after.replace("on call {\n", 'on call {\n  say "Welcome!"\n')

    found = facts(between(before, after))

    assert found[0] == "- say_1"
    assert found[-1] == "Trigger.incomingCall -> say_1 (removed) > say_1"


def test_two_texts_that_changed_places_are_told_as_two_texts() -> None:
    before = 'on call {\n  a: say "One."\n  b: say "Two."\n}\n'

    assert changed(before, ("One", "x"), ("Two", "One"), ("x", "Two")) == [
        "a.say: 'One.' > 'Two.'",
        "b.say: 'Two.' > 'One.'",
    ]


def test_of_widgets_that_are_alike_those_are_one_whose_neighbours_are() -> None:
    again = "".join(
        f'  {name}: gather "Press {name}." {{ keypress -> thanks_{name}; speech -> thanks_{name} }}\n'
        f'  thanks_{name}: say "Thanks."\n'
        for name in "abc"
    )
    before = f"on call {{\n{again}}}\n"

    assert changed(before, ("thanks_", "thank_you_")) == [f"thanks_{name} is thank_you_{name}" for name in "abc"]


def test_of_widgets_that_are_alike_and_have_no_neighbours_none_is_held_for_another() -> None:
    flow = flow_of('on call { a: say "Hi." -> end }\nsection b { b: say "x" }\nsection c { c: say "x" }\n')
    other = flow_of('on call { a: say "Hi." -> end }\nsection d { d: say "x" }\nsection e { e: say "x" }\n')

    assert facts(compare(flow, other)) == ["+ d", "+ e", "- b", "- c"]


def test_where_several_lead_to_the_same_the_pairs_are_the_same_in_both_directions() -> None:
    before = 'on call {\n  a: gather "Which?" { keypress -> x; speech -> y }\n}\nsection x { x: say "Go." }\n'
    before += 'section y { y: say "Go." }\n'
    after = (
        before.replace("x: ", "p: ")
        .replace("y: ", "q: ")
        .replace("section x", "section s")
        .replace("section y", "section t")
        .replace("-> x", "-> s")
        .replace("-> y", "-> t")
    )

    assert facts(between(before, after)) == ["x is p", "y is q"]
    assert facts(between(after, before)) == ["p is x", "q is y"]


# Order, layout and speed


def test_the_order_of_states_and_of_exits_is_no_difference() -> None:
    flow = flow_of(TWO)
    first, *others = flow.states
    turned = [attrs.evolve(state, exits=state.exits[::-1], properties=state.properties[::-1]) for state in others[::-1]]

    assert not compare(flow, attrs.evolve(flow, states=(first, *turned)))


def test_an_event_that_leads_nowhere_need_not_be_listed() -> None:
    flow = flow_of('on call { gather "Which?" { keypress -> end } }\n')
    bare = attrs.evolve(flow, states=tuple(attrs.evolve(state, exits=_leading(state.exits)) for state in flow.states))

    assert not compare(flow, bare)


def _leading(exits: tuple[Exit, ...]) -> tuple[Exit, ...]:
    return tuple(exit_ for exit_ in exits if exit_.target is not None)


@pytest.mark.parametrize("with_labels", [True, False])
def test_a_thousand_states_differ_by_the_one_that_is_new(with_labels: bool) -> None:
    def long(first: str) -> Flow:
        lines = (f'{f"w{n}: " if with_labels else ""}say "Line {n}."\n' for n in range(997))
        return flow_of("on call {\n" + first + "".join(lines) + "}\n")

    before, after = long(""), long('new: say "New."\n' if with_labels else 'say "New."\n')

    found = compare(before, after)

    assert len(found.added) == 1


@pytest.mark.parametrize("name", ["feedback", "museum", "order-by-phone"])
def test_a_flow_and_its_definition_have_no_difference(name: str) -> None:
    text = (EXAMPLES / f"{name}.flow").read_text(encoding="utf-8")
    definition = (EXAMPLES / f"{name}.json").read_text(encoding="utf-8")
    read = read_definition(Source(f"{name}.json", definition), standard_vocabulary())

    assert read.flow is not None
    assert facts(compare(read.flow, flow_of(text))) == []
