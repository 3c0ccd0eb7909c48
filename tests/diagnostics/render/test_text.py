"""The drawing of a diagnostic, as people see it."""

from __future__ import annotations

import re
from textwrap import dedent

import attrs
import pytest

from flowc.diagnostics import Diagnostic, Fix, Note, Severity
from flowc.diagnostics.render.text import render, render_summary, render_text
from flowc.source import Source, Span

FEEDBACK = Source(
    "feedback.flow",
    """\
flow feedback

ask:
  gather "Did you like it?"
    on digits goto thanks
    on silence goto ask
  hangup

thank_you:
  say "Thank you"
  hangup
""",
)


def at(source: Source, words: str, occurrence: int = 1) -> Span:
    """The span of some words in a source."""
    start = -1
    for _ in range(occurrence):
        start = source.text.index(words, start + 1)
    return Span(source, start, start + len(words))


def error(span: Span, label: str = "", *notes: Note, **more: str) -> Diagnostic:
    return Diagnostic("FLW102", Severity.ERROR, "no label `thanks`", span, label, notes, **more)  # type: ignore[arg-type]


def drawing(text: str) -> str:
    return dedent(text).removeprefix("\n")


def body(diagnostic: Diagnostic) -> str:
    """The rows below headline, place and first bar."""
    return "".join(render_text(diagnostic).splitlines(keepends=True)[3:])


def test_the_span_is_underlined_and_its_label_stands_beside_it() -> None:
    assert render_text(error(at(FEEDBACK, "thanks"), "no label has this name")) == drawing("""
        error[FLW102]: no label `thanks`
         --> feedback.flow:5:20
          |
        5 |     on digits goto thanks
          |                    ^^^^^^ no label has this name
    """)


def test_all_parts_stand_in_their_order() -> None:
    span = at(FEEDBACK, "thanks")
    diagnostic = Diagnostic(
        "FLW102",
        Severity.WARNING,
        "no label `thanks`",
        span,
        "no label has this name",
        (Note("labels end in a colon"), Note("a similar name", at(FEEDBACK, "thank_you"))),
        "the caller hears silence",
        "did you mean `thank_you`?",
        (Fix("replace", span, "thank_you"), Fix("remove the exit", span, "")),
        "https://www.twilio.com/docs/studio",
    )

    assert render_text(diagnostic) == drawing("""
        warning[FLW102]: no label `thanks`
         --> feedback.flow:5:20
          |
        5 |     on digits goto thanks
          |                    ^^^^^^ no label has this name
        ...
        9 | thank_you:
          | --------- a similar name
          |
          = note: labels end in a colon
          = why: the caller hears silence
        help: did you mean `thank_you`?
        help: remove the exit
          = see: https://www.twilio.com/docs/studio
    """)


def test_a_numbered_trail_shows_every_step_in_order() -> None:
    goto = at(FEEDBACK, "goto ask")
    trail = (
        Note("1. the call comes in", at(FEEDBACK, "ask")),
        Note("2. `silence` leads back", goto),
        Note("3. the caller is asked again", at(FEEDBACK, "ask")),
        Note("4. and so on", goto),
    )

    assert body(error(at(FEEDBACK, "gather"), "nobody gets past this", *trail)) == drawing("""
        3 | ask:
          | --- 1. the call comes in
          | --- 3. the caller is asked again
        4 |   gather "Did you like it?"
          |   ^^^^^^ nobody gets past this
        5 |     on digits goto thanks
        6 |     on silence goto ask
          |                -------- 2. `silence` leads back
          |                -------- 4. and so on
    """)


def test_steps_on_one_line_stay_in_the_order_given_below_the_span_itself() -> None:
    source = Source("a.flow", "say one; dial two; hangup")
    notes = (Note("2. then this", at(source, "dial two")), Note("1. first this", at(source, "say one")))

    assert body(error(at(source, "hangup"), "the end", *notes)) == drawing("""
        1 | say one; dial two; hangup
          |                    ^^^^^^ the end
          |          -------- 2. then this
          | ------- 1. first this
    """)


def test_a_single_line_between_two_is_shown_and_more_are_left_out() -> None:
    source = Source("a.flow", "a\nb\nc\nd\ne\nf\n")
    notes = (Note("two on", at(source, "c")), Note("three on", at(source, "f")))

    assert body(error(at(source, "a"), "here", *notes)) == drawing("""
        1 | a
          | ^ here
        2 | b
        3 | c
          | - two on
        ...
        6 | f
          | - three on
    """)


def test_a_note_in_another_file_gets_a_block_of_its_own() -> None:
    other = Source("std/menu.flow", "\n" * 99 + "block menu\n")
    notes = (Note("declared here", at(other, "menu")), Note("and used here", at(FEEDBACK, "gather")))

    assert render_text(error(at(FEEDBACK, "thanks"), "", *notes, help="look there")) == drawing("""
        error[FLW102]: no label `thanks`
           --> feedback.flow:5:20
            |
          4 |   gather "Did you like it?"
            |   ------ and used here
          5 |     on digits goto thanks
            |                    ^^^^^^
            |
           ::: std/menu.flow:100:7
            |
        100 | block menu
            |       ---- declared here
            |
        help: look there
    """)


def test_line_numbers_of_all_lengths_line_up() -> None:
    source = Source("a.flow", "a\n" * 8 + "b\nc\n")

    assert body(error(at(source, "b"), "", Note("next", at(source, "c")))) == drawing("""
         9 | b
           | ^
        10 | c
           | - next
    """)


def test_a_tab_before_the_span_keeps_the_caret_under_it() -> None:
    source = Source("a.flow", "\tsay\thello\tworld")

    assert body(error(at(source, "hello"), "what")) == drawing("""
        1 |     say    hello    world
          |            ^^^^^ what
    """)


def test_a_tab_inside_the_span_is_underlined_in_full() -> None:
    source = Source("a.flow", "say\thello")

    assert body(error(Span(source, 0, 9))) == drawing("""
        1 | say    hello
          | ^^^^^^^^^^^^
    """)


def test_wide_characters_count_two_columns() -> None:
    source = Source("a.flow", 'say "日本" 大 x')

    assert body(error(at(source, "大"), "wide", Note("narrow", at(source, "x")))) == drawing("""
        1 | say "日本" 大 x
          |            ^^ wide
          |               - narrow
    """)


def test_combining_marks_count_no_column() -> None:
    source = Source("a.flow", "e\u0301e\u0301 x")

    assert body(error(at(source, "x"))) == "1 | e\u0301e\u0301 x\n  |    ^\n"


def test_a_span_of_combining_marks_alone_still_gets_a_caret() -> None:
    source = Source("a.flow", "e\u0301 x")

    assert body(error(Span(source, 1, 2))) == "1 | e\u0301 x\n  |  ^\n"


@pytest.mark.parametrize("line_end", ["", "\n", "\r\n", "\r"])
def test_the_end_of_a_line_gets_one_caret(line_end: str) -> None:
    source = Source("a.flow", f"say{line_end}")

    assert body(error(Span(source, 3, 3), "text is missing")) == drawing("""
        1 | say
          |    ^ text is missing
    """)


def test_a_line_end_itself_is_shown_as_the_end_of_its_line() -> None:
    source = Source("a.flow", "say\r\ndial")

    expected = "1 | say\n  |    ^\n"
    assert [body(error(Span(source, *place))) for place in [(3, 4), (3, 5), (4, 5), (4, 4)]] == [expected] * 4


def test_the_end_of_the_file_is_drawn_on_its_last_line() -> None:
    source = Source("a.flow", "say\n")

    assert render_text(error(Span(source, 4, 4), "more is wanted")) == drawing("""
        error[FLW102]: no label `thanks`
         --> a.flow:2:1
          |
        2 |
          | ^ more is wanted
    """)


def test_an_empty_source_can_be_pointed_at() -> None:
    assert body(error(Span(Source("a.flow", ""), 0, 0), "nothing here")) == "1 |\n  | ^ nothing here\n"


def test_a_span_past_the_end_is_drawn_at_the_end() -> None:
    assert body(error(Span(Source("a.flow", "say"), 7, 9))) == "1 | say\n  |    ^\n"


def test_a_span_over_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    source = Source("a.flow", "x\n  menu {  \n  }\n")

    assert body(error(Span(source, 4, 15), "this block")) == drawing("""
        2 |   menu {
          |   ^^^^^^… this block
    """)


def test_a_span_that_ends_with_its_line_end_does_not_go_on() -> None:
    source = Source("a.flow", "say one\nsay two\n")

    assert body(error(Span(source, 0, 8))) == "1 | say one\n  | ^^^^^^^\n"


def test_a_span_that_begins_at_a_line_end_gets_one_caret_and_goes_on() -> None:
    source = Source("a.flow", "say\ndial\n")

    assert body(error(Span(source, 3, 8))) == "1 | say\n  |    ^…\n"


def test_no_row_ends_in_spaces() -> None:
    source = Source("a.flow", "say   \n\n   \nhangup")
    printed = render_text(error(at(source, "say"), "  ", Note("end", at(source, "hangup")), Note("\n"), help="a\n\nb "))

    assert [row for row in printed.splitlines() if row != row.rstrip()] == []


def test_a_long_line_is_cut_around_the_span() -> None:
    source = Source("a.flow", "a" * 500 + " goto " + "b" * 500)

    before, after = "a" * 59, "b" * 95
    assert body(error(at(source, "goto"), "far in")) == (f"1 | …{before} goto {after}…\n  |  {' ' * 60}^^^^ far in\n")


def test_a_long_line_keeps_its_beginning_where_the_span_is_near_it() -> None:
    source = Source("a.flow", "goto " + "b" * 500)

    assert body(error(at(source, "goto"))) == f"1 | goto {'b' * 155}…\n  | ^^^^\n"


def test_a_long_line_keeps_its_end_where_the_span_is_near_it() -> None:
    source = Source("a.flow", "b" * 500 + " goto")

    assert body(error(at(source, "goto"))) == f"1 | …{'b' * 59} goto\n  |  {' ' * 60}^^^^\n"


def test_a_line_of_160_columns_is_not_cut() -> None:
    source = Source("a.flow", "\t" * 30 + "b" * 40)

    assert body(error(at(source, "\t"))) == f"1 | {' ' * 120}{'b' * 40}\n  | ^^^^\n"


def test_a_long_span_on_a_long_line_says_that_it_goes_on() -> None:
    source = Source("a.flow", "b" * 500)

    assert body(error(Span(source, 0, 500), "all")) == f"1 | {'b' * 160}…\n  | {'^' * 160}… all\n"


def test_places_far_apart_on_a_long_line_each_get_their_part_of_it() -> None:
    source = Source("a.flow", "one two " + "b" * 500 + " three")
    notes = (Note("close", at(source, "two")), Note("far", at(source, "three")))

    assert body(error(at(source, "one"), "first", *notes)) == (
        f"1 | one two {'b' * 152}…\n  | ^^^ first\n  |     --- close\n1 | …{'b' * 59} three\n  |  {' ' * 60}----- far\n"
    )


def test_a_line_of_a_million_marks_without_width_is_cut_as_well() -> None:
    source = Source("a.flow", "e" + "\u0301" * 1_000_000)

    assert len(render_text(error(Span(source, 500_000, 500_001)))) < 1000


def test_a_thousand_findings_on_a_line_of_a_megabyte_are_drawn() -> None:
    source = Source("a.flow", "say " * 250_000)
    findings = [error(Span(source, offset, offset + 3)) for offset in range(0, 1_000_000, 1000)]
    printed = render(findings, False)

    assert len(printed) < 500 * len(findings)


def test_neither_source_nor_words_nor_path_can_steer_the_terminal() -> None:
    source = Source("a\x1b.flow", "x\x1b[2Jx\u202e y\x07\x9b")
    diagnostic = error(Span(source, 0, 1), "\x1b]0;\x07", Note("a\x1b", at(source, "y")), Note("b\x1b"), why="c\r")

    assert render_text(attrs.evolve(diagnostic, message="bad `\x1b[31m`\nerror: more")) == drawing("""
        error[FLW102]: bad `�[31m`�error: more
         --> a�.flow:1:1
          |
        1 | x�[2Jx� y��
          | ^ �]0;�
          |         - a�
          |
          = note: b�
          = why: c
    """)


def test_words_over_several_lines_are_indented_under_the_first() -> None:
    diagnostic = error(at(FEEDBACK, "ask"), "", Note("one\ntwo"), why="three\n\nfour", help="five\n  six")

    assert body(diagnostic) == drawing("""
        3 | ask:
          | ^^^
          |
          = note: one
                  two
          = why: three

                 four
        help: five
                six
    """)


def test_a_help_of_a_thousand_lines_is_cut() -> None:
    rows = body(error(at(FEEDBACK, "ask"), help="line\n" * 1000)).splitlines()

    assert len(rows) == 24
    assert rows[-1] == "      …"


def fixed(help_text: str, *fixes: tuple[str, str]) -> str:
    """What stands below the bar for a help and some fixes."""
    span = at(FEEDBACK, "ask")
    edits = tuple(Fix(title, span, replacement) for title, replacement in fixes)
    return body(Diagnostic("FLW102", Severity.ERROR, "m", span, help=help_text, fixes=edits)).split("  |\n")[-1]


def test_a_fix_is_a_help_with_its_replacement() -> None:
    assert fixed("", ("add an exit", "\n    on failed hangup\n")) == "help: add an exit: `on failed hangup`\n"


def test_a_fix_that_the_help_has_told_is_not_told_again() -> None:
    assert fixed("did you mean `say`?", ("replace", "say")) == "help: did you mean `say`?\n"


def test_a_fix_whose_title_tells_the_replacement_does_not_tell_it_twice() -> None:
    assert fixed("", ("replace by `say`", "say")) == "help: replace by `say`\n"


def test_a_fix_that_removes_is_its_title_alone() -> None:
    assert fixed("", ("remove the label", "")) == "help: remove the label\n"


def test_a_fix_with_the_words_of_the_help_takes_its_place() -> None:
    assert fixed("remove it", ("remove it", "")) == "help: remove it\n"
    assert fixed("name it", ("name it", "say")) == "help: name it: `say`\n"


def test_a_fix_of_several_lines_is_set_out_below_its_title() -> None:
    assert fixed("", ("add the exits", "    on failed\n      hangup\n    on success\n")) == drawing("""
        help: add the exits:
          + on failed
          +   hangup
          + on success
    """)


def test_each_of_several_fixes_is_told() -> None:
    assert fixed("choose", ("one", "a"), ("two", "b")) == "help: choose\nhelp: one: `a`\nhelp: two: `b`\n"


@pytest.mark.parametrize(("severity", "style"), [("error", "1;31"), ("warning", "1;33"), ("info", "1;36")])
def test_colours_follow_the_severity(severity: str, style: str) -> None:
    diagnostic = Diagnostic("FLW102", Severity(severity), "m", at(FEEDBACK, "thanks"), "here")
    printed = render_text(diagnostic, color=True)

    assert printed.startswith(f"\x1b[{style}m{severity}[FLW102]\x1b[0m")
    assert f"\x1b[{style}m^^^^^^ here\x1b[0m" in printed


def test_colours_change_nothing_but_colours() -> None:
    diagnostic = error(at(FEEDBACK, "thanks"), "here", Note("n"), Note("m", at(FEEDBACK, "flow")), help="h", url="u")
    coloured = render_text(diagnostic, color=True)

    assert re.sub(r"\x1b\[[\d;]+m", "", coloured) == render_text(diagnostic)


def test_an_empty_line_stands_between_two_diagnostics() -> None:
    one = error(at(FEEDBACK, "thanks"))

    assert render([one, one], False) == render_text(one) + "\n" + render_text(one)
    assert render([], False) == ""


def test_the_same_diagnostic_is_always_drawn_the_same() -> None:
    others = [Source(f"{name}.flow", "x") for name in "zyxabc"]
    notes = [Note("n", Span(other, 0, 1)) for other in others]
    printed = render_text(error(at(FEEDBACK, "thanks"), "", *notes))

    assert re.findall(r"::: (\w)", printed) == list("zyxabc")


@pytest.mark.parametrize(
    ("severities", "summary"),
    [
        ("", "no findings"),
        ("e", "1 error"),
        ("weew", "2 errors, 2 warnings"),
        ("wee", "2 errors, 1 warning"),
        ("iw", "1 warning, 1 info"),
        ("ii", "2 infos"),
    ],
)
def test_the_summary_counts_by_severity(severities: str, summary: str) -> None:
    by_letter = {severity.value[0]: severity for severity in Severity}
    found = [Diagnostic("FLW001", by_letter[letter], "m", at(FEEDBACK, "ask")) for letter in severities]

    assert render_summary(found) == summary
