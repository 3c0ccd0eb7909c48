"""`split`: its value, its cases and its `else`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flowc.diagnostics import Diagnostic

Findings = Callable[[str], list[Diagnostic]]
Report = Callable[[str], list[tuple[str, str, str, str]]]
States = Callable[[str], dict[str, Any]]

FORM = 'write `equal_to "1" -> LABEL` or, shorter, `"1" -> LABEL`'


def test_cases_stand_in_their_order_behind_no_match(states: States) -> None:
    found = states('s: split caller.Digits { "2" -> caller; 1 -> end; regex "^9" { a: say "a" }; else -> s }')

    assert [(one["event"], one.get("next")) for one in found["s"]["transitions"]] == [
        ("noMatch", "s"),
        ("match", "caller"),
        ("match", None),
        ("match", "a"),
    ]


def test_without_else_the_flow_ends_where_no_case_matches(states: States) -> None:
    assert states("s: split caller.Digits { 1 -> next }")["s"]["transitions"][0] == {"event": "noMatch"}


def test_a_split_may_hold_properties_that_are_not_declared(states: States) -> None:
    found = states('s: split caller.Digits { property odd = [1, "2"]; property b = on; 1 -> next }')

    assert {**found["s"]["properties"], "offset": None} == {
        "input": "{{widgets.caller.Digits}}",
        "odd": [1, "2"],
        "b": True,
        "offset": None,
    }


def test_what_json_says_is_compared_as_it_stands(states: States) -> None:
    found = states('s: split caller.Digits { less_than json("\\"many\\"") -> next }')

    assert found["s"]["transitions"][1]["conditions"][0]["value"] == "many"


@pytest.mark.parametrize(
    "statement",
    [
        's: split "{{widgets.caller.Digits}}" { 1 -> end }',
        "s: split caller.Digits { 1 -> end }",
        "s: split input=caller.Digits { 1 -> end }",
        "s: split { input = caller.Digits; 1 -> end }",
    ],
)
def test_the_value_may_be_given_under_its_property_name(states: States, statement: str) -> None:
    assert states(statement)["s"]["properties"]["input"] == "{{widgets.caller.Digits}}"


def test_two_cases_may_be_equal_since_studio_takes_them_and_the_second_never_matches(findings: Findings) -> None:
    found = findings('split caller.Digits { "1" -> end; "1" -> next }')

    assert [(one.code, one.severity.value) for one in found] == [("FLW408", "warning")]


@pytest.mark.parametrize(
    ("line", "code", "place", "message", "advice"),
    [
        ('"1", "2" -> next', "FLW209", '"2"', "a case compares with one value", 'write `matches_any_of ["1", "2"]`'),
        ("1 or 2 -> next", "FLW209", "or 2", "a case compares with one value", "write `matches_any_of [1, 2]`"),
        (
            '"1" equal_to -> next',
            "FLW209",
            "equal_to",
            "a case compares with one value",
            "write the condition first, then its value",
        ),
        ('else "1" -> next', "FLW209", '"1"', "`else` takes no condition", "write `else -> …`"),
        (
            "else if is_blank -> next",
            "FLW209",
            "if is_blank",
            "`else` takes no condition",
            "write the condition without `else if`",
        ),
        ("else -> next; else -> end", "FLW107", "else", "`else` is written twice", "keep one of them"),
        ("a: 1 -> next", "FLW108", "a:", "a label on a case", "remove `a:`"),
        ("equal_to: 1 -> next", "FLW108", "equal_to:", "a label on a case", "write `equal_to …`, without `:`"),
        (
            "-> next",
            "FLW215",
            "-> next",
            "a case without a condition",
            "write `else -> …` for all that no case matches",
        ),
        ('"1"', "FLW215", '"1"', "this case leads nowhere", "write `-> LABEL`, `-> next` or `{ … }` behind it"),
        (
            "equal_to 1",
            "FLW215",
            "equal_to 1",
            "this case leads nowhere",
            "write `-> LABEL`, `-> next` or `{ … }` behind it",
        ),
        ('equal_to = "1"', "FLW205", 'equal_to = "1"', "a condition takes no `=`", 'write `equal_to "1" -> LABEL`'),
        ("x = 1", "FLW205", "x", "`split` has no option `x`", FORM),
        ("input = 1", "FLW206", "input = 1", "`input` is given twice", "keep one of them"),
        (
            "property input = 1; 1 -> next",
            "FLW205",
            "input",
            "`input` is declared, so it needs no `property`",
            "write `input = 1`",
        ),
        (
            'say "a"',
            "FLW113",
            "say",
            "a statement inside a statement",
            'put it behind the `}`, or into the body of a case: `"1" { … }`',
        ),
        (
            '1 { say "a" } else { say "b" }',
            "FLW113",
            "else",
            "this `else` belongs to no `if`",
            "write `else` on a line of its own",
        ),
    ],
)
def test_a_line_that_is_no_case_is_one_finding(
    report: Report, line: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(f"split caller.Digits {{ {line} }}") == [(code, place, message, advice)]


@pytest.mark.parametrize(
    ("statement", "code", "place", "message", "advice"),
    [
        (
            "split { 1 -> next }",
            "FLW204",
            "split",
            "`split` needs the value that is compared",
            "for example `split menu.Digits { … }`",
        ),
        ("split caller.Digits", "FLW215", "split", "`split` has no cases", FORM),
        ("split caller.Digits -> next", "FLW215", "split", "`split` has no cases", FORM),
        ("split caller.Digits { }", "FLW215", "{ }", "`split` has no cases", FORM),
        (
            'split caller.Digits "a" { 1 -> next }',
            "FLW209",
            '"a"',
            "`split` compares one value",
            "write conditions in the block, one a line",
        ),
        ("split x=1 { 1 -> next }", "FLW205", "x", "`split` has no option `x`", FORM),
        ("split [1] { 1 -> next }", "FLW201", "[1]", "the value that is compared is one text", 'for example `"…"`'),
        ("split owl { 1 -> next }", "FLW208", "owl", "a text needs quotes", 'write `"owl"`'),
        (
            "split caller.Digits { 1 -> next } -> end",
            "FLW215",
            "-> end",
            "`split` has no main exit that an arrow could take",
            "write `else -> end` in the block",
        ),
        (
            'split caller.Digits { 1 -> next } else { say "a" }',
            "FLW113",
            "else",
            "this `else` belongs to no `if`",
            "write `else { … }` as the last line of the block",
        ),
    ],
)
def test_a_split_that_lacks_something_is_one_finding(
    report: Report, statement: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(statement) == [(code, place, message, advice)]


def test_cases_without_their_block_are_one_finding_and_are_bound(report: Report) -> None:
    assert report('split caller.Digits\n  "1" -> nowhere\n  else -> next') == [
        (
            "FLW113",
            '"1"',
            "a case outside of a statement",
            "write `{` at the end of the line of `split`, and `}` below this block",
        ),
        ("FLW102", "nowhere", "nothing is labelled `nowhere`", "there is only `caller`"),
    ]
