"""Which statement a place stands in."""

from __future__ import annotations

import pytest

from flowc.allows.statements import Statements
from flowc.source import Source
from flowc.syntax import parse

TEXT = """\
# a comment
flow "x"

on call {
  ask: menu "Press 1." {
    1 { say "One." }
    timeout = 5
    failed -> end
  }
  if x equal_to 1 {
    say "a"
  } else {
    say \"\"\"
      b
    \"\"\"
  }; say "c"
}
"""


def start(words: str, occurrence: int = 1) -> str | None:
    """The line, without blanks, on which the innermost statement around some words begins."""
    source = Source("a.flow", TEXT)
    offset = -1
    for _ in range(occurrence):
        offset = TEXT.index(words, offset + 1)
    found = Statements(parse(source).file).start_of(offset)
    return None if found is None else TEXT[found:].splitlines()[0]


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ('"x"', 'flow "x"'),
        ("call", "on call {"),
        ("menu", 'ask: menu "Press 1." {'),
        ("1 {", "1 { say \"One.\" }"),
        ('"One."', 'say "One." }'),
        ("5", 'ask: menu "Press 1." {'),
        ("end", "failed -> end"),
        ("else", "if x equal_to 1 {"),
        ("b\n", 'say """'),
        ('"c"', 'say "c"'),
    ],
)  # fmt: skip
def test_the_innermost_statement_is_found(words: str, head: str) -> None:
    assert start(words) == head


def test_what_stands_between_statements_belongs_to_the_one_around() -> None:
    assert start("\n  }\n  if") == "failed -> end"
    assert start("}\n  if") == 'ask: menu "Press 1." {'
    assert start("\n}\n") == 'say "c"'
    assert start("a comment") is None


def test_a_file_without_statements_has_none() -> None:
    source = Source("a.flow", "# nothing\n")

    assert Statements(parse(source).file).start_of(3) is None


def test_ten_thousand_statements_in_one_body_are_passed_at_once() -> None:
    source = Source("a.flow", "on call {\n" + 'say "x"\n' * 10_000 + "}\n")
    statements = Statements(parse(source).file)

    assert [statements.start_of(len(source.text) - 2) for _ in range(1000)] == [0] * 1000
