"""Reads the modules that a flow uses: as they stand in the editor where they are open, else from disk."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from flowc.lsp.documents import Document
from flowc.modules.reader import Place
from flowc.project import DiskModules


class OpenModules:
    """The modules of a project. What it has read is kept in `seen`: the path of each file, and its text."""

    def __init__(self, path: str, opened: Mapping[str, Document]) -> None:
        self.disk = DiskModules(Path(path) if Path(path).is_absolute() else None)
        self.opened = opened
        self.seen: dict[str, str | None] = {}

    def locate(self, importer: str, path: str) -> Place:
        """The file at a path. Raises ModuleError where it lies outside of the project."""
        return self.disk.locate(importer, path)

    def read(self, place: Place) -> str:
        """The text of a file. Raises ModuleError where it cannot be read."""
        document = self.opened.get(place.key)
        if document is not None:
            self.seen[place.key] = document.text
            return document.text
        self.seen[place.key] = None
        text = self.disk.read(place)
        self.seen[place.key] = text
        return text


def real(path: str) -> str:
    """The path of a file with all links followed, by which a module is known."""
    return os.path.realpath(path)
