"""The house's order of rooms, and what a room may not bring in from outside."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

# Each may import those before it and itself, never one after it.
ORDER = (
    "language",
    "collector",
    "source",
    "liquid",
    "toml",
    "resources",
    "diagnostics",
    "settings",
    "syntax",
    "allows",
    "values",
    "modules",
    "project",
    "vocabulary",
    "highlight",
    "format",
    "binding",
    "symbols",
    "graph",
    "definitions",
    "spell",
    "expand",
    "checks",
    "pages",
    "subflows",
    "backends",
    "play",
    "script",
    "compile",
    "live",
    "decompile",
    "diff",
    "library",
    "fix",
    "generate",
    "__init__",
    "rehearsal",
    "lsp",
    "cli",
    "__main__",
)

# The same source gives the same answer: only these may look at the machine, the clock or chance.
SHELL = frozenset({"resources", "project", "generate", "rehearsal", "lsp", "cli", "__main__"})
OUTSIDE = frozenset(
    {
        "datetime",
        "os",
        "random",
        "secrets",
        "shutil",
        "socket",
        "subprocess",
        "sys",
        "tempfile",
        "time",
        "urllib",
        "uuid",
    }
)
# What is named here looks at no clock though it imports a module that could; each with its reason.
ALLOWED = {
    "script/agree.py": {"urllib": "`urllib.parse` reads what an address says, and asks nobody"},
    "play/clock.py": {
        "datetime": "the clock of a run counts in it, and begins where it is told; `test_no_clock_is_asked` proves it",
    },
}
ASKS_THE_TIME = frozenset({"now", "today", "utcnow"})
READS_OR_WRITES = frozenset({"input", "open", "print", "write_bytes", "write_text"})

LONGEST = 500

PACKAGE = Path(__file__).resolve().parents[1] / "compiler" / "flowc"
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def room_of(module: str) -> str:
    """The room that a module stands in: its first folder, or its own name at the top of the package."""
    return module.split("/", maxsplit=1)[0].removesuffix(".py")


CORE = [module for module in MODULES if room_of(module) not in SHELL]


def imported(tree: ast.AST, module: str) -> Iterator[str]:
    """The full name of everything a module imports, wherever in it the import stands."""
    package = ["flowc", *module.split("/")[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def imported_rooms(tree: ast.AST, module: str) -> set[str]:
    """The rooms of our own package that a module imports; what the package itself offers counts as `__init__`."""
    ours = [name.split(".") for name in imported(tree, module) if name.split(".", maxsplit=1)[0] == "flowc"]
    return {parts[1] if len(parts) > 1 and parts[1] in ORDER else "__init__" for parts in ours}


def rooms_out_of_order(tree: ast.AST, module: str) -> list[str]:
    """The rooms that a module imports though they come after its own."""
    own = ORDER.index(room_of(module))
    rooms = imported_rooms(tree, module)
    return [room for room in ORDER[own + 1 :] if room in rooms]


def reaches_outside(tree: ast.AST, module: str) -> list[str]:
    """The modules and functions with which a module would look at the machine or change it."""
    imports = {name.split(".", maxsplit=1)[0] for name in imported(tree, module)} & OUTSIDE
    calls = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute))
    } & READS_OR_WRITES
    return sorted(imports | calls)


def tree_of(module: str) -> ast.AST:
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", MODULES)
def test_each_module_stands_in_a_room_of_the_order(module: str) -> None:
    assert room_of(module) in ORDER


@pytest.mark.parametrize("module", MODULES)
def test_a_room_imports_only_rooms_before_it(module: str) -> None:
    assert rooms_out_of_order(tree_of(module), module) == []


@pytest.mark.parametrize("module", CORE)
def test_the_core_does_not_look_outside(module: str) -> None:
    assert sorted(set(reaches_outside(tree_of(module), module)) - set(ALLOWED.get(module, {}))) == []


@pytest.mark.parametrize(("module", "name"), [(module, name) for module, names in ALLOWED.items() for name in names])
def test_an_exception_that_is_no_longer_needed_goes(module: str, name: str) -> None:
    assert name in reaches_outside(tree_of(module), module)


@pytest.mark.parametrize("module", ALLOWED)
def test_no_clock_is_asked(module: str) -> None:
    calls = [node.func for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call)]

    assert [call.attr for call in calls if isinstance(call, ast.Attribute) and call.attr in ASKS_THE_TIME] == []


@pytest.mark.parametrize("module", MODULES)
def test_no_module_holds_two_ideas(module: str) -> None:
    lines = (PACKAGE / module).read_text(encoding="utf-8").count("\n")

    assert lines <= LONGEST


@pytest.mark.parametrize(
    "statement",
    [
        "import flowc.graph",
        "import flowc.graph.flow as flow",
        "from flowc import graph",
        "from flowc.graph.flow import Flow",
        "from .. import graph",
        "from ..graph import Flow",
        "def late():\n    from flowc.graph import Flow",
    ],
)
def test_an_import_is_found_however_it_is_written(statement: str) -> None:
    assert rooms_out_of_order(ast.parse(statement), "syntax/parser.py") == ["graph"]


def test_an_import_from_ones_own_room_or_an_earlier_one_is_in_order() -> None:
    tree = ast.parse("from . import tree\nfrom .tree import Node\nfrom flowc.source import Span\nimport attrs")

    assert rooms_out_of_order(tree, "syntax/parser.py") == []


def test_importing_the_package_as_a_whole_counts_as_importing_what_it_offers() -> None:
    assert rooms_out_of_order(ast.parse("import flowc"), "syntax/parser.py") == ["__init__"]
    assert rooms_out_of_order(ast.parse("from flowc import compile_text"), "graph/flow.py") == ["__init__"]
    assert rooms_out_of_order(ast.parse("from flowc import __version__"), "cli/main.py") == []


def test_a_look_outside_is_found_however_it_is_written() -> None:
    tree = ast.parse("import os.path\nfrom time import time\nopen('x')\npath.write_text('x')\nprint()")

    assert reaches_outside(tree, "graph/flow.py") == ["open", "os", "print", "time", "write_text"]
