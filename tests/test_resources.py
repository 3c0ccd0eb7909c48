"""Where the grammar and the standard library are found."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from flowc import resources

CHECKOUT = Path(__file__).resolve().parents[1]


def copied_to(package: Path) -> ModuleType:
    """The module `resources`, as it behaves in a package that lies elsewhere."""
    package.mkdir(parents=True, exist_ok=True)
    copy = package / "resources.py"
    copy.write_text(Path(resources.__file__).read_text(encoding="utf-8"), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("resources_elsewhere", copy)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_resources(folder: Path, grammar: str) -> None:
    (folder / "grammar").mkdir(parents=True)
    (folder / "grammar" / "flow.lark").write_text(grammar, encoding="utf-8")
    (folder / "stdlib" / "widgets").mkdir(parents=True)


def test_an_installed_package_carries_its_resources_inside(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "flowc"
    write_resources(package / "shipped", "inside")

    module = copied_to(package)

    assert module.grammar_text() == "inside"
    assert module.stdlib_root() == package / "shipped" / "stdlib"


def test_a_checkout_keeps_its_resources_at_the_top(tmp_path: Path) -> None:
    write_resources(tmp_path, "beside")

    module = copied_to(tmp_path / "compiler" / "flowc")

    assert module.grammar_text() == "beside"
    assert module.stdlib_root() == tmp_path / "stdlib"


def test_what_is_inside_the_package_goes_before_what_lies_two_folders_up(tmp_path: Path) -> None:
    write_resources(tmp_path, "somebody else's")
    package = tmp_path / "lib" / "flowc"
    write_resources(package / "shipped", "ours")

    module = copied_to(package)

    assert module.grammar_text() == "ours"
    assert module.stdlib_root() == package / "shipped" / "stdlib"


def test_a_grammar_is_read_as_utf_8(tmp_path: Path) -> None:
    write_resources(tmp_path, "# → ü")

    assert copied_to(tmp_path / "compiler" / "flowc").grammar_text() == "# → ü"


def test_an_installation_without_a_grammar_says_which_file_it_misses(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"flow\.lark"):
        copied_to(tmp_path / "compiler" / "flowc").grammar_text()


def test_the_grammar_of_this_checkout_is_the_one_in_its_grammar_folder() -> None:
    assert resources.grammar_text() == (CHECKOUT / "grammar" / "flow.lark").read_text(encoding="utf-8")


def test_a_package_carries_the_runtime_and_what_is_written_beside_it(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "flowc"
    write_resources(package / "shipped", "inside")
    for path in ("runtime/steps/say_play.py", "runtime/steps/__init__.py", "runtime/flow.py", "stdlib/bundle/app.py"):
        (package / "shipped" / path).parent.mkdir(parents=True, exist_ok=True)
        (package / "shipped" / path).write_text(path, encoding="utf-8")
    (package / "shipped" / "runtime" / "__pycache__").mkdir()
    (package / "shipped" / "runtime" / "__pycache__" / "flow.cpython-313.pyc").write_bytes(b"\0\xff")

    (package / "shipped" / "stdlib" / "bundle" / "__pycache__").mkdir()

    module = copied_to(package)

    assert list(module.runtime_texts()) == ["flow.py", "steps/__init__.py", "steps/say_play.py"]
    assert module.runtime_steps() == {"say_play"}
    assert module.bundle_texts() == {"app.py": "stdlib/bundle/app.py"}


def test_templates_are_found_by_their_types() -> None:
    templates = resources.verb_templates()

    assert list(templates) == sorted(templates)
    assert "<Gather " in templates["gather-input-on-call"]
    assert '"Gather"' in resources.twiml_text()


def test_the_standard_library_declares_widgets() -> None:
    assert list((resources.stdlib_root() / "widgets").glob("*.flow"))
