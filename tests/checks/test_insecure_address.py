"""FLW604: what is confidential goes to encrypted addresses alone."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short, trail

from flowc.fix import fix

FOUND = ("FLW604", "warning")


@pytest.mark.parametrize(
    "statement",
    [
        'http POST "http://example.com" { failed -> end }',
        'say "This call is recorded."; record on callback="http://example.com" { failed -> end }',
        'redirect "HTTP://example.com" { timeout, fail -> end }',
        'relay "ws://example.com" { failed -> end }',
        'agent connector_name=a status_callback="http://example.com" { hangup, failed -> end }',
    ],
)
def test_an_address_in_the_clear_is_a_warning(statement: str) -> None:
    found = only(f"on call {{\n{statement}\n}}")

    assert (found.code, found.severity.value, found.span.line) == (*FOUND, 2)
    assert found.span.text.lower() in ("http://", "ws://")


@pytest.mark.parametrize(
    "statement",
    [
        'http POST "https://example.com" { failed -> end }',
        'http POST "{{flow.variables.address}}" { failed -> end }',
        'http POST "https://example.com?back=http://example.com" { failed -> end }',
        'play "http://example.com/a.mp3"',
        'enqueue shop wait_url="http://example.com/a.mp3" { failedToEnqueue, callFailure -> end }',
    ],
)
def test_other_addresses_are_none(statement: str) -> None:
    assert short(f"on call {{\n{statement}\n}}") == []


def test_the_fix_is_a_guess_since_the_server_may_not_speak_it() -> None:
    text = 'on call { http POST "http://example.com" { failed -> end } }\n'

    assert fix(text).text == text
    assert fix(text, unsafe=True).text == text.replace("http:", "https:")


def test_a_value_from_elsewhere_is_told_at_its_use() -> None:
    found = only('const a = "http://example.com"\non call {\nhttp POST a { failed -> end }\n}')

    assert (found.span.line, found.span.text, found.fixes) == (3, "a", ())


def test_in_a_block_the_first_use_is_the_place() -> None:
    found = only('block b() {\nhttp POST "http://example.com" { failed -> next }\n}\non call {\nb\nb\n}')

    assert (found.span.line, found.fixes) == (5, ())
    assert ("written here", 2) in trail(found)


def test_what_nothing_leads_to_is_another_matter() -> None:
    text = 'on call { say "a" }\nsection s {\nhttp POST "http://example.com" { failed -> end }\n}'

    assert FOUND[0] not in {code for code, _, _ in short(text)}
