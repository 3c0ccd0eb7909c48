"""Single values: enumerations, switches, numbers, durations and sets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Report = Callable[[str], list[tuple[str, str, str, str]]]
Properties = Callable[[str], dict[str, Any]]
Findings = Callable[[str], list[Any]]

CONNECTOR = "pay payment_connector=owl"


@pytest.mark.parametrize(
    ("statement", "name", "value"),
    [
        # an enumeration, bare and quoted, by its short name and by what the JSON holds
        ("record on channels=mono", "recording_channels", "mono"),
        ('record on channels="mono"', "recording_channels", "mono"),
        ('http GET "https://example.com" content_type=json', "content_type", "application/json;charset=utf-8"),
        (
            'http GET "https://example.com" content_type="application/json;charset=utf-8"',
            "content_type",
            "application/json;charset=utf-8",
        ),
        ('http GET "https://example.com" content_type="text/xml"', "content_type", "text/xml"),
        # Liquid where Studio renders it, and Terraform's anywhere
        ('record on channels="{{flow.variables.x}}"', "recording_channels", "{{flow.variables.x}}"),
        ("record on channels=flow.variables.x", "recording_channels", "{{flow.variables.x}}"),
        ('http "${local.method}" "https://example.com"', "method", "${local.method}"),
        # switches
        ("record on", "record_call", True),
        ("record off", "record_call", False),
        ("record true", "record_call", True),
        ("record false", "record_call", False),
        ('record "${local.on}"', "record_call", "${local.on}"),
        ('gather "a" profanity_filter=off', "profanity_filter", "false"),
        ('gather "a" profanity_filter="true"', "profanity_filter", "true"),
        ('gather "a" profanity_filter=caller.Digits', "profanity_filter", "{{widgets.caller.Digits}}"),
        # numbers, durations, and numbers that Studio wants as strings
        ('gather "a" timeout=5', "timeout", 5),
        ('gather "a" timeout=5s', "timeout", 5),
        ('gather "a" timeout=0.5m', "timeout", 30),
        ("voicemail max_length=1h", "max_length", 3600),
        ("voicemail max_length=2m", "max_length", 120),
        ("call detect_answering_machine=on machine_detection_timeout=1m", "machine_detection_timeout", "60"),
        (
            "call detect_answering_machine=on machine_detection_speech_threshold=2s",
            "machine_detection_speech_threshold",
            "2000",
        ),
        (
            "call detect_answering_machine=on machine_detection_speech_threshold=1500ms",
            "machine_detection_speech_threshold",
            "1500",
        ),
        (
            "call detect_answering_machine=on machine_detection_speech_threshold=1500",
            "machine_detection_speech_threshold",
            "1500",
        ),
        ('gather "a" speech_timeout="2"', "speech_timeout", "2"),
        ('gather "a" speech_timeout=2m', "speech_timeout", "120"),
        ('gather "a" speech_timeout=auto', "speech_timeout", "auto"),
        ('gather "a" speech_timeout=caller.Digits', "speech_timeout", "{{widgets.caller.Digits}}"),
        ('gather "a" loop="${local.loop}"', "loop", "${local.loop}"),
        ("subflow FW0123456789abcdef0123456789abcdef flow_revision=7", "flow_revision", "7"),
        # sets: one member, a list, a text as the JSON has it
        ("record on events=completed", "recording_status_callback_events", "completed"),
        ("record on events=[in-progress, completed]", "recording_status_callback_events", "in-progress completed"),
        ('record on events="in-progress absent"', "recording_status_callback_events", "in-progress absent"),
        (f"{CONNECTOR} valid_card_types=visa", "valid_card_types", ["visa"]),
        (f'{CONNECTOR} valid_card_types="visa"', "valid_card_types", ["visa"]),
        (f'{CONNECTOR} valid_card_types=[visa, "amex"]', "valid_card_types", ["visa", "amex"]),
        (f'{CONNECTOR} valid_card_types="${{local.cards}}"', "valid_card_types", "${local.cards}"),
        # a text that is also a switch
        (f"{CONNECTOR} postal_code=false", "postal_code", "false"),
        (f"{CONNECTOR} postal_code=94107", "postal_code", "94107"),
    ],
)
def test_a_value_becomes_the_json_that_studio_takes(
    properties: Properties, statement: str, name: str, value: object
) -> None:
    found = properties(statement)[name]

    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("statement", "code", "place", "message", "advice"),
    [
        (
            'http PUT "https://example.com"',
            "FLW202",
            "PUT",
            "`PUT` is no value of `method`",
            "the values are `GET` and `POST`",
        ),
        ('http get "https://example.com"', "FLW202", "get", "`get` is no value of `method`", "did you mean `GET`?"),
        ("record on channels=duel", "FLW202", "duel", "`duel` is no value of `channels`", "did you mean `dual`?"),
        ('record on channels="duel"', "FLW202", '"duel"', "`duel` is no value of `channels`", "did you mean `dual`?"),
        ("record maybe", "FLW201", "maybe", "`state` wants `on` or `off`", "write `state = on` or `state = off`"),
        ('record "on"', "FLW201", '"on"', "`state` wants `on` or `off`", "write `on`, without quotes"),
        ("record 1", "FLW201", "1", "`state` wants `on` or `off`", "write `state = on` or `state = off`"),
        (
            'relay "wss://example.com" interruptible=maybe',
            "FLW201",
            "maybe",
            "`interruptible` wants `on`, `off`, `none`, `dtmf`, `speech` or `any`",
            "write `interruptible = on` or `interruptible = off`",
        ),
        ('gather "a" timeout="5"', "FLW201", '"5"', "`timeout` wants a number of seconds", "write `5`, without quotes"),
        (
            'gather "a" timeout=soon',
            "FLW201",
            "soon",
            "`timeout` wants a number of seconds",
            "for example `timeout = 5s`",
        ),
        ('gather "a" timeout=0.4', "FLW201", "0.4", "`timeout` takes whole seconds", "write `1s`"),
        ('gather "a" timeout=1500ms', "FLW201", "1500ms", "`timeout` takes whole seconds", "write `2s`"),
        ('gather "a" loop=1.5', "FLW201", "1.5", "`loop` takes whole numbers", "write `2`"),
        ('gather "a" loop=5s', "FLW201", "5s", "`loop` wants a whole number", "for example `loop = 1`"),
        (
            'gather "a" timeout=+155',
            "FLW201",
            "+155",
            "`timeout` wants a number of seconds",
            "for example `timeout = 5s`",
        ),
        (
            'gather "a" speech_timeout=atuo',
            "FLW202",
            "atuo",
            "`atuo` is no value of `speech_timeout`",
            "did you mean `auto`?",
        ),
        (
            'gather "a" speech_timeout=fast',
            "FLW201",
            "fast",
            "`speech_timeout` wants a number of seconds or `auto`",
            "for example `speech_timeout = 5s`",
        ),
        (
            "subflow FW0123456789abcdef0123456789abcdef flow_revision=LatestPublishd",
            "FLW202",
            "LatestPublishd",
            "`LatestPublishd` is no value of `flow_revision`",
            "did you mean `LatestPublished`?",
        ),
        (
            f"{CONNECTOR} valid_card_types=[visa, amx]",
            "FLW202",
            "amx",
            "`amx` is no value of `valid_card_types`",
            "did you mean `amex`?",
        ),
        (
            'record on events="done"',
            "FLW202",
            '"done"',
            "`done` is no value of `events`",
            "the values are `in-progress`, `completed` and `absent`",
        ),
        (
            "record on events=5",
            "FLW202",
            "5",
            "`5` is no value of `events`",
            "the values are `in-progress`, `completed` and `absent`",
        ),
    ],
)
def test_a_value_of_another_kind_is_one_finding(
    report: Report, statement: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(statement) == [(code, place, message, advice)]


@pytest.mark.parametrize(
    ("statement", "place", "label"),
    [
        ('gather "a" timeout=31', "31", "from 0 to 30 seconds"),
        ('gather "a" timeout=-1', "-1", "from 0 to 30 seconds"),
        ('gather "a" timeout=1h', "1h", "from 0 to 30 seconds"),
        ("voicemail timeout=-1", "-1", "0 seconds or more"),
        ('gather "a" loop=0', "0", "from 1 to 99"),
        (
            "call detect_answering_machine=on machine_detection_speech_threshold=500ms",
            "500ms",
            "from 1,000 to 6,000 milliseconds",
        ),
        ('gather "a" loop=' + "9" * 5000, "9" * 5000, "more than 30 digits"),
        ('gather "a" speech_timeout="' + "9" * 5000 + '"', '"' + "9" * 5000 + '"', "more than 30 digits"),
    ],
)
def test_a_number_beyond_the_limits_tells_them(findings: Findings, statement: str, place: str, label: str) -> None:
    (finding,) = findings(statement)

    assert (finding.code, finding.span.text, finding.label) == ("FLW203", place, label)
    assert finding.message.endswith("is out of range")


@pytest.mark.parametrize(
    ("statement", "place", "name", "advice"),
    [
        ('gather "a" timeout="{{flow.variables.x}}"', '"{{flow.variables.x}}"', "timeout", "timeout = 5s"),
        ('gather "a" loop=caller.Digits', "caller.Digits", "loop", "loop = 1"),
        ('record "{{flow.variables.x}}"', '"{{flow.variables.x}}"', "state", "state = on"),
        (
            'http "{% if a %}GET{% endif %}" "https://example.com"',
            '"{% if a %}GET{% endif %}"',
            "method",
            "method = GET",
        ),
        ('enqueue workflow_sid="{{x}}"', '"{{x}}"', "workflow_sid", "workflow_sid = WW…"),
        ('function "{{flow.variables.x}}"', '"{{flow.variables.x}}"', "url", 'url = "https://example.com"'),
        ("function flow.variables.x", "flow.variables.x", "url", 'url = "https://example.com"'),
    ],
)
def test_liquid_in_a_property_that_is_not_rendered_is_one_finding(
    report: Report, statement: str, place: str, name: str, advice: str
) -> None:
    assert report(statement) == [
        ("FLW213", place, f"`{name}` takes no Liquid", f"write the value itself, as `{advice}`")
    ]


def test_the_fix_of_a_quoted_number_takes_the_quotes_away(findings: Findings) -> None:
    (finding,) = findings('gather "a" timeout="5"')

    assert [(fix.span.text, fix.replacement, fix.safe) for fix in finding.fixes] == [('"5"', "5", True)]
