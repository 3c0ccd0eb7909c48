"""What the tests of the runtime share."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.runtime.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A place where documents are written, and a flow is walked."""
    return Bench(tmp_path)
