"""How many slips of the fingers lie between two words."""

from __future__ import annotations


def edit_distance(left: str, right: str, limit: int) -> int | None:
    """The Damerau-Levenshtein distance (optimal string alignment), or None where it passes `limit`.

    What both words begin and end with is left aside, only cells within `limit` of the diagonal are
    worked out, and none after two rows that are already too far away.
    """
    if abs(len(left) - len(right)) > limit:
        return None
    left, right = _without_common_ends(left, right)
    far = limit + 1
    before: list[int] = []
    above = [min(column, far) for column in range(len(right) + 1)]
    for row, letter in enumerate(left, 1):
        current = [far] * (len(right) + 1)
        current[0] = min(row, far)
        for column in range(max(1, row - limit), min(len(right), row + limit) + 1):
            if letter == right[column - 1]:
                current[column] = above[column - 1]
                continue
            cost = 1 + min(above[column], current[column - 1], above[column - 1])
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == right[column - 1]:
                cost = min(cost, 1 + before[column - 2])
            current[column] = min(cost, far)
        if min(current) > limit and min(above) > limit:
            return None
        before, above = above, current
    return above[-1] if above[-1] <= limit else None


def _without_common_ends(left: str, right: str) -> tuple[str, str]:
    shorter = min(len(left), len(right))
    start = 0
    while start < shorter and left[start] == right[start]:
        start += 1
    end = 0
    while end < shorter - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return left[start : len(left) - end], right[start : len(right) - end]
