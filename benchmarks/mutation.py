"""How many small mistakes in the compiler the tests notice.

    python -m benchmarks.mutation                       # a sample of 400 from the rooms checks and binding
    python -m benchmarks.mutation --sample 20 --quick   # half a minute

The tests are collected once. A first run notes which lines each test runs through; then, for each
mutant, a fork of the process puts the wrong function in the place of the right one, and runs the tests
that pass its lines, those of its own room first, until one fails. What fails none has survived, and is printed.
"""

from __future__ import annotations
import __future__

import ast
import importlib
import os
import pickle
import pkgutil
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import attrs
import click
import pytest
from benchmarks.mutants import Mutant, mutants, sample

import flowc

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "compiler" / "flowc"

# Tests that run in this process and see what it puts in place. The second opinion on placement is as slow as all others
# together, and is left out: what survives may yet be noticed by it.
TESTS = (
    *("tests/binding", "tests/checks", "tests/graph", "tests/end_to_end", "tests/test_pages.py"),
    *(
        "tests/backends/studio",
        "--ignore=tests/backends/studio/layout",
        # These work in processes of their own, which see no mutant: servers, linters, players.
        "--ignore=tests/end_to_end/bundles",
        "--ignore=tests/end_to_end/test_bundles.py",
        "--ignore=tests/end_to_end/test_flow_tests.py",
        "--deselect=tests/backends/studio/test_emit.py",
    ),
)

# What a test that takes long is taken to run through, since noting lines would take longer still.
# No module is longer.
_EVERY_LINE = range(501)

# A mutant may run for ever, or take all memory.
_PATIENCE = 5.0
_SLOWER = 4
_MEMORY = 4 * 2**30

# The status of a fork in which a mutant could not be put in place.
_MISPLACED = 70

# What a test calls more often is taken to run through all of its lines, since noting them takes time.
_MOST_CALLS = 40


class Fate(Enum):
    """What became of a mutant."""

    KILLED = "killed"
    TIMED_OUT = "killed (time)"
    SURVIVED = "survived"


@attrs.frozen
class Passed:
    """The lines of the rooms that a test runs through, and how long it takes."""

    lines: dict[str, set[int]]
    seconds: float


@click.command()
@click.option("--sample", "size", default=400, show_default=True, help="How many mutants; 0 for all.")
@click.option("--seed", default=1, show_default=True, help="Which sample.")
@click.option("--room", "rooms", multiple=True, default=("checks", "binding"), show_default=True)
@click.option("--most", default=100.0, show_default=True, help="Fail where more percent survive.")
@click.option("--tests", default=400, show_default=True, help="How many tests may look for one mutant.")
@click.option("--quick", is_flag=True, help="Do not note lines first; better where there are few mutants.")
@click.option("--list", "only_list", is_flag=True, help="Print the mutants without trying them.")
def main(size: int, seed: int, rooms: tuple[str, ...], most: float, tests: int, quick: bool, only_list: bool) -> None:
    """Tries mutants of some rooms of the compiler, and prints those that no test notices."""
    modules = [mutants(path) for room in rooms for path in sorted((PACKAGE / room).rglob("*.py"))]
    every = sum(map(len, modules))
    chosen = sample(modules, size or every, seed)
    if only_list:
        for mutant in chosen:
            _show(mutant)
        return
    os.environ["CI"] = "1"  # the same cases of each property in all runs
    os.chdir(PROJECT)
    runner = _Runner({str(mutant.path) for module in modules for mutant in module}, chosen, tests, quick=quick)
    options = ("-qq", "-s", "--no-summary", "-p", "no:cacheprovider", "-p", "no:xdist")
    status = pytest.main([*options, *TESTS], plugins=[runner])
    if status or len(runner.fates) < len(chosen):
        raise click.ClickException(f"the tests do not pass as they are: {runner.broken}")
    survived = _report(chosen, runner.fates)
    click.echo(f"{len(chosen)} of {every} mutants, seed {seed}: {survived:.1f} % survived")
    sys.exit(survived > most)


def _report(chosen: Sequence[Mutant], fates: Sequence[Fate]) -> float:
    """Prints a table of the modules; the percentage that survived."""
    counts = Counter((mutant.path, fate) for mutant, fate in zip(chosen, fates, strict=True))
    click.echo(f"\n{'module':40}{'tried':>8}{'killed':>8}{'by time':>8}{'survived':>10}")
    for path in sorted({mutant.path for mutant in chosen}):
        _row(str(path.relative_to(PACKAGE)), [counts[path, fate] for fate in Fate])
    _row("all", [sum(found is fate for found in fates) for fate in Fate])
    return 100 * sum(fate is Fate.SURVIVED for fate in fates) / max(len(fates), 1)


def _row(name: str, counts: Sequence[int]) -> None:
    click.echo(f"{name:40}{sum(counts):>8}{counts[0]:>8}{counts[1]:>8}{counts[2]:>10}")


def _show(mutant: Mutant) -> None:
    place = f"{mutant.path.relative_to(PROJECT)}:{mutant.lines[0]}"
    click.echo(f"\n{place} {mutant.kind}\n{mutant.difference}")


class _Runner:
    """A plugin of pytest that runs the tests for each mutant instead of once."""

    def __init__(self, files: set[str], chosen: Sequence[Mutant], most: int, *, quick: bool) -> None:
        self._files = files
        self._chosen = chosen
        self._most = most
        self._quick = quick
        self.fates: list[Fate] = []
        self.broken = "they are not collected"

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Runs the tests as they are, then for each mutant those that it may break."""
        if session.testsfailed:
            return True
        _import_all()
        _warm_up()
        start = time.perf_counter()
        passed = _forked(partial(_passed, session, self._files, quick=self._quick))
        if not isinstance(passed, dict):
            self.broken = str(passed)
            return True
        click.echo(f"{len(passed)} tests, {time.perf_counter() - start:.0f} s as they are", err=True)
        for number, mutant in enumerate(self._chosen, 1):
            tests = _tests_for(mutant, session.items, passed, self._most)
            limit = _PATIENCE + _SLOWER * max((passed[item.nodeid].seconds for item in tests), default=0)
            self.fates.append(_fate(session, mutant, tests, limit))
            if self.fates[-1] is Fate.SURVIVED:
                _show(mutant)
            if number % 20 == 0:
                alive = self.fates.count(Fate.SURVIVED)
                click.echo(f"{number} tried, {alive} survived, {time.perf_counter() - start:.0f} s", err=True)
        return True


def _warm_up() -> None:
    """Reads the grammar and the library once for all forks."""
    from flowc import compile_text  # noqa: PLC0415 - pytest has set the path by now

    assert compile_text('on call { say "Hello." }').definition is not None


class _Watch:
    """Stops at the first test that fails, or notes the lines of each."""

    def __init__(self, stop: Callable[[str], None]) -> None:
        self._stop = stop

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Looks at the outcome of a test, or of what it needs."""
        if report.failed:
            self._stop(report.nodeid)


def _run(session: pytest.Session, tests: Sequence[pytest.Item], stop: Callable[[str], None]) -> Iterator[pytest.Item]:
    """Runs tests one by one, and gives each when it has run."""
    session.config.pluginmanager.register(_Watch(stop))
    for number, item in enumerate(tests):
        following = tests[number + 1] if number + 1 < len(tests) else None
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
        yield item


def _passed(session: pytest.Session, files: set[str], *, quick: bool) -> dict[str, Passed] | str:
    """What each test runs through, or the name of one that fails."""
    failed: list[str] = []
    found: dict[str, Passed] = {}
    lines: dict[str, set[int]] = {}
    calls: Counter[CodeType] = Counter()

    def line(frame: FrameType, event: str, argument: object) -> Callable[..., Any]:  # noqa: ARG001 - Python's own form
        lines.setdefault(frame.f_code.co_filename, set()).add(frame.f_lineno)
        return line

    def call(frame: FrameType, event: str, argument: object) -> Callable[..., Any] | None:
        code = frame.f_code
        if code.co_filename not in files:
            return None
        if time.perf_counter() - start > _PATIENCE:
            lines.update(everything)
            sys.settrace(None)
            return None
        calls[code] += 1
        if calls[code] > _MOST_CALLS:
            return None
        if calls[code] == _MOST_CALLS:
            lines.setdefault(code.co_filename, set()).update(number for _, _, number in code.co_lines() if number)
        return line(frame, event, argument)

    everything = {file: set(_EVERY_LINE) for file in files}
    start = time.perf_counter()
    sys.settrace(None if quick else call)
    for item in _run(session, session.items, failed.append):
        found[item.nodeid] = Passed(everything if quick else lines, time.perf_counter() - start)
        lines = {}
        calls.clear()
        start = time.perf_counter()
        sys.settrace(None if quick else call)
    sys.settrace(None)
    return failed[0] if failed else found


def _tests_for(mutant: Mutant, items: Sequence[pytest.Item], passed: dict[str, Passed], most: int) -> list[pytest.Item]:
    """Tests that a mutant may break: those with goldens, of its module, of its room, then some of all others."""
    place, wanted = str(mutant.path), set(range(mutant.lines[0], mutant.lines[1] + 1))

    def may_break(item: pytest.Item) -> bool:
        lines = passed[item.nodeid].lines
        return not wanted.isdisjoint(lines.get(place, ())) if mutant.scope else bool(lines)

    def distance(item: pytest.Item) -> tuple[int, float]:
        # What is compared with a golden as a whole shows most changes.
        is_golden = "golden" in getattr(item, "fixturenames", ())
        is_own = item.path.stem == f"test_{mutant.path.stem}" or is_golden
        return 0 if is_own else 1 if item.path.parent.name in mutant.path.parts else 2, passed[item.nodeid].seconds

    found = sorted(filter(may_break, items), key=distance)
    near, far = found[: most // 2], found[most // 2 :]
    return [*near, *far[:: max(1, len(far) // max(1, most - len(near)))]]


def _fate(session: pytest.Session, mutant: Mutant, tests: Sequence[pytest.Item], limit: float) -> Fate:
    """What becomes of a mutant under some tests, each of which may take so many seconds."""

    def attempt() -> Fate:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        try:
            _put_in_place(mutant)
        except Exception:
            # Whatever it is, it must not pass for a test that has failed.
            os._exit(_MISPLACED)
        signal.setitimer(signal.ITIMER_REAL, limit)
        for _ in _run(session, tests, lambda _: os._exit(1)):
            signal.setitimer(signal.ITIMER_REAL, limit)
        return Fate.SURVIVED

    outcome = _forked(attempt)
    if outcome == _MISPLACED:
        raise click.ClickException(f"cannot be put in place: {mutant.path}:{mutant.lines[0]} {mutant.difference}")
    return outcome if isinstance(outcome, Fate) else Fate.TIMED_OUT if outcome == -signal.SIGALRM else Fate.KILLED


def _forked(work: Callable[[], object]) -> object:
    """What some work gives in a process of its own, or the status with which it ends otherwise."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reader)
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            result = pickle.dumps(work())
            with os.fdopen(writer, "wb") as pipe:
                pipe.write(result)
            status = 0
        finally:
            os._exit(status)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        result = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return pickle.loads(result) if status == 0 else status  # noqa: S301 - our own child wrote it


# --- Putting a mutant in place


def _put_in_place(mutant: Mutant) -> None:
    """Puts a mutant into the module that is loaded."""
    module = _loaded(mutant.path)
    tree = ast.parse(mutant.after)
    if mutant.scope:
        _change_function(module, tree, mutant)
    else:
        _change_constants(module, tree, mutant)


def _import_all() -> None:
    """Imports the whole compiler: a mutant is put into what is loaded, and many modules are imported late."""
    for module in pkgutil.walk_packages(flowc.__path__, f"{flowc.__name__}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _loaded(path: Path) -> ModuleType:
    return next(module for module in list(sys.modules.values()) if getattr(module, "__file__", None) == str(path))


def _change_function(module: ModuleType, tree: ast.Module, mutant: Mutant) -> None:
    """Gives a function another body, so that whoever has imported it runs the mutant."""
    *classes, name, _ = mutant.scope
    body: list[ast.stmt] = tree.body
    holder: dict[str, Any] = vars(module)
    for class_name in classes:
        found = next(one for one in body if isinstance(one, ast.ClassDef) and one.name == class_name)
        body, holder = found.body, dict(vars(holder[class_name]))
    definition = next(one for one in body if isinstance(one, ast.FunctionDef) and one.name == name)
    definition.decorator_list = []
    part: ast.stmt = definition
    for class_name in reversed(classes):
        part = ast.ClassDef(class_name, bases=[], keywords=[], body=[part], decorator_list=[])
    made: dict[str, Any] = dict(vars(module))
    exec(_compiled(part, mutant.path), made)  # noqa: S102 - our own source
    for class_name in classes:
        made = dict(vars(made[class_name]))
    old, new = _function(holder[name]), made[name]
    old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__


def _function(found: Any) -> FunctionType:  # noqa: ANN401 - whatever a class or a module holds under a name
    """The function behind a property, a class method or a cache."""
    for inner in ("fget", "func", "__func__", "__wrapped__"):
        if hasattr(found, inner):
            return _function(getattr(found, inner))
    assert isinstance(found, FunctionType)
    return found


def _change_constants(module: ModuleType, tree: ast.Module, mutant: Mutant) -> None:
    """Sets the names of a module anew from the mutant on, also where others have imported them."""
    for statement in tree.body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.lineno < mutant.lines[0]:
            continue
        before = dict(vars(module))
        exec(_compiled(statement, mutant.path), vars(module))  # noqa: S102 - our own source
        changed = {name: value for name, value in vars(module).items() if before.get(name) is not value}
        for other in list(sys.modules.values()):
            for name, value in changed.items():
                if getattr(other, "__name__", "").startswith("flowc") and vars(other).get(name) is before.get(name):
                    vars(other)[name] = value


def _compiled(statement: ast.stmt, path: Path) -> CodeType:
    tree = ast.fix_missing_locations(ast.Module([statement], []))
    code: CodeType = compile(tree, str(path), "exec", flags=__future__.annotations.compiler_flag)
    return code


if __name__ == "__main__":
    main()
