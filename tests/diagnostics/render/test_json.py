"""Diagnostics for programs."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from flowc.diagnostics import Diagnostic, Fix, Note, Severity
from flowc.diagnostics.render.json import render
from flowc.source import Source, Span

SOURCE = Source("feedback.flow", 'flow feedback\n\tsya "Grüße"\n')
VERB = Span(SOURCE, 15, 18)
BARE = Diagnostic("FLW402", Severity.WARNING, "empty body", Span(SOURCE, 0, 4))
FULL = Diagnostic(
    "FLW101",
    Severity.ERROR,
    "unknown verb `sya`",
    VERB,
    label="no verb has this name",
    notes=(Note("in this flow", Span(SOURCE, 0, 14)), Note("verbs are declared")),
    why="the call would end here",
    help="did you mean `say`?",
    fixes=(Fix("replace by `say`", VERB, "say"),),
    url="https://www.twilio.com/docs/studio",
)

# With what Python makes of bytes that are not UTF-8.
any_text = st.text(alphabet=st.characters(codec="utf-8") | st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF))


def test_an_object_holds_all_that_is_known() -> None:
    expected = """\
[
  {
    "code": "FLW101",
    "name": "unknown-verb",
    "severity": "error",
    "message": "unknown verb `sya`",
    "path": "feedback.flow",
    "line": 2,
    "column": 2,
    "endLine": 2,
    "endColumn": 5,
    "notes": [
      {
        "message": "in this flow",
        "path": "feedback.flow",
        "line": 1,
        "column": 1,
        "endLine": 2,
        "endColumn": 1
      },
      {
        "message": "verbs are declared",
        "path": null,
        "line": null,
        "column": null,
        "endLine": null,
        "endColumn": null
      }
    ],
    "why": "the call would end here",
    "help": "did you mean `say`?",
    "fixes": [
      {
        "title": "replace by `say`",
        "path": "feedback.flow",
        "line": 2,
        "column": 2,
        "endLine": 2,
        "endColumn": 5,
        "replacement": "say"
      }
    ],
    "url": "https://www.twilio.com/docs/studio"
  }
]
"""
    assert render([FULL], False) == expected


def test_what_a_diagnostic_does_not_say_is_null_or_empty() -> None:
    (found,) = json.loads(render([BARE], False))

    assert found["why"] is found["help"] is found["url"] is None
    assert found["notes"] == found["fixes"] == []


def test_there_is_an_array_also_for_nothing() -> None:
    assert render([], False) == "[]\n"


def test_the_order_is_the_order_given() -> None:
    codes = [found["code"] for found in json.loads(render([FULL, BARE, FULL], False))]

    assert codes == ["FLW101", "FLW402", "FLW101"]


def test_it_has_no_colours() -> None:
    assert render([FULL], True) == render([FULL], False)


def test_a_code_that_the_table_does_not_know_has_no_name() -> None:
    (found,) = json.loads(render([Diagnostic("XYZ1", Severity.INFO, "m", VERB)], False))

    assert (found["code"], found["name"], found["severity"]) == ("XYZ1", None, "info")


def test_columns_count_characters_and_not_bytes_or_terminal_columns() -> None:
    source = Source("a.flow", "\t日本📞x")
    (found,) = json.loads(render([Diagnostic("FLW001", Severity.ERROR, "m", Span(source, 4, 5))], False))

    assert (found["column"], found["endColumn"]) == (5, 6)


def test_letters_of_all_scripts_are_written_as_they_are() -> None:
    assert '"message": "Grüße 日本"' in render([Diagnostic("FLW001", Severity.ERROR, "Grüße 日本", VERB)], False)


def test_what_could_steer_a_terminal_is_escaped() -> None:
    text = render([Diagnostic("FLW001", Severity.ERROR, "\x1b\x9b\u202e\u2028\udc80", VERB)], False)

    assert r'"\u001b\u009b\u202e\u2028\udc80"' in text


@given(any_text, any_text)
def test_any_text_comes_back_unharmed_from_utf_8(message: str, replacement: str) -> None:
    diagnostic = Diagnostic("FLW001", Severity.ERROR, message, VERB, fixes=(Fix("t", VERB, replacement),))
    (found,) = json.loads(render([diagnostic], False).encode().decode())

    assert (found["message"], found["fixes"][0]["replacement"]) == (message, replacement)
