"""The measures of the one style."""

from __future__ import annotations

# Characters, as columns are counted in findings.
WIDTH = 100
STEP = 2

# What stands between braces on one line is short: no longer than half a line.
SHORT = WIDTH // 2

# What stands left of `=` or `->` is lined up with its neighbours only up to this length: one long line
# would push the others far to the right.
LONGEST_ALIGNED = 40

# Before a comment at the end of a line.
GAP = "  "


def blanks(indent: int) -> str:
    """The blanks at the beginning of a line."""
    return " " * indent
