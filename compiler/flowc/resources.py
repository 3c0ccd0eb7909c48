"""Finds the grammar, the standard library and the runtime: inside an installed package, or beside it in a checkout."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def grammar_root() -> Path:
    """The folder of the grammar and of what is generated from it."""
    return _folder("grammar")


def grammar_text() -> str:
    """The grammar of the language, as Lark reads it."""
    return (grammar_root() / "flow.lark").read_text(encoding="utf-8")


def grammar_tables_text() -> str | None:
    """What `flowc.generate` made of the grammar, where it is there."""
    return _text_if_there(grammar_root() / "tables.json")


def stdlib_root() -> Path:
    """The folder of the standard library, which holds `widgets/` and `std/`."""
    return _folder("stdlib")


def widget_declarations(library: Path | None = None) -> list[tuple[str, str]]:
    """The files of a library that declare widgets: what each is called in messages, and its text."""
    folder = (library or stdlib_root()) / "widgets"
    names = sorted(name for name in os.listdir(folder) if name.endswith(".flow"))  # noqa: PTH208 - twice as fast
    return [(f"stdlib/widgets/{name}", (folder / name).read_text(encoding="utf-8")) for name in names]


def module_names() -> list[str]:
    """The modules of the standard library, as `use std.NAME` writes them, without the `std.`."""
    folder = stdlib_root() / "std"
    return sorted(path.stem for path in folder.glob("*.flow"))


def module_text(name: str) -> str | None:
    """The text of a module of the standard library; None where there is none of the name."""
    if name not in module_names():
        return None
    return (stdlib_root() / "std" / f"{name}.flow").read_text(encoding="utf-8")


def voices_text() -> str:
    """The table of the voices, as TOML."""
    return (stdlib_root() / "voices.toml").read_text(encoding="utf-8")


def stored_voices_text() -> str | None:
    """What `flowc.generate` made of that table, where it is there."""
    return _text_if_there(stdlib_root() / "voices.json")


def stored_vocabulary_text() -> str | None:
    """What `flowc.generate` made of these files, where it is there."""
    return _text_if_there(stdlib_root() / "vocabulary.json")


def verb_templates() -> dict[str, str]:
    """What each widget type is in TwiML: the templates of the TwiML target, by type."""
    found = {path.stem: path.read_text(encoding="utf-8") for path in (stdlib_root() / "twiml").glob("*.xml")}
    return dict(sorted(found.items()))


def twiml_text() -> str:
    """The table of TwiML: its elements, attributes and values, as JSON."""
    return (stdlib_root() / "twiml.json").read_text(encoding="utf-8")


def bundle_texts() -> dict[str, str]:
    """The files of a bundle that are nearly the same for each flow, by their names in `stdlib/bundle`.

    Installers compile the modules among them, and leave a folder of bytecode there.
    """
    found = sorted(path for path in (stdlib_root() / "bundle").iterdir() if path.is_file())
    return {path.name: path.read_text(encoding="utf-8") for path in found}


def runtime_texts() -> dict[str, str]:
    """The files of the runtime that a bundle gets, by their paths in it; bytecode is left out."""
    root = _folder("runtime")
    found = sorted(path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in found}


def runtime_steps() -> frozenset[str]:
    """The names of the modules in which the runtime has a step."""
    return frozenset(path.stem for path in (_folder("runtime") / "steps").glob("*.py")) - {"__init__"}


def runtime_parent() -> Path:
    """The folder from which the package `runtime` can be imported."""
    return _folder("runtime").parent


def stand_in_parent() -> Path:
    """The folder of the package `twilio`, the stand-in for Twilio, which calls itself `tests.twilio`."""
    return _folder("tests")


def _text_if_there(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def page_text(code: str) -> str:
    """The page of a diagnostic code that no rule of the graph reports."""
    return (_PACKAGE / "diagnostics" / "pages" / f"{code}.md").read_text(encoding="utf-8")


def _folder(name: str) -> Path:
    """A folder that wheels carry inside the package, by hatch_build.py, and checkouts keep at their top."""
    inside = _PACKAGE / "shipped" / name
    return inside if inside.is_dir() else _CHECKOUT / name
