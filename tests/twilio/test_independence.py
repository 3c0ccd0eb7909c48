"""The stand-in knows nothing of what it tests."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
MODULES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.py"))
ALLOWED = frozenset(
    {"attrs", "defusedxml", "httpx", "hypothesis", "pytest", "starlette", "twilio", "uvicorn", "__future__"}
)


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def foreign(source: str) -> list[str]:
    """What a module imports besides Python, the libraries of the stand-in, and the stand-in itself."""
    return [
        name
        for name in imported(source)
        if name.split(".", maxsplit=1)[0] not in ALLOWED | sys.stdlib_module_names
        and not f"{name}.".startswith("tests.twilio.")
    ]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_of_the_stand_in_imports_only_the_stand_in_and_libraries(module: str) -> None:
    assert foreign((FOLDER / module).read_text(encoding="utf-8")) == []


def test_an_import_of_what_is_tested_would_be_found() -> None:
    assert foreign("import flowc.graph\nfrom runtime import app\nfrom tests import examples\nfrom . import x") == [
        *("flowc.graph", "runtime", "tests", "."),
    ]


@pytest.mark.parametrize("module", MODULES)
def test_no_module_of_the_stand_in_holds_two_ideas(module: str) -> None:
    assert (FOLDER / module).read_text(encoding="utf-8").count("\n") <= 500
