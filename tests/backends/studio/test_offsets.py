"""The places that people chose are read from a file and written to one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.backends.studio.offsets import OffsetsError, read_offsets, write_offsets


@given(st.dictionaries(st.text(), st.tuples(st.integers(-9999, 9999), st.integers(-9999, 9999))))
def test_what_is_written_is_read(offsets: dict[str, tuple[int, int]]) -> None:
    assert read_offsets(write_offsets(offsets)) == offsets


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "nested too deep"),
        ("[]", "no layout"),
        ('{"version": 2, "offsets": {}}', "no layout"),
        ('{"version": 1, "offsets": []}', "no layout"),
        ('{"version": 1, "offsets": {"a": 5}}', "the place of `a`"),
        ('{"version": 1, "offsets": {"a": {"x": 1.5, "y": 2}}}', "the place of `a`"),
        ('{"version": 1, "offsets": {"a": {"x": true, "y": 2}}}', "the place of `a`"),
    ],
)
def test_a_file_that_is_no_layout_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(OffsetsError, match=reason):
        read_offsets(text)


@given(st.text())
def test_any_other_text_is_refused_and_never_worse(text: str) -> None:
    with pytest.raises(OffsetsError):
        read_offsets("x" + text)
