"""How many webhooks a second some processes answer together, against one, side by side."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count as counting
from statistics import median

import attrs
import click
from benchmarks.scale.kept import check_calls
from benchmarks.scale.load import Told
from benchmarks.serving import PROJECT, server

AIM = 1.6
APPLICATION = "benchmarks.scale.application:app"
# What a processor does for one program, and for two at once, tells how much of a second core there is: cores of a
# machine that is shared are seldom twice as fast as one.
_SPINS = """
import time
began = time.perf_counter()
for number in range(2_000_000):
    str(number)
print(time.perf_counter() - began)
"""


@attrs.define
class Processes:
    """Processes over one database, and the keys that were pressed in the calls that they served."""

    database: str
    ports: Sequence[int]
    keys: dict[str, str] = attrs.field(factory=dict)

    def serve(self, first: int, calls: int, turns: int, pause: float = 0) -> Told:
        """What the load told of itself that so many calls are, numbered from the first on."""
        addresses = ",".join(f"127.0.0.1:{port}" for port in self.ports)
        load = [addresses, str(first), str(calls), str(turns), str(pause)]
        command = [sys.executable, "-m", "benchmarks.scale.load", *load]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)  # noqa: S603 — our own
        if done.returncode:
            raise click.ClickException(done.stderr)
        told = Told(**json.loads(done.stdout))
        self.keys |= told.keys
        return told

    def check(self) -> None:
        """Raises AssertionError where a session is not as its caller left it."""
        check_calls(self.database, self.keys)


@contextmanager
def processes(number: int, database: str) -> Iterator[Processes]:
    """So many processes over a database."""
    with ExitStack() as stack:
        yield Processes(database, [stack.enter_context(server(APPLICATION, database))[0] for _ in range(number)])


def compare(databases: Iterator[str], counts: Sequence[int], calls: int, turns: int, rounds: int) -> bool:
    """Whether the most processes are as fast as they should be, after the table.

    All of them stand ready all the time, and serve in turn, each for some seconds in each round: the speed of a machine
    that is shared goes up and down.
    """
    print(f"{calls} calls of {turns} turns without a pause, in {rounds} rounds", flush=True)
    numbers = counting(step=calls)
    rates: list[list[float]] = []
    machine: list[float] = []
    with ExitStack() as stack:
        all_of_them = [stack.enter_context(processes(count, next(databases))) for count in counts]
        for some in all_of_them:
            some.serve(next(numbers), calls, turns=2)  # the first of all webhooks are slower
        for _ in range(rounds):
            machine.append(_cores())
            told = [some.serve(next(numbers), calls, turns) for some in all_of_them]
            rates.append([one.webhooks / one.seconds for one in told])
            line = "  ".join(
                f"{count}: {rate:4.0f}/s {rate / rates[-1][0]:4.2f} p99 {one.p99:4.2f} s"
                for count, rate, one in zip(counts, rates[-1], told, strict=True)
            )
            print(f"  {line}  two programs: {machine[-1]:4.2f} of one", flush=True)
        for some in all_of_them:
            some.check()
    ratios = [[rate / round_[0] for rate in round_] for round_ in rates]
    middle = [median(column) for column in zip(*ratios, strict=True)]
    print("  median: " + ", ".join(f"{count}: {ratio:.2f}" for count, ratio in zip(counts, middle, strict=True)))
    print(f"  two programs that share nothing: {median(machine):.2f} of one")
    return middle[-1] >= AIM or len(counts) == 1


def _cores() -> float:
    """How much more two programs do at once than one does alone."""
    alone = _spin(1)
    return 2 * alone / _spin(2)


def _spin(programs: int) -> float:
    """The seconds that a program takes beside others of its kind, in the mean."""
    command = [sys.executable, "-c", _SPINS]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(programs)]  # noqa: S603 — our own
    return sum(float(one.communicate()[0]) for one in running) / programs
