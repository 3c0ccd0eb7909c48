"""How long the rules take beside parsing, for a thousand widgets in dense loops: `python -m benchmarks.loops`.

Every widget leads to others anywhere in the flow, forwards and back, so that nearly all of it is one
strongly connected component; some read what others have heard, and some set variables.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from statistics import median
from time import perf_counter

import click

from flowc.binding.bind import bind
from flowc.checks import check as run_rules
from flowc.collector import paused_collector
from flowc.graph import build
from flowc.source import Source
from flowc.syntax import parse
from flowc.vocabulary import standard_vocabulary

_ROUNDS = 9
# What the console writes of a question and of a request.
_ANSWER = (
    'voice=Polly.Joanna-Neural language=en-US loop=1 timeout=5s stop_gather=on finish_on_key="#" '
    "gather_language=en-US speech_timeout=auto "
)
_REQUEST = "content_type=form add_twilio_auth=off "


def dense(widgets: int, seed: int = 1, *, bare: bool = False) -> str:
    """A flow of so many widgets, each of which leads to some others; `bare` ones say no more than that."""
    random = Random(seed)
    names = [f"w{number}" for number in range(widgets)]
    statements = [_statement(random, name, names, bare=bare) for name in names]
    return "\n".join(["on call {", *(f"  {line}" for line in statements), "}", ""])


def _statement(random: Random, name: str, names: list[str], *, bare: bool) -> str:
    options, request = ("", "") if bare else (_ANSWER, _REQUEST)
    one, two, three = random.choices(names, k=3)
    heard = random.choice(names[::7])
    if name in names[::7]:
        return f'{name}: gather "Which of them would you like?" {options}{{ timeout -> {one} }} -> {two}'
    kinds = (
        f'gather "And which of these, please?" {options}{{ timeout -> {one} }}',
        f"split flow.variables.choice {{ 1 -> {two}; 2 -> {three}; else -> next }}",
        f'say "You chose {{{{widgets.{heard}.Digits | default: 0}}}}." -> {two}',
        f'set choice="{{{{widgets.{heard}.Digits | default: 0}}}}" count="{{{{flow.variables.count | plus: 1}}}}"',
        f"if flow.variables.choice equal_to 3 -> {one}",
        f'http GET "https://example.com/prices" {request}{{ failed -> {one} }}',
    )
    return f"{name}: {random.choice(kinds)}"


def _time(action: Callable[[], object]) -> float:
    start = perf_counter()
    with paused_collector():
        action()
    return perf_counter() - start


@click.command()
@click.option("--widgets", default=1_000, show_default=True, help="How many widgets the flow has, without the trigger.")
def main(widgets: int) -> None:
    """Prints the time of all rules as a ratio to that of parsing the same flow."""
    _compare("options as the console writes them", dense(widgets - 1))
    _compare("no options at all", dense(widgets - 1, bare=True))


def _compare(title: str, text: str) -> None:
    source = Source("loops.flow", text)
    vocabulary = standard_vocabulary()
    file = parse(source).file
    flow = build(bind(source, file, vocabulary).program, vocabulary).flow
    found = run_rules(flow)
    parsing, judging = [], []
    for _ in range(_ROUNDS):
        parsing.append(_time(lambda: parse(source)))
        judging.append(_time(lambda: run_rules(flow)))
    ratio = median(judging) / median(parsing)
    click.echo(f"{title}: {len(flow.states)} states, {len(found)} findings, rules / parsing {ratio:.2f}")


if __name__ == "__main__":
    main()
