"""Finds the file of settings that holds for a folder."""

from __future__ import annotations

import os
from pathlib import Path

# Told by their folder, the first wins; `pyproject.toml` counts only where it has a table for flowc.
SETTINGS, PYPROJECT = "flowc.toml", "pyproject.toml"
_TABLE = b"tool.flowc"
# A repository is a world of its own: settings above it are somebody else's.
_BORDER = ".git"


def find_settings(folder: Path) -> Path | None:
    """The nearest file of settings upwards from a folder, as far as the repository reaches."""
    real = os.path.realpath(folder)
    while True:
        for name in (SETTINGS, PYPROJECT):
            path = os.path.join(real, name)  # noqa: PTH118 - this runs at every start, and pathlib takes ten times as long
            if os.path.isfile(path) and (name == SETTINGS or _speaks_of_flowc(path)):  # noqa: PTH113 - see above
                return Path(path)
        above = os.path.dirname(real)  # noqa: PTH120 - see above
        if above == real or os.path.exists(os.path.join(real, _BORDER)):  # noqa: PTH110, PTH118 - see above
            return None
        real = above


def _speaks_of_flowc(path: str) -> bool:
    """Whether a `pyproject.toml` may have the table; reading it in full is left to who needs it."""
    try:
        return _TABLE in Path(path).read_bytes().replace(b" ", b"").replace(b'"', b"")
    except OSError:
        return False
