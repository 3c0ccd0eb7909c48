"""Calls the feedback flow's bundle while processes die and requests fail: `python -m benchmarks.faults [RUNS] [SEED]`.

Each run is a plan that its seed chooses, and has to end in a defined step, with one recording at most, a session
that ended, and no webhook that took too long. A seed alone repeats its run: `python -m benchmarks.faults 1 17`.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.end_to_end.bundles.conftest import Servers
from tests.end_to_end.bundles.serving import PROJECT, Server, compiled, environment
from tests.faults.machine import Result, run
from tests.faults.plan import Plan
from tests.postgres import started


@contextmanager
def databases(folder: Path) -> Iterator[dict[str, str]]:
    """A database of each kind, as `DATABASE_URL` names it."""
    server = started(Path(tempfile.mkdtemp(prefix="postgres-")))
    try:
        uri = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        yield {"sqlite": f"sqlite+aiosqlite:///{folder / 'sessions.db'}", "postgresql": uri}
    finally:
        server.cleanup()


def runs(count: int, seed: int) -> Iterator[Result]:
    """The results of runs, one after another."""
    with tempfile.TemporaryDirectory() as name, databases(Path(name)) as urls:
        folder = Path(name)
        bundle = compiled(PROJECT / "examples" / "feedback.flow", folder / "feedback")
        python = environment(bundle / "requirements.txt", folder / "environment")
        servers = Servers(python, folder)
        others = {kind: Server(python, bundle, servers.settings(url)) for kind, url in urls.items()}
        for other in others.values():
            other.start()
        try:
            for plan in map(Plan.of, range(seed, seed + count)):
                first = Server(python, bundle, servers.settings(urls[plan.database]))
                yield asyncio.run(run(plan, first, others[plan.database], servers.api_port))
        finally:
            for other in others.values():
                other.stop()


def main(count: int, seed: int) -> int:
    """Prints what is wrong, and a table of all; the exit status."""
    table: Counter[tuple[str, str]] = Counter()
    failed = died = 0
    slowest = 0.0
    for result in runs(count, seed):
        died += result.died
        slowest = max(slowest, result.slowest)
        failed += bool(result.wrong)
        for what in ("runs", "wrong" if result.wrong else "right"):
            table[result.plan.point, what] += 1
            table["REST " + result.plan.rest, what] += 1
        if result.wrong:
            print(result.plan, *result.wrong, sep="\n  ", flush=True)
    print(f"\n{'what goes wrong':<32} {'runs':>5} {'right':>6} {'wrong':>6}")
    for row in dict.fromkeys(name for name, _ in table):
        print(f"{row:<32} {table[row, 'runs']:>5} {table[row, 'right']:>6} {table[row, 'wrong']:>6}")
    print(f"\n{count} runs, {died} processes died, {failed} runs went wrong; the slowest webhook took {slowest:.1f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    arguments = [int(one) for one in sys.argv[1:]]
    sys.exit(main(*[*arguments, *[60, 0][len(arguments) :]]))
