"""Texts in pieces: where they are cut, and what is read again after an edit."""

from __future__ import annotations

import pytest

from flowc import Source, parse, print_tree
from flowc.live import LiveFlow
from flowc.live.piece import Piece, cut
from flowc.live.source import LiveSource
from flowc.syntax.nodes import File, Statement, items

FLOW = """\
flow "Text"

on call {
  ask: gather "x" {
    timeout -> ask
  }
  say "Hello."
}

section bye { say "Bye." }
"""


def texts(pieces: list[Piece] | None) -> list[str] | None:
    return None if pieces is None else [piece.text for piece in pieces]


def test_a_text_is_cut_at_the_lines_of_its_statements_and_of_those_in_their_blocks() -> None:
    found = cut(FLOW, 0, inside=False, room=0)

    assert texts(found) == [
        'flow "Text"\n',
        "\n",
        "on call {\n",
        '  ask: gather "x" {\n    timeout -> ask\n  }\n',
        '  say "Hello."\n',
        "}\n",
        "\n",
        'section bye { say "Bye." }\n',
        "",
    ]


def test_a_piece_knows_whether_it_stands_in_a_block_and_whether_the_next_one_does() -> None:
    found = cut(FLOW, 0, inside=False, room=0) or []

    assert [(piece.inside, piece.ends_inside) for piece in found[2:6]] == [
        (False, True),
        (True, True),
        (True, True),
        (True, False),
    ]


def test_pieces_have_room_to_grow() -> None:
    found = cut("a\nb\n", 100, inside=True, room=10) or []

    assert [(piece.base, piece.end) for piece in found] == [(100, 102), (112, 114), (124, 124)]
    assert [token.start for piece in found for token in piece.tokens] == [100, 101, 112, 113, 124]


@pytest.mark.parametrize(
    "text",
    ['say "x\n', "}\n", "a ]\n", "a (\n}\n", "on call { a }\n else { }\n" * 0 + "“\n", "} ; section b {\n", '"""\n'],
)
def test_a_text_with_a_mistake_that_others_may_mend_is_not_cut(text: str) -> None:
    assert cut(text, 0, inside="section b" in text, room=0) is None


def test_an_else_that_begins_a_line_belongs_to_the_line_before() -> None:
    assert cut("else { a }\n", 0, inside=True, room=0) is None
    assert cut("if x is_blank {\n} else {\n}\n", 0, inside=True, room=0) is not None


def tree(live: LiveFlow, text: str) -> File:
    found = live.tree(text)
    assert found is not None
    return found[1]


def lines(file: File) -> list[object]:
    """The statements of a file, and those in their blocks."""
    found: list[object] = []
    for item in items(file.entries):
        found.append(item)
        if isinstance(item, Statement) and item.block is not None:
            found += items(item.block.entries)
    return found


def test_the_tree_of_the_pieces_is_that_of_the_text() -> None:
    assert print_tree(tree(LiveFlow("a"), FLOW)) == FLOW


def test_after_an_edit_all_lines_but_the_edited_one_are_the_same_nodes() -> None:
    live = LiveFlow("a")
    before = lines(tree(live, FLOW))

    after = lines(tree(live, FLOW.replace("Hello.", "Hello!")))

    assert [one is other for one, other in zip(before, after, strict=True)] == [True, False, True, False, True, True]


def test_an_edit_of_two_lines_reads_both() -> None:
    live = LiveFlow("a")
    before = lines(tree(live, FLOW))

    after = lines(tree(live, FLOW.replace("  }\n  say", "  }\n\n  say")))

    assert [one is other for one, other in zip(before, after, strict=True)] == [True, False, False, False, True, True]
    assert print_tree(tree(live, FLOW)) == FLOW


def test_a_line_that_outgrows_its_room_has_all_laid_out_anew() -> None:
    live = LiveFlow("a")
    tree(live, FLOW)
    long = FLOW.replace("Hello.", "Hello. " * 200)

    assert print_tree(tree(live, long)) == long


def test_a_text_with_a_syntax_error_has_no_tree_and_the_next_one_has() -> None:
    live = LiveFlow("a")

    assert live.tree(FLOW.replace('"Hello."', '"Hello.')) is None
    assert print_tree(tree(live, FLOW)) == FLOW


@pytest.mark.parametrize("text", ["", "\n", "# x", "flow", "on call { }", "\ufeffon call { }\n", "a\r\nb\r"])
def test_short_texts_are_read_as_well(text: str) -> None:
    live = LiveFlow("a")
    expected = parse(Source("a", text))

    assert print_tree(tree(live, text)) == print_tree(expected.file) == text


def test_a_live_source_is_one_object_through_all_texts() -> None:
    source = LiveSource("a", "x\ny")
    assert source.position(2) == (2, 1)

    source.say("xyz")

    assert (source.text, source.position(2)) == ("xyz", (1, 3))
