"""Results of tests for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flowc.diagnostics.render.text import render_text
from flowc.script.player import Played
from flowc.script.suite import FileResult
from flowc.script.transcript import transcript

_INDENT = "    "


def failure(played: Played, *, color: bool) -> str:
    """Why a test failed: the lines of the test and of the flow, and the run as far as it went."""
    assert played.failure is not None
    drawn = render_text(played.failure, color=color)
    told = "".join(f"{_INDENT}{line}\n" for line in played.difference or transcript(played.happenings))
    where = f", played against {played.target}" if played.target else ""
    return f"{drawn}\n  in the test `{played.script.name}`{where}:\n\n{told}\n"


def passed(result: FileResult) -> str:
    """A line for each test of a file."""
    marks = ((one, "failed" if one.failure else "passed") for one in result.played)
    return "".join(f"{mark}  {result.path}: {one.script.name}{_shown(one.target)}\n" for one, mark in marks)


def _shown(target: str) -> str:
    return f" ({target})" if target else ""


def summary(results: Iterable[FileResult]) -> str:
    """How many tests passed and failed."""
    every: Sequence[FileResult] = tuple(results)
    failed = sum(len(result.failed) for result in every)
    good = sum(len(result.played) for result in every) - failed
    return f"{good} passed, {failed} failed" if failed else f"{good} passed"
