"""Plays flows by chance in Studio's interpreter and as bundles over HTTP: `python -m benchmarks.agreement [FLOWS]`.

Both have to do the same for each caller. It prints what was covered, and each difference with its seed; the tests
have a short form of it.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import click
from tests.agreement.played import Tally, agree

from flowc.rehearsal.rehearsal import rehearsing

_SHOWN = 5
# From so many flows on everything that has a form in TwiML must have been reached.
_LONG = 300


@click.command()
@click.argument("flows", default=500)
@click.option("--callers", default=3, show_default=True, help="How many callers each flow has.")
@click.option("--first", default=0, show_default=True, help="The seed of the first flow.")
def main(flows: int, callers: int, first: int) -> None:
    """Prints the table of what was covered; 1 where the targets differ, or a long run leaves something out."""
    tally = Tally()
    began = perf_counter()
    asyncio.run(_all(range(first, first + flows), callers, tally))
    print(f"{tally.flows:,} flows, {tally.plays:,} callers, {perf_counter() - began:.0f} s")
    print("\n".join(tally.table()))
    missed = tally.missed()
    print(f"not reached: {', '.join(missed) or 'nothing'}")
    print(f"{len(tally.differences)} differences")
    for one in tally.differences[:_SHOWN]:
        print(f"\nseed {one.seed}\n{one.flow}\n{one.test}\n" + "\n".join(one.lines))
    sys.exit(1 if tally.differences or (missed and flows >= _LONG) else 0)


async def _all(seeds: range, callers: int, tally: Tally) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with rehearsing(Path(folder)) as rehearsal:
            for seed in seeds:
                await agree(rehearsal, Path(folder), seed, callers, tally)


if __name__ == "__main__":
    main()
