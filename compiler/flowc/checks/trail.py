"""Tells a path as a numbered trail of source lines."""

from __future__ import annotations

from flowc.checks.paths import Paths, Point
from flowc.diagnostics import Note
from flowc.graph.flow import Exit, State
from flowc.language import NO_MATCH
from flowc.source import Span

# A longer trail is told by its first and last lines.
_LONGEST = 12
_KEPT_FIRST = 3


def trail(paths: Paths, point: Point) -> tuple[Note, ...]:
    """The way to a point, one note a step; the steps between the first and last may be left out."""
    steps = _steps(paths, point)
    if len(steps) <= _LONGEST:
        return tuple(Note(f"{number}. {text}", place) for number, (text, place) in enumerate(steps, 1))
    last = _LONGEST - _KEPT_FIRST
    skipped = len(steps) - _LONGEST
    told = [Note(f"{number}. {text}", place) for number, (text, place) in enumerate(steps[:_KEPT_FIRST], 1)]
    told.append(Note(f"… {skipped} more steps …"))
    start = len(steps) - last
    told += [Note(f"{start + number}. {text}", place) for number, (text, place) in enumerate(steps[start:], 1)]
    return tuple(told)


def _steps(paths: Paths, point: Point) -> list[tuple[str, Span]]:
    """What each step is told as; steps that are told alike, as those of a menu are, are one."""
    told: list[tuple[str, Span]] = []
    for number, (state, exit_) in enumerate(paths.trail(point)):
        step = _step(state, exit_) if number else (f"the run begins with `{point.way.entry}`", exit_.span)
        if not told or step != told[-1]:
            told.append(step)
    return told


def _step(state: State, exit_: Exit) -> tuple[str, Span]:
    if exit_.conditions:
        return "this case holds", exit_.span
    if exit_.event == NO_MATCH:
        return "no case holds", exit_.span
    if exit_.written and exit_.span != state.span:
        return f"then `{verb(state)}`, which leaves by `{exit_.event}`", exit_.span
    return f"then `{verb(state)}`", state.span


def verb(state: State) -> str:
    """The word with which a state's statement begins."""
    return state.span.text.split(None, 1)[0] if state.span.text.strip() else state.type
