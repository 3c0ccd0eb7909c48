"""The formatter as a library calls it: what it promises, and what it refuses."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.format.formatted import body

import flowc
from flowc import FormatError, format_text
from flowc.format import file_statements
from flowc.format import format as formatter
from flowc.format.layout import Layout
from flowc.source import Source
from flowc.syntax import parse
from flowc.syntax.nodes import File
from flowc.syntax.parser import MAX_CHARACTERS, MAX_DEPTH
from flowc.vocabulary import Vocabulary, standard_vocabulary

GOOD = body('say "Hello."', "-> end")


def test_a_formatted_text_is_given_back_as_it_is() -> None:
    assert format_text(GOOD).text == GOOD
    assert format_text(GOOD).diagnostics == ()


@pytest.mark.parametrize("text", ["", "\n", "  ", "\n\n\n", ";", "\ufeff", "\r\n \r\n"])
def test_a_text_without_anything_becomes_an_empty_one(text: str) -> None:
    assert format_text(text).text == ""


def test_a_text_of_comments_keeps_them() -> None:
    assert format_text("\n\n  # a\n\n\n# b").text == "# a\n\n# b\n"


def test_the_last_line_gets_its_end() -> None:
    assert format_text("-> end").text == "-> end\n"


def test_a_byte_order_mark_is_dropped() -> None:
    assert format_text("\ufeff" + GOOD).text == GOOD
    assert format_text("\ufeff# a\n").text == "# a\n"


def test_a_file_with_cr_lf_keeps_them() -> None:
    text = GOOD.replace("\n", "\r\n")

    assert format_text(text).text == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("-> end\r\n-> end\n", "-> end\r\n-> end\r\n"),
        ("-> end\n-> end\r\n", "-> end\n-> end\n"),
        ("-> end\r-> end\r", "-> end\n-> end\n"),
        ("-> end\r-> end\r\n", "-> end\r\n-> end\r\n"),
        ("-> end", "-> end\n"),
    ],
)
def test_all_lines_end_as_the_first_of_lf_and_cr_lf_does(before: str, after: str) -> None:
    assert format_text(before).text == after


def test_the_lines_of_a_text_end_as_all_lines_do() -> None:
    text = 'on call {\r\n  say """\n    a\n    b\r\n    """\r\n}\r\n'

    assert format_text(text).text == text.replace("\r\n", "\n").replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text", ["on call {", "say ]", 'say "a', 'say "\\q"', "x = 08:00", "on call: {\n}", "a { } b { }", "{"]
)
def test_a_text_with_a_syntax_error_stays_as_it_is(text: str) -> None:
    found = format_text(text + "\n\n\n", "a.flow")

    assert found.text == text + "\n\n\n"
    assert found.diagnostics
    assert all(finding.span.source.path == "a.flow" for finding in found.diagnostics)


def test_a_text_that_means_nothing_is_formatted_all_the_same() -> None:
    assert format_text("on call { sai  Hello }").text == "on call { sai Hello }\n"


def test_a_text_that_passes_a_limit_when_its_lines_are_apart_stays_as_it_is() -> None:
    depth = MAX_DEPTH - 1
    text = "a{" * depth + "x;" * (MAX_CHARACTERS // (2 * depth)) + "}" * depth
    found = format_text(text)

    assert found.text == text
    assert [finding.code for finding in found.diagnostics] == ["FLW008"]


def test_the_verbs_that_a_file_declares_have_their_own_short_names() -> None:
    text = 'widget shout "say-play" {\n  option loud: switch -> is_loud\n}\n\non call { shout is_loud=on }\n'

    assert format_text(text).text == text.replace("shout is_loud", "shout loud")


def test_a_vocabulary_may_be_given() -> None:
    nothing = Vocabulary.of([])
    text = body("record record_call=on")

    assert format_text(text, vocabulary=nothing).text == "on call { record record_call=on }\n"
    assert format_text(text, vocabulary=standard_vocabulary()).text == "on call { record state=on }\n"


# What the formatter proves of itself


def _broken(monkeypatch: pytest.MonkeyPatch, change: Callable[[list[str]], list[str]]) -> None:
    def lay(layout: Layout, file: File) -> list[str]:
        return change(file_statements.lay_file(layout, file))

    monkeypatch.setattr(formatter, "lay_file", lay)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda lines: [*lines, "}"], "read again"),
        (lambda lines: [line.replace("Hello", "Bye") for line in lines], "say the same"),
        (lambda lines: [line.partition("  #")[0] for line in lines], "comment would be lost"),
        (lambda lines: [line.replace("end", "next") for line in lines], "say the same"),
        (lambda lines: [" " + lines[0], *lines[1:]] if len(lines[0]) < 20 else lines, "otherwise again"),
    ],
)
def test_a_broken_promise_is_noticed(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[list[str]], list[str]], reason: str
) -> None:
    calls: list[int] = []

    def once(lines: list[str]) -> list[str]:
        calls.append(1)
        return change(lines) if len(calls) == 1 or reason != "otherwise again" else lines

    _broken(monkeypatch, once)

    with pytest.raises(FormatError, match=reason):
        format_text(GOOD.replace("end", "end  # why"))


def test_the_package_offers_the_formatter_and_imports_it_late() -> None:
    code = "import sys, flowc; flowc.check(''); assert 'flowc.format' not in sys.modules; flowc.format_text('')"
    folder = Path(flowc.__file__).parents[1]

    subprocess.run([sys.executable, "-c", code], check=True, cwd=folder)


def test_the_package_has_no_other_names() -> None:
    with pytest.raises(AttributeError, match="no attribute 'format_texts'"):
        flowc.format_texts  # noqa: B018 - that is what is tested


def test_every_name_that_the_package_lists_is_there() -> None:
    assert all(getattr(flowc, name) is not None for name in flowc.__all__)


def test_formatting_does_not_change_the_tree_of_the_text() -> None:
    before = parse(Source("a.flow", GOOD)).file
    format_text(GOOD)

    assert parse(Source("a.flow", GOOD)).file == before
