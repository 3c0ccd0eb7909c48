"""What users feel, as ratios of two things timed side by side in one run.

    python benchmarks/figures.py

Each figure is the median over several rounds in which the two sides take turns, so that a machine
that slows down slows both.
"""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from lark import Lark

from flowc import check
from flowc.resources import grammar_text

PROJECT = Path(__file__).resolve().parents[1]
ROUNDS = 5
LONG, SHORT = 10_000, 990


def flow(statements: int) -> str:
    """A flow of so many statements, of the kinds that real ones have, with a mistake in its last line."""
    part = (
        'ask{0}: gather "Question number {0}, please answer." timeout=5s {{ timeout -> ask{0} }}',
        'if ask{0}.SpeechResult is_blank {{ say "We did not catch that." }}',
        "record on channels=dual trim=trim-silence {{ failed -> next }}",
        'say "Thank you, we heard: {{{{widgets.ask{0}.SpeechResult}}}}" voice=Polly.Joanna language=en-US',
        'http POST "https://example.com/answers" {{ parameters {{ n = "{0}" }}; failed -> next }}',
    )
    # The body of the `if` is a statement of its own, so five lines are six statements.
    lines = [line.format(number) for number in range(statements // 6 + 1) for line in part]
    return "on call {\n" + "\n".join(lines) + "\nsai mistake\n}\n"


def ratio(one: Callable[[], object], other: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float, float]:
    """The median time of each, and the median of their ratios round by round."""
    one()
    other()
    times = [(_timed(one), _timed(other)) for _ in range(rounds)]
    firsts, seconds = zip(*times, strict=True)
    return statistics.median(firsts), statistics.median(seconds), statistics.median(a / b for a, b in times)


def _timed(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _process(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)  # noqa: S603 - our own words


def main() -> None:
    """Prints the figures."""
    long, short = flow(LONG), flow(SHORT)
    codes = [finding.code for finding in check(long).diagnostics]
    assert codes.count("FLW101") == 1, codes
    lark = Lark(grammar_text(), parser="lalr", propagate_positions=True)
    rows = [
        (
            "check of 10,000 statements / Lark alone on the same text",
            1.5,
            ratio(lambda: check(long), lambda: lark.parse(long)),
        ),
        ("check of 10,000 / of 990 statements", 12, ratio(lambda: check(long), lambda: check(short))),
        (
            "flowc check examples/feedback.flow / python -c 'import lark', as processes",
            2.5,
            ratio(
                _process("-m", "flowc", "check", "-q", str(PROJECT / "examples" / "feedback.flow")),
                _process("-c", "import lark"),
                rounds=15,
            ),
        ),
    ]
    for what, aim, (first, second, times) in rows:
        print(f"{times:6.2f}  (aim {aim} or less; {first * 1000:.0f} ms / {second * 1000:.0f} ms)  {what}")
    tracemalloc.start()
    check(long)
    print(f"{tracemalloc.get_traced_memory()[1] / 2**20:6.1f}  MiB of Python objects at the peak of the first")


if __name__ == "__main__":
    main()
