"""The clock of a run."""

from __future__ import annotations

import pytest

from flowc.play.clock import DEFAULT_START, ManualClock, pacific_start


def test_a_clock_stands_still_until_it_is_moved() -> None:
    clock = ManualClock()
    before = clock.now
    clock.advance(90)

    assert before == DEFAULT_START
    assert (clock.now - before).total_seconds() == 90


def test_a_start_without_a_zone_is_in_pacific_time_in_summer_and_winter() -> None:
    assert pacific_start("2026-01-15 12:00").now.hour == 20
    assert pacific_start("2026-07-15 12:00").now.hour == 19


def test_a_start_with_a_zone_is_that_moment() -> None:
    assert pacific_start("2026-01-15T12:00+00:00").in_zone().hour == 4


@pytest.mark.parametrize("text", ["noon", "2026-02-30 12:00", ""])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        pacific_start(text)
