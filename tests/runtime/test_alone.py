"""The runtime stands alone: it is copied into bundles, away from the compiler."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from runtime import steps

RUNTIME = Path(__file__).parents[2] / "runtime"
MODULES = sorted(RUNTIME.rglob("*.py"))
# What a bundle's requirements.txt lists, and what those bring along by their own word: python-liquid needs
# dateutil and markupsafe, and Jinja2 needs markupsafe.
REQUIREMENTS = frozenset(
    {
        "aiosqlite",
        "attrs",
        "httpx",
        "jinja2",
        "markupsafe",
        "opentelemetry-api",  # where the application is given a tracer
        "prometheus-client",
        "psycopg",
        "python-dateutil",
        "python-liquid",
        "python-multipart",
        "regex",
        "sqlalchemy",
        "starlette",
        "structlog",
        "twilio",
        "uvicorn",
    }
)
# The walk and what it uses know no network, no files and no chance; only Liquid's `now` looks at the clock.
PURE = ("engine", "walk", "run", "session", "script", "step", "flow", "values", "ssml", "predicates", "liquid")
OUTSIDE = frozenset(
    {"asyncio", "httpx", "os", "random", "secrets", "socket", "sqlalchemy", "subprocess", "time", "uuid"}
)


def imports(module: Path) -> Iterator[str]:
    """The modules that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            yield node.module or ""


@pytest.fixture(scope="module")
def owners() -> Mapping[str, list[str]]:
    """The packages that each name that can be imported comes from."""
    return packages_distributions()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(RUNTIME)))
def test_a_module_imports_only_the_runtime_and_its_requirements(module: Path, owners: Mapping[str, list[str]]) -> None:
    for name in imports(module):
        root = name.partition(".")[0]
        if root == "runtime" or root in sys.stdlib_module_names:
            continue
        assert {owner.lower().replace("_", "-") for owner in owners.get(root, [])} & REQUIREMENTS, name


@pytest.mark.parametrize("name", PURE)
def test_the_walk_looks_at_nothing_outside(name: str) -> None:
    assert not {one.partition(".")[0] for one in imports(RUNTIME / f"{name}.py")} & OUTSIDE


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(RUNTIME)))
def test_no_module_is_longer_than_500_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 500


def test_every_step_is_exported_and_its_file_is_called_after_the_widget() -> None:
    files = {path.stem for path in (RUNTIME / "steps").glob("*.py")} - {"__init__"}
    named = {"".join(part.capitalize() for part in stem.split("_")) for stem in files}

    assert named <= set(steps.__all__)
    assert list(steps.__all__) == sorted(steps.__all__)


def test_the_steps_are_imported_where_there_is_no_compiler(tmp_path: Path) -> None:
    shutil.copytree(RUNTIME, tmp_path / "runtime", ignore=shutil.ignore_patterns("__pycache__"))
    blocked = "import sys; sys.modules['flowc'] = None; import runtime, runtime.steps, runtime.engine"

    done = subprocess.run(
        [sys.executable, "-I", "-W", "error", "-c", f"import sys; sys.path.insert(0, '.'); {blocked}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
