"""Main exits: how control goes from one statement to the next, and what an arrow takes along."""

from __future__ import annotations

import pytest
from tests.graph.graph_of import codes_of, graph_of, on_call

# A statement of each verb that has main exits, and these exits.
MAIN_EXITS = {
    'say "x"': ["audioComplete"],
    'play "https://example.com/a.mp3"': ["audioComplete"],
    'digits "12"': ["audioComplete"],
    'gather "x"': ["keypress", "speech"],
    "voicemail": ["recordingComplete"],
    "dial number +15550100": ["callCompleted"],
    "call": ["answered"],
    "pay payment_connector=Default": ["success"],
    "stream stop": ["next"],
    "enqueue support": ["callComplete"],
    'relay "wss://example.com"': ["success"],
    'send "x"': ["sent"],
    'http GET "https://example.com"': ["success"],
    'function "https://example.com"': ["success"],
    "subflow FW0123456789abcdef0123456789abcdef": ["completed"],
    'redirect "https://example.com"': ["return"],
    "set a=1": ["next"],
}
OTHER_WAYS = {
    'ask "x"': ["incomingMessage"],
    "resume-conversation conversation_service_sid=IS0123456789abcdef0123456789abcdef "
    "conversation_sid=CH0123456789abcdef0123456789abcdef": ["resumed"],
}


@pytest.mark.parametrize(("statement", "events"), {**MAIN_EXITS, **OTHER_WAYS}.items(), ids=str)
def test_every_main_exit_goes_on_to_the_next_statement_and_no_other_does(statement: str, events: list[str]) -> None:
    entry = "request" if statement in OTHER_WAYS else "call"
    graph = graph_of(f"on {entry} {{\none: {statement}\ntwo: set b=2\n}}")

    assert {event for event, target in graph.exits("one").items() if target == "two"} == set(events)
    assert {target for event, target in graph.exits("one").items() if event not in events} <= {None}


@pytest.mark.parametrize(("statement", "events"), MAIN_EXITS.items(), ids=str)
def test_an_arrow_behind_the_arguments_takes_every_main_exit(statement: str, events: list[str]) -> None:
    graph = on_call(f"one: {statement} -> three\ntwo: set b=2", "section three { set c=3 }")

    assert {event for event, target in graph.exits("one").items() if target == "three"} == set(events)


def test_an_arrow_behind_the_block_takes_the_main_exits() -> None:
    graph = on_call(
        'http GET "https://example.com" { failed -> sorry } -> done\nset a=1',
        'section sorry { say "sorry" }\nsection done { say "done" }',
    )

    assert graph.exits("http_1") == {"success": "done", "failed": "sorry"}


def test_an_arrow_behind_the_block_leaves_alone_the_main_exits_that_the_block_names() -> None:
    graph = on_call(
        'g: gather "x" { speech -> spoken } -> pressed\nset a=1',
        'section spoken { say "a" }\nsection pressed { say "b" }',
    )

    assert graph.exits("g") == {"keypress": "pressed", "speech": "spoken", "timeout": None}


def test_a_main_exit_that_the_block_names_does_not_fall_through() -> None:
    graph = on_call('g: gather "x" { keypress -> end }\nset a=1')

    assert graph.exits("g") == {"keypress": None, "speech": "set_1", "timeout": None}


def test_an_arrow_to_next_behind_a_statement_is_the_next_statement() -> None:
    assert on_call('say "a" -> next\nsay "b"').after("say_1") == "say_2"


def test_an_arrow_to_the_end_behind_a_statement_ends_the_flow() -> None:
    assert on_call('say "a" -> end\nsay "b"').after("say_1") is None


def test_an_arrow_does_not_take_the_exits_that_are_not_main() -> None:
    graph = on_call("dial number +15550100 -> bye", 'section bye { set a="x" }')

    assert graph.exits("dial_1") == {"callCompleted": "bye", "hangup": None}


def test_the_last_statement_of_a_body_ends_the_flow() -> None:
    assert on_call('say "a"\nsay "b"').after("say_2") is None


def test_an_arrow_may_lead_back() -> None:
    assert on_call('again: gather "x" { timeout -> again }').exits("again")["timeout"] == "again"


def test_statements_stand_between_semicolons_as_on_lines() -> None:
    graph = on_call('say "a"; say "b"; say "c"')

    assert [graph.after(name) for name in graph.names] == ["say_2", "say_3", None]


def test_an_arrow_behind_a_widget_without_main_exits_is_an_error() -> None:
    assert codes_of('on call { raw "x" { property a = 1 } -> end }') == ["FLW104"]


def test_a_raw_widget_of_a_declared_type_falls_through_as_its_verb_does() -> None:
    graph = on_call('one: raw "gather-input-on-call"\ntwo: set a=1')

    assert graph.exits("one") == {"keypress": "two", "speech": "two", "timeout": None}


def test_a_raw_widget_of_an_unknown_type_has_the_exits_that_are_written_in_their_order() -> None:
    graph = on_call('one: raw "some-type" { zebra -> two; apple -> end; mango { say "m" } }\ntwo: set a=1')

    assert list(graph.exits("one").items()) == [("zebra", "two"), ("apple", None), ("mango", "say_1")]


def test_a_written_arrow_stands_at_its_own_line_and_what_falls_through_at_the_statement() -> None:
    graph = on_call('one: http GET "https://example.com" {\n  failed -> end\n} -> two\ntwo: set a=1')

    assert [(exit_.span.line, exit_.written) for exit_ in graph.state("one").exits] == [(4, True), (3, True)]
    assert [(exit_.span.line, exit_.written) for exit_ in graph.state("two").exits] == [(5, False)]
