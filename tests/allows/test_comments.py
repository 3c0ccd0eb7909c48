"""Comments that allow findings: what they say, and for which line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.allows.allow import Allow
from flowc.allows.comments import read_allows
from flowc.diagnostics import Diagnostic
from flowc.diagnostics.codes import CODES
from flowc.source import Source
from flowc.syntax import parse


def read(text: str) -> tuple[list[Allow], list[Diagnostic]]:
    source = Source("a.flow", text)
    return read_allows(source, parse(source).file)


def read_one(comment: str) -> tuple[list[str], list[str], list[str]]:
    """The words that a comment names, the codes that it allows, and the findings about it."""
    allows, problems = read(f'on call {{\n  say "Hello." {comment}\n}}\n')
    words = [word.text for allow in allows for word in allow.words]
    return words, [code.code for allow in allows for code in allow.codes], [one.code for one in problems]


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("# flowc: allow FLW402 because", ["FLW402"]),
        ("#flowc:allow FLW402 because", ["FLW402"]),
        ("#  flowc :  allow   FLW402   because", ["FLW402"]),
        ("# flowc: allow empty-body because", ["empty-body"]),
        ("# flowc: allow FLW402, FLW305 because", ["FLW402", "FLW305"]),
        ("# flowc: allow FLW402,caller-gone , FLW109 because", ["FLW402", "caller-gone", "FLW109"]),
        ("# flowc: allow FLW402 FLW305 because", ["FLW402", "FLW305"]),
        ("# flowc: allow FLW402: because", ["FLW402"]),
        ("# flowc: allow FLW402 - because", ["FLW402"]),
        ("# flowc: allow FLW402, because, as I said", ["FLW402", "because", "as"]),
        ("# flowc: allow FLW402 because, as I said", ["FLW402"]),
    ],
)
def test_codes_come_first_and_the_reason_behind_them(comment: str, words: list[str]) -> None:
    assert read_one(comment)[0] == words


@pytest.mark.parametrize(
    "comment", ["# flow", "# a flowc: allow FLW402", "## flowc: allow FLW402", "# flowchart: x", "#"]
)
def test_other_comments_say_nothing_to_flowc(comment: str) -> None:
    assert read_one(comment) == ([], [], [])


def test_a_text_that_looks_like_a_comment_is_none() -> None:
    assert read('on call { say """\n# flowc: allow FLW402\n""" }\n') == ([], [])


@pytest.mark.parametrize(
    ("comment", "codes", "findings"),
    [
        ("# flowc: allow FLW402", ["FLW402"], ["FLW134"]),
        ("# flowc: allow FLW402 --", ["FLW402"], ["FLW134"]),
        ("# flowc: allow FLW402,", ["FLW402"], ["FLW134"]),
        ("# flowc: allow FLW402, caller-gone", ["FLW402", "FLW305"], ["FLW134"]),
        ("# flowc: allow FLW499 because", [], ["FLW135"]),
        ("# flowc: allow FLW4 because", [], ["FLW135"]),
        ("# flowc: allow FLW101 because", [], ["FLW136"]),
        ("# flowc: allow unknown-verb, FLW402, nothing", ["FLW402"], ["FLW134", "FLW136", "FLW135"]),
        ("# flowc: allow", [], ["FLW137"]),
        ("# flowc: allow 402 because", [], ["FLW137"]),
        ("# flowc:", [], ["FLW137"]),
        ("# flowc: disable FLW402 because", [], ["FLW137"]),
        ("# flowc: allow-file FLW402 because", [], ["FLW137"]),
        ("# flowc allow FLW402 because", [], ["FLW137"]),
        ("# flowc allow-file FLW402 because", [], ["FLW137"]),
        ("# flowc is a compiler", [], []),
    ],
)
def test_what_is_wrong_with_a_comment_is_told(comment: str, codes: list[str], findings: list[str]) -> None:
    assert read_one(comment)[1:] == (codes, findings)


def test_a_missing_colon_is_added_by_a_safe_fix() -> None:
    _, (problem,) = read("# flowc allow FLW402 because\n")
    (fix,) = problem.fixes
    text = problem.span.source.text

    assert fix.safe
    assert text[: fix.span.start] + fix.replacement + text[fix.span.end :] == "# flowc: allow FLW402 because\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('say "x" # flowc: allow FLW402 r\n', 1),
        ('# flowc: allow FLW402 r\nsay "x"\n', 2),
        ('# flowc: allow FLW402 r\n# more\n## a document\nsay "x"\n', 4),
        ('# flowc: allow FLW402 r\n# flowc: allow FLW305 r\nsay "x"\n', 3),
        ('# flowc: allow FLW402 r\r\nsay "x"\r\n', 2),
        ('# flowc: allow FLW402 r\n\nsay "x"\n', 0),
        ('# flowc: allow FLW402 r\n# more\n\nsay "x"\n', 0),
        ("on call { # flowc: allow FLW402 r\n}\n", 1),
        ("on call {\n  # flowc: allow FLW402 r\n}\n", 3),
        ('say """\n\n""" # flowc: allow FLW402 r\n', 3),
        ("say [ # flowc: allow FLW402 r\n1 ]\n", 1),
        ("say [\n# flowc: allow FLW402 r\n1 ]\n", 3),
    ],
)
def test_a_comment_speaks_for_its_line_or_alone_on_it_for_the_line_below(text: str, line: int) -> None:
    allows, _ = read(text)

    assert allows[0].line == line


@pytest.mark.parametrize(
    "text", ["# flowc: allow FLW402 r", "# flowc: allow FLW402 r\n", "# flowc: allow FLW402 r\n\n\n"]
)
def test_a_comment_with_nothing_below_it_speaks_for_no_statement(text: str) -> None:
    (allow,), _ = read(text)

    assert allow.line == 0


def test_a_comment_for_the_file_stands_above_its_first_statement() -> None:
    above, problems = read('# a flow\n## of ours\n\n# flowc: allow-file FLW402 r\n\nflow "x"\n')
    below, late = read('flow "x"\n# flowc: allow-file FLW402 r\n')

    assert ([one.line for one in above], problems) == ([None], [])
    assert (below, [one.code for one in late]) == ([], ["FLW137"])


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ('say "x"  # flowc: allow FLW402 r\nsay "y"', "  # flowc: allow FLW402 r"),
        ("  # flowc: allow FLW402 r\r\nsay", "  # flowc: allow FLW402 r\r\n"),
        ("# flowc: allow FLW402 r", "# flowc: allow FLW402 r"),
    ],
)
def test_a_comment_goes_with_its_blanks_or_with_its_line(text: str, whole: str) -> None:
    (allow,), _ = read(text)

    assert allow.whole.text == whole


pieces = st.sampled_from(
    [
        "#",
        "flowc",
        ":",
        "allow",
        "allow-file",
        " ",
        ",",
        *list(CODES)[:3],
        "FLW402",
        "empty-body",
        "why",
        "\n",
        "{",
        "}",
        '"',
    ]
)


@given(st.lists(pieces, max_size=14).map("".join))
def test_any_text_gives_comments_whose_words_stand_in_it(text: str) -> None:
    allows, problems = read(text)

    for allow in allows:
        assert allow.words
        assert {code.place for code in allow.codes} <= set(allow.words)
        assert all(not CODES[code.code].fixed for code in allow.codes)
        assert allow.place.text.startswith("#")
    assert {one.code for one in problems} <= {"FLW134", "FLW135", "FLW136", "FLW137"}
