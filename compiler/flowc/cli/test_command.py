"""`flowc test`: plays the tests of flows."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import attrs
import click

from flowc.cli import inputs, outputs, report
from flowc.cli.options import RuleOptions, Settings, ValueOptions, given_values, showing_options, values_options
from flowc.cli.settings import SettingsReader
from flowc.cli.suites import Suites, find_files
from flowc.cli.watch import changes
from flowc.collector import paused_collector
from flowc.script.coverage import Coverage, share, total
from flowc.script.render import text as drawn
from flowc.script.suite import FileResult, joined, play_all

_EXAMPLES = """
\b
Examples:
  flowc test                              all tests below this folder
  flowc test flows/ menu.flow -k "sales"
  flowc test --watch menu.flow            again after each change
  flowc test --coverage --fail-under 90
  flowc test --junit report.xml --coverage-html coverage.html
  flowc test shop.flow --values values.toml --env prod
  flowc test --target studio,twiml        against the TwiML bundle as well; both must do the same
"""

STUDIO, TWIML = "studio", "twiml"

# Below so many tests a second process costs more time than it saves.
_WORTH_A_PROCESS = 100
_WHOLE = 100


@attrs.frozen
class _Wanted:
    """Which tests are played, and how their files are read."""

    names: tuple[str, ...]
    values: ValueOptions
    whole: bool

    def has(self, path: str, name: str) -> bool:
        """Whether a test is asked for."""
        shown = f"{path}: {name}".lower()
        return all(part.lower() in shown for part in self.names)


@attrs.frozen
class _Reports:
    """Where results are written besides the terminal."""

    junit: str | None
    coverage: bool
    coverage_json: str | None
    coverage_html: str | None
    fail_under: float | None

    @property
    def wants_coverage(self) -> bool:
        """Whether anybody asks for coverage, so that flows without a test count as well."""
        asked = (self.coverage, self.coverage_json, self.coverage_html, self.fail_under is not None)
        return any(asked)


@click.command(name="test", epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("-k", "names", multiple=True, metavar="TEXT", help="Play only tests whose file or name holds this text.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Processes to use.  [default: one for each core]")
@click.option(
    "--target",
    "target",
    default=STUDIO,
    show_default=True,
    metavar="NAMES",
    help="What tests are played against: studio, twiml, or studio,twiml, which also compares the two.",
)
@click.option("--watch", is_flag=True, help="Play again whenever a file changes.")
@click.option("--junit", metavar="FILE", help="Write a JUnit report.")
@click.option("--coverage", is_flag=True, help="Show which steps and exits no test comes through.")
@click.option("--coverage-json", metavar="FILE", help="Write the coverage as JSON.")
@click.option("--coverage-html", metavar="FILE", help="Write the coverage as a page.")
@click.option("--fail-under", type=click.FloatRange(0, _WHOLE), metavar="PERCENT", help="Fail below this coverage.")
@values_options
@showing_options
def command(
    paths: tuple[str, ...],
    names: tuple[str, ...],
    jobs: int | None,
    target: str,
    watch: bool,
    junit: str | None,
    coverage: bool,
    coverage_json: str | None,
    coverage_html: str | None,
    fail_under: float | None,
    set_: tuple[str, ...],
    values: tuple[str, ...],
    env: str | None,
    format_: str,
    color: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Play the tests of flows, and show those that fail.

    PATH is a .flow file with tests in it, a .flowtest file, or a folder of them; without one it is the
    current folder. The exit status is 0 when all tests pass, 1 when one fails or cannot be read, 2 when
    a file cannot be read.
    """
    settings = Settings(format_, False, color, quiet, verbose)
    reports = _Reports(junit, coverage, coverage_json, coverage_html, fail_under)
    run = _Run(
        paths or (".",),
        _Wanted(names, ValueOptions(set_, values, env), reports.wants_coverage),
        jobs or os.cpu_count() or 1,
        targets_of(target),
        reports,
        settings,
    )
    if not watch:
        sys.exit(run.once())
    for _ in changes(run.watched):
        run.once()


@attrs.frozen
class _Run:
    """What is asked of one command."""

    paths: tuple[str, ...]
    wanted: _Wanted
    jobs: int
    targets: tuple[str, ...]
    reports: _Reports
    settings: Settings

    def watched(self) -> list[str]:
        """The files whose changes matter: all flows and tests, and the values."""
        return [*find_files(self.paths)[0], *self.wanted.values.files]

    def once(self) -> int:
        """Plays all tests; gives the exit status."""
        files, problems = find_files(self.paths)
        results: list[FileResult] = []
        if STUDIO in self.targets:
            results, unread = self._play(files)
            problems += unread
        if TWIML in self.targets:
            from flowc.cli.rehearsals import rehearsed  # noqa: PLC0415 - most runs need no bundle

            more, unread = rehearsed(files, self.wanted.has, self.wanted.values, compares=STUDIO in self.targets)
            results += more
            problems += [problem for problem in unread if problem not in problems]
        self._show(results)
        failed = any(result.problems or result.failed for result in results)
        # Who asks for a test by its name and gets none is not to believe that it passed.
        failed |= bool(self.wanted.names) and not any(result.played for result in results)
        failed |= not self._write(results)
        for problem in problems:
            report.fail(problem)
        return report.FAILED if problems else report.FOUND if failed else report.DONE

    def _play(self, files: Sequence[str]) -> tuple[list[FileResult], list[str]]:
        """The results of all files in their order, and what could not be read."""
        parts = _parts(files, self.jobs)
        play = partial(play_part, self.wanted)
        if self.jobs == 1 or (len(parts) == len(files) and sum(map(_count, files)) < _WORTH_A_PROCESS):
            found = [play(part) for part in parts]
        else:
            with ProcessPoolExecutor(min(self.jobs, len(parts))) as pool:
                found = list(pool.map(play, parts))
        results = joined([one for one in found if isinstance(one, FileResult)])
        return results, list(dict.fromkeys(one for one in found if isinstance(one, str)))

    # --- What is shown and written

    def _show(self, results: Sequence[FileResult]) -> None:
        problems = [problem for result in results for problem in result.problems]
        failures = [one.failure for result in results for one in result.failed if one.failure is not None]
        if self.settings.format != "text":
            report.show(report.unique([*problems, *failures]), self.settings, sys.stdout)
            return
        if problems:
            report.show(report.unique(problems), self.settings, sys.stdout)
        color = report.wants_color(self.settings, sys.stdout)
        for result in results:
            if self.settings.verbose:
                report.write(drawn.passed(result), sys.stdout)
            for played in result.failed:
                report.write(drawn.failure(played, color=color), sys.stdout)
        if not self.settings.quiet:
            report.say(drawn.summary(results) if any(result.played for result in results) else "no tests")

    def _write(self, results: Sequence[FileResult]) -> bool:
        """Writes the reports that are asked for; whether the coverage is as high as it should be."""
        files: dict[Path, str] = {}
        if self.reports.junit is not None:
            from flowc.script.render.junit import junit  # noqa: PLC0415 - few runs write one

            files[Path(self.reports.junit)] = junit(results)
        enough = True
        if self.reports.wants_coverage:
            files |= self._coverage_files(covered := _covered(results))
            reached = share(total(covered.values())) * _WHOLE
            enough = self.reports.fail_under is None or reached >= self.reports.fail_under
            if not enough:
                report.say(f"coverage is {int(reached * 10) / 10} %, below {self.reports.fail_under:g} %")
        try:
            outputs.write_all(files)
        except OSError as error:
            report.refuse(f"{next(iter(files))}: {error.strerror or error}")
        return enough

    def _coverage_files(self, covered: dict[str, Coverage]) -> dict[Path, str]:
        from flowc.script.render import coverage as drawing  # noqa: PLC0415 - few runs draw it

        if self.reports.coverage:
            report.write(drawing.as_text(covered), sys.stdout)
        wanted = ((self.reports.coverage_json, drawing.as_json), (self.reports.coverage_html, drawing.as_page))
        return {Path(path): draw(covered) for path, draw in wanted if path is not None}


@attrs.frozen
class Part:
    """A part of the tests of a file: the one of this number, of so many."""

    path: str
    number: int
    of: int


def targets_of(names: str) -> tuple[str, ...]:
    """The targets of a list of names. Ends the run where there is no such target, or where it needs what is missing."""
    found = tuple(dict.fromkeys(name.strip() for name in names.split(",")))
    for name in found:
        if name not in {STUDIO, TWIML}:
            report.refuse(f"--target {names}: no target `{name}`; there are {STUDIO} and {TWIML}")
    if TWIML in found:
        from flowc.rehearsal.worker import missing  # noqa: PLC0415 - most runs need no bundle

        if absent := missing():
            report.refuse(f"--target {TWIML} needs {', '.join(absent)}: pip install 'flowc[twiml]'")
    return found


def _parts(files: Sequence[str], jobs: int) -> list[Part]:
    """The files, those with many tests in several parts, so that all processes have work."""
    shares = [(file, max(1, min(jobs, _count(file) // _WORTH_A_PROCESS))) for file in files]
    return [Part(file, number, share) for file, share in shares for number in range(share)]


def play_part(wanted: _Wanted, part: Part) -> FileResult | str:
    """What comes of a part of the tests of a file, or why the file cannot be read."""
    values, problems = given_values(wanted.values)
    settings = SettingsReader(RuleOptions(), strict=False)
    try:
        # What is read stays until the end: to look through it again and again takes longer than to read it.
        with paused_collector():
            suite = Suites(values, settings, wanted.whole).of(inputs.read(part.path))
    except inputs.InputError as error:
        return str(error)
    problems = [*problems, *(settings.problems if settings.failed else ()), *suite.problems]
    if problems or suite.stage is None:
        return FileResult(suite.path, suite.flow, problems=tuple(problems))
    scripts = [script for script in suite.scripts if wanted.has(suite.path, script.name)]
    first, last = (len(scripts) * number // part.of for number in (part.number, part.number + 1))
    return play_all(suite.path, suite.flow, scripts[first:last], suite.stage)


def _count(file: str) -> int:
    """About how many tests a file holds."""
    try:
        return Path(file).read_bytes().count(b"\ntest ")
    except (OSError, ValueError):
        return 0


def _covered(results: Sequence[FileResult]) -> dict[str, Coverage]:
    """The coverage of each flow by all tests that are for it."""
    found: dict[str, Coverage] = {}
    for result in results:
        if result.coverage is not None:
            path = os.path.normpath(result.flow)
            found[path] = found[path].over(result.coverage) if path in found else result.coverage
    return found
