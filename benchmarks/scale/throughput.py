"""How many webhooks a second some processes answer together, against one, side by side."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count as counting
from statistics import median

import attrs
import click
import psutil  # type: ignore[import-untyped]  # it has no types
from benchmarks.scale.cores import Cores
from benchmarks.scale.kept import check_calls
from benchmarks.scale.load import Told
from benchmarks.serving import PROJECT, server

AIM = 1.6
APPLICATION = "benchmarks.scale.application:app"
# What a processor does for one program, and for two at once, tells how much of a second core there is: two cores of a
# machine that others use as well are seldom twice as fast as one.
_SPINS = """
import time
began = time.perf_counter()
for number in range(2_000_000):
    str(number)
print(time.perf_counter() - began)
"""


@attrs.frozen
class Served:
    """What processes answered while a load lasted, and the seconds of processor that a thousand webhooks took.

    `processes` is what the processes took, `callers` the load, and `others` PostgreSQL and the rest of the machine.
    """

    told: Told
    processes: float
    callers: float
    others: float

    @property
    def rate(self) -> float:
        """Webhooks a second."""
        return self.told.webhooks / self.told.seconds


@attrs.define
class Processes:
    """Processes over one database, and the keys that were pressed in the calls that they served."""

    database: str
    ports: Sequence[int]
    running: Sequence[psutil.Process]
    keys: dict[str, str] = attrs.field(factory=dict)

    def serve(self, first: int, calls: int, turns: int, pause: float = 0) -> Served:
        """What comes of a load of so many calls, numbered from the first on. Before and behind it they stand still."""
        for one in self.running:
            one.resume()
        try:
            return self._serve(first, calls, turns, pause)
        finally:
            for one in self.running:
                one.suspend()

    def _serve(self, first: int, calls: int, turns: int, pause: float) -> Served:
        own, load, all_ = self._processor(), _loads(), _busy()
        told = self._load(first, calls, turns, pause)
        own, load, all_ = self._processor() - own, _loads() - load, _busy() - all_
        each = 1000 / told.webhooks
        return Served(told, own * each, told.processor * each, (all_ - own - load) * each)

    def check(self) -> None:
        """Raises AssertionError where a session is not as its caller left it."""
        check_calls(self.database, self.keys)

    def _load(self, *given: float) -> Told:
        addresses = ",".join(f"127.0.0.1:{port}" for port in self.ports)
        command = [sys.executable, "-m", "benchmarks.scale.load", addresses, *map(str, given)]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)  # noqa: S603 — our own
        if done.returncode:
            raise click.ClickException(done.stderr)
        told = Told(**json.loads(done.stdout))
        self.keys |= told.keys
        return told

    def _processor(self) -> float:
        times = [one.cpu_times() for one in self.running]
        return float(sum(one.user + one.system for one in times))


@contextmanager
def processes(number: int, database: str, cores: Cores | None = None) -> Iterator[Processes]:
    """So many processes over a database, which may share cores of their own."""
    with ExitStack() as stack:
        started = [stack.enter_context(server(APPLICATION, database)) for _ in range(number)]
        found = Processes(database, [port for port, _ in started], [psutil.Process(one.pid) for _, one in started])
        for place, one in enumerate(found.running):
            stack.callback(one.resume)  # who stands still does not end either
            if cores is not None:
                cores.take(place, one.pid)
        yield found


def compare(
    databases: Iterator[str], counts: Sequence[int], calls: int, turns: int, rounds: int, cores: Cores | None = None
) -> bool:
    """Whether the most processes are as fast as they should be, after the table.

    All of them stand ready all the time, and serve in turn, each for some seconds in each round: the speed of a machine
    that is shared goes up and down. They may have cores of their own.
    """
    whose = "callers and database on the same cores" if cores is None else "on two slow cores of their own"
    print(f"{calls} calls of {turns} turns without a pause, in {rounds} rounds, {whose}", flush=True)
    numbers = counting(step=calls)
    table: list[list[Served]] = []
    machine: list[float] = []
    with ExitStack() as stack:
        all_of_them = [stack.enter_context(processes(count, next(databases), cores)) for count in counts]
        for some in all_of_them:
            some.serve(next(numbers), calls, turns=2)  # the first of all webhooks are slower
        for _ in range(rounds):
            machine.append(_cores())
            table.append([some.serve(next(numbers), calls, turns) for some in all_of_them])
            rates = (
                f"{count}: {one.rate:4.0f}/s {one.rate / table[-1][0].rate:4.2f} p99 {one.told.p99:4.2f} s"
                for count, one in zip(counts, table[-1], strict=True)
            )
            print(f"  {'  '.join(rates)}  two programs: {machine[-1]:4.2f}", flush=True)
        for some in all_of_them:
            some.check()
    ratios = [median(round_[place].rate / round_[0].rate for round_ in table) for place in range(len(counts))]
    _summary(counts, ratios, table)
    print(f"  two programs that share nothing: {median(machine):.2f} of one")
    return ratios[-1] >= AIM or len(counts) == 1


def _summary(counts: Sequence[int], ratios: Sequence[float], table: Sequence[Sequence[Served]]) -> None:
    """Prints what the rounds come to, for each number of processes."""
    for place, (count, ratio) in enumerate(zip(counts, ratios, strict=True)):
        column = [round_[place] for round_ in table]
        own, callers, others = (
            median(getattr(one, name) for one in column) for name in ("processes", "callers", "others")
        )
        spent = f"{own:.2f} ms of processor a webhook, callers {callers:.2f}, PostgreSQL and all else {others:.2f}"
        print(f"  {count} processes: {ratio:.2f} of {counts[0]} in the median; {spent}")


def _loads() -> float:
    """The seconds of processor that all loads took so far, with their starts."""
    times = os.times()
    return times.children_user + times.children_system


def _busy() -> float:
    """The seconds that all processors of the machine were busy so far."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - times.iowait)


def _cores() -> float:
    """How much more two programs do at once than one does alone."""
    alone = _spin(1)
    return 2 * alone / _spin(2)


def _spin(programs: int) -> float:
    """The seconds that a program takes beside others of its kind, in the mean."""
    command = [sys.executable, "-c", _SPINS]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(programs)]  # noqa: S603 — our own
    return sum(float(one.communicate()[0]) for one in running) / programs
