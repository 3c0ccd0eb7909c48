"""Signs below each other, and rows below each other."""

from __future__ import annotations

import pytest
from tests.format.formatted import item

from flowc.format.laid import Laid, LaidRow, aligned, only_simple, stacked
from flowc.format.rows import Comment, Row
from flowc.format.style import LONGEST_ALIGNED, WIDTH

ITEM = item("x")


def row(text: str, *, above: tuple[Comment, ...] = (), blank: bool = False, behind: str = "") -> LaidRow:
    left = text.index(" =") if "=" in text else None
    return Row(ITEM, above, blank, behind), Laid(tuple(text.split("\n")), left=left)


def texts(*rows: LaidRow, indent: int = 0) -> list[str]:
    return [laid.lines[0] for _, laid in aligned(rows, indent)]


def test_signs_of_neighbours_stand_below_each_other() -> None:
    assert texts(row("a = 1"), row("bcd = 2")) == ["a   = 1", "bcd = 2"]


@pytest.mark.parametrize("first", [row("bcd = 2", blank=True), row("bcd = 2", above=(Comment("# a", blank=False),))])
def test_a_blank_line_or_a_comment_parts_neighbours(first: LaidRow) -> None:
    assert texts(row("a = 1"), first, row("e = 3")) == ["a = 1", "bcd = 2", "e   = 3"]


def test_a_row_without_a_sign_parts_neighbours() -> None:
    assert texts(row("a = 1"), row("none"), row("bcd = 2")) == ["a = 1", "none", "bcd = 2"]


def test_a_comment_behind_a_row_does_not() -> None:
    assert texts(row("a = 1", behind="# a"), row("bcd = 2")) == ["a   = 1", "bcd = 2"]


def test_what_is_too_long_on_the_left_is_left_out() -> None:
    long = "l" * (LONGEST_ALIGNED + 1)

    assert texts(row("a = 1"), row(f"{long} = 2"), row("bcd = 3")) == ["a   = 1", f"{long} = 2", "bcd = 3"]


def test_a_line_that_would_be_too_long_stays_as_it_is() -> None:
    long = "1" * (WIDTH - 6)

    assert texts(row(f"a = {long}"), row("bcd = 2")) == [f"a   = {long}", "bcd = 2"]
    assert texts(row(f"a = {long}"), row("bcd = 2"), indent=1) == [f"a = {long}", "bcd = 2"]


def test_a_value_of_several_lines_is_lined_up_by_its_first() -> None:
    assert texts(row("a = [\n]"), row("bcd = 2")) == ["a   = [", "bcd = 2"]


def test_rows_are_indented_with_their_comments() -> None:
    rows = [
        row("a = [\n  ]", above=(Comment("# a", blank=True),), behind="# behind"),
        row("b = 1", blank=True),
        row("c = 1", above=(Comment("# c", blank=True), Comment("# d", blank=True)), blank=True),
    ]
    expected = ["  # a", "  a = [", "  ]  # behind", "", "  b = 1", "", "  # c", "", "  # d", "", "  c = 1", "  # end"]

    assert stacked(rows, [Comment("# end", blank=False)], 2) == expected


def test_the_comment_of_an_item_may_stand_behind_another_line() -> None:
    laid = Laid(("a {", "  b", "}"), comment_line=0)

    assert stacked([(Row(ITEM, behind="# why"), laid)], [], 0) == ["a {  # why", "  b", "}"]


def test_a_single_simple_row_is_known() -> None:
    simple = Laid(("a",), simple=True)

    assert only_simple([(Row(ITEM), simple)]) == "a"
    assert only_simple([]) is None
    assert only_simple([(Row(ITEM), simple)] * 2) is None
    assert only_simple([(Row(ITEM), Laid(("a",)))]) is None
    assert only_simple([(Row(ITEM, behind="# b"), simple)]) is None
