"""How fast tests are played, beside a bare `json.loads` of the definition per play: `python -m benchmarks.playing`.

A thousand tests of a flow of a hundred widgets: each call goes through some twenty of them, with Liquid in
prompts and in a request, keys, words, silence and outcomes of a server. With `--command` it is `flowc test` as a
process, with the reading of the tests and the check of the flow.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import click

from flowc import Source, compile_text, parse
from flowc.play import read_definition
from flowc.script.player import Stage, play_script
from flowc.script.read import read_tests

_ROUNDS = 5
_BLOCKS = 19


def flow() -> str:
    """A flow of a hundred widgets: nineteen menus, each with a branch of its own."""
    parts = "\n".join(_part(number) for number in range(_BLOCKS))
    begin = 'on call {\n  say "Welcome."\n  set trace="x"\n  -> menu_0\n}\n'
    return f'{begin}{parts}section menu_{_BLOCKS} {{ say "Goodbye." }}\n'


def _part(number: int) -> str:
    return f"""
section menu_{number} {{
  gather "Menu {number}: you pressed {{{{flow.variables.trace}}}} so far." {{ timeout -> menu_{number} }}
  split widgets.menu_{number}.Digits {{ 1 -> menu_{number + 1}; 2 -> next; else -> menu_{number + 1} }}
  set trace="{{{{flow.variables.trace}}}}{number}"
  look_{number}: http GET "https://example.com/{{{{widgets.menu_{number}.Digits}}}}" {{ failed -> menu_{number + 1} }}
  say "It is {{{{widgets.look_{number}.parsed.day | upcase}}}}."
  -> menu_{number + 1}
}}
"""


def scripts(count: int) -> str:
    """So many tests, no two of which call in the same way."""
    return "\n".join(_script(number) for number in range(count))


def _script(number: int) -> str:
    lines = [f'test "call {number}" {{', 'hears contains "Welcome"']
    for menu in range(_BLOCKS):
        branch = (number >> menu % 10) % 2 and menu % 4 == number % 4
        if branch:
            lines.insert(1, f'given look_{menu} {{ body {{ day = "Monday" }} }}')
        lines.append(f"presses {2 if branch else 1}")
    return "\n".join([*lines, 'hears "Goodbye."', "ends", "}"]) + "\n"


def _seconds(action: Callable[[], object]) -> float:
    """The median time of an action."""
    times = []
    for _ in range(_ROUNDS):
        start = perf_counter()
        action()
        times.append(perf_counter() - start)
    return median(times)


@click.command()
@click.option("--count", default=1000, show_default=True, help="How many tests.")
@click.option("--command", is_flag=True, help="Time `flowc test` as a process as well.")
def main(count: int, command: bool) -> None:
    """Prints plays a second, and how many bare readings of the definition a play costs."""
    text = flow()
    definition = compile_text(text).definition
    assert definition is not None
    stage = Stage(read_definition(json.loads(definition)))
    source = Source("bench.flowtest", scripts(count))
    tests = read_tests(source, parse(source).file).scripts
    steps = 0
    for script in tests:
        played = play_script(script, stage)
        assert played.failure is None, played.failure.message
        steps += len(played.happenings)
    played_all = _seconds(lambda: [play_script(script, stage) for script in tests])
    read_all = _seconds(lambda: [json.loads(definition) for _ in tests])
    print(f"{len(stage.definition.steps)} widgets, {count:,} tests, {steps / count:.0f} happenings a test")
    print(f"{count / played_all:,.0f} plays a second; json.loads alone: {count / read_all:,.0f} a second")
    print(f"a play costs {played_all / read_all:.1f} bare readings of the definition")
    if command:
        print(f"`flowc test` as a process: {_as_process(text, source.text):.1f} s")


def _as_process(text: str, tests: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "bench.flow").write_text(text, encoding="utf-8")
        Path(folder, "bench.flowtest").write_text(tests, encoding="utf-8")
        start = perf_counter()
        subprocess.run([sys.executable, "-m", "flowc", "test", "bench.flowtest"], cwd=folder, check=True)
        return perf_counter() - start


if __name__ == "__main__":
    main()
