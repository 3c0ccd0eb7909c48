"""Finds the grammar and the standard library: inside an installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def grammar_text() -> str:
    """The grammar of the language, as Lark reads it."""
    return (_folder("grammar") / "flow.lark").read_text(encoding="utf-8")


def stdlib_root() -> Path:
    """The folder of the standard library, which holds `widgets/` and `std/`."""
    return _folder("stdlib")


def _folder(name: str) -> Path:
    """A folder that wheels carry inside the package and checkouts keep at their top."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / name
