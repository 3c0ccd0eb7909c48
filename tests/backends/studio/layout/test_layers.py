"""The row of each widget."""

from __future__ import annotations

from tests.backends.studio.layout.drawn import numbered, unrolled

from flowc.backends.studio.layout.cycles import unroll
from flowc.backends.studio.layout.layers import rows_of


def test_the_longest_way_counts() -> None:
    assert rows_of(unrolled("?1 ?2 ?3;?2;?3;")) == {0: 0, 1: 1, 2: 2, 3: 3}


def test_siblings_share_a_row() -> None:
    assert rows_of(unrolled("?1 ?2 ?3;;;")) == {0: 0, 1: 1, 2: 1, 3: 1}


def test_a_line_back_does_not_count() -> None:
    assert rows_of(unrolled("?1;?2;?1")) == {0: 0, 1: 1, 2: 2}


def test_all_roots_that_nothing_leads_to_share_the_first_row() -> None:
    assert rows_of(unroll(numbered("?2;?2;"), [0, 1])) == {0: 0, 2: 1, 1: 0}


def test_nothing_has_no_rows() -> None:
    assert rows_of(unroll([], [])) == {}
