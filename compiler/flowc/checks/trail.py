"""Tells a path as a numbered trail of source lines."""

from __future__ import annotations

from collections.abc import Sequence

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
    return told(paths.trail(point))


def told(path: Sequence[tuple[State, Exit]]) -> tuple[Note, ...]:
    """A path, from the trigger on, as `trail` tells it."""
    return _numbered(_steps(path))


def circled(path: Sequence[tuple[State, Exit]]) -> tuple[Note, ...]:
    """A loop: its states and the exit taken from each, the last of which leads to the first again."""
    steps = [_step(state, exit_) for state, exit_ in path]
    return _numbered(list(dict.fromkeys(steps)))


def _numbered(steps: Sequence[tuple[str, Span]]) -> tuple[Note, ...]:
    if len(steps) <= _LONGEST:
        return tuple(Note(f"{number}. {text}", place) for number, (text, place) in enumerate(steps, 1))
    last = _LONGEST - _KEPT_FIRST
    skipped = len(steps) - _LONGEST
    told = [Note(f"{number}. {text}", place) for number, (text, place) in enumerate(steps[:_KEPT_FIRST], 1)]
    told.append(Note(f"… {skipped} more steps …"))
    start = len(steps) - last
    told += [Note(f"{start + number}. {text}", place) for number, (text, place) in enumerate(steps[start:], 1)]
    return tuple(told)


def _steps(path: Sequence[tuple[State, Exit]]) -> list[tuple[str, Span]]:
    """What each step is told as; steps that are told alike, as those of a menu are, are one."""
    lines: list[tuple[str, Span]] = []
    around: tuple[Span, ...] = ()
    for number, (state, exit_) in enumerate(path):
        lines += _entered(around, state.uses)
        around = state.uses
        step = _step(state, exit_) if number else (f"the run begins with `{_entry(state, exit_)}`", exit_.span)
        if not lines or step != lines[-1]:
            lines.append(step)
    return lines


def _entry(trigger: State, exit_: Exit) -> str:
    """The trigger's word for an entry."""
    declared = trigger.widget.exit(exit_.event) if trigger.widget else None
    return declared.entry if declared else exit_.event


def _entered(before: tuple[Span, ...], uses: tuple[Span, ...]) -> list[tuple[str, Span]]:
    """The uses of blocks that a step goes into."""
    common = next((index for index, (one, other) in enumerate(zip(before, uses, strict=False)) if one != other), None)
    known = min(len(before), len(uses)) if common is None else common
    return [(f"then `{first_word(use)}`, a block", use) for use in uses[known:]]


def inside(state: State) -> tuple[Note, ...]:
    """Where a state stands that comes from a block: its finding is placed at the use of the block."""
    if not state.uses:
        return ()
    between = (Note(f"which uses `{first_word(use)}`", use) for use in state.uses[1:])
    return (*between, Note(f"this `{verb(state)}` in the block", state.span))


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
    return first_word(state.span) or state.type


def first_word(place: Span) -> str:
    """The word with which a place begins."""
    return place.text.split(None, 1)[0] if place.text.strip() else ""
