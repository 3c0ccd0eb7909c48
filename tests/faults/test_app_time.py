"""The time that all workers share."""

from __future__ import annotations

import time
from pathlib import Path

from tests.faults.app_time import AppTime


def test_what_one_skips_all_have_skipped(tmp_path: Path) -> None:
    mine, theirs = AppTime(tmp_path / "time"), AppTime(tmp_path / "time")
    assert abs(theirs.now() - time.time()) < 60

    mine.skip_to(mine.now() + 3600)

    assert theirs.now() - time.time() > 3500


def test_it_never_goes_back(tmp_path: Path) -> None:
    shared = AppTime(tmp_path / "time")
    before = shared.now()

    shared.skip_to(before - 3600)

    assert shared.now() >= before
