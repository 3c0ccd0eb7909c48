"""Webhooks a second, as ratios of servers under the same load: `python -m benchmarks.webhook`.

A bare route, a route that does by hand what any answer costs (form, signature, one transaction), and the runtime;
on SQLite and on PostgreSQL, each in a process of its own, in turns. Then the runtime's memory over many webhooks.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

import click
from benchmarks.serving import postgresql as started
from benchmarks.serving import server
from benchmarks.webhook.load import Figures, load

AIM = 0.7
AIM_BARE = 0.3
_WARM = 300


@click.command()
@click.option("--webhooks", default=4000, help="In each round, for each server.")
@click.option("--rounds", default=3)
@click.option("--connections", default=16)
@click.option("--memory", default=20_000, help="Webhooks over which the memory is watched; 0 for none.")
@click.option("--postgresql/--no-postgresql", default=True)
@click.option("--only-show", is_flag=True, help="Fail for no figure: those of a short run are rough.")
def main(webhooks: int, rounds: int, connections: int, memory: int, postgresql: bool, only_show: bool) -> None:
    """Prints the table; fails where the runtime is slower than it is meant to be."""
    good = True
    with tempfile.TemporaryDirectory() as folder:
        databases = {"SQLite": f"sqlite+aiosqlite:///{folder}/{{role}}.db"}
        if postgresql:
            databases["PostgreSQL"] = started(Path(folder) / "postgresql")
        for name, address in databases.items() if rounds else ():
            good &= _compare(name, address, webhooks, rounds, connections)
        if memory:
            _watch(databases["SQLite"].format(role="memory"), memory, connections)
    sys.exit(not (good or only_show))


def _compare(database: str, address: str, webhooks: int, rounds: int, connections: int) -> bool:
    """Whether the runtime is fast enough, after the table of the three on a database."""
    rates: dict[str, list[Figures]] = {"bare": [], "baseline": [], "ours": []}
    for _ in range(rounds):
        for role, figures in rates.items():
            with server(f"benchmarks.webhook.servers:{role}", address.format(role=role)) as (port, _process):
                asyncio.run(load(port, _WARM, connections))
                figures.append(asyncio.run(load(port, webhooks, connections)))
    middle = {role: median(one.rate for one in figures) for role, figures in rates.items()}
    print(f"{database}, {connections} connections, {rounds} rounds of {webhooks} webhooks")
    for role, figures in rates.items():
        slowest = median(one.slowest for one in figures) * 1000
        to_bare, to_baseline = middle[role] / middle["bare"], middle[role] / middle["baseline"]
        rate = f"{middle[role]:7.0f}/s  p99 {slowest:6.1f} ms"
        print(f"  {role:10} {rate}  {to_bare:5.2f} of bare  {to_baseline:5.2f} of baseline")
    return middle["ours"] >= AIM * middle["baseline"]


def _watch(address: str, webhooks: int, connections: int) -> None:
    """Prints how the memory of the runtime grows over many webhooks."""
    with server("benchmarks.webhook.servers:ours", address) as (port, process):
        asyncio.run(load(port, webhooks // 10, connections))
        before = _resident(process)
        asyncio.run(load(port, webhooks, connections))
        after = _resident(process)
    print(f"memory: {before / 1024:.1f} MB, after {webhooks} webhooks more {after / 1024:.1f} MB")


def _resident(process: subprocess.Popen[bytes]) -> int:
    """The memory that a process has, in kB."""
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise RuntimeError("this needs Linux")


if __name__ == "__main__":
    main()
