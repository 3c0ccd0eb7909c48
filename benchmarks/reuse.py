"""Compares a flow made of blocks with the same flow written out: `python benchmarks/reuse.py`.

The blocks stand in twenty modules, and are used as often as a definition has room; the other flow holds the
statements that they stand for. Both are checked, and compiled, in turns in one process. Then blocks in blocks:
the time for each widget must not grow with the depth.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter

import click

from flowc.compile import Compiled, check, compile_text
from flowc.modules import MemoryModules

LIMIT = 1.5
MODULES = 20
USES = 199  # of five widgets each: as many as a definition holds
DEPTHS = (10, 30, 50, 70, 90)
WIDGETS_A_LEVEL = 5

_BODY = """\
  say {text} voice=Polly.Joanna
  {label}answer: gather "Please answer." timeout=5s {{ timeout -> {silent} }}
  if {name}answer.SpeechResult is_blank {{ say "We did not catch that." }}
  http POST "https://example.com/{number}" {{
    parameters {{ said = {name}answer.SpeechResult }}
    failed -> {silent}
  }}"""


def module(number: int) -> str:
    """A module with one block of five widgets."""
    body = _BODY.format(text="prompt", label="", name="", silent="silent", number=number)
    return f"block ask{number}(prompt: text) {{\n  exit silent\n{body}\n  output Said = answer.SpeechResult\n}}\n"


def with_blocks(uses: int) -> tuple[str, dict[str, str]]:
    """A flow of so many uses, and its modules."""
    files = {f"m{number}.flow": module(number) for number in range(MODULES)}
    head = "".join(f'use "./m{number}.flow"\n' for number in range(MODULES))
    lines = [f'  u{n}: m{n % MODULES}.ask{n % MODULES} "Question {n}" {{ silent -> sorry }}' for n in range(uses)]
    return f"{head}on call {{\n" + "\n".join(lines) + '\n}\nsection sorry { say "Goodbye." }\n', files


def written_out(uses: int) -> str:
    """The same flow without a block."""
    parts = [
        _BODY.format(text=f'"Question {n}"', label=f"u{n}_", name=f"u{n}_", silent="sorry", number=n % MODULES)
        for n in range(uses)
    ]
    return "on call {\n" + "\n".join(parts) + '\n}\nsection sorry { say "Goodbye." }\n'


def nested(depth: int) -> str:
    """A flow of blocks so deep in each other, each with five widgets of its own."""
    body = "; ".join(["set a={{}}"] * WIDGETS_A_LEVEL).replace("{{}}", "1")
    blocks = [f"block b{number} {{ {body}; u: b{number + 1} }}" for number in range(depth - 1)]
    return "\n".join([*blocks, f"block b{depth - 1} {{ {body} }}", "on request { u: b0 }", ""])


def seconds(works: list[Callable[[], object]], rounds: int) -> list[list[float]]:
    """The times of each work, which take turns. The first round does not count."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds + 1):
        for work, found in zip(works, times, strict=True):
            gc.collect()
            start = perf_counter()
            work()
            found.append(perf_counter() - start)
    return [found[1:] for found in times]


def _states(compiled: Compiled) -> int:
    assert compiled.definition is not None, compiled.diagnostics
    return len(json.loads(compiled.definition)["states"])


@click.command()
@click.option("--uses", default=USES, show_default=True)
@click.option("--rounds", default=7, show_default=True)
def main(uses: int, rounds: int) -> None:
    """Prints the times and their ratio; fails when blocks make a compilation more than half as slow again."""
    text, files = with_blocks(uses)
    modules = MemoryModules(files)
    plain = written_out(uses)
    count, other = _states(compile_text(text, "main.flow", modules=modules)), _states(compile_text(plain))
    assert count == other, (count, other)
    click.echo(f"{uses} uses of blocks in {MODULES} modules, {count} widgets:")
    worst = 0.0
    for what, work in (("checked", check), ("compiled", compile_text)):
        times = seconds([partial(work, text, "main.flow", modules=modules), partial(work, plain)], rounds)
        ratio = median(one / two for one, two in zip(times[0], times[1], strict=True))
        worst = max(worst, ratio)
        blocks, alone = (median(one) * 1000 for one in times)
        click.echo(f"  {what:8} with blocks {blocks:7.1f} ms, written out {alone:7.1f} ms, ratio {ratio:.2f}")
    click.echo(f"  (at most {LIMIT})")
    texts = [nested(depth) for depth in DEPTHS]
    click.echo("blocks in blocks:")
    found = seconds([partial(check, one) for one in texts], rounds)
    for depth, one, each in zip(DEPTHS, texts, found, strict=True):
        widgets = _states(compile_text(one))
        click.echo(f"  {depth:3} deep {median(each) * 1000:7.1f} ms, {median(each) / widgets * 1e6:7.1f} µs a widget")
    sys.exit(0 if worst <= LIMIT else 1)


if __name__ == "__main__":
    main()
