"""How processes over one database share the work: `python -m benchmarks.scale`.

*Throughput*: calls that press their next key at once, whose every turn goes to a process by chance, over one, two and
four processes that take turns. *A crowd*: many more calls at the same time, whose callers take their time. Every
session must end with exactly the keys that were pressed. *Timers*: so many sessions wait for the same moment; each must
go on once. All is real but the callers: processes, HTTP, PostgreSQL as it comes, SQLite.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import click
from benchmarks.scale import timers
from benchmarks.scale.cores import slow_cores
from benchmarks.scale.throughput import compare, processes
from benchmarks.serving import postgresql

# Of the seconds that Twilio waits for an answer: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
TWILIO_WAITS = 15


@click.command()
@click.option("--calls", default=100, help="Whose callers press keys without a pause; 0 for no throughput.")
@click.option("--crowd", default=1000, help="Calls at once, whose callers take a pause; 0 for no crowd.")
@click.option("--pause", default=5.0, help="Of a caller of the crowd, in the mean, in seconds.")
@click.option("--turns", default=16, help="Of each call; half of them for those of the crowd.")
@click.option("--rounds", default=8)
@click.option("--sessions", "waiting", default=10_000, help="That are due at one time; 0 for no timers.")
@click.option(
    "--processes", "listed", default="1,2,4", help="Over PostgreSQL; the first is what the others are compared with."
)
@click.option(
    "--own-cores", default=0.0, help="Let processes share two cores, each so fast as this part of a real one."
)
@click.option("--only-show", is_flag=True, help="Fail for no figure: those of a short run are rough.")
def main(
    calls: int,
    crowd: int,
    pause: float,
    turns: int,
    rounds: int,
    waiting: int,
    listed: str,
    own_cores: float,
    only_show: bool,
) -> None:
    """Prints the tables; fails where anything was lost, and where a figure misses its aim."""
    counts = [int(count) for count in listed.split(",")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        databases = _databases(postgresql(folder / "postgresql"))
        with slow_cores(2, own_cores) if own_cores else nullcontext() as cores:
            good = not calls or compare(databases, counts, calls, turns, rounds, cores)
        if crowd:
            good &= _crowd(next(databases), counts[-1], crowd, turns // 2, pause)
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


def _crowd(database: str, count: int, calls: int, turns: int, pause: float) -> bool:
    """Whether each of very many calls at once was answered while Twilio waits, after a line of figures."""
    with processes(count, database) as some:
        served = some.serve(0, calls, turns, pause)
        some.check()
    told = served.told
    print(f"{calls} calls of {turns} turns at once, {pause:g} s before each, {count} processes")
    rate = f"{served.rate:6.0f}/s  p99 {told.p99:5.2f} s"
    print(f"  {rate}  {told.stalled} told to come again", flush=True)
    return told.p99 < TWILIO_WAITS


def _timers(name: str, database: str, count: int, waiting: int) -> bool:
    asyncio.run(timers.keep(database, waiting))
    with processes(count, database) as some:
        late = asyncio.run(timers.lateness(database, waiting))
        fired = timers.fired(some.ports)
    print(f"  {name:10} {count} processes: the last {max(late):5.2f} s late, the median {late[len(late) // 2]:5.2f} s")
    if fired != waiting:
        raise click.ClickException(f"{waiting} timers went off {fired} times")
    return max(late) <= timers.AIM


if __name__ == "__main__":
    main()
