"""Options: by which name, in which place, once; and what is said of those that do not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Report = Callable[[str], list[tuple[str, str, str, str]]]
Properties = Callable[[str], dict[str, Any]]
Findings = Callable[[str], list[Any]]

SID = "WW0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    "statement",
    [
        "record on channels=dual",
        "record on recording_channels=dual",
        "record on { channels = dual }",
        "record on { recording_channels = dual }",
        'record on "recording_channels"=dual',
        "record record_call=on channels=dual",
        "record { record_call = on; channels = dual }",
    ],
)
def test_an_option_has_a_short_name_and_studios_own_on_the_line_and_in_the_block(
    properties: Properties, statement: str
) -> None:
    assert properties(statement) == {"record_call": True, "recording_channels": "dual", "trim": "do-not-trim"}


def test_an_argument_may_stand_in_the_block_under_its_property_name(properties: Properties) -> None:
    assert properties('say { say = "Hi" }') == properties('say "Hi"') == {"say": "Hi"}


def test_an_argument_may_be_given_by_name_before_others(properties: Properties) -> None:
    assert properties('http url="https://example.com" method=POST')["method"] == "POST"


@pytest.mark.parametrize(
    ("statement", "second", "note"),
    [
        (
            "record on channels=dual recording_channels=mono",
            "recording_channels=mono",
            "first given here, as `channels`",
        ),
        (
            "record on channels=dual { recording_channels = mono }",
            "recording_channels = mono",
            "first given here, as `channels`",
        ),
        ("record on channels=dual channels=mono", "channels=mono", "first given here"),
        ('say "a" text="b"', 'text="b"', "first given here"),
        ('say text="a" say="b"', 'say="b"', "first given here, as `text`"),
        ('say "a" { loop = 2; loop = 2 }', "loop = 2", "first given here"),
        ('say "a" { property "x" = 1; property x = 2 }', "x", "first given here"),
    ],
)
def test_an_option_given_twice_names_both_places(findings: Findings, statement: str, second: str, note: str) -> None:
    (finding,) = findings(statement)

    assert (finding.code, finding.span.text) == ("FLW206", second)
    assert finding.message.endswith("is given twice")
    assert [one.message for one in finding.notes] == [note]
    assert finding.notes[0].span.start < finding.span.start


@pytest.mark.parametrize(
    ("statement", "place", "message", "advice"),
    [
        ('say "a" voise=alice', "voise", "`say` has no option `voise`", "did you mean `voice`?"),
        ('say "a" { Voice = alice }', "Voice", "`say` has no option `Voice`", "did you mean `voice`?"),
        (
            'say "a" speed=2',
            "speed",
            "`say` has no option `speed`",
            "the options are `text`, `voice`, `language` and `loop`",
        ),
        # misnomers of the declaration
        (
            'gather "a" num_digits=1',
            "num_digits",
            "`gather` has no option `num_digits`",
            "did you mean `number_of_digits`?",
        ),
        (
            'gather "a" speed=1',
            "speed",
            "`gather` has no option `speed`",
            'for a property that is not declared write `property "speed" = …` in the block',
        ),
        # an exit, and what it would lead to
        ("record on { failed = next }", "failed", "`failed` is an exit, not an option", "write `failed -> next`"),
        ("record on failed=5", "failed", "`failed` is an exit, not an option", "write `failed -> LABEL`"),
        # a block where a value is wanted, and a line without its sign
        ('say "a" { voice { a = 1 } }', "voice", "`voice` takes no block", "write `voice = …`"),
        ('say "a" { voice alice }', "voice alice", "`voice` lacks its `=`", "write `voice = alice`"),
        ('say "a" { voice }', "voice", "`voice` lacks its `=`", "write `voice = …`"),
        # a block with a near miss of its name
        (
            'http GET "https://example.com" { parametrs { a = 1 } }',
            "parametrs",
            "`http` has no option `parametrs`",
            "did you mean `parameters`?",
        ),
        ("set { variables { a = 1 } }", "variables", "`variables` takes no block", "write the pairs themselves"),
    ],
)
def test_an_option_that_does_not_exist_is_named_with_what_to_write(
    report: Report, statement: str, place: str, message: str, advice: str
) -> None:
    assert report(statement) == [("FLW205", place, message, advice)]


@pytest.mark.parametrize(
    ("statement", "place", "message", "advice"),
    [
        (
            "agent connector_name -> next",
            "connector_name -> next",
            "`connector_name` lacks its `=`",
            "write `connector_name=next`",
        ),
        ("gather play -> next", "play -> next", "`play` lacks its `=`", "write `play=next`"),
        ("set answer -> next", "answer -> next", "`answer` lacks its `=`", "write `answer=next`"),
    ],
)
def test_an_arrow_for_the_equals_sign_of_an_option_is_one_finding(
    report: Report, statement: str, place: str, message: str, advice: str
) -> None:
    assert report(statement) == [("FLW205", place, message, advice)]


def test_a_near_miss_of_a_required_option_is_not_missed_as_well(report: Report) -> None:
    assert [code for code, *_ in report("agent conector_name=owl")] == ["FLW205"]


def test_the_fix_of_a_near_miss_writes_the_right_name_and_is_no_safe_one(findings: Findings) -> None:
    (finding,) = findings('say "a" voise=alice')

    assert [(fix.span.text, fix.replacement, fix.safe) for fix in finding.fixes] == [("voise", "voice", False)]


def test_none_leaves_an_option_out_that_would_be_emitted(properties: Properties) -> None:
    assert "trim" not in properties("record on trim=none")
    assert "recording_channels" not in properties("record on { channels = none }")


def test_none_is_a_value_where_the_option_declares_it(properties: Properties) -> None:
    assert properties('relay "wss://example.com" interruptible=none')["interruptible"] == "none"


def test_an_option_that_only_old_exports_carry_warns(report: Report) -> None:
    found = report('http GET "https://example.com" timeout=5')

    assert found == [("FLW116", "timeout=5", "`timeout` is retired", "leave it out")]


def test_an_option_that_only_old_exports_carry_may_be_null(properties: Properties) -> None:
    assert properties('http GET "https://example.com" { timeout = json("null") }')["timeout"] is None


def test_an_option_left_out_with_none_is_not_retired(report: Report) -> None:
    assert report('http GET "https://example.com" timeout=none') == []


@pytest.mark.parametrize("statement", ['"" = 1', 'property "" = 1'])
def test_an_empty_name_is_reported(report: Report, statement: str) -> None:
    assert [(code, place) for code, place, *_ in report(f'say "a" {{ {statement} }}')] == [("FLW110", '""')]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ('property "x" = 5', 5),
        ("property x = 0.5", 0.5),
        ('property x = "5"', "5"),
        ("property x = off", False),
        ("property x = +15550100", "+15550100"),
        ('property x = ["a", 1, [true]]', ["a", 1, [True]]),
        ("property x = caller.Digits", "{{widgets.caller.Digits}}"),
        ('property x = json("{\\"a\\": [null, 1.5]}")', {"a": [None, 1.5]}),
        ('property x = json("null")', None),
    ],
)
def test_a_property_takes_any_value_as_it_is(properties: Properties, line: str, value: object) -> None:
    assert properties(f'say "a" {{ {line} }}')["x"] == value


@pytest.mark.parametrize(
    ("line", "code", "place", "message", "advice"),
    [
        ("property", "FLW204", "property", "a property is a name and a value", 'write `property "name" = value`'),
        ("property x", "FLW204", "x", "a property is a name and a value", 'write `property "name" = value`'),
        (
            "property x = 1 -> next",
            "FLW204",
            "-> next",
            "a property is a name and a value",
            'write `property "name" = value`',
        ),
        (
            "property x = 1 { y = 2 }",
            "FLW204",
            "{ y = 2 }",
            "a property is a name and a value",
            'write `property "name" = value`',
        ),
        ("p: property x = 1", "FLW108", "p:", "a label on a property", "remove the label"),
        ('property say = "b"', "FLW205", "say", "`say` is declared, so it needs no `property`", 'write `text = "b"`'),
        (
            "property x = 5s",
            "FLW201",
            "5s",
            "a duration has no unit here",
            'write a number, as `5`, or a text, as `"5s"`',
        ),
        ("property x = owl", "FLW208", "owl", "a text needs quotes", 'write `"owl"`'),
    ],
)
def test_a_property_that_cannot_be_read_is_one_finding(
    report: Report, line: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(f'say "a" {{ {line} }}') == [(code, place, message, advice)]


def test_a_property_may_be_left_out_with_none(properties: Properties) -> None:
    assert properties('say "a" { property x = none }') == {"say": "a"}


@pytest.mark.parametrize(
    ("statement", "place", "message", "advice"),
    [
        (
            f"enqueue support workflow_sid={SID}",
            f"workflow_sid={SID}",
            "`queue_name` and `workflow_sid` exclude each other",
            "keep one of them",
        ),
        (
            'gather play="https://example.com/a.mp3" "Hi"',
            '"Hi"',
            "`play` and `text` exclude each other",
            "keep one of them",
        ),
    ],
)
def test_options_that_exclude_each_other_are_reported_at_the_second(
    report: Report, statement: str, place: str, message: str, advice: str
) -> None:
    assert report(statement) == [("FLW207", place, message, advice)]


def test_an_option_taken_back_excludes_nothing(report: Report) -> None:
    assert report("enqueue support { workflow_sid = none; failedToEnqueue, callFailure -> next }") == []


@pytest.mark.parametrize(
    ("statement", "place", "message", "advice"),
    [
        (
            "call machine_detection=Enable",
            "machine_detection=Enable",
            "`machine_detection` only means something where `detect_answering_machine` is `true`",
            "leave it out, or write `detect_answering_machine = on`",
        ),
        (
            'dial sim owl sip_username="a"',
            'sip_username="a"',
            "`sip_username` only means something where `noun` is `sip`",
            "leave it out, or write `noun = sip`",
        ),
        (
            "enqueue support priority=1",
            "priority=1",
            "`priority` means nothing without `workflow_sid`",
            "leave it out, or give `workflow_sid` too",
        ),
    ],
)
def test_an_option_without_effect_warns_and_says_what_would_give_it_one(
    report: Report, statement: str, place: str, message: str, advice: str
) -> None:
    assert report(statement) == [("FLW214", place, message, advice)]


def test_what_depends_on_a_value_that_could_not_be_read_is_not_reported(report: Report) -> None:
    found = report("send message_type=content_tmplate content_sid=HX0123456789abcdef0123456789abcdef")

    assert [code for code, *_ in found] == ["FLW202"]
