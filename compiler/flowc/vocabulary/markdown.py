"""Writes parts of Markdown pages that are made of declarations."""

from __future__ import annotations

from collections.abc import Iterable


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table with a line end behind it."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines) + "\n"


def flowing(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def _cell(text: str) -> str:
    return flowing(text).replace("|", "\\|")
