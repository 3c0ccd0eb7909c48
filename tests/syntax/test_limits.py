"""What is too large or too deep is refused with a finding; what is strange is read in bounded time."""

from __future__ import annotations

import pytest
from tests.syntax.texts import marked, read

from flowc.source import Source
from flowc.syntax import parse, print_tree
from flowc.syntax.findings import MAX_FINDINGS
from flowc.syntax.nodes import BROKEN, Statement, tokens
from flowc.syntax.parser import MAX_CHARACTERS, MAX_DEPTH


def test_a_file_of_the_largest_size_is_read() -> None:
    assert read("# " + "x" * (MAX_CHARACTERS - 2)).complete


def test_a_larger_file_is_refused() -> None:
    parsed = read("# " + "x" * (MAX_CHARACTERS - 1))
    (problem,) = parsed.diagnostics

    assert not parsed.complete
    assert (problem.code, problem.message) == ("FLW008", "the file has more than 4,194,304 characters")
    assert (problem.span.start, problem.span.end) == (0, 1)
    assert problem.help == "split the flow into smaller parts"


def test_blocks_may_be_nested_as_deep_as_the_limit() -> None:
    assert read("a {\n" * MAX_DEPTH + "}\n" * MAX_DEPTH).diagnostics == ()


@pytest.mark.parametrize(
    ("opening", "closing"), [("a {\n", "}\n"), ("a [", "]"), ("a(", ")"), ("a {", "}"), ("a { x [", "]}")]
)
@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 1000, 20_000])
def test_deeper_nesting_is_refused_at_the_first_that_is_too_deep(opening: str, closing: str, depth: int) -> None:
    parsed = read("say " + opening * depth + closing * depth)
    (problem,) = parsed.diagnostics

    assert not parsed.complete
    assert (problem.code, problem.message) == ("FLW007", "blocks and brackets are nested more than 48 deep")
    assert problem.span.text in ("{", "[", "(")
    assert read(problem.span.source.text[: problem.span.start]).complete


def test_blocks_of_colons_and_indentation_are_not_nested_deeper_than_the_limit() -> None:
    text = "".join(f"{' ' * depth}on x:\n" for depth in range(200))
    parsed = read(text)
    depth = deepest = 0
    for token in tokens(parsed.file):
        depth += (token.type == "LEFT_BRACE") - (token.type == "RIGHT_BRACE")
        deepest = max(deepest, depth)

    assert deepest <= MAX_DEPTH


def test_a_refused_text_is_one_broken_statement() -> None:
    parsed = read("a {" * 100)
    (statement,) = parsed.file.entries

    assert isinstance(statement, Statement)
    assert statement.head is not None
    assert statement.head.type == BROKEN


def test_more_errors_than_anyone_reads_end_the_reading() -> None:
    parsed = read("x = )\n" * (MAX_FINDINGS * 2))

    assert not parsed.complete
    assert len(parsed.diagnostics) == MAX_FINDINGS


def test_a_line_of_more_mistakes_than_anyone_makes_ends_the_reading() -> None:
    parsed = read("a=1 " * 20_000)

    assert not parsed.complete
    assert [problem.code for problem in parsed.diagnostics] == ["FLW010"]


def test_as_many_errors_as_the_limit_are_all_reported() -> None:
    parsed = read("-> \n" * MAX_FINDINGS)

    assert parsed.complete
    assert len(parsed.diagnostics) == MAX_FINDINGS


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        '"a" ',
        "a=1 ",
        "a: b ",
        "# ",
        " ",
        "\n",
        "}",
        "]",
        ")",
        '"',
        '"\n',
        '"""',
        "“",
        "'a ",
        "/* ",
        "// a\n",
        "$",
        "@",
        "* ",
        "[;",
        "[\n",
        "{{ ",
        "${",
        "- a\n",
        "x y:\n z\n",
        "  a {\n   }\n",
        "} else\n",
        "}\nelse {\n",
        "if {\n}\nelse {\n}\n",
        "x = a b\n",
        "a => b\n",
        "a, \n",
        "a (",
        "\\\n",
        "-> a b\n",
        "x { a } b ",
        'x { "a": 1, }\n',
        "a == b ",
        "x = #\n",
        "\x00",
        "é",
    ],
)
def test_a_text_of_one_thing_many_times_is_read(unit: str) -> None:
    source = Source("a.flow", unit * (20_000 // len(unit)))
    parsed = parse(source)

    assert print_tree(parsed.file) == source.text


def test_a_line_of_a_megabyte_is_read() -> None:
    source = Source("a.flow", "say " + "a " * 500_000)
    parsed = parse(source)

    assert parsed.diagnostics == ()


def test_marks_are_taken_out_of_a_text() -> None:
    assert marked("a ⟦b⟧ c⟦⟧") == ("a b c", [(2, 3), (5, 5)])
