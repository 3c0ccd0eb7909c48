"""Bare words that refer to what widgets, the trigger and the flow hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Report = Callable[[str], list[tuple[str, str, str, str]]]
States = Callable[[str], dict[str, Any]]
Properties = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize(
    ("word", "liquid"),
    [
        ("caller.Digits", "{{widgets.caller.Digits}}"),
        ("caller.parsed.a.b", "{{widgets.caller.parsed.a.b}}"),
        ("widgets.caller.Digits", "{{widgets.caller.Digits}}"),
        ("flow.variables.x", "{{flow.variables.x}}"),
        ("flow.data.x", "{{flow.data.x}}"),
        ("trigger.call.From", "{{trigger.call.From}}"),
        ("contact.channel.address", "{{contact.channel.address}}"),
    ],
)
def test_a_bare_reference_is_short_for_its_liquid(properties: Properties, word: str, liquid: str) -> None:
    assert properties(f"say {word}")["say"] == liquid


@pytest.mark.parametrize(
    ("label", "word", "liquid"),
    [
        ("x-y", "x-y.Digits", "{{widgets.x-y.Digits}}"),
        ('"x.y"', "x.y.Digits", "{{widgets.x.y.Digits}}"),
        ("later", "later.Digits", "{{widgets.later.Digits}}"),
        ("flow", "widgets.flow.Digits", "{{widgets.flow.Digits}}"),
        ("flow", "flow.Digits", "{{flow.Digits}}"),
        ("widgets", "widgets.widgets.Digits", "{{widgets.widgets.Digits}}"),
    ],
)
def test_a_label_may_be_written_later_and_hold_dots_and_dashes(
    states: States, label: str, word: str, liquid: str
) -> None:
    found = states(f'said: say {word}\n{label}: gather "a"')

    assert found["said"]["properties"]["say"] == liquid


@pytest.mark.parametrize(
    ("word", "code", "place", "message", "advice"),
    [
        ("caler.Digits", "FLW111", "caler", "no widget is labelled `caler`", "did you mean `caller`?"),
        ("floww.variables.x", "FLW111", "floww", "no widget is labelled `floww`", "did you mean `flow`?"),
        (
            "nobody.Digits",
            "FLW111",
            "nobody",
            "no widget is labelled `nobody`",
            "the labels and roots are `caller`, `flow`, `trigger`, `contact` and `widgets`",
        ),
        ("widgets.caler.Digits", "FLW111", "caler", "no widget is labelled `caler`", "did you mean `caller`?"),
        ("widgets.say_1.Digits", "FLW111", "say_1", "no widget is labelled `say_1`", "there is only `caller`"),
        (
            "widgets.caller",
            "FLW111",
            "caller",
            "`caller` names a widget, not one of its outputs",
            "write `widgets.caller.OUTPUT`, with the name of an output",
        ),
        (
            "caller",
            "FLW111",
            "caller",
            "`caller` names a widget, not one of its outputs",
            "write `caller.OUTPUT`, with the name of an output",
        ),
        (
            "caller.",
            "FLW111",
            "caller.",
            "`caller` names a widget, not one of its outputs",
            "write `caller.OUTPUT`, with the name of an output",
        ),
        ("caller..Digits", "FLW208", "caller..Digits", "a text needs quotes", 'write `"caller..Digits"`'),
        ("flow", "FLW208", "flow", "a text needs quotes", 'write `"flow"`'),
    ],
)
def test_a_reference_to_nothing_is_one_finding_at_the_name(
    report: Report, word: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(f"say {word}") == [(code, place, message, advice)]


def test_the_fix_of_a_near_miss_replaces_only_the_name(findings: Callable[[str], list[Any]]) -> None:
    (finding,) = findings("say caler.Digits")

    assert [(fix.span.text, fix.replacement) for fix in finding.fixes] == [("caler", "caller")]


def test_references_work_wherever_a_text_is_wanted(states: States) -> None:
    found = states(
        "s: split caller.Digits {\n"
        "  equal_to flow.variables.x name=trigger.call.From of=contact.channel.address -> next\n}\n"
        'i: if caller.Digits matches_any_of [flow.variables.a, "b"] { say "x" }'
    )

    assert found["s"]["properties"]["input"] == "{{widgets.caller.Digits}}"
    assert found["s"]["transitions"][1]["conditions"] == [
        {
            "friendly_name": "{{trigger.call.From}}",
            "arguments": ["{{contact.channel.address}}"],
            "type": "equal_to",
            "value": "{{flow.variables.x}}",
        }
    ]
    assert found["i"]["transitions"][1]["conditions"][0]["value"] == "{{flow.variables.a}},b"
