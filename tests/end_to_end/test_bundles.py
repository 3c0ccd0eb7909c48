"""Bundles of the examples: what is written of them, and that tools of Python have nothing to say of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.backends.twiml.bundle_of import environment
from tests.examples import EXAMPLES, values_of

from flowc import compile_bundle
from flowc.modules import ModuleReader
from flowc.project import DiskModules
from flowc.settings.from_toml import read_settings
from flowc.source import Source

PROJECT = Path(__file__).resolve().parents[2]
SHOWN = ("feedback", "ivr-menu", "support-line", "order-status", "order-line", "voice-assistant", "sms-survey")
EVERY_VERB = PROJECT / "tests" / "end_to_end" / "every-verb.flow"
# The files that are written of a flow, and not the same for all of them.
OWN = ("flow.py", "twiml/")


SETTINGS, _ = read_settings(
    Source("examples/flowc.toml", (PROJECT / "examples" / "flowc.toml").read_text(encoding="utf-8"))
)


def modules(path: Path) -> ModuleReader:
    return DiskModules(path)


def bundle(path: Path) -> dict[str, str]:
    """The bundle of a flow without an error."""
    text = path.read_text(encoding="utf-8")
    compiled = compile_bundle(
        text, f"examples/{path.name}", values=values_of(path), modules=modules(path), settings=SETTINGS
    )
    assert compiled.files is not None, [(one.code, one.message, one.span.line) for one in compiled.diagnostics]
    return dict(compiled.files)


def written(folder: Path, files: dict[str, str]) -> Path:
    """The folder into which files were written."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bundles of all examples that compile, and of the flow with every verb."""
    folder = tmp_path_factory.mktemp("bundles")
    for path in [*EXAMPLES, EVERY_VERB]:
        written(folder / path.stem, bundle(path))
    return folder


def run(folder: Path, *command: str) -> str:
    """What a command of Python prints that has nothing of the compiler on its path; it ends well."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    found = subprocess.run(
        [sys.executable, *command], cwd=folder, env=kept, capture_output=True, text=True, timeout=300, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr
    return found.stdout


@pytest.mark.parametrize(
    "path", [*(FILE for FILE in EXAMPLES if FILE.stem in SHOWN), EVERY_VERB], ids=lambda path: path.stem
)
def test_what_is_written_of_an_example_is_its_golden(path: Path, golden: Callable[[Path, str], None]) -> None:
    files = bundle(path)

    folder = Path("tests/end_to_end/golden/bundles") / path.stem
    own = {name: text for name, text in files.items() if name.startswith(OWN)}
    for name, text in own.items():
        golden(folder / name, text)
    there = {one.relative_to(PROJECT / folder).as_posix() for one in (PROJECT / folder).rglob("*") if one.is_file()}
    assert there == set(own)


def test_the_flow_with_every_verb_has_all_that_the_target_has() -> None:
    text = bundle(EVERY_VERB)["flow.py"]
    imports = text[: text.index("flow = ")]

    classes = (PROJECT / "runtime" / "steps" / "__init__.py").read_text(encoding="utf-8")
    exported = json.loads("[" + classes.split("__all__ = [")[1].split("]")[0].strip().rstrip(",") + "]")
    # A subflow lives elsewhere only where settings say so; `tests/cli/test_subflows.py` has one.
    assert [name for name in exported if name not in imports] == ["RunSubflowElsewhere"]


def test_ruff_would_write_the_modules_as_they_are(bundles: Path) -> None:
    run(bundles, "-m", "ruff", "format", "--isolated", "--line-length", "120", "--no-cache", "--check", ".")


def test_ruff_finds_nothing_in_the_modules(bundles: Path) -> None:
    rules = ("--select", "E,F,W,I,B,UP,C4,SIM")

    run(bundles, "-m", "ruff", "check", "--isolated", "--line-length", "120", "--no-cache", *rules, ".")


def test_the_types_of_flows_and_of_the_runtime_below_them_are_sound(bundles: Path) -> None:
    folder = bundles / EVERY_VERB.stem
    shutil.copy(bundles / "feedback" / "flow.py", folder / "feedback.py")

    run(folder, "-m", "mypy", "--strict", "--cache-dir", os.devnull, "flow.py", "feedback.py", "runtime")


def test_the_bundles_are_loaded_without_a_warning_and_without_the_compiler(bundles: Path) -> None:
    """One process loads them all over the runtime of one: it is the same in each."""
    program = (
        "import sys, pathlib, runpy; sys.modules['flowc'] = None; sys.path.insert(0, '.')\n"
        "from runtime.documents import Documents\n"
        "from runtime.document_check import check_documents\n"
        "for folder in sorted(pathlib.Path('..').iterdir()):\n"
        "    flow = runpy.run_path(str(folder / 'flow.py'))['flow']\n"
        "    flow.check(); check_documents(flow, Documents(folder / 'twiml')); print(folder.name, len(list(flow)) > 0)"
    )
    loaded = run(bundles / EVERY_VERB.stem, "-W", "error", "-c", program)

    assert loaded.split("\n") == [*(f"{folder.name} True" for folder in sorted(bundles.iterdir())), ""]


def test_every_document_of_a_bundle_is_a_template(bundles: Path) -> None:
    for folder in sorted(bundles.iterdir()):
        documents = [path for path in (folder / "twiml").rglob("*") if path.is_file()]
        files = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in documents}
        for name in files:
            environment(files).get_template(name.removeprefix("twiml/"))
