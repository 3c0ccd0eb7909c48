"""Compares formatting 10,000 statements with reading them: `python -m benchmarks.formatting`.

Formatting reads the text, prints it, reads and prints that again, and compares the two trees; so it
can never take less than twice the time of reading. Both sides take turns in each round.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

import click
from benchmarks.figures import flow, ratio

from flowc import Source, format_text, parse

LIMIT = 6.0
GROWTH = 12.0
LONG, SHORT = 10_000, 990


@click.command()
@click.option("--rounds", default=5, show_default=True)
def main(rounds: int) -> None:
    """Prints the ratios; fails where one is above its limit."""
    long, short = flow(LONG), flow(SHORT)
    formatted = format_text(long).text
    rows: list[tuple[str, float, str, Callable[[], object]]] = [
        ("format / parse of the same text", LIMIT, long, partial(parse, Source("x", long))),
        ("format / parse of a formatted text", LIMIT, formatted, partial(parse, Source("x", formatted))),
        ("format of 10,000 / of 990 statements", GROWTH, long, partial(format_text, short)),
    ]
    is_slow = False
    for what, limit, text, other in rows:
        first, second, times = ratio(partial(format_text, text), other, rounds)
        print(f"{times:6.2f}  (aim {limit:g} or less; {first * 1000:.0f} ms / {second * 1000:.0f} ms)  {what}")
        is_slow |= times > limit
    sys.exit(is_slow)


if __name__ == "__main__":
    main()
