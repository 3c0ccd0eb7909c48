"""Values: the natural spelling of each kind, and that every spelling reads back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.spell.json_text import same, spell_any
from flowc.spell.manner import Manner
from flowc.spell.read_back import reads_as
from flowc.spell.values import spell_value
from flowc.vocabulary import standard_vocabulary
from flowc.vocabulary.widget import Json, Option

HEX = "0123456789abcdef" * 2
MANNER = Manner(standard_vocabulary(), names=("menu", "flow", "my.menu", "Polly"))
OPTIONS = [option for widget in standard_vocabulary().types.values() for option in widget.all_options()]
JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-5000, 5000), st.sampled_from([0.5, 1.0, -2.25]), st.text(max_size=8)
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=6,
)


def option(type_: str, name: str) -> Option:
    return next(one for one in standard_vocabulary().types[type_].all_options() if name in (one.name, one.property))


@pytest.mark.parametrize(
    ("type_", "name", "value", "spelled"),
    [
        ("say-play", "say", "Hello.", '"Hello."'),
        ("say-play", "say", "{{widgets.menu.Digits}}", "menu.Digits"),
        ("say-play", "say", "{{widgets.my.menu.Digits}}", "my.menu.Digits"),
        ("say-play", "say", "{{widgets.flow.Digits}}", "widgets.flow.Digits"),
        ("say-play", "say", "{{widgets.gone.Digits}}", '"{{widgets.gone.Digits}}"'),
        ("say-play", "say", "{{ widgets.menu.Digits }}", '"{{ widgets.menu.Digits }}"'),
        ("say-play", "say", "{{widgets.menu.parsed.a[0]}}", '"{{widgets.menu.parsed.a[0]}}"'),
        ("say-play", "say", "{{flow.variables.x}}", "flow.variables.x"),
        ("say-play", "say", "{{contact}}", '"{{contact}}"'),
        ("say-play", "voice", "Polly.Joanna-Neural", '"Polly.Joanna-Neural"'),
        ("say-play", "voice", "alice", "alice"),
        ("say-play", "voice", "none", '"none"'),
        ("say-play", "voice", "two words", '"two words"'),
        ("say-play", "voice", "{{widgets.menu.Digits}}", '"{{widgets.menu.Digits}}"'),
        ("say-play", "loop", 3, "3"),
        ("gather-input-on-call", "timeout", 5, "5s"),
        ("gather-input-on-call", "timeout", 0, "0s"),
        ("gather-input-on-call", "timeout", 31, 'json("31")'),
        ("gather-input-on-call", "finish_on_key", "#", '"#"'),
        ("gather-input-on-call", "finish_on_key", "", '""'),
        ("gather-input-on-call", "speech_timeout", "auto", "auto"),
        ("gather-input-on-call", "speech_timeout", "60", "1m"),
        ("gather-input-on-call", "speech_timeout", "05", 'json("\\"05\\"")'),
        ("gather-input-on-call", "profanity_filter", "true", "on"),
        ("gather-input-on-call", "hints", "yes,no", '["yes", "no"]'),
        ("gather-input-on-call", "hints", "yes, no", '"yes, no"'),
        ("gather-input-on-call", "hints", "{{flow.variables.hints}}", "flow.variables.hints"),
        ("gather-input-on-call", "speech_model", "deepgram-nova-2", '"deepgram-nova-2"'),
        ("send-and-wait-for-reply", "timeout", "3600", "1h"),
        ("send-and-wait-for-reply", "timeout", "3601", "3601s"),
        ("send-and-wait-for-reply", "save_response_as", None, 'json("null")'),
        ("make-outgoing-call-v2", "machine_detection_speech_threshold", "2500", "2500ms"),
        ("make-outgoing-call-v2", "machine_detection_speech_threshold", "3000", "3s"),
        ("make-outgoing-call-v2", "record", True, "on"),
        ("make-http-request", "content_type", "application/json;charset=utf-8", "json"),
        ("make-http-request", "content_type", "application/xml", '"application/xml"'),
        ("make-http-request", "content_type", "json", 'json("\\"json\\"")'),
        ("record-call", "events", "in-progress completed", "[in-progress, completed]"),
        ("record-call", "events", "completed", "[completed]"),
        ("record-call", "callback", "${var.url}", '"${var.url}"'),
        ("capture-payments", "valid_card_types", ["visa", "amex"], "[visa, amex]"),
        ("capture-payments", "postal_code", "false", "false"),
        ("connect-call-to", "number", "+15550100", "+15550100"),
        ("connect-call-to", "number", "sip:a@b.c", '"sip:a@b.c"'),
        ("connect-call-to", "numbers", "+15550100,+15550101", "[+15550100, +15550101]"),
        ("connect-call-to", "noun", "number", "number"),
        ("run-conversation-relay", "interruptible", "none", "none"),
        ("run-conversation-relay", "interruptible", "true", "on"),
        ("send-to-flex", "workflow", f"WW{HEX}", f"WW{HEX}"),
        ("send-to-flex", "workflow", "YOUR_WORKFLOW", 'json("\\"YOUR_WORKFLOW\\"")'),
    ],
)
def test_a_value_is_spelled_as_a_person_would(type_: str, name: str, value: Json, spelled: str) -> None:
    if value == "Polly.Joanna-Neural":
        # Where a label is called so as well, the bare word would be warned of.
        assert spell_value(Manner(standard_vocabulary()), option(type_, name), value) == value

    assert spell_value(MANNER, option(type_, name), value) == spelled


@pytest.mark.parametrize(
    ("type_", "name", "value"),
    [
        ("gather-input-on-call", "timeout", "5"),
        ("gather-input-on-call", "speech_timeout", 5),
        ("gather-input-on-call", "timeout", True),
        ("record-call", "record_call", "true"),
        ("record-call", "callback", None),
        ("record-call", "channels", "stereo"),
        ("capture-payments", "valid_card_types", ["visa", "diamonds"]),
        ("say-play", "say", 5),
    ],
)
def test_a_value_that_the_declaration_refuses_has_no_spelling(type_: str, name: str, value: Json) -> None:
    assert spell_value(MANNER, option(type_, name), value) is None


def test_without_references_liquid_is_a_text() -> None:
    manner = Manner(standard_vocabulary(), names=("menu",), references=False)

    assert spell_value(manner, option("say-play", "say"), "{{widgets.menu.Digits}}") == '"{{widgets.menu.Digits}}"'


def test_a_list_of_records_is_written_with_its_word() -> None:
    participant: Json = {"type": "messaging", "messaging_binding_address": "{{flow.data.to}}"}

    spelled = spell_value(MANNER, option("start-conversation", "participants"), [participant])

    assert spelled == "[participant(type=messaging, messaging_binding_address=flow.data.to)]"


@pytest.mark.parametrize("strange", [{"type": "messaging", "colour": "red"}, {}, "text", {"type": 5}])
def test_a_record_of_another_form_is_written_as_json(strange: Json) -> None:
    spelled = spell_value(MANNER, option("start-conversation", "participants"), [strange])

    assert spelled == f"[json({json.dumps(json.dumps(strange))})]" or spelled == (
        f"json({json.dumps(json.dumps([strange]))})"
    )


@given(st.sampled_from(OPTIONS), JSON)
def test_whatever_is_spelled_reads_back(one: Option, value: Json) -> None:
    spelled = spell_value(MANNER, one, value)

    assert spelled is None or reads_as(MANNER, one, spelled, value)


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ("a", '"a"'),
        (5, "5"),
        (1.0, "1.0"),
        (True, "true"),
        ([], "[]"),
        ([1, "a", False], '[1, "a", false]'),
        (None, 'json("null")'),
        ([None], 'json("[null]")'),
        ({"a": 1}, 'json("{\\"a\\": 1}")'),
        (1e-07, 'json("1e-07")'),
        (10**31, 'json("10000000000000000000000000000000")'),
    ],
)
def test_a_value_of_no_declared_kind_is_spelled_by_its_own(value: Json, spelled: str) -> None:
    assert spell_any(value) == spelled


@pytest.mark.parametrize(("one", "other"), [(1, 1.0), (1, True), (0, False), ("1", 1), ({}, []), (None, False)])
def test_values_of_two_json_types_are_not_the_same(one: Json, other: Json) -> None:
    assert not same(one, other)
    assert same([{"a": one, "b": other}], [{"b": other, "a": one}])
