"""Exits: which are written, on which lines, and when an arrow stands behind the statement."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.spell.states import leads, state

from flowc.graph import Exit
from flowc.spell import Manner, Spelled, spell
from flowc.vocabulary import standard_vocabulary
from flowc.vocabulary.widget import Json

Targets = Mapping[str, str | None]
PROPERTIES: dict[str, dict[str, Json]] = {
    "say-play": {"say": "x"},
    "gather-input-on-call": {"say": "x"},
    "record-voicemail": {},
    "make-outgoing-call-v2": {"from": "{{flow.channel.address}}", "to": "{{contact.channel.address}}"},
    "send-to-flex": {"workflow": "WW" + "0" * 32, "channel": "TC" + "0" * 32},
}


def spelled(type_: str, exits: Targets, after: str | None = None) -> Spelled:
    found = [leads(event, target) for event, target in exits.items()]
    return spell(state(type_, PROPERTIES.get(type_, {}), found), Manner(standard_vocabulary()), after)


def tail(type_: str, exits: Targets, after: str | None = None) -> str:
    """What a statement says of its exits, on one line."""
    found = spelled(type_, exits, after)
    assert found.lost == ()
    lines = "; ".join(line.text for line in found.exits)
    return f"{{ {lines} }}" * bool(lines) + (f" {found.arrow.text}" if found.arrow else "")


@pytest.mark.parametrize(
    ("target", "after", "text"),
    [
        ("b", "b", ""),
        (None, None, ""),
        ("b", None, " -> b"),
        ("b", "c", " -> b"),
        (None, "c", " -> end"),
        ("end", None, ' -> "end"'),
        ("next", None, ' -> "next"'),
        ("two words", None, ' -> "two words"'),
    ],
)
def test_a_main_exit_is_written_where_it_would_not_lead_there_by_itself(
    target: str | None, after: str | None, text: str
) -> None:
    assert tail("say-play", {"audioComplete": target}, after) == text


@pytest.mark.parametrize(
    ("exits", "after", "text"),
    [
        ({"keypress": "b", "speech": "b", "timeout": None}, "b", ""),
        ({"keypress": "b", "speech": "b", "timeout": None}, "c", " -> b"),
        ({"keypress": "b", "speech": "c", "timeout": None}, "b", "{ speech -> c }"),
        ({"keypress": "b", "speech": None, "timeout": None}, "b", "{ speech -> end }"),
        ({"keypress": "b", "speech": "c", "timeout": "b"}, "d", "{ keypress, timeout -> b; speech -> c }"),
        ({"keypress": "b"}, None, "{ keypress -> b }"),
        ({"keypress": "b"}, "d", "{ keypress -> b; speech -> end }"),
        ({}, "d", " -> end"),
        ({"timeout": "d"}, None, "{ timeout -> d }"),
    ],
)
def test_two_main_exits_share_the_arrow_where_they_lead_to_one_place(
    exits: Targets, after: str | None, text: str
) -> None:
    assert tail("gather-input-on-call", exits, after) == text


def test_exits_with_one_target_share_a_line() -> None:
    exits = {"answered": "b", "busy": "c", "noAnswer": "d", "failed": "c"}

    assert tail("make-outgoing-call-v2", exits, "b") == "{ busy, failed -> c; noAnswer -> d }"


def test_an_exit_that_is_not_listed_by_itself_is_written_also_where_it_leads_nowhere() -> None:
    exits = {"callComplete": None, "failedToEnqueue": None, "callFailure": None}

    assert tail("send-to-flex", exits) == ""
    assert tail("send-to-flex", {**exits, "composerStarted": None}) == "{ composerStarted -> end }"


@pytest.mark.parametrize("type_", ["some-new-type", "create-task"])
def test_all_exits_of_a_type_without_declaration_are_written_in_their_order(type_: str) -> None:
    exits = {"done": "b", "odd event": None, "property": None, "failed": "b"}

    assert tail(type_, exits, "b") == '{ done -> b; "odd event", "property" -> end; failed -> b }'


@pytest.mark.parametrize(
    ("exits", "lost"),
    [
        ([leads("audioComplete"), leads("odd")], "the exit `odd`, which is not declared"),
        ([leads("audioComplete"), leads("")], "an exit without a name"),
        ([leads("audioComplete"), leads("audioComplete", "b")], "a second exit `audioComplete`"),
    ],
)
def test_what_cannot_be_said_of_exits_is_named(exits: list[Exit], lost: str) -> None:
    found = spell(state("say-play", {"say": "x"}, exits), Manner(standard_vocabulary()))

    assert found.lost == (lost,)
