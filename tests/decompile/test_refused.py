"""What Twilio refuses in a definition and nothing can mend stays, and is told."""

from __future__ import annotations

import json

import pytest
from tests.decompile.definitions import JsonObject, comes_back, errors, flow, say

from flowc.compile import check
from flowc.decompile import decompile


def spoilt(**properties: object) -> JsonObject:
    return flow([{**say("greeting"), "properties": properties}], incomingCall="greeting")


@pytest.mark.parametrize("value", [["Hello", "there"], {"a": 1}])
def test_a_value_of_another_kind_stays_and_is_told_in_the_definition(value: object) -> None:
    source = json.dumps(spoilt(say=value), indent=2)
    result = decompile(source)
    (finding,) = result.diagnostics

    assert (finding.code, finding.severity.value, finding.span.text) == ("FLW804", "warning", '"greeting"')
    assert finding.message.startswith("in `greeting`: ")
    assert result.text is not None
    assert [error.code for error in errors(result.text)] == ["FLW201"]
    assert comes_back(source)


def test_the_finding_names_the_code_whose_page_says_more() -> None:
    (finding,) = decompile(json.dumps(spoilt(say=[]))).diagnostics

    assert finding.help == "mend it in the flow; `flowc explain FLW201` says more"


def test_a_draft_that_lacks_something_is_allowed_to() -> None:
    found = flow([{**say("greeting"), "properties": {}}], incomingCall="greeting")
    text = decompile(json.dumps(found)).text
    assert text is not None

    assert "# flowc: allow FLW204 as in Studio: A required argument or option that is not given\n" in text
    assert errors(text) == []
    assert [one.code for one in check(text).diagnostics] == []


def test_several_wrongs_of_a_widget_are_allowed_together() -> None:
    send = {
        "name": "note",
        "type": "send-message",
        "transitions": [{"event": "sent"}, {"event": "failed"}],
        "properties": {"body": "{{widgets.gone.Digits}}"},
    }
    text = decompile(json.dumps(flow([send], incomingMessage="note"))).text
    assert text is not None

    assert "# flowc: allow FLW204, FLW504 as in Studio: " in text
    assert errors(text) == []


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("{{param.x}}", 'json("\\"\\\\u007b{param.x}}\\"")'),
        ("{% if const.a %}b{% endif %}", 'json("\\"\\\\u007b% if const.a %}b\\\\u007b% endif %}\\"")'),
    ],
)
def test_what_compiling_would_replace_is_written_so_that_it_does_not(text: str, spelled: str) -> None:
    found = flow([say("greeting", None, text)], incomingCall="greeting")

    assert spelled in (decompile(json.dumps(found)).text or "")
    assert comes_back(json.dumps(found))
