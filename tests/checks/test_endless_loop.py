"""FLW406: loops in which nobody is waited for; what waits is declared."""

from __future__ import annotations

import pytest
from tests.checks.found import findings, only, short, trail

FOUND = ("FLW406", "warning")
COUNTED = (
    'on call {\nset n=1\nrequest: http GET "https://example.com" {\nfailed {\n'
    'if "{{FLOW | plus: 0}}" less_than 3 {\nset KEY="{{flow.variables.n | plus: 1}}"\n-> request\n}\n}\n}\nsay "a"\n}'
)


def test_a_loop_of_speech_is_found_at_its_first_statement() -> None:
    found = only('on call {\nsay "a"\nagain: say "b"\nplay "https://example.com/a.mp3"\n-> again\n}')

    assert (found.code, found.severity.value, found.span.line) == ("FLW406", "warning", 3)
    assert found.message == "nobody is ever waited for in this loop"
    assert trail(found) == [("1. then `say`", 3), ("2. then `play`", 4)]


def test_the_shortest_way_round_is_told() -> None:
    text = (
        'on call {\nagain: say "a"\nif contact.channel.address is_blank -> again\n'
        'play "https://example.com/a.mp3"\n-> again\n}'
    )

    assert trail(only(text)) == [("1. then `say`", 2), ("2. this case holds", 3)]


@pytest.mark.parametrize(
    "waiting",
    [
        'gather "b"',
        "dial number +15550101 { hangup -> end }",
        "voicemail { hangup -> end }",
        'enqueue "shop" { failedToEnqueue, callFailure -> end }',
        "subflow FW0123456789abcdef0123456789abcdef { failed -> next }",
        'raw "of-tomorrow" { done -> next }',
    ],
)
def test_a_loop_with_something_that_waits_or_may_wait_is_not_endless(waiting: str) -> None:
    codes = {one.code for one in findings(f'on call {{\nagain: say "a"\n{waiting}\n-> again\n}}')}

    assert "FLW406" not in codes


def test_a_loop_in_messages_needs_an_answer_too() -> None:
    assert short('on message {\na: send "a"\nset x=1\n-> a\n}') == [(*FOUND, 2)]
    assert short('on message {\na: ask "a" { timeout -> end }\nset x=1\n-> a\n}') == []


def test_a_loop_round_the_one_that_waits_is_found_though_another_goes_through_it() -> None:
    text = (
        'on call {\nmenu: gather "a"\nwork: http GET "https://example.com" { failed -> sorry }\n-> menu\n'
        'sorry: say "b"\n-> work\n}'
    )

    assert short(text) == [(*FOUND, 3)]


@pytest.mark.parametrize("compared", ["flow.variables.n", "flow.variables['n']", 'flow.variables[\\"n\\"]'])
def test_a_loop_that_counts_is_not_endless(compared: str) -> None:
    assert short(COUNTED.replace("FLOW", compared).replace("KEY", "n")) == []


@pytest.mark.parametrize(("compared", "key"), [("flow.variables.other", "n"), ("flow.variables.n", "other")])
def test_a_loop_that_compares_what_it_does_not_change_is_endless(compared: str, key: str) -> None:
    assert short(COUNTED.replace("FLOW", compared).replace("KEY", key)) == [(*FOUND, 3)]


@pytest.mark.parametrize(
    "text",
    [
        'on call {\nmenu "a" tries=3 {\n1 -> end\nfailed -> end\n}\n}',
        'on call {\nif contact.channel.address is_blank { say "a" } else { say "b" }\nsay "c"\n}',
        'on call {\nhttp GET "https://example.com" { failed -> sorry }\nsay "a"\n-> end\nsorry: say "b"\n}',
        'block b {\nsay "a"\nsay "b"\n}\non call {\nb\nb\n}',
    ],
    ids=["menu with tries", "join", "shared exit", "block"],
)
def test_what_is_no_loop_or_waits_is_not_found(text: str) -> None:
    assert short(text) == []


def test_a_loop_that_nothing_leads_to_is_not_found() -> None:
    text = 'on call { say "x" }\nsection lost {\nsay "a"\nsay "b"\n-> lost\n}'

    assert short(text) == [("FLW404", "warning", 2)]


def test_a_loop_in_a_block_is_one_finding_at_the_first_use() -> None:
    block = 'block b {\nexit no\na: say "a"\nif contact.channel.address is_blank -> no\n-> a\n}\n'
    text = block + "on call {\nb { no -> next }\nb\n}"
    found = only(text)

    assert (found.code, found.span.line) == ("FLW406", 8)
    assert trail(found)[0] == ("this `say` in the block", 3)


def test_a_long_loop_is_told_in_part() -> None:
    found = only('on call {\na: say "a"\n' + 'say "b"\n' * 30 + "-> a\n}")

    assert len(found.notes) == 13


def test_many_loops_are_each_told() -> None:
    loops = "".join(f'a{n}: say "a"\nif contact.channel.address is_blank -> a{n}\n' for n in range(450))

    assert len(findings(f"on call {{\n{loops}}}")) == 450
