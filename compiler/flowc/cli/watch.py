"""Tells when files have changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator

# A person who saves a file does not notice so much.
_SECONDS = 0.3


def changes(files: Callable[[], Iterable[str]], seconds: float = _SECONDS) -> Iterator[None]:
    """Gives once at the beginning, and again after each change of the files, which may become more or fewer."""
    before: object = None
    while True:
        now = _stamps(files())
        if now != before:
            before = now
            yield
        else:
            time.sleep(seconds)


def _stamps(files: Iterable[str]) -> list[tuple[str, int, int]]:
    """When each file was written, and how long it is."""
    return [(file, *_stamp(file)) for file in files]


def _stamp(file: str) -> tuple[int, int]:
    try:
        found = os.stat(file)  # noqa: PTH116 - as typed
    except (OSError, ValueError):
        return 0, 0
    return found.st_mtime_ns, found.st_size
