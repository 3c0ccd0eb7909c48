"""How flows are decompiled: `python -m benchmarks.decompiling FOLDER-OF-EXPORTS` prints a row for each.

A transition that leads somewhere is structured unless an arrow to a name carries it: it falls
through, begins a body, or is an arrow to `next`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import attrs
import click

from flowc.backends.studio.definition import definition
from flowc.compile import check, compile_text
from flowc.decompile import decompile
from flowc.decompile.compare import different
from flowc.decompile.menus import find_menus, with_menus
from flowc.decompile.structure import structured
from flowc.decompile.tree import Body, Statement, Tree, statements
from flowc.definitions import read_definition
from flowc.graph.flow import Flow
from flowc.source import Source
from flowc.vocabulary import standard_vocabulary

_RAW = re.compile(r"^\s*(?:\S+: )?raw ([\w-]+)", re.MULTILINE)
_LARGE = 1000


@attrs.frozen
class Figures:
    """What was counted in one flow, or in several; `deepest` is the deepest body, that of an `on` being the first."""

    flows: int = 0
    equal: int = 0
    mended: int = 0
    states: int = 0
    raw: int = 0
    leading: int = 0
    structured: int = 0
    lines: int = 0
    json_lines: int = 0
    deepest: int = 0

    @classmethod
    def sum(cls, figures: Iterable[Figures]) -> Figures:
        """The figures of several flows together."""
        several = list(figures)
        counts = [field.name for field in attrs.fields(cls) if field.name != "deepest"]
        summed = {name: sum(getattr(one, name) for one in several) for name in counts}
        return cls(**summed, deepest=max(one.deepest for one in several))


def figures_of(found: dict[str, Any], source: str) -> Figures:
    """The figures of one definition, whose text is `source`."""
    read = read_definition(Source("flow.json", source), standard_vocabulary())
    result = decompile(source)
    if read.flow is None or result.text is None:
        return Figures(flows=1)
    tree = structured(with_menus(read.flow, find_menus(read.flow, standard_vocabulary())))
    leading = sum(exit_.target is not None for state in read.flow.states for exit_ in state.exits)
    compiled = check(result.text).flow
    return Figures(
        flows=1,
        equal=compiled is not None and not different(read.flow, compiled),
        mended=bool(result.diagnostics),
        states=len(read.flow.states) - 1,
        raw=sum(type_ in standard_vocabulary().types for type_ in _RAW.findall(result.text)),
        leading=leading,
        structured=leading - sum(_arrows(tree)),
        lines=result.text.count("\n"),
        json_lines=json.dumps(found, indent=2).count("\n") + 1,
        deepest=max((_depth(body) for body in _bodies(tree)), default=0),
    )


def _bodies(tree: Tree) -> Iterator[Body]:
    yield from (entry.body for entry in tree.entries if entry.body is not None)
    yield from tree.sections


def _arrows(tree: Tree) -> Iterator[int]:
    """For each statement and entry how many transitions are arrows to a name."""
    yield from (len(entry.events) for entry in tree.entries if entry.body is None)
    yield from (_arrows_of(statement) for body in _bodies(tree) for statement in statements(body))


def _arrows_of(statement: Statement) -> int:
    targets = [exit_.target for exit_ in statement.state.exits if exit_.target is not None]
    return sum(target != statement.following and target not in statement.bodies for target in targets)


def _depth(body: Body) -> int:
    return 1 + max((_depth(inner) for statement in body for inner in statement.bodies.values()), default=0)


def large(sources: Iterable[str]) -> str:
    """The definition of a thousand states that many definitions give together, each reached from the one before."""
    states: list[dict[str, Any]] = []
    parts = (read_definition(Source("flow.json", source), standard_vocabulary()).flow for source in sources)
    flows = [flow for flow in parts if flow is not None and len(flow.states) > 1]
    for number, flow in enumerate(flows):
        if len(states) + len(flow.states) > _LARGE:
            break
        states += _numbered(flow, number)
    trigger = {
        "name": "Trigger",
        "type": "trigger",
        "transitions": [{"event": "incomingCall", "next": states[0]["name"]}],
        "properties": {},
    }
    return json.dumps({"states": [trigger, *states], "initial_state": "Trigger"})


def _numbered(flow: Flow, number: int) -> list[dict[str, Any]]:
    """The states of a flow, their names and all references to them numbered."""
    text = json.dumps(definition(flow, {})["states"])
    for state in sorted(flow.states, key=lambda one: -len(one.name)):
        escaped = json.dumps(state.name)
        text = text.replace(f'"next": {escaped}', f'"next": "{state.name}_{number}"')
        text = text.replace(f'"name": {escaped}', f'"name": "{state.name}_{number}"')
        text = text.replace(f"widgets.{state.name}.", f"widgets.{state.name}_{number}.")
    found: list[dict[str, Any]] = json.loads(text)
    return found[1:]


def _row(name: str, figures: Figures) -> str:
    share = figures.structured / figures.leading if figures.leading else 1
    lines = figures.lines / figures.json_lines if figures.json_lines else 0
    return (
        f"{name[-52:]:52}{figures.states:7}{figures.equal:6}{figures.mended:7}{figures.raw:5}"
        f"{share:11.2f}{figures.lines:7}{lines:7.2f}{figures.deepest:6}"
    )


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Prints the figures of all definitions in a folder, and the time that a thousand states take."""
    sources = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.json"))}
    click.echo(f"{'flow':52} states equal mended  raw structured  lines  share  deep")
    found = {name: figures_of(json.loads(source), source) for name, source in sources.items()}
    for name, figures in found.items():
        click.echo(_row(name, figures))
    click.echo(_row(f"all {len(found)}", Figures.sum(found.values())))
    whole = large(sources.values())
    click.echo(_times(whole))


def _times(source: str) -> str:
    text = decompile(source).text or ""
    decompiling, compiling = [], []
    for _ in range(3):
        start = perf_counter()
        decompile(source)
        between = perf_counter()
        compile_text(text)
        decompiling.append(between - start)
        compiling.append(perf_counter() - between)
    one, other = min(decompiling), min(compiling)
    return f"{len(json.loads(source)['states'])} states: decompiled in {one / other:.2f} times the time of compiling"


if __name__ == "__main__":
    main()
