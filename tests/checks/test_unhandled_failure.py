"""FLW405: failure exits that a flow says nothing of while somebody is on the line."""

from __future__ import annotations

import pytest
from tests.asked import asked
from tests.checks.found import trail

from flowc.compile import check
from flowc.diagnostics import Diagnostic

GET = 'http GET "https://example.com/hours"'


def found(text: str) -> list[Diagnostic]:
    """All findings of a text."""
    return asked(check(text).diagnostics)


def lines(text: str) -> list[tuple[str, int]]:
    """The code and the line of each finding."""
    return [(one.code, one.span.line) for one in found(text)]


def test_a_failure_that_is_not_written_is_found_at_its_statement() -> None:
    (finding,) = found(f'on call {{\nsay "a"\n{GET}\nsay "b"\n}}')

    assert (finding.code, finding.severity.value, finding.span.line) == ("FLW405", "warning", 3)
    assert finding.message == "nothing is said of what happens when this `http` fails"
    assert finding.label == "`failed` leads nowhere"
    assert finding.why == "the caller hears nothing more and is hung up on"
    assert finding.help == "write `failed -> next` in its block to go on, or `failed -> end` where the end is meant"
    assert trail(finding) == [("1. the run begins with `call`", 1), ("2. then `say`", 2)]


def test_several_failures_of_one_statement_are_one_finding() -> None:
    (finding,) = found('on call {\nsay "a"\npay payment_connector="Default" { hangup -> end }\nsay "b"\n}')

    assert finding.label.count("`") > 4
    assert finding.label.endswith(" lead nowhere")
    assert " and `" in finding.label


@pytest.mark.parametrize(
    "text",
    [
        f'on call {{\n{GET} {{ failed -> end }}\nsay "b"\n}}',
        f'on call {{\n{GET} {{ failed -> next }}\nsay "b"\n}}',
        f'on call {{\n{GET} {{ failed {{ say "sorry"; -> end }} }}\nsay "b"\n}}',
        f'on call {{\nsay "b"\n{GET}\n}}',
        f'on call {{\nsay "b"\n{GET} -> end\n}}',
        f'on message {{\n{GET}\nsend "b" {{ failed -> end }}\n}}',
        f'on subflow {{\n{GET}\nsay "b"\n}}',
        'on call {\ngather "a"\nsay "b"\n}',
        f'on call {{\nsay "a"\n-> end\nlost: {GET}\nsay "b"\n}}',
    ],
    ids=["end", "next", "body", "last", "arrow to the end", "message", "subflow", "timeout", "unreachable"],
)
def test_where_the_end_is_meant_or_nobody_is_on_the_line_there_is_no_such_finding(text: str) -> None:
    assert "FLW405" not in {one.code for one in found(text)}


def test_a_call_that_was_never_answered_hears_no_silence() -> None:
    assert lines('on request {\ncall\nsay "b"\n}') == []


def test_a_call_that_the_flow_places_counts() -> None:
    assert lines(f'on request {{\ncall\n{GET}\nsay "b"\n}}') == [("FLW405", 3)]


def test_behind_the_hangup_of_the_caller_there_is_nobody() -> None:
    text = f"on call {{\nvoicemail {{\nhangup {{\n{GET}\nset a=1\n}}\n}}\n}}"

    assert "FLW405" not in {code for code, _ in lines(text)}


def test_one_path_with_a_call_is_enough() -> None:
    assert lines(f"on call, message {{\n{GET}\nset a=1\n}}") == [("FLW405", 2)]


def test_a_misspelled_exit_is_one_mistake() -> None:
    assert lines(f'on call {{\n{GET} {{ fail -> end }}\nsay "b"\n}}') == [("FLW104", 2)]


def test_a_block_is_told_at_its_first_use_alone() -> None:
    text = f'block hours {{\n{GET}\nsay "b"\n}}\non call {{\nhours\nhours\n}}'
    (finding,) = found(text)

    assert (finding.code, finding.span.line) == ("FLW405", 6)
    assert finding.notes[0].message == "this `http` in the block"


def test_the_exit_of_a_block_is_an_end_that_is_written() -> None:
    block = f'block hours {{\nexit failed failure\n{GET} {{ failed -> failed }}\nsay "b"\n}}\n'
    text = block + 'on call {\nhours\nsay "c"\n}'

    assert "FLW405" not in {code for code, _ in lines(text)}
