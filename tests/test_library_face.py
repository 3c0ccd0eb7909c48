"""`import flowc`: what it offers stays, and is what its page says."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import flowc

PROJECT = Path(__file__).resolve().parents[1]


def face() -> str:
    """Every name that is offered, functions with their signatures and classes with their public members."""
    lines = []
    for name in flowc.__all__:
        value = getattr(flowc, name)
        if inspect.isclass(value):
            members = sorted(one for one in {*vars(value), *getattr(value, "__slots__", ())} if not one.startswith("_"))
            lines.append(f"class {name}: {', '.join(members)}".rstrip(": "))
        else:
            lines.append(f"def {name}{inspect.signature(value)}")
    return "\n".join(lines) + "\n"


def test_what_is_offered_is_what_was_offered_before(golden: Callable[[Path, str], None]) -> None:
    golden(Path("tests/golden/library-face.txt"), face())


@pytest.mark.parametrize("name", flowc.__all__)
def test_each_name_is_documented_and_on_the_page(name: str) -> None:
    assert inspect.getdoc(getattr(flowc, name))


@pytest.mark.parametrize("name", [one for one in flowc.__all__ if one[0].islower()])
def test_the_page_speaks_of_each_function(name: str) -> None:
    page = (PROJECT / "docs" / "python.md").read_text(encoding="utf-8")

    assert f"flowc.{name}(" in page or f"`{name}`" in page


def test_a_name_that_is_not_offered_is_an_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        flowc.nonsense  # noqa: B018 - that it is asked for is the point


def test_the_example_prints_an_outline() -> None:
    path = Path("examples") / "ivr-menu.flow"

    found = subprocess.run(
        [sys.executable, str(PROJECT / "examples" / "outline.py"), str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT,
    )

    assert "   7 label choice: used 1 times" in found.stdout.splitlines()
    assert "  25 section sales: used 1 times" in found.stdout.splitlines()


def test_a_check_imports_nothing_that_only_other_functions_need() -> None:
    code = (
        "import sys, flowc; flowc.check('on call { }'); print(sorted(m for m in sys.modules if m.startswith('flowc.')))"
    )

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT)

    assert not [room for room in ("symbols", "decompile", "format", "lsp") if f"'flowc.{room}" in found.stdout]
