"""Studio's own filters, by themselves."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from liquid.exceptions import FilterArgumentError
from markupsafe import Markup

from runtime.bounded import bounded
from runtime.filters import formatted, in_zone, joined, to_json
from runtime.printing import as_json, printed

_JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(_JSON)
@settings(max_examples=100)
def test_what_to_json_writes_is_read_back_as_the_same(value: object) -> None:
    assert json.loads(to_json(value)) == value


@given(_JSON)
@settings(max_examples=100)
def test_no_value_is_printed_as_python_writes_it(value: object) -> None:
    text = printed(value)

    if value is None:
        assert text == ""
    if isinstance(value, dict):
        assert json.loads(text) == value
    if isinstance(value, list):
        assert text == "".join(printed(one) for one in value)


def test_a_day_is_its_midnight_in_pacific_time() -> None:
    assert formatted(date(2026, 7, 1), "%Y-%m-%d %H:%M %z") == "2026-07-01 00:00 -0700"


def test_a_date_without_a_form_stays_as_it_is() -> None:
    assert formatted("2026-07-01", "") == "2026-07-01"
    assert formatted(["x"], "%H") == ["x"]


def test_an_unknown_zone_is_an_error_of_the_template() -> None:
    with pytest.raises(FilterArgumentError):
        in_zone("now", "Nowhere/Land")
    with pytest.raises(FilterArgumentError):
        in_zone("now", "../../etc/passwd")


def test_a_moment_in_a_zone_keeps_it() -> None:
    moment = in_zone(datetime(2026, 7, 1, 12, tzinfo=UTC), "Asia/Tokyo")

    assert formatted(moment, "%H:%M %z") == "21:00 +0900"
    assert printed(moment) == "2026-07-01 21:00:00 +0900"
    assert as_json(moment) == '"2026-07-01 21:00:00 +0900"'


def test_a_separator_that_is_markup_escapes_what_it_joins() -> None:
    assert joined(["<a>", 1], Markup("<break/>")) == "&lt;a&gt;<break/>1"
    assert joined(["<a>", 1], 2) == "<a>21"


def test_a_filter_of_a_long_range_is_refused() -> None:
    size: Any = bounded("size", len)

    assert size(range(1000)) == 1000
    with pytest.raises(FilterArgumentError):
        size(range(1001))
    with pytest.raises(FilterArgumentError):
        bounded("concat", list.__add__)([], range(1001))


def test_a_replacement_that_would_fill_the_memory_is_refused() -> None:
    replace: Any = bounded("replace", str.replace)

    assert replace("aXa", "X", "b") == "aba"
    with pytest.raises(FilterArgumentError):
        replace("a" * 10_000, "", "b" * 10_000)
