"""Every event of every widget is listed in declared order, also where it leads nowhere."""

from __future__ import annotations

import json

import pytest
from tests.backends.studio.studio_of import definition_of, states_of

from flowc.backends.studio.definition import definition
from flowc.backends.studio.emit import json_text
from flowc.compile import check
from flowc.vocabulary import Vocabulary, standard_vocabulary
from flowc.vocabulary.widget import Exit, Widget


def known_widgets() -> list[Widget]:
    return [widget for widget in standard_vocabulary().types.values() if not widget.is_guess]


def events_of(body: str, vocabulary: Vocabulary | None = None) -> list[str]:
    """The events of the first widget in a body. What it lacks besides is of no interest here."""
    flow = check(f"on call {{ {body} }}", vocabulary=vocabulary).flow
    assert flow is not None
    written = json.loads(json_text(definition(flow, {})))
    return [transition["event"] for transition in written["states"][1]["transitions"]]


def is_listed(exit_: Exit) -> bool:
    return not exit_.unconfirmed and not exit_.repeated


@pytest.mark.parametrize("widget", known_widgets(), ids=lambda widget: widget.type)
def test_a_widget_lists_its_events_in_declared_order_where_none_is_written(widget: Widget) -> None:
    expected = [exit_.event for exit_ in widget.exits if is_listed(exit_)]

    assert events_of(f'raw "{widget.type}"') == expected != []


@pytest.mark.parametrize("widget", known_widgets(), ids=lambda widget: widget.type)
def test_a_widget_lists_its_events_in_declared_order_when_all_are_written_in_another(widget: Widget) -> None:
    lines = "; ".join(f'"{exit_.event}" -> end' for exit_ in reversed(widget.exits))

    assert events_of(f'raw "{widget.type}" {{ {lines} }}') == [exit_.event for exit_ in widget.exits]


def test_some_widgets_have_unconfirmed_events_so_that_the_tests_here_say_something() -> None:
    unconfirmed = [exit_.event for widget in known_widgets() for exit_ in widget.exits if exit_.unconfirmed]

    assert {"composerStarted", "hangup"} <= set(unconfirmed)


@pytest.mark.parametrize("widget", known_widgets(), ids=lambda widget: widget.type)
def test_an_unconfirmed_event_is_listed_only_where_it_is_written(widget: Widget) -> None:
    for exit_ in widget.exits:
        if exit_.unconfirmed:
            assert exit_.event not in events_of(f'raw "{widget.type}"')
            assert exit_.event in events_of(f'raw "{widget.type}" {{ "{exit_.event}" -> end }}')


def test_an_unconfirmed_main_event_is_not_taken_by_an_arrow() -> None:
    declaration = 'widget odd "odd" { title "Odd"; exit good main; exit strange main unconfirmed }'
    text = declaration + "\non call { odd -> x; x: set a=1 }"

    assert [item["event"] for item in states_of(text)["odd_1"]["transitions"]] == ["good"]


def test_the_trigger_lists_its_five_events() -> None:
    assert definition_of("on request { set a=1 }")["states"][0]["transitions"] == [
        {"event": "incomingMessage"},
        {"event": "incomingCall"},
        {"event": "incomingConversationMessage"},
        {"next": "set_1", "event": "incomingRequest"},
        {"event": "incomingParent"},
    ]


def test_no_match_is_listed_first_also_where_it_leads_nowhere() -> None:
    states = states_of("on request { split flow.variables.x { 1 -> end; 2 -> end } }")

    assert [item["event"] for item in states["split_1"]["transitions"]] == ["noMatch", "match", "match"]


def test_a_widget_of_an_unknown_type_has_the_events_that_are_written() -> None:
    assert events_of('raw "some-type"') == []
    assert events_of('raw "some-type" { b -> end; a -> end }') == ["b", "a"]


def test_a_menu_lists_every_event_of_its_prompt() -> None:
    states = states_of('on call { m: menu "x" { 1 -> end } }')

    assert [item["event"] for item in states["m"]["transitions"]] == ["keypress", "speech", "timeout"]
