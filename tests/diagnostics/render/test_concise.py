"""One line for each diagnostic."""

from __future__ import annotations

from flowc.diagnostics import Diagnostic, Note, Severity
from flowc.diagnostics.render.concise import render
from flowc.source import Source, Span

SOURCE = Source("calls/feedback.flow", "flow feedback\n  sya hello\n")


def finding(message: str = "unknown verb `sya`", source: Source = SOURCE) -> Diagnostic:
    return Diagnostic("FLW101", Severity.ERROR, message, Span(source, 16, 19), notes=(Note("more"),), help="say")


def test_a_line_holds_place_severity_code_and_message() -> None:
    assert render([finding()], False) == "calls/feedback.flow:2:3: error[FLW101] unknown verb `sya`\n"


def test_each_diagnostic_has_a_line_in_the_order_given() -> None:
    warning = Diagnostic("FLW402", Severity.WARNING, "empty body", Span(SOURCE, 0, 4))

    assert render([finding(), warning], False) == (
        "calls/feedback.flow:2:3: error[FLW101] unknown verb `sya`\n"
        "calls/feedback.flow:1:1: warning[FLW402] empty body\n"
    )


def test_nothing_is_printed_for_nothing() -> None:
    assert render([], False) == ""


def test_it_has_no_colours() -> None:
    assert render([finding()], True) == render([finding()], False)


def test_neither_message_nor_path_can_add_a_line_or_an_escape() -> None:
    source = Source("a\nb.flow", "x" * 30)

    assert render([finding("one\ntwo\r\x1b[31m\u2028", source)], False) == (
        "a�b.flow:1:17: error[FLW101] one�two��[31m�\n"
    )


def test_a_message_that_quotes_a_huge_name_is_cut() -> None:
    assert len(render([finding("a" * 1_000_000)], False)) < 1100
