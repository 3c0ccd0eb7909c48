"""Steps: the verb that fits, arguments by position, options by their short names, blocks and properties."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.spell.states import compiled, same, state

from flowc.binding.context import NOTHING, Read
from flowc.spell import Manner, spell
from flowc.vocabulary import standard_vocabulary
from flowc.vocabulary.widget import Json

Properties = dict[str, Json]
FORM = "application/x-www-form-urlencoded;charset=utf-8"


def spelled(type_: str, properties: Properties, defaults: Mapping[str, Mapping[str, Read]] | None = None) -> str:
    """The statement of a state whose exits lead nowhere, without its label."""
    manner = Manner(standard_vocabulary(), names=("menu",), defaults=defaults or {})
    found = spell(state(type_, properties), manner)
    assert found.lost == ()
    return found.text().removeprefix("it: ")


@pytest.mark.parametrize(
    ("type_", "properties", "text"),
    [
        ("say-play", {"say": "Hello."}, 'say "Hello."'),
        ("say-play", {"loop": 2, "play": "https://a.b/c.mp3"}, 'play "https://a.b/c.mp3" loop=2'),
        ("say-play", {"digits": "12#"}, 'digits "12#"'),
        ("record-call", {"record_call": True, "trim": "do-not-trim", "recording_channels": "dual"}, "record on"),
        ("record-call", {"record_call": False}, "record off channels=none trim=none"),
        (
            "record-call",
            {"record_call": True, "recording_channels": "mono", "trim": "do-not-trim"},
            "record on channels=mono",
        ),
        (
            "gather-input-on-call",
            {"play": "https://a.b/c.mp3", "timeout": 7},
            'gather play="https://a.b/c.mp3" timeout=7s',
        ),
        (
            "connect-call-to",
            {"noun": "number", "to": "+15550100", "caller_id": "{{contact.channel.address}}"},
            "dial number +15550100",
        ),
        ("connect-call-to", {"noun": "conference", "to": "room"}, "dial conference room caller_id=none"),
        (
            "connect-call-to",
            {"noun": "sip", "sip_endpoint": "sip:a@b.c", "caller_id": "+15550100"},
            'dial sip "sip:a@b.c" caller_id=+15550100',
        ),
        ("enqueue-call", {"queue_name": "support"}, "enqueue support"),
        ("add-twiml-redirect", {"url": "https://a.b/c"}, 'redirect "https://a.b/c"'),
    ],
)
def test_a_step_is_the_shortest_that_says_it(type_: str, properties: Properties, text: str) -> None:
    assert spelled(type_, properties) == text


def test_an_argument_that_need_not_be_said_is_written_before_one_that_must() -> None:
    assert (
        spelled("make-http-request", {"method": "GET", "content_type": FORM, "url": "https://a.b"})
        == 'http GET "https://a.b"'
    )
    assert (
        spelled("make-http-request", {"content_type": FORM, "url": "https://a.b"})
        == 'http method=none url="https://a.b"'
    )


def test_pairs_stand_in_a_block_of_their_own() -> None:
    pairs: Json = [
        {"key": "order", "value": "{{widgets.menu.Digits}}"},
        {"key": "a key", "value": "5"},
        {"key": "7", "value": ""},
    ]

    text = spelled("run-function", {"url": "https://a.b", "parameters": pairs})

    assert text == (
        'function "https://a.b" {\n  parameters {\n    order = menu.Digits\n    "a key" = "5"\n    7 = ""\n  }\n}'
    )


def test_a_list_without_pairs_is_an_empty_block() -> None:
    assert spelled("run-function", {"url": "https://a.b", "parameters": []}) == (
        'function "https://a.b" { parameters { } }'
    )


def test_pairs_of_another_form_are_written_as_json() -> None:
    text = spelled("run-function", {"url": "https://a.b", "parameters": [{"key": "a", "value": 1}]})

    assert text == 'function "https://a.b" parameters=json("[{\\"key\\": \\"a\\", \\"value\\": 1}]")'


def test_inline_pairs_stand_behind_the_verb() -> None:
    pairs: Json = [
        {"key": "language", "value": "en"},
        {"key": "order", "value": "{}", "type": "json_object", "index": "2"},
    ]

    assert spelled("set-variables", {"variables": pairs}) == (
        'set language="en" order=pair("{}", type=json_object, index="2")'
    )


def test_many_inline_pairs_stand_in_the_block() -> None:
    pairs: Json = [
        {"key": f"a_long_name_{number}", "value": "a long value = with an equals sign"} for number in range(2)
    ]

    assert spelled("set-variables", {"variables": pairs}) == (
        'set {\n  a_long_name_0 = "a long value = with an equals sign"'
        '\n  a_long_name_1 = "a long value = with an equals sign"\n}'
    )


def test_many_options_stand_in_the_block() -> None:
    text = spelled("say-play", {"say": "Hello.", "voice": "a" * 60, "language": "en-US", "loop": 2})

    assert text == f'say "Hello." {{\n  voice = {"a" * 60}\n  language = en-US\n  loop = 2\n}}'


def test_a_record_stands_in_a_block() -> None:
    text = spelled(
        "connect-virtual-agent-v2",
        {"connector_name": "main", "connector_details": {"addon_sid": "XB1", "name": "a b"}},
    )

    assert text == (
        'agent connector_name=main {\n  connector_details {\n    addon_sid = "XB1"\n    name = "a b"\n  }\n}'
    )


def test_a_property_that_nothing_declares_is_written_by_its_own_name() -> None:
    text = spelled("say-play", {"say": "Hello.", "future option": {"a": [1]}, "other": None})

    assert text == (
        'say "Hello." {\n  property "future option" = json("{\\"a\\": [1]}")\n  property other = json("null")\n}'
    )


@pytest.mark.parametrize(
    ("type_", "properties"),
    [
        ("say-play", {}),
        ("say-play", {"say": "Hello.", "play": "https://a.b/c.mp3"}),
        ("say-play", {"say": 5}),
        ("gather-input-on-call", {"say": "Hello.", "timeout": "5"}),
        ("enqueue-call", {"queue_name": "a", "workflow_sid": "WW" + "0" * 32}),
        ("set-variables", {"variables": []}),
        ("set-variables", {"variables": [{"key": "a", "value": 1}]}),
        ("create-task", {"odd": 1}),
        ("some-new-type", {"odd": None}),
        ("two words", {}),
    ],
)
def test_what_no_verb_says_is_raw(type_: str, properties: Properties) -> None:
    text = spelled(type_, properties)

    assert text.startswith("raw ")
    assert text.count("property ") == len(properties)


def test_raw_holds_every_property_by_the_name_that_studio_gives_it() -> None:
    assert spelled("say-play", {"say": "Hello.", "digits": "1"}) == (
        'raw say-play {\n  property say = "Hello."\n  property digits = "1"\n}'
    )


@pytest.mark.parametrize("value", ["{{param.x}}", "a {{ const.y | upcase }}", ["{{param.x}}"]])
def test_what_compiling_would_replace_is_written_so_that_it_does_not(value: Json) -> None:
    one = state("some-new-type", {"odd": value, "even": 2})
    found = spell(one, Manner(standard_vocabulary()))
    flow, errors = compiled([found.text()])

    assert (found.lost, errors) == ((), [])
    assert "\\\\u007b" in found.text()
    assert same(one, flow.by_name["it"])


# Defaults of the file


DEFAULTS: dict[str, dict[str, Read]] = {
    "say": {"voice": "alice", "language": "de"},
    "record": {"trim": "trim-silence"},
    # A text has no effect beside `play`, the number of times has.
    "gather": {"say": "Hello?", "loop": 2},
    "http": {"content_type": NOTHING},
}


@pytest.mark.parametrize(
    ("type_", "properties", "text"),
    [
        ("say-play", {"say": "Hi", "voice": "alice", "language": "de"}, 'say "Hi"'),
        ("say-play", {"say": "Hi", "voice": "man", "language": "de"}, 'say "Hi" voice=man'),
        ("say-play", {"say": "Hi", "voice": "alice"}, 'say "Hi" language=none'),
        ("say-play", {"digits": "1"}, 'digits "1"'),
        (
            "record-call",
            {"record_call": True, "recording_channels": "dual", "trim": "do-not-trim"},
            "record on trim=do-not-trim",
        ),
        ("record-call", {"record_call": True, "recording_channels": "dual", "trim": "trim-silence"}, "record on"),
        ("record-call", {"record_call": True, "recording_channels": "dual"}, "record on trim=none"),
        ("gather-input-on-call", {"play": "https://a.b/c.mp3"}, 'gather play="https://a.b/c.mp3" loop=none'),
        ("make-http-request", {"method": "GET", "url": "https://a.b"}, 'http GET "https://a.b"'),
        (
            "make-http-request",
            {"method": "GET", "content_type": FORM, "url": "https://a.b"},
            'http GET "https://a.b" content_type=form',
        ),
    ],
)
def test_what_the_file_gives_by_default_need_not_be_said(type_: str, properties: Properties, text: str) -> None:
    assert spelled(type_, properties, DEFAULTS) == text
