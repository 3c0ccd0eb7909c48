"""What a statement lacks, and what stands in the JSON though nobody wrote it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Report = Callable[[str], list[tuple[str, str, str, str]]]
Properties = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize(
    ("statement", "place", "message", "advice"),
    [
        ("say", "say", "`say` needs a text", 'for example `say "…"`'),
        ("say none", "say", "`say` needs a text", 'for example `say "…"`'),
        ("say voice=alice", "say", "`say` needs a text", 'for example `say "…"`'),
        ("play", "play", "`play` needs a URL", 'for example `play "https://example.com"`'),
        ("digits", "digits", "`digits` needs the tones", 'for example `digits "1"`'),
        ("record", "record", "`record` needs `on` or `off`", "for example `record on`"),
        ("http GET", "http GET", "`http GET` needs a URL", 'for example `http GET "https://example.com"`'),
        ("dial number", "dial number", "`dial number` needs a phone number", "for example `dial number +15550100`"),
        ("dial client", "dial client", "`dial client` needs a name", "for example `dial client support`"),
        (
            "dial number-multi",
            "dial number-multi",
            "`dial number-multi` needs a list",
            "for example `dial number-multi [+15550100]`",
        ),
        (
            "dial",
            "dial",
            "`dial` needs `number`, `number-multi`, `client`, `sip`, `sim` or `conference`",
            "for example `dial number`",
        ),
        ("stream", "stream", "`stream` needs `start` or `stop`", "for example `stream start`"),
        ("stream start", "stream", "`stream` needs `url`", 'add `url = "wss://example.com"`'),
        ("pay", "pay", "`pay` needs `payment_connector`", "add `payment_connector = support`"),
        ("subflow", "subflow", "`subflow` needs a SID", "for example `subflow FW…`"),
        ("flex", "flex", "`flex` needs `workflow` and `channel`", "add `workflow = WW…`, `channel = TC…`"),
        (
            "enqueue",
            "enqueue",
            "`enqueue` needs `queue_name` or `workflow_sid`",
            "for example `enqueue support` or `enqueue workflow_sid=WW…`",
        ),
        ("call from=none", "call", "`call` needs `from`", "add `from = +15550100`"),
    ],
)
def test_what_is_missing_is_told_once_with_an_example(
    report: Report, statement: str, place: str, message: str, advice: str
) -> None:
    assert report(statement) == [("FLW204", place, message, advice)]


@pytest.mark.parametrize(
    "statement",
    [
        'http "https://example.com"',
        "dial +15550100",
        "stream go",
        "record maybe",
        "subflow FW1",
        "pay payment_connector=[a]",
    ],
)
def test_what_was_not_understood_is_not_missing_as_well(report: Report, statement: str) -> None:
    assert len(report(statement)) == 1


def test_a_condition_decides_what_is_needed(report: Report) -> None:
    assert [message for _, _, message, _ in report("stream start stream_transport_type=siprec")] == [
        "`stream` needs `connector`"
    ]
    assert report("stream stop") == []
    assert report("send message_type=content_template content_sid=HX0123456789abcdef0123456789abcdef") == []


def test_a_default_that_studio_needs_is_emitted_and_one_that_it_knows_is_not(properties: Properties) -> None:
    assert properties("record on") == {"record_call": True, "recording_channels": "dual", "trim": "do-not-trim"}
    assert "loop" not in properties('say "a"')


def test_properties_stand_in_declared_order_and_unknown_ones_last(properties: Properties) -> None:
    found = properties('say "a" { property x = 1; loop = 2; language = en-US; voice = alice }')

    assert list(found) == ["say", "voice", "language", "loop", "x"]
