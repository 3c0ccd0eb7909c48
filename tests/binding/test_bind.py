"""A whole file: entries, sections, the flow's settings, and statements of a later version."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from flowc.compile import compile_text

Report = Callable[[str], list[tuple[str, str, str, str]]]

ENTRIES = "the entries are `message`, `call`, `conversation`, `request` and `subflow`"
FILE = (
    "the statements of a file are "
    "`flow`, `use`, `param`, `const`, `default`, `block`, `widget`, `on`, `section` and `test`"
)
CALL = '\non call { say "x" }\n'


def definition(text: str) -> dict[str, Any]:
    compiled = compile_text(text)
    assert compiled.definition is not None, compiled.diagnostics
    found: dict[str, Any] = json.loads(compiled.definition)
    return found


def trigger(text: str) -> dict[str, str | None]:
    return {one["event"]: one.get("next") for one in definition(text)["states"][0]["transitions"]}


def test_entries_are_the_triggers_events_and_several_may_be_listed() -> None:
    found = trigger(
        'on call { a: say "x" }\non message, conversation { b: send "x" { failed -> next } }\n'
        "on request -> b\non subflow { }\n"
    )

    assert found == {
        "incomingMessage": "b",
        "incomingCall": "a",
        "incomingConversationMessage": "b",
        "incomingRequest": "b",
        "incomingParent": None,
    }


def test_an_arrow_behind_an_entry_or_a_section_takes_its_last_statement() -> None:
    found = definition('on call { say "x" } -> s\nsection s { say "y" } -> t\nsection t { say "z" }\n')

    assert [one["transitions"][0].get("next") for one in found["states"][1:]] == ["s", "t", None]


def test_the_flow_has_a_description_and_flags() -> None:
    found = definition('flow "Hello" { allow_concurrent_calls = off }' + CALL)

    assert (found["description"], found["flags"]) == ("Hello", {"allow_concurrent_calls": False})


def test_calls_may_be_concurrent_unless_said_otherwise() -> None:
    assert definition('flow "Hello"' + CALL)["flags"] == {"allow_concurrent_calls": True}
    assert "flags" not in definition('flow "Hello" allow_concurrent_calls=none' + CALL)


@pytest.mark.parametrize(
    ("text", "code", "place", "message", "advice"),
    [
        ('on cal { say "x" }', "FLW105", "cal", "the trigger has no entry `cal`", "did you mean `call`?"),
        (
            'on call, messag { say "x" }',
            "FLW105",
            "messag",
            "the trigger has no entry `messag`",
            "did you mean `message`?",
        ),
        ('on call { say "x" }\non call -> end', "FLW106", "call", "two `on` for `call`", "put both into one `on`"),
        ('on call, call { say "x" }', "FLW106", "call", "two `on` for `call`", "put both into one `on`"),
        ('x: on call { say "x" }', "FLW108", "x:", "a label on `on`", "remove the label"),
        ("on call", "FLW215", "on call", "this `on` leads nowhere", "write `on call { … }` or `on call -> LABEL`"),
        (
            "on call -> caler",
            "FLW102",
            "caler",
            "nothing is labelled `caler`",
            "an arrow leads to a label, a section, `next` or `end`",
        ),
        (
            'on call { say "x" } else { say "y" }',
            "FLW113",
            "else",
            "this `else` belongs to no `if`",
            "write `if VALUE CONDITION { … } else { … }`",
        ),
    ],
)
def test_an_entry_that_cannot_be_read_is_one_finding(
    report_file: Report, text: str, code: str, place: str, message: str, advice: str
) -> None:
    found = report_file(text + "\n")

    assert found[0] == (code, place, message, advice)
    assert all(one[0] == "FLW303" for one in found[1:])


@pytest.mark.parametrize(
    ("text", "code", "place", "message", "advice"),
    [
        ("on { }", "FLW204", "on", "`on` needs an entry", ENTRIES),
        ("on 5 { -> end }", "FLW105", "5", "the trigger has no entry `5`", ENTRIES),
        ("on a=5 { -> end }", "FLW105", "a=5", "an entry is a word", ENTRIES),
        ('section { say "y" }', "FLW204", "section", "a section needs a name", "write `section sorry { … }`"),
        ('section 5 { say "y" }', "FLW204", "5", "a section needs a name", 'write `section "5" { … }`'),
        ('section a b { say "y" }', "FLW209", "b", "a section has one name", "remove it"),
        ("section a", "FLW215", "section a", "this section has no body", "write `section a { … }`"),
        ("section a -> end", "FLW215", "section a", "this section has no body", "write `section a { -> end }`"),
        ('x: section a { say "y" }', "FLW108", "x:", "a label on `section`", "remove the label"),
        ('section "" { say "y" }', "FLW110", '""', "a name is empty", "write a name, as `greeting`"),
        (
            'section a { say "y" } else { say "z" }',
            "FLW113",
            "else",
            "this `else` belongs to no `if`",
            "write `if VALUE CONDITION { … } else { … }`",
        ),
        ("flow owl", "FLW208", "owl", "a text needs quotes", 'write `"owl"`'),
        ('flow "a" "b"', "FLW209", '"b"', "`flow` takes one text", "remove the others"),
        ("flow [a]", "FLW201", "[a]", "the description of a flow is one text", 'for example `"…"`'),
        ('flow "a"\nflow "b"', "FLW107", "flow", "`flow` is written twice", "keep one of them"),
        ('x: flow "a"', "FLW108", "x:", "a label on `flow`", "remove the label"),
        ('flow "a" -> b', "FLW113", "-> b", "an arrow behind `flow`", "write `on call -> b`"),
        (
            'flow "a" { say "b" }',
            "FLW113",
            "say",
            "this is no setting of a flow",
            "put statements into `on call { … }`",
        ),
        (
            'flow "a" { allow_concurent_calls = on }',
            "FLW205",
            "allow_concurent_calls",
            "a flow has no setting `allow_concurent_calls`",
            "did you mean `allow_concurrent_calls`?",
        ),
        (
            'flow "a" { allow_concurrent_calls = maybe }',
            "FLW201",
            "maybe",
            "`allow_concurrent_calls` wants `on` or `off`",
            "write `allow_concurrent_calls = on` or `allow_concurrent_calls = off`",
        ),
        (
            'flow "a" allow_concurrent_calls=on { allow_concurrent_calls = on }',
            "FLW206",
            "allow_concurrent_calls = on",
            "`allow_concurrent_calls` is given twice",
            "keep one of them",
        ),
        (
            'say "a"\nsay "b"',
            "FLW113",
            "say",
            "`say` stands outside of `on` and `section`",
            "put it into `on call { … }`, another `on`, or a `section`",
        ),
        (
            'menu "a" { 1 -> end }',
            "FLW113",
            "menu",
            "`menu` stands outside of `on` and `section`",
            "put it into `on call { … }`, another `on`, or a `section`",
        ),
        (
            "a = 5",
            "FLW113",
            "a = 5",
            "this means nothing at the top of a file",
            "put it into `on call { … }`, another `on`, or a `section`",
        ),
        (
            "-> a",
            "FLW113",
            "-> a",
            "this means nothing at the top of a file",
            "put it into `on call { … }`, another `on`, or a `section`",
        ),
        ("owl 5", "FLW101", "owl", "unknown verb `owl`", FILE),
        (
            'sorry { say "y" }\non message -> sorry',
            "FLW101",
            "sorry",
            "unknown verb `sorry`",
            "for a section write `section sorry { … }`",
        ),
        ("request { -> end }", "FLW101", "request", "unknown verb `request`", "write `on request { … }`"),
        (
            'sectoin a { say "y" }\non message -> a',
            "FLW101",
            "sectoin",
            "unknown verb `sectoin`",
            "did you mean `section`?",
        ),
        ("On message { }", "FLW101", "On", "unknown verb `On`", "did you mean `on`?"),
        ('"owl"', "FLW101", '"owl"', "a statement begins with a verb", 'for example `say "…"`'),
        ('"on" message { }', "FLW101", '"on"', "a statement begins with a verb", "write `on`, without quotes"),
        ("5", "FLW101", "5", "a statement begins with a verb", "keys stand in the block of a `menu` or a `split`"),
    ],
)
def test_a_statement_of_a_file_that_cannot_be_read_is_one_finding(
    report_file: Report, text: str, code: str, place: str, message: str, advice: str
) -> None:
    found = [one for one in report_file(text + CALL) if one[0] not in ("FLW303", "FLW402")]

    assert found == [(code, place, message, advice)]


@pytest.mark.parametrize(
    ("statement", "code", "use"),
    [
        ("param greeting: text", "FLW125", "say greeting"),
        ("param greeting: text", "FLW125", 'say "{{param.greeting}}"'),
        ("param greeting: texts", "FLW120", "say greeting"),
        ("const a = b; const b = a", "FLW120", "say a; say b"),
        ('use "./common.flow" as common', "FLW121", 'common.announce "a" -> common.offline'),
        ('use "./common.flow" as common', "FLW121", "announce; say common.text"),
        ("block greet { exit }", "FLW120", "greet"),
    ],
)
def test_what_cannot_be_read_is_reported_and_not_each_use_of_its_names(
    report_file: Report, statement: str, code: str, use: str
) -> None:
    found = report_file(f'{statement}\non call {{\n  gather "x"\n  {use}\n}}\n')

    assert [one for one, *_ in found] == [code]


def test_a_near_miss_of_a_verb_is_found_beside_a_module(report_file: Report) -> None:
    found = report_file('use "./consent.flow"\non call { sayy "a" }\n')

    assert [code for code, *_ in found] == ["FLW121", "FLW101"]


def test_several_mistakes_are_all_found_in_one_run_in_their_order(report_file: Report) -> None:
    found = report_file(
        'flow "a" { allow = on }\n'
        "on cal {\n"
        "  sayy Hello\n"
        "  x: record maybe channels=duel { fail -> nowhere }\n"
        "  x: gather timeout=1h { owl -> end } -> nobody\n"
        "}\n"
        "section { -> end }\n"
        "param p: text\n"
    )

    assert [code for code, *_ in found if code != "FLW302"] == [
        "FLW205",
        "FLW105",
        "FLW101",
        "FLW201",
        "FLW202",
        "FLW104",
        "FLW103",
        "FLW203",
        "FLW104",
        "FLW204",
        "FLW125",
    ]


def test_a_widget_may_be_declared_in_the_file_itself() -> None:
    found = definition(
        'widget owl "owl-widget" {\n  title "Owl"\n  arg wings: integer required\n  exit flown main\n}\n'
        "on call { o: owl 2 }\n"
    )

    assert found["states"][1]["type"] == "owl-widget"
    assert found["states"][1]["properties"]["wings"] == 2


def test_a_widget_of_the_file_is_among_the_verbs_that_are_meant(report_file: Report) -> None:
    found = report_file('widget snowowl {\n  title "Owl"\n  exit flown main\n}\non call { snowowll }\n')

    assert found == [("FLW101", "snowowll", "unknown verb `snowowll`", "did you mean `snowowl`?")]
