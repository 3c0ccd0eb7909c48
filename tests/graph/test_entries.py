"""The entries of a flow: how the trigger's events lead into it."""

from __future__ import annotations

import pytest
from tests.graph.graph_of import codes_of, graph_of

ENTRIES = {
    "message": "incomingMessage",
    "call": "incomingCall",
    "conversation": "incomingConversationMessage",
    "request": "incomingRequest",
    "subflow": "incomingParent",
}


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_leads_to_the_first_statement_of_its_body(entry: str) -> None:
    graph = graph_of(f'on {entry} {{\n  start: http GET "https://example.com"\n}}')

    assert graph.entries == {entry: "start"}


@pytest.mark.parametrize(("entry", "event"), ENTRIES.items())
def test_an_entry_is_an_event_of_the_trigger(entry: str, event: str) -> None:
    graph = graph_of(f'on {entry} {{\n  start: http GET "https://example.com"\n}}')

    assert graph.exits("Trigger")[event] == "start"


def test_the_trigger_is_the_first_state_and_the_initial_one() -> None:
    graph = graph_of('on call { say "hi" }')

    assert graph.flow.states[0].type == "trigger"
    assert graph.flow.initial == graph.flow.states[0].name == "Trigger"


def test_the_trigger_lists_every_event_in_declared_order_also_where_nothing_is_entered() -> None:
    graph = graph_of("on subflow -> here\non message -> here\nsection here { set a=1 }")

    assert list(graph.exits("Trigger").items()) == [
        ("incomingMessage", "here"),
        ("incomingCall", None),
        ("incomingConversationMessage", None),
        ("incomingRequest", None),
        ("incomingParent", "here"),
    ]


def test_several_entries_of_one_on_share_one_body() -> None:
    graph = graph_of('on message, request, conversation { first: send "hi"; send "ho" }')

    assert graph.entries == {"message": "first", "request": "first", "conversation": "first"}
    assert graph.names == ["first", "send_1"]


def test_the_comma_between_entries_may_be_left_out() -> None:
    assert graph_of("on message request { set a=1 }").entries == {"message": "set_1", "request": "set_1"}


def test_an_entry_may_lead_to_a_label_elsewhere() -> None:
    graph = graph_of('on call { say "a"; greeting: say "b" }\non subflow -> greeting')

    assert graph.entries == {"call": "say_1", "subflow": "greeting"}


def test_several_entries_of_one_on_may_lead_to_a_section() -> None:
    graph = graph_of("on request, message -> work\nsection work { set a=1 }")

    assert graph.entries == {"request": "work", "message": "work"}


def test_an_entry_that_leads_to_the_end_enters_nothing() -> None:
    graph = graph_of("on message -> end\non request { set a=1 }")

    assert graph.entries == {"request": "request_set_1"}
    assert graph.exit("Trigger", "incomingMessage").written


def test_an_entry_may_begin_with_an_arrow() -> None:
    assert graph_of("on request { -> work }\nsection work { set a=1 }").entries == {"request": "work"}


def test_a_body_of_an_entry_that_runs_out_ends_the_flow() -> None:
    assert graph_of("on request { set a=1 }\non message { set b=1 }").after("set_1") is None


def test_an_arrow_behind_the_body_of_an_entry_is_where_the_body_leads_when_it_runs_out() -> None:
    graph = graph_of("on request { set a=1 } -> work\nsection work { set b=1 }")

    assert graph.after("set_1") == "work"


def test_an_arrow_behind_the_body_of_an_entry_is_next_inside_of_it() -> None:
    graph = graph_of(
        'on request { http GET "https://example.com" { failed -> next } } -> work\nsection work { set b=1 }'
    )

    assert graph.exits("http_1") == {"success": "work", "failed": "work"}


def test_two_on_for_one_entry_are_one_error() -> None:
    assert codes_of("on request { set a=1 }\non message, request { set b=1 }") == ["FLW106"]


def test_an_unknown_entry_is_one_error() -> None:
    assert codes_of("on cal { set a=1 }") == ["FLW105"]


def test_an_exit_that_the_source_writes_for_the_trigger_stands_at_its_word() -> None:
    graph = graph_of("on message, request { set a=1 }")

    assert [graph.exit("Trigger", event).span.text for event in ("incomingMessage", "incomingRequest")] == [
        "message",
        "request",
    ]
