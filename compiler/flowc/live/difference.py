"""Where two texts differ."""

from __future__ import annotations


def difference(before: str, after: str) -> tuple[int, int, int]:
    """Where a text begins and ends to differ from what it was, and how many characters it has grown."""
    start = _common(before, after)
    shorter = min(len(before), len(after))
    end = _common_end(before, after, shorter - start)
    return start, len(before) - end, len(after) - len(before)


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(one: str, other: str, most: int) -> int:
    """How many characters, `most` at most, two texts end with alike."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
