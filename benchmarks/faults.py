"""Breaks bundles in every way the tests know: `python -m benchmarks.faults [RUNS] [SEED]`, or with a plan's words.

Each run is a plan that its seed chooses: a flow, a database, two workers that die and come back, requests that fail,
webhooks that come twice. `tests/faults/verdict.py` says what has to be so after each. A plan that fails is made as
small as it fails still, and printed as the command that runs it again.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from tests.faults.fault import Kill, Outage, Rest, Shop
from tests.faults.machine import Result, run
from tests.faults.plan import Plan
from tests.faults.shrink import shrunk
from tests.faults.stage import Stage, stage

# So many runs share two workers at most, and so many stages are there at once.
_CHUNK = 16
_LANES = 2


def jobs(plans: Iterable[Plan]) -> Iterator[list[Plan]]:
    """The plans in groups of one flow and one database each."""
    groups: dict[tuple[str, str], list[Plan]] = {}
    for plan in plans:
        groups.setdefault((plan.flow, plan.database), []).append(plan)
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


def rows(result: Result) -> Iterator[str]:
    """The rows of the table in which a run counts; a death that did not come counts as none."""
    plan = result.plan
    yield f"flow {plan.flow}"
    yield plan.database
    for fault in plan.faults:
        match fault:
            case Kill(moment=moment):
                yield f"killed: {moment}" if result.died else "killed: it did not come to that"
            case Outage():
                yield f"{plan.database} goes away"
            case Rest(answer=answer):
                yield f"Twilio's REST: {answer.removesuffix('-done')}"
            case Shop(answer=answer):
                yield f"customer's server: {answer}"
            case _:
                yield f"webhooks: {fault.way}"
    if not plan.faults:
        yield "nothing goes wrong"


def main(plans: Sequence[Plan]) -> int:
    """Prints what is wrong, and a table of all; the exit status."""
    began, results = time.monotonic(), []
    with ProcessPoolExecutor(_LANES, mp_context=get_context("spawn")) as lanes:
        for future in as_completed([lanes.submit(job, group) for group in jobs(plans)]):
            for result, smallest in future.result():
                results.append(result)
                if result.wrong:
                    print(result.plan, *result.wrong, sep="\n  ")
                    print(f"  python -m benchmarks.faults {smallest}", flush=True)
    _table(results)
    failed = [result for result in results if result.wrong]
    print(
        f"\n{len(results)} runs in {time.monotonic() - began:.0f} s; {sum(result.died for result in results)} "
        f"processes died, {sum(result.webhooks for result in results)} webhooks were sent, the slowest took "
        f"{max(result.slowest for result in results):.1f} s; {len(failed)} runs went wrong"
    )
    return 1 if failed else 0


def _table(results: Iterable[Result]) -> None:
    runs: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for result in results:
        for row in dict.fromkeys(rows(result)):
            runs[row] += 1
            right[row] += not result.wrong
    print(f"\n{'what goes wrong':<32} {'runs':>5} {'right':>6}")
    for row in sorted(runs):
        print(f"{row:<32} {runs[row]:>5} {right[row]:>6}")


def plans_of(words: list[str]) -> list[Plan]:
    """The plans that a command line names: so many from a seed on, or one by its own words."""
    if words and not words[0].isdigit():
        return [Plan.read(words)]
    count, seed = [*map(int, words), *[60, 0][len(words) :]]
    return [Plan.of(one) for one in range(seed, seed + count)]


if __name__ == "__main__":
    sys.exit(main(plans_of(sys.argv[1:])))
