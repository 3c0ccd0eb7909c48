"""Plays the tests of a file, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from flowc.diagnostics import Diagnostic
from flowc.play.happenings import Happening
from flowc.script.coverage import Coverage, coverage_of
from flowc.script.lines import Script
from flowc.script.player import Played, Stage, play_script


@attrs.frozen
class FileResult:
    """What came of the tests of a file.

    `path` is the file of the tests, `flow` the one of the flow; `problems` is why tests could not be played at all.
    """

    path: str
    flow: str
    played: tuple[Played, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    coverage: Coverage | None = None

    @property
    def failed(self) -> tuple[Played, ...]:
        """The tests that failed."""
        return tuple(one for one in self.played if one.failure is not None)


def play_all(path: str, flow: str, scripts: Sequence[Script], stage: Stage) -> FileResult:
    """What comes of some tests of one flow, and how much of it they cover."""
    played: list[Played] = []

    def runs() -> Iterator[tuple[Happening, ...]]:
        for script in scripts:
            one = play_script(script, stage)
            yield one.happenings
            # Nobody looks at the run of a test that passed, and a thousand of them fill the memory.
            played.append(one if one.failure is not None else attrs.evolve(one, happenings=()))

    coverage = coverage_of(stage.definition).with_runs(runs())
    return FileResult(path, flow, tuple(played), coverage=coverage)


def joined(results: Iterable[FileResult]) -> list[FileResult]:
    """The results of files, those of the parts of one file together."""
    found: dict[tuple[str, str], FileResult] = {}
    for one in results:
        before = found.get((one.path, one.flow))
        found[one.path, one.flow] = one if before is None else _both(before, one)
    return list(found.values())


def _both(one: FileResult, other: FileResult) -> FileResult:
    coverage = one.coverage.over(other.coverage) if one.coverage and other.coverage else one.coverage
    return FileResult(one.path, one.flow, (*one.played, *other.played), one.problems, coverage)
