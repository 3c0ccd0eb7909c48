"""FLW407: widgets that lead straight back to themselves."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short, trail

FOUND = ("FLW407", "warning")
GET = 'http GET "https://example.com"'


def test_a_request_that_is_sent_again_when_it_fails_is_found() -> None:
    found = only(f'on call {{\nsay "a"\nr: {GET} {{\nfailed -> r\n}}\nsay "b"\n}}')

    assert (found.code, found.severity.value, found.span.line) == ("FLW407", "warning", 3)
    assert found.message == "this `http` leads to itself, and waits for nobody"
    assert trail(found) == [("`failed` leads back to it", 4)]
    assert found.why == "the run is stopped when one widget has come ten times in a row (warning 81001)"


def test_a_main_exit_counts_as_well() -> None:
    assert short('on call {\nsay "a"\nb: say "b" -> b\n}') == [(*FOUND, 3)]


def test_a_split_that_compares_the_same_again_is_found() -> None:
    text = "on call {\ns: split contact.channel.address {\nis_blank -> end\nelse -> s\n}\n}"

    assert short(text) == [(*FOUND, 2)]


@pytest.mark.parametrize(
    "text",
    [
        'on call {\na: gather "a" { timeout -> a }\nsay "b"\n}',
        'on message {\na: ask "a" { timeout -> a }\nsend "b" { failed -> end }\n}',
        'on call {\na: menu "a" { 1 -> end; none -> a; timeout -> a }\n}',
        'on call {\na: voicemail { noAudio -> a; hangup -> end }\nsay "b"\n}',
        'on call {\na: raw "of-tomorrow" { again -> a; done -> next }\nsay "b"\n}',
        f'on call {{\nsay "a"\n-> end\n}}\non message {{\n{GET} {{ failed -> next }}\nset a=1\n}}',
    ],
    ids=["gather", "ask", "menu", "voicemail", "unknown", "none"],
)
def test_what_waits_or_may_wait_may_come_again(text: str) -> None:
    assert not {code for code, _, _ in short(text)} & {"FLW406", "FLW407"}


def test_in_an_endless_loop_it_is_not_told_again() -> None:
    text = f'on call {{\na: {GET} {{ failed -> a }}\nsay "b"\n-> a\n}}'

    assert short(text) == [("FLW406", "warning", 2)]


def test_in_a_loop_that_waits_elsewhere_it_is_told() -> None:
    text = f'on call {{\nm: gather "a" {{ timeout -> m }}\na: {GET} {{ failed -> a }}\n-> m\n}}'

    assert short(text) == [(*FOUND, 3)]


def test_one_that_nothing_leads_to_is_not_told() -> None:
    assert short('on call { say "a" }\nsection lost { -> a; a: say "b" -> a }') == [("FLW404", "warning", 2)]


def test_one_in_a_block_is_one_finding_at_the_first_use() -> None:
    found = only(f'block b {{\nr: {GET} {{ failed -> r }}\nsay "a"\n}}\non call {{\nb\nb\n}}')

    assert found.span.line == 6
    assert trail(found) == [("this `http` in the block", 2), ("`failed` leads back to it", 2)]
