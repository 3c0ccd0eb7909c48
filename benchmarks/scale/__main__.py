"""How processes over one database share the work: `python -m benchmarks.scale`.

*Throughput*: calls that press their next key at once, whose every turn goes to a process by chance, over one, two and
four processes. *A crowd*: many more calls at the same time, whose callers take their time. Every session must end with
exactly the keys that were pressed. *Timers*: so many sessions wait for the same moment; each must go on once. All is
real but the callers: processes, HTTP, PostgreSQL as it comes, SQLite.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click
from benchmarks.scale import timers
from benchmarks.scale.kept import check_calls
from benchmarks.scale.load import Told
from benchmarks.serving import PROJECT, postgresql, server

AIM = 1.6
# Of the seconds that Twilio waits for an answer: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
TWILIO_WAITS = 15
APPLICATION = "benchmarks.scale.application:app"


@click.command()
@click.option("--calls", default=100, help="Whose callers press keys without a pause; 0 for no throughput.")
@click.option("--crowd", default=1000, help="Calls at once, whose callers take a pause; 0 for no crowd.")
@click.option("--pause", default=5.0, help="Of a caller of the crowd, in the mean, in seconds.")
@click.option("--turns", default=32, help="Of each call; a quarter of them for those of the crowd.")
@click.option("--rounds", default=3)
@click.option("--sessions", "waiting", default=10_000, help="That are due at one time; 0 for no timers.")
@click.option("--processes", default="1,2,4", help="Over PostgreSQL; the first is what the others are compared with.")
@click.option("--only-show", is_flag=True, help="Fail for no figure: those of a short run are rough.")
def main(
    calls: int, crowd: int, pause: float, turns: int, rounds: int, waiting: int, processes: str, only_show: bool
) -> None:
    """Prints the tables; fails where anything was lost, and where a figure misses its aim."""
    counts = [int(count) for count in processes.split(",")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        databases = _databases(postgresql(folder / "postgresql"))
        good = not calls or _calls(databases, counts, calls, turns, rounds)
        if crowd:
            good &= _crowd(databases, counts[-1], crowd, turns // 4, pause)
        if waiting:
            print(f"{waiting} timers that are due at one time")
            for count in counts:
                good &= _timers("PostgreSQL", next(databases), count, waiting)
            good &= _timers("SQLite", f"sqlite+aiosqlite:///{folder}/timers.db", 1, waiting)
    sys.exit(not (good or only_show))


def _databases(address: str) -> Iterator[str]:
    """The addresses of databases of one server, each new and empty."""
    import psycopg  # noqa: PLC0415 — a driver of one of the two databases

    number = 0
    while True:
        number += 1
        with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE scale_{number}".encode())
        yield address.replace("/postgres?", f"/scale_{number}?")


@contextmanager
def _servers(count: int, database: str) -> Iterator[list[int]]:
    """The ports of so many processes over a database."""
    with ExitStack() as stack:
        yield [stack.enter_context(server(APPLICATION, database))[0] for _ in range(count)]


def _calls(databases: Iterator[str], counts: list[int], calls: int, turns: int, rounds: int) -> bool:
    """Whether the processes together are as fast as they should be, after the table."""
    rates: dict[int, list[float]] = {count: [] for count in counts}
    print(f"{calls} calls of {turns} turns without a pause, in {rounds} rounds")
    for _ in range(rounds):
        for count in counts:
            told = _load(next(databases), count, calls, turns, pause=0)
            rates[count].append(told.webhooks / told.seconds)
            ratio = rates[count][-1] / rates[counts[0]][-1]
            rate = f"{rates[count][-1]:6.0f}/s  {ratio:4.2f}  p99 {told.p99:5.2f} s"
            print(f"  {count} processes {rate}  {told.stalled} told to come again", flush=True)
    ratios = [max(rates[count]) / max(rates[counts[0]]) for count in counts]
    print("  best of each: " + ", ".join(f"{count}: {ratio:.2f}" for count, ratio in zip(counts, ratios, strict=True)))
    return ratios[-1] >= AIM or len(counts) == 1


def _crowd(databases: Iterator[str], count: int, calls: int, turns: int, pause: float) -> bool:
    """Whether each of very many calls at once was answered while Twilio waits, after a line of figures."""
    told = _load(next(databases), count, calls, turns, pause)
    print(f"{calls} calls of {turns} turns at once, {pause:g} s before each, {count} processes")
    rate = f"{told.webhooks / told.seconds:6.0f}/s  p99 {told.p99:5.2f} s"
    print(f"  {rate}  {told.stalled} told to come again", flush=True)
    return told.p99 < TWILIO_WAITS


def _load(database: str, count: int, calls: int, turns: int, pause: float) -> Told:
    """What the load told of itself, once its sessions were found to be right."""
    with _servers(count, database) as ports:
        addresses = ",".join(f"127.0.0.1:{port}" for port in ports)
        command = [sys.executable, "-m", "benchmarks.scale.load", addresses, str(calls), str(turns), str(pause)]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)  # noqa: S603 — our own
    if done.returncode:
        raise click.ClickException(done.stderr)
    told = Told(**json.loads(done.stdout))
    check_calls(database, told.keys)
    return told


def _timers(name: str, database: str, count: int, waiting: int) -> bool:
    asyncio.run(timers.keep(database, waiting))
    with _servers(count, database) as ports:
        late = asyncio.run(timers.lateness(database, waiting))
        fired = timers.fired(ports)
    print(f"  {name:10} {count} processes: the last {max(late):5.2f} s late, the median {late[len(late) // 2]:5.2f} s")
    if fired != waiting:
        raise click.ClickException(f"{waiting} timers went off {fired} times")
    return max(late) <= timers.AIM


if __name__ == "__main__":
    main()
