"""FLW226: addresses that are called without encryption."""

from __future__ import annotations

import pytest
from tests.checks.found import short

from flowc.compile import check
from flowc.diagnostics import Diagnostic


def play(url: str) -> str:
    return f'on call {{\nsay "a"\nplay "{url}"\n}}'


def hints(text: str) -> list[Diagnostic]:
    return [one for one in check(text, hints=True).diagnostics if one.code == "FLW226"]


@pytest.mark.parametrize(("url", "scheme"), [("http://example.com/a", "http://"), ("HTTP://example.com", "HTTP://")])
def test_an_address_without_encryption_is_a_hint_with_its_fix(url: str, scheme: str) -> None:
    (found,) = hints(play(url))

    assert (found.severity.value, found.span.text) == ("info", scheme)
    assert found.message == f"`{url}` is called without encryption"
    assert found.help == "write `https://`"
    (fix,) = found.fixes
    assert (fix.span.text, fix.replacement, fix.safe) == (scheme, "https://", False)


def test_a_socket_without_encryption_is_one_too() -> None:
    text = 'on call {\nsay "a"\nrelay "ws://example.com" { failed -> end }\n}'

    assert [one.help for one in hints(text)] == ["write `wss://`"]


@pytest.mark.parametrize("url", ["https://example.com", "{{flow.variables.url}}", "${url}", "http", "http.example.com"])
def test_other_addresses_are_left_alone(url: str) -> None:
    assert hints(play(url)) == []


def test_a_callback_is_judged_elsewhere() -> None:
    assert hints('on call {\nsay "a"\nrecord on callback="http://example.com/a" { failed -> next }\n}') == []


def test_an_address_that_twilio_cannot_call_is_one_mistake() -> None:
    assert hints(play("http://localhost/a")) == []
    assert short(play("http://localhost/a")) == [("FLW218", "warning", 3)]


def test_nothing_is_said_where_hints_are_not_asked_for() -> None:
    assert short(play("http://example.com/a")) == []


def test_in_a_block_the_use_is_told_without_a_fix() -> None:
    (found,) = hints('block music {\nplay "http://example.com/a"\n}\non call {\nsay "a"\nmusic\n}')

    assert (found.span.line, found.fixes) == (6, ())
    assert [note.message for note in found.notes] == ["this `play` in the block"]


def test_what_two_uses_of_a_block_call_is_told_once() -> None:
    assert len(hints('block music {\nplay "http://example.com/a"\n}\non call {\nsay "a"\nmusic\nmusic\n}')) == 1
