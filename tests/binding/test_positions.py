"""Arguments by position: which is which, what is too many, and texts without quotes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Report = Callable[[str], list[tuple[str, str, str, str]]]
Properties = Callable[[str], dict[str, Any]]
Findings = Callable[[str], list[Any]]

FLOW = "FW0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ('say "Hi"', {"say": "Hi"}),
        ('play "https://example.com/a.mp3"', {"play": "https://example.com/a.mp3"}),
        ('digits "1w2"', {"digits": "1w2"}),
        ('gather "Hi"', {"say": "Hi"}),
        ('gather play="https://example.com/a.mp3"', {"play": "https://example.com/a.mp3"}),
        ("voicemail", {}),
        ("record off channels=none trim=none", {"record_call": False}),
        ("dial number +15550100 caller_id=none", {"noun": "number", "to": "+15550100"}),
        ("dial client owl caller_id=none", {"noun": "client", "to": "owl"}),
        ('dial sip "sip:a@example.com" caller_id=none', {"noun": "sip", "sip_endpoint": "sip:a@example.com"}),
        ("dial conference owls caller_id=none", {"noun": "conference", "to": "owls"}),
        (
            "dial number-multi [+15550100, +15550101] caller_id=none",
            {"noun": "number-multi", "to": "+15550100,+15550101"},
        ),
        ('stream start url="wss://example.com"', {"stream_action": "start", "stream_url": "wss://example.com"}),
        ("stream stop name=owl", {"stream_action": "stop", "stream_name": "owl"}),
        ("enqueue support", {"queue_name": "support"}),
        ('http GET "https://example.com" content_type=none', {"method": "GET", "url": "https://example.com"}),
        ('function "https://a.twil.io/b"', {"url": "https://a.twil.io/b"}),
        (f"subflow {FLOW}", {"flow_sid": FLOW, "flow_revision": "LatestPublished"}),
        ('redirect "https://example.com"', {"url": "https://example.com"}),
        ('relay "wss://example.com"', {"url": "wss://example.com"}),
        ("set a=1", {"variables": [{"key": "a", "value": "1"}]}),
    ],
)
def test_each_verb_takes_its_arguments(properties: Properties, statement: str, expected: dict[str, Any]) -> None:
    assert properties(statement) == expected


@pytest.mark.parametrize(
    ("statement", "place", "message", "advice"),
    [
        ('say "a" "b"', '"b"', "`say` takes no further argument", "an option is written `name=value`"),
        ('say "a", "b"', '"b"', "`say` takes no further argument", "an option is written `name=value`"),
        ('say "a" loop 2', "loop 2", "`say` takes no further argument", "write `loop=2`"),
        ('say "a" loop', "loop", "`say` takes no further argument", "write `loop=…`"),
        ('voicemail "a"', '"a"', "`voicemail` takes no argument", "an option is written `name=value`"),
        (
            "record on failed",
            "failed",
            "`record` takes no further argument",
            "write exits in a block: `{ failed -> … }`",
        ),
        ("set a", "a", "`set` takes no argument", "write `a=…`"),
        ('say "a" x: text', "x: text", "a type has no meaning here", "write `x=…`"),
    ],
)
def test_an_argument_too_many_is_one_finding(
    report: Report, statement: str, place: str, message: str, advice: str
) -> None:
    assert report(statement) == [("FLW209", place, message, advice)]


def test_what_follows_an_argument_that_was_not_understood_is_not_too_many(report: Report) -> None:
    found = report("dial nummer +15550100")

    assert found == [("FLW202", "nummer", "`nummer` is no value of `noun`", "did you mean `number`?")]


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("say Welcome to the shop", "Welcome to the shop"),
        ("say Welcome, dear owl voice=alice", "Welcome, dear owl"),
        ("gather Press 1 for sales", "Press 1 for sales"),
        ("send body=Hello there", "Hello there"),
    ],
)
def test_words_of_a_text_without_quotes_are_one_finding_with_a_safe_fix(
    findings: Findings, statement: str, place: str
) -> None:
    (finding,) = findings(statement)

    assert (finding.code, finding.span.text, finding.message) == ("FLW208", place, "a text needs quotes")
    assert finding.help == f'write `"{place}"`'
    assert [(fix.replacement, fix.safe) for fix in finding.fixes] == [(f'"{place}"', True)]


def test_one_word_of_a_text_without_quotes_may_be_a_slip_so_its_fix_is_not_safe(findings: Findings) -> None:
    (finding,) = findings("say Welcome")

    assert (finding.code, finding.help) == ("FLW208", 'write `"Welcome"`')
    assert [fix.safe for fix in finding.fixes] == [False]


@pytest.mark.parametrize("word", ["on", "true", "none_such", "Hello."])
def test_no_word_is_a_text(report: Report, word: str) -> None:
    assert report(f"say {word}") == [("FLW208", word, "a text needs quotes", f'write `"{word}"`')]


def test_two_statements_on_one_line_are_both_bound_and_the_block_is_the_seconds(findings: Findings) -> None:
    (finding,) = findings('say "a" play "https://example.com" { audioComplete -> caller }')

    assert (finding.code, finding.span.text) == ("FLW010", "play")
    assert [(fix.span.start, fix.span.end, fix.replacement) for fix in finding.fixes] == [
        (finding.span.start, finding.span.start, "; ")
    ]


def test_a_statement_cut_off_by_another_misses_nothing(report: Report) -> None:
    assert [code for code, *_ in report('flex say "a"')] == ["FLW010"]


def test_thousands_of_statements_on_one_line_are_read_in_time(report: Report) -> None:
    found = report('say "a" ' * 3000)

    assert [code for code, *_ in found] == ["FLW010"] * 20


def test_an_else_without_if_takes_its_block_along(report: Report) -> None:
    found = report('say "a" else { say "b" }')

    assert found == [
        ("FLW113", "else", "this `else` belongs to no `if`", "write `if VALUE CONDITION { … } else { … }`")
    ]


def test_a_word_that_is_a_verb_may_be_an_argument(properties: Properties) -> None:
    assert properties("enqueue say")["queue_name"] == "say"
    assert properties("dial client else")["to"] == "else"
