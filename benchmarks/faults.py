"""Breaks bundles in every way the tests know: `python -m benchmarks.faults [two] [RUNS] [SEED]`, or a plan's words.

Each run is a plan that its seed chooses: a flow, a database, two workers that die and come back, requests that fail,
webhooks that come twice. With `two` each flow runs one that lives in another bundle, and what the two say to each
other goes wrong as well. `tests/faults/verdict.py` says what has to be so after each. A plan that fails is made as
small as it fails still, and printed as the command that runs it again. Each run is a line on the standard error
output, as soon as it is over.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from tests.faults.kinds import ALONE, KINDS, TWO
from tests.faults.machine import Result, run
from tests.faults.plan import Plan
from tests.faults.shrink import shrunk
from tests.faults.stage import Stage, stage
from tests.faults.table import table

# So many runs share two workers at most, and so many stages are there at once.
_CHUNK = 16
_LANES = 2


def jobs(plans: Iterable[Plan]) -> Iterator[list[Plan]]:
    """The plans in groups of the same bundles over one database each."""
    groups: dict[tuple[Path, str], list[Plan]] = {}
    for plan in plans:
        groups.setdefault((KINDS[plan.flow].source, plan.database), []).append(plan)
    for group in groups.values():
        yield from (group[start : start + _CHUNK] for start in range(0, len(group), _CHUNK))


def job(plans: Sequence[Plan]) -> list[tuple[Result, Plan]]:
    """The results of plans that share a stage, and for each that failed the smallest that does."""
    return asyncio.run(_job(plans))


async def _job(plans: Sequence[Plan]) -> list[tuple[Result, Plan]]:
    # It warns of each answer that is left out, which is what the stand-ins do on purpose.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        async with stage(plans[0].flow, plans[0].database, Path(folder)) as shared:
            results = []
            for plan in plans:
                result = await run(plan, shared)
                print(
                    f"{result.seconds:6.1f} s  {'; '.join(result.wrong) or 'right'}  {plan}",
                    file=sys.stderr,
                    flush=True,
                )
                results.append((result, await _smallest(plan, shared) if result.wrong else plan))
            return results


async def _smallest(plan: Plan, shared: Stage) -> Plan:
    async def fails(smaller: Plan) -> bool:
        return bool((await run(smaller, shared)).wrong)

    return await shrunk(plan, fails)


def main(plans: Sequence[Plan]) -> int:
    """Prints what is wrong, and the table of all that docs/runtime.md has; the exit status."""
    began, results = time.monotonic(), []
    with ProcessPoolExecutor(_LANES, mp_context=get_context("spawn")) as lanes:
        for future in as_completed([lanes.submit(job, group) for group in jobs(plans)]):
            for result, smallest in future.result():
                results.append(result)
                if result.wrong:
                    print(result.plan, *result.wrong, sep="\n  ")
                    print(f"  python -m benchmarks.faults {smallest}", flush=True)
    print(f"\n{table(results, time.monotonic() - began)}")
    return 1 if any(result.wrong for result in results) else 0


def plans_of(words: list[str]) -> list[Plan]:
    """The plans that a command line names: so many from a seed on, or one by its own words."""
    flows = TWO if words[:1] == ["two"] else ALONE
    words = words[1:] if flows is TWO else words
    if words and not words[0].isdigit():
        return [Plan.read(words)]
    count, seed = [*map(int, words), *[60, 0][len(words) :]]
    return [Plan.of(one, flows) for one in range(seed, seed + count)]


if __name__ == "__main__":
    sys.exit(main(plans_of(sys.argv[1:])))
