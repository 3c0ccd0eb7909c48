"""Where the texts of modules come from: an interface, so that the core reads no file."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Protocol

import attrs

from flowc.diagnostics.suggest import suggestion

WITHOUT_NEIGHBOURS = "write its path from the folder of this file"


@attrs.frozen
class Place:
    """A module that was found: `key` is the same for the same file, `shown` what messages call it."""

    key: str
    shown: str


class ModuleError(Exception):
    """A module that cannot be had: the reason in words, and what to do."""

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


class ModuleReader(Protocol):
    """Finds and reads the files that `use "path"` names."""

    def locate(self, importer: str, path: str) -> Place:
        """The file that `path` names in the file shown as `importer`. Raises ModuleError."""

    def read(self, place: Place) -> str:
        """The text of a file that was located. Raises ModuleError."""


@attrs.frozen
class MemoryModules:
    """Modules that are given as texts by their paths: for tests and for texts that no file holds."""

    texts: Mapping[str, str] = attrs.field(factory=dict)

    def locate(self, importer: str, path: str) -> Place:
        """The text at a path beside the importer's. Raises ModuleError where it leads out of the root."""
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(importer), path))
        if f"{joined}/".startswith(("../", "/")):
            raise ModuleError("outside of the project", "a module stands below the project's root")
        return Place(joined, joined)

    def read(self, place: Place) -> str:
        """The text. Raises ModuleError where there is none."""
        if place.key not in self.texts:
            raise ModuleError("no such file", suggestion(place.key, self.texts, "modules") or WITHOUT_NEIGHBOURS)
        return self.texts[place.key]
