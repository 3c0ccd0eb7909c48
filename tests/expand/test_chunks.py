"""The lines of a block with their comments."""

from __future__ import annotations

from flowc import Source, parse, print_tree
from flowc.expand.chunks import Chunk, chunks
from flowc.syntax.nodes import Statement, items

Row = tuple[str, list[str], list[str]]


def chunks_in(text: str) -> list[Chunk]:
    """The chunks of a statement's block."""
    (item,) = items(parse(Source("x", f"menu {{{text}}}")).file.entries)
    assert isinstance(item, Statement)
    assert item.block is not None
    return chunks(item.block.entries)


def rows(text: str) -> list[Row]:
    """The lines, with the comments above and behind each."""
    return [
        (
            print_tree(chunk.item).strip() if chunk.item else "",
            [token.text for token in chunk.above],
            [token.text for token in chunk.behind],
        )
        for chunk in chunks_in(text)
    ]


def test_a_comment_belongs_to_the_line_that_it_stands_on_or_above() -> None:
    text = "  # a\n  ## b\n\n  1 -> x   # c\n  # d\n  2 -> y\n  # e\n"

    assert rows(text) == [("1 -> x", ["# a", "## b"], ["# c"]), ("2 -> y", ["# d"], []), ("", ["# e"], [])]


def test_several_lines_may_share_one() -> None:
    assert rows(" a = 1; 2 -> y; # c\n") == [("a = 1", [], []), ("2 -> y", [], ["# c"])]
    assert rows("") == []


def test_a_line_knows_its_indentation_and_the_blank_line_before_it() -> None:
    found = chunks_in(" a = 1\n  b = 2; c = 3\n\n\td = 4\n")

    assert [(chunk.indent, chunk.is_apart) for chunk in found] == [
        (None, False),
        ("  ", False),
        (None, False),
        ("\t", True),
    ]


def test_the_comments_stay_with_the_line_when_its_content_changes() -> None:
    (chunk,) = chunks_in("\n# a\n1 -> x # b\n")

    assert [[token.text for token in line] for line in chunk.lines([])] == [["# a"], ["# b"]]
