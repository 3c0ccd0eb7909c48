"""Texts: URLs, SIDs, keys, phone numbers and names, and the forms that they have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Report = Callable[[str], list[tuple[str, str, str, str]]]
Properties = Callable[[str], dict[str, Any]]
Findings = Callable[[str], list[Any]]

SID = "WW0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("statement", "name", "value"),
    [
        ("say 5", "say", "5"),
        ("say -0.50", "say", "-0.50"),
        ("say +15550100", "say", "+15550100"),
        ('say ""', "say", ""),
        ('say """two\n      lines"""', "say", "two\nlines"),
        ('say "{{flow.variables.x}} {% if a %}b{% endif %}"', "say", "{{flow.variables.x}} {% if a %}b{% endif %}"),
        ("say caller.SpeechResult", "say", "{{widgets.caller.SpeechResult}}"),
        ('say "a" voice=Polly.Joanna', "voice", "Polly.Joanna"),
        ('say "a" language=en-US', "language", "en-US"),
        ('say "a" voice="{{flow.variables.x}}"', "voice", "{{flow.variables.x}}"),
        ('gather "a" finish_on_key="*"', "finish_on_key", "*"),
        ('gather "a" finish_on_key=1', "finish_on_key", "1"),
        ('gather "a" finish_on_key=""', "finish_on_key", ""),
        ("call from=+15550100", "from", "+15550100"),
        ('call from="+15550100"', "from", "+15550100"),
        ("call from=15550100", "from", "15550100"),
        ("call from=trigger.call.From", "from", "{{trigger.call.From}}"),
        (f"enqueue workflow_sid={SID}", "workflow_sid", SID),
        (f'enqueue workflow_sid="{SID}"', "workflow_sid", SID),
        ('enqueue workflow_sid="${var.workflow}"', "workflow_sid", "${var.workflow}"),
        ("enqueue on", "queue_name", "on"),
        ("digits 12", "digits", "12"),
    ],
)
def test_a_text_is_taken_as_it_is(properties: Properties, statement: str, name: str, value: str) -> None:
    assert properties(statement)[name] == value


@pytest.mark.parametrize(
    ("statement", "code", "place", "message", "advice"),
    [
        ("say 5s", "FLW208", "5s", "a text needs quotes", 'write `"5s"`'),
        ("call from=alice", "FLW208", "alice", "a text needs quotes", 'write `"alice"`'),
        ("say [a]", "FLW201", "[a]", "`text` takes one value", 'for example `"…"`'),
        (
            'gather "a" finish_on_key="12"',
            "FLW211",
            '"12"',
            "`finish_on_key` does not take `12`",
            'write one key: a digit, `"#"` or `"*"`',
        ),
        (
            "enqueue workflow_sid=WW1",
            "FLW211",
            "WW1",
            "`workflow_sid` does not take `WW1`",
            "a SID is `WW` and 32 hexadecimal digits",
        ),
        (
            "flex workflow=WW0123456789abcdef0123456789abcdef channel=WW0123456789abcdef0123456789abcdef",
            "FLW211",
            SID,
            f"`channel` does not take `{SID}`",
            "a SID is `TC` and 32 hexadecimal digits",
        ),
        (
            'stream start url="https://example.com"',
            "FLW211",
            '"https://example.com"',
            "`url` does not take `https://example.com`",
            r"it must match `^(wss://|\{\{)`",
        ),
        ('digits "12x"', "FLW211", '"12x"', "`tones` does not take `12x`", "it must match `^[0-9A-DwW#*]*$`"),
    ],
)
def test_a_text_of_another_form_is_one_finding(
    report: Report, statement: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(statement) == [(code, place, message, advice)]


def test_where_only_a_pattern_is_known_the_documentation_stands_beside_it(findings: Findings) -> None:
    (finding,) = findings('digits "12x"')

    assert [note.message for note in finding.notes] == [
        "`tones`: 0-9, A-D, # and *; `w` waits half a second, `W` a whole one."
    ]


def test_a_text_that_is_too_long_tells_how_long_it_is(findings: Findings) -> None:
    (finding,) = findings(f'enqueue "{"a" * 65}"')

    assert (finding.code, finding.message) == ("FLW203", "`queue_name` is too long")
    assert finding.label == "65 characters; Twilio takes 64"


@pytest.mark.parametrize(
    ("text", "codes"), [("{{flow." + "a" * 26 + "}}", ["FLW203"]), ("{{flow.data." + "a" * 18 + "}}", [])]
)
def test_liquid_counts_as_it_is_written(report: Report, text: str, codes: list[str]) -> None:
    assert [code for code, *_ in report(f'call send_digits="{text}"')] == codes


def test_what_terraform_fills_in_has_no_length(report: Report) -> None:
    assert report(f'call send_digits="${{{"a" * 50}}}"') == []


def test_a_word_where_a_name_is_wanted_is_that_name(properties: Properties) -> None:
    assert properties("enqueue owls.en")["queue_name"] == "owls.en"
    assert properties('say "a" voice=caller.Digits')["voice"] == "caller.Digits"


@pytest.mark.parametrize("word", ["caller.Digits", "flow.variables.queue"])
def test_a_name_that_looks_like_a_reference_warns(findings: Findings, word: str) -> None:
    (finding,) = findings(f"enqueue {word}")

    liquid = {"caller.Digits": "{{widgets.caller.Digits}}"}.get(word, f"{{{{{word}}}}}")
    assert (finding.code, finding.severity.value) == ("FLW208", "warning")
    assert finding.message == f"`{word}` is the text itself here, not a reference"
    assert finding.help == f'write `"{liquid}"` for what it refers to, or `"{word}"` for the text'


def test_a_quoted_name_that_looks_like_a_reference_does_not_warn(report: Report) -> None:
    assert report('enqueue "caller.Digits"') == []
