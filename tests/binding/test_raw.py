"""`raw`: a whole widget as it stands in the JSON, checked where its type is declared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Report = Callable[[str], list[tuple[str, str, str, str]]]
States = Callable[[str], dict[str, Any]]

FORM = 'write `raw "type" { … }`'


def test_a_type_that_nobody_declared_passes_with_all_that_is_written(states: States) -> None:
    found = states('r: raw "owl-widget" { property "a b" = json("[null]"); property c = 1; hoot, "no hoot" -> caller }')

    assert found["r"]["type"] == "owl-widget"
    assert {name: value for name, value in found["r"]["properties"].items() if name != "offset"} == {
        "a b": [None],
        "c": 1,
    }
    assert found["r"]["transitions"] == [
        {"event": "hoot", "next": "caller"},
        {"event": "no hoot", "next": "caller"},
    ]


def test_a_type_of_which_only_the_name_is_known_passes_too(states: States) -> None:
    found = states('r: raw create-task { property "x" = 1; anything -> caller }')

    assert found["r"]["transitions"] == [{"event": "anything", "next": "caller"}]


def test_a_declared_type_has_its_exits_and_emits_nothing_of_itself(states: States) -> None:
    found = states('r: raw "record-call" { property record_call = true; property x = 1 } -> caller')

    assert {name for name in found["r"]["properties"] if name != "offset"} == {"record_call", "x"}
    assert found["r"]["transitions"] == [{"event": "success", "next": "caller"}, {"event": "failed"}]


@pytest.mark.parametrize(
    "lines",
    [
        'property say = "a"',
        'property play = "https://example.com"; audioComplete -> next',
        'property say = "a"; property loop = json("3"); property unknown = [1]',
        'property say = "${local.text}"; property loop = "${local.loop}"',
    ],
)
def test_one_of_the_ways_to_make_a_widget_is_enough(report: Report, lines: str) -> None:
    assert report(f'raw "say-play" {{ {lines} }}') == []


def test_what_old_exports_hold_as_null_passes(report: Report) -> None:
    lines = 'property method = "GET"; property url = "https://example.com"; property content_type = "a"'

    assert report(f'raw "make-http-request" {{ {lines}; property timeout = json("null"); failed -> next }}') == []


@pytest.mark.parametrize(
    ("statement", "code", "place", "message", "advice"),
    [
        ("raw", "FLW204", "raw", "`raw` needs the type of a widget", FORM),
        ("raw 5", "FLW204", "5", "`raw` needs the type of a widget", FORM),
        ("raw a=5", "FLW204", "a=5", "`raw` needs the type of a widget", FORM),
        ('raw ""', "FLW110", '""', "the type of a widget is empty", FORM),
        ('raw "say-play" "a"', "FLW209", '"a"', "`raw` takes one type", FORM),
        (
            'raw "say-play" say="a"',
            "FLW205",
            'say="a"',
            "`raw` has no options",
            'write `property say="a"` in the block',
        ),
        (
            'raw "say-play" { say = "a" }',
            "FLW205",
            'say = "a"',
            "`raw` has no options",
            'write `property say = "a"` in the block',
        ),
        (
            'raw "say-play" { property loop = 1 }',
            "FLW204",
            '"say-play"',
            "`say-play` needs the property `say`, `play` or `digits`",
            'add `property "say" = …`',
        ),
        (
            'raw "record-call" { }',
            "FLW204",
            '"record-call"',
            "`record-call` needs the property `record_call`",
            'add `property "record_call" = …`',
        ),
        (
            'raw "send-to-flex" { failedToEnqueue, callFailure -> next }',
            "FLW204",
            '"send-to-flex"',
            "`send-to-flex` needs the properties `workflow` and `channel`",
            'add `property "workflow" = …`',
        ),
        (
            'raw "say-play" { property say = 5 }',
            "FLW201",
            "say = 5",
            "integer found, string expected",
            'write the text `"5"`',
        ),
        (
            'raw "record-call" { property record_call = "on" }',
            "FLW201",
            'record_call = "on"',
            "string found, boolean expected",
            "",
        ),
        (
            'raw "record-call" { property record_call = json("null") }',
            "FLW201",
            'record_call = json("null")',
            "null found, boolean expected",
            "write `none` to leave it out",
        ),
        (
            'raw "record-call" { property record_call = on; property recording_channels = "stereo" }',
            "FLW202",
            'recording_channels = "stereo"',
            "`stereo` is no value of `recording_channels`",
            "the values are `mono` and `dual`",
        ),
        (
            'raw "say-play" { property say = "a"; done -> next }',
            "FLW104",
            "done",
            "Say/Play has no exit `done`",
            "there is only `audioComplete`",
        ),
        (
            'raw "say-play" { property say = "a"; property say = "b" }',
            "FLW206",
            "say",
            "`say` is given twice",
            "keep one of them",
        ),
        (
            'raw "owl" { hoot }',
            "FLW104",
            "hoot",
            "the exit `hoot` leads nowhere",
            "write `hoot -> next`, `hoot -> LABEL` or `hoot { … }`",
        ),
        (
            'raw "owl" { property a = 1 } -> next',
            "FLW104",
            "-> next",
            "`raw` has no main exit that an arrow could take",
            "write the exit in the block: `{ EXIT -> LABEL }`",
        ),
    ],
)
def test_a_raw_widget_that_twilio_would_refuse_is_one_finding(
    report: Report, statement: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(statement) == [(code, place, message, advice)]


@pytest.mark.parametrize(
    "statement", ["create-task", "understand", "run-function-v2 { owl -> next; property x = 1 } -> next"]
)
def test_a_verb_of_which_only_the_name_is_known_is_refused_once(report: Report, statement: str) -> None:
    name = statement.split(maxsplit=1)[0]

    assert report(statement) == [
        (
            "FLW114",
            name,
            f"nothing but the name of `{name}` is known",
            f'write `raw "{name}" {{ … }}`, with the properties of a flow that has it',
        )
    ]


def test_a_retired_verb_warns_and_says_what_took_its_place(findings: Callable[[str], list[Any]]) -> None:
    (finding,) = findings("connect-virtual-agent connector=owl")

    assert (finding.code, finding.severity.value, finding.message) == (
        "FLW115",
        "warning",
        "`connect-virtual-agent` is retired",
    )
    assert finding.why == "Dialogflow CX has taken its place: write `agent`"
