"""Which comment and which blank line belongs to which row."""

from __future__ import annotations

import pytest
from tests.format.formatted import read, statement, values

from flowc.format.rows import Comment, Row, Rows, elements_of, rows_of
from flowc.syntax.nodes import Item, List, Statement


def in_block(text: str) -> Rows[Item]:
    block = statement(f"x {{{text}}}").block
    assert block is not None
    return rows_of(block.entries)


def heads(rows: Rows[Item]) -> list[str]:
    return [row.item.head.text for row in rows.rows if isinstance(row.item, Statement) and row.item.head]


def test_items_are_rows_whatever_parts_them() -> None:
    assert heads(in_block("a; b\nc;;d\n;\ne")) == ["a", "b", "c", "d", "e"]


def test_a_comment_behind_an_item_is_its_own() -> None:
    rows = in_block("\na # of a\nb; # of b\n")

    assert [row.behind for row in rows.rows] == ["# of a", "# of b"]
    assert rows.closing == ()


def test_a_comment_behind_the_brace_belongs_to_the_brace() -> None:
    rows = in_block(" # opening\n a\n")

    assert rows.opening == "# opening"
    assert not rows.rows[0].has_comment
    assert rows.has_loose_comment


def test_comments_on_lines_of_their_own_belong_to_the_item_below() -> None:
    rows = in_block("\n# one\n\n## two\na\n")

    assert rows.rows[0].above == (Comment("# one", blank=False), Comment("## two", blank=True))


def test_comments_below_the_last_item_belong_to_the_closing_brace() -> None:
    rows = in_block("\na\n\n# last\n")

    assert rows.closing == (Comment("# last", blank=True),)
    assert rows.has_loose_comment
    assert rows.has_comment


def test_several_blank_lines_count_as_one_and_the_first_row_has_none() -> None:
    rows = in_block("\n\n\na\n\n\n\nb\nc")

    assert [row.blank for row in rows.rows] == [False, True, False]


def test_a_blank_line_between_a_comment_and_its_item_stays_there() -> None:
    rows = in_block("\na\n# of b\n\nb")

    assert rows.rows[1] == Row(rows.rows[1].item, (Comment("# of b", blank=False),), blank=True)
    assert rows.rows[1].begins_group


def test_a_file_begins_on_a_line_of_its_own() -> None:
    assert rows_of(read("# first\na").entries, is_file=True).rows[0].above == (Comment("# first", blank=False),)
    assert rows_of(read("# only").entries, is_file=True).closing == (Comment("# only", blank=False),)


def test_blanks_at_the_end_of_a_comment_go() -> None:
    assert in_block(" # a \t\n").opening == "# a"


def test_a_row_becomes_the_first_of_its_group_above_its_comments() -> None:
    plain, commented = Row("a"), Row("a", (Comment("# a", blank=False), Comment("# b", blank=False)))

    assert plain.with_blank_above() == Row("a", blank=True)
    assert [comment.blank for comment in commented.with_blank_above().above] == [True, False]
    assert commented.with_blank_above().with_blank_above() == commented.with_blank_above()


@pytest.mark.parametrize("inside", ["a, b", "a b", "a,\n\nb,\n", "\na\n,b"])
def test_the_elements_of_a_list_are_rows_without_groups(inside: str) -> None:
    (value,) = values(f"[{inside}]")
    assert isinstance(value, List)
    rows = elements_of(value.parts)

    assert len(rows.rows) == 2
    assert not rows.has_comment
    assert not any(row.begins_group for row in rows.rows)


def test_a_comment_in_a_list_belongs_to_the_element_before_it_on_its_line() -> None:
    (value,) = values("[ # opening\na # of a\n, b, # of b\n# above c\nc\n# closing\n]")
    assert isinstance(value, List)
    rows = elements_of(value.parts)

    assert rows.opening == "# opening"
    assert [row.behind for row in rows.rows] == ["# of a", "# of b", ""]
    assert rows.rows[2].above == (Comment("# above c", blank=False),)
    assert rows.closing == (Comment("# closing", blank=False),)
