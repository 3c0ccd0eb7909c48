"""Compares checking 400 `if`s with and without a `record` behind them: `python benchmarks/placement.py`."""

from __future__ import annotations

import sys
from statistics import median
from time import perf_counter

import click

from flowc.compile import check

LIMIT = 2.0


def flow_of(branches: int, *, greeting: bool, record: bool) -> str:
    """A flow of so many `if`s, each with a body that speaks.

    Without a greeting before them the caller has heard something on one path and nothing on another.
    """
    ifs = [f'  if flow.variables.v equal_to "{number}" {{\n    say "{number}"\n  }}' for number in range(branches)]
    first = ['  say "This call is recorded."'] if greeting else []
    last = ["  record on { failed -> next }"] if record else []
    return "\n".join(["on call {", *first, *ifs, *last, "}", ""])


def seconds(texts: tuple[str, str], rounds: int) -> list[float]:
    """The median times of checking the texts, which take turns. The first round does not count."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 1):
        for text, found in zip(texts, times, strict=True):
            start = perf_counter()
            check(text)
            found.append(perf_counter() - start)
    return [median(found[1:]) for found in times]


@click.command()
@click.option("--branches", default=400, show_default=True)
@click.option("--rounds", default=9, show_default=True)
def main(branches: int, rounds: int) -> None:
    """Prints the times and their ratio; fails when the recording makes a check more than twice as slow."""
    worst = 0.0
    for greeting in (True, False):
        texts = (
            flow_of(branches, greeting=greeting, record=False),
            flow_of(branches, greeting=greeting, record=True),
        )
        without, with_record = seconds(texts, rounds)
        worst = max(worst, with_record / without)
        click.echo(f"{branches} ifs {'behind a greeting' if greeting else 'of which only the bodies speak'}:")
        click.echo(f"  without a record {without * 1000:7.1f} ms, with a record {with_record * 1000:7.1f} ms")
        click.echo(f"  ratio {with_record / without:.2f} (at most {LIMIT})")
    sys.exit(0 if worst <= LIMIT else 1)


if __name__ == "__main__":
    main()
