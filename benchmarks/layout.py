"""Compares the layouts that people chose in Studio with ours: `python benchmarks/layout.py FOLDER-OF-EXPORTS`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean, median
from time import perf_counter
from typing import Any

import attrs
import click

from flowc.backends.studio.layout import place
from flowc.backends.studio.layout.crossings import Measure, measure
from flowc.graph.flow import Condition, Exit, Flow, State
from flowc.source import Source, Span
from flowc.vocabulary import Vocabulary, standard_vocabulary

_NOWHERE = Span(Source("x", ""), 0, 0)
_TITLES = tuple(field.name for field in attrs.fields(Measure))


def flow_of(definition: dict[str, Any], vocabulary: Vocabulary) -> Flow:
    """The flow of an exported definition, with what a layout looks at."""
    states = tuple(_state(state, vocabulary) for state in definition["states"])
    return Flow(_NOWHERE.source, None, None, states, definition["initial_state"])


def chosen(definition: dict[str, Any]) -> dict[str, tuple[int, int]] | None:
    """The positions in a definition; None unless a person chose them, each state another."""
    found: dict[str, tuple[int, int]] = {}
    for state in definition["states"]:
        offset = state.get("properties", {}).get("offset")
        if offset is None:
            return None
        found.setdefault(state["name"], (round(offset["x"]), round(offset["y"])))
    return found if len(dict.fromkeys(found.values())) == len(found) else None


def _state(state: dict[str, Any], vocabulary: Vocabulary) -> State:
    exits = tuple(_exits(state.get("transitions", [])))
    return State(state["name"], state["type"], vocabulary.types.get(state["type"]), (), exits, _NOWHERE)


def _exits(transitions: list[dict[str, Any]]) -> Iterator[Exit]:
    for transition in transitions:
        conditions = tuple(Condition("", "", "", "") for _ in transition.get("conditions") or ())
        yield Exit(transition.get("event", ""), transition.get("next"), _NOWHERE, conditions)


def _row(title: str, theirs: list[float], ours: list[float], time: float) -> str:
    pairs = "".join(f"{one:>14.0f} {other:>11.0f}" for one, other in zip(theirs, ours, strict=True))
    return f"{title[:40]:40}{pairs}{time * 1000:>10.1f}"


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Prints, for each flow of FOLDER whose places a person chose, theirs and ours; then the medians."""
    vocabulary = standard_vocabulary()
    theirs: list[list[float]] = []
    ours: list[list[float]] = []
    times: list[float] = []
    click.echo(f"{'(theirs, ours)':40}" + "".join(f"{title:>26}" for title in _TITLES) + f"{'ms':>10}")
    for path in sorted(folder.glob("*.json")):
        definition = json.loads(path.read_text(encoding="utf-8"))
        positions = chosen(definition)
        if positions is None:
            continue
        flow = flow_of(definition, vocabulary)
        start = perf_counter()
        placed = place(flow)
        times.append(perf_counter() - start)
        theirs.append(list(attrs.astuple(measure(flow, positions))))
        ours.append(list(attrs.astuple(measure(flow, placed))))
        click.echo(_row(path.stem, theirs[-1], ours[-1], times[-1]))
    for title, middle in (("median", median), ("mean", fmean)):
        columns = [[middle(column) for column in zip(*rows, strict=True)] for rows in (theirs, ours)]
        click.echo(_row(title, columns[0], columns[1], middle(times)))
    fewer = sum(mine[0] <= other[0] for mine, other in zip(ours, theirs, strict=True))
    click.echo(f"no more crossings than theirs in {fewer} of {len(ours)} flows")


if __name__ == "__main__":
    main()
