"""The time of all workers of a stage: the real one, with what was skipped. It stands in a file that all of them map."""

from __future__ import annotations

import mmap
import struct
import time
from pathlib import Path

_SECONDS = struct.Struct("d")


class AppTime:
    """Seconds since 1970 that can be moved on, for those who would wait for minutes."""

    def __init__(self, file: Path) -> None:
        if not file.exists():
            file.write_bytes(_SECONDS.pack(0.0))
        with file.open("r+b") as opened:
            self._shared = mmap.mmap(opened.fileno(), _SECONDS.size)

    def now(self) -> float:
        """The time."""
        (skipped,) = _SECONDS.unpack_from(self._shared)
        return time.time() + float(skipped)

    def skip_to(self, moment: float) -> None:
        """Makes it be that time, if it is still to come."""
        (skipped,) = _SECONDS.unpack_from(self._shared)
        _SECONDS.pack_into(self._shared, 0, skipped + max(0.0, moment - self.now()))
