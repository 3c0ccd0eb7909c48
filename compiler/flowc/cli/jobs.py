"""Plans where the result of each source goes, and writes it there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import attrs

from flowc.cli import inputs, outputs, report
from flowc.cli.options import Settings

STDOUT = "-"


@attrs.frozen
class Job:
    """A source with the file that is written for it; no file means standard output."""

    source: inputs.Input
    target: Path | None


@attrs.frozen
class Result:
    """What a verb makes of a source: what it is called in messages, and how its file ends."""

    name: str
    suffix: str


def plan(sources: Sequence[inputs.Input], output: str | None, result: Result, *, is_many: bool) -> list[Job]:
    """Where the result of each source goes. Ends the run where two would go to one place."""
    if output == STDOUT and is_many:
        report.refuse("-o - takes one file; give -o a folder for several")
    return distinct(
        [Job(source, _target(source, output, result.suffix, is_many=is_many)) for source in sources], result.name
    )


def distinct(jobs: list[Job], result: str) -> list[Job]:
    """The jobs. Ends the run where two would be written to one place, or one over its own source."""
    taken: dict[str, str] = {}
    for job in jobs:
        if job.target is None:
            continue
        place = os.path.realpath(job.target)
        if job.source.path is not None and place == os.path.realpath(job.source.path):
            report.refuse(f"{job.source.shown} would be written over by its own {result}")
        if place in taken:
            report.refuse(f"{taken[place]} and {job.source.shown} would both be written to {job.target}")
        taken[place] = job.source.shown
    return jobs


def _target(source: inputs.Input, output: str | None, suffix: str, *, is_many: bool) -> Path | None:
    stem = source.path.stem if source.path is not None else "stdin"
    if output is None:
        return source.path.with_suffix(suffix) if source.path is not None else None
    if output == STDOUT:
        return None
    if is_many or output.endswith(("/", os.sep)) or Path(output).is_dir():
        return Path(output) / f"{stem}{suffix}"
    return Path(output)


def are_many(named: Iterable[str], found: Sequence[str]) -> bool:
    """Whether results need a folder: there are several sources, or a folder was named, which may hold more tomorrow."""
    return len(found) > 1 or any(Path(name).is_dir() for name in named)


def write(files: Mapping[Path, str], settings: Settings) -> bool:
    """Writes files together, the first of which gives its name to what goes wrong; whether it went well."""
    try:
        outputs.write_all(files)
    except OSError as error:
        report.fail(f"{next(iter(files))}: {error.strerror or error}")
        return False
    if not settings.quiet:
        report.say(f"wrote {', '.join(map(str, files))}")
    return True


def deliver(text: str, job: Job, settings: Settings, beside: Mapping[Path, str] | None = None) -> bool:
    """Prints the result of a job, or writes it together with what stands beside it; whether it went well."""
    if job.target is None:
        report.write(text, sys.stdout)
        return True
    return write({job.target: text, **(beside or {})}, settings)
