"""Reads modules from disk, and none that lies outside of the project."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

from flowc.diagnostics.suggest import suggestion
from flowc.modules.reader import WITHOUT_NEIGHBOURS, ModuleError, Place

# A folder with one of these is the root of a project; the innermost counts.
MARKERS = ("flowc.toml", "pyproject.toml", ".git")


def project_root(folder: Path) -> Path:
    """The folder that a project begins in: the nearest one upwards with a marker, or else the folder itself."""
    real = Path(os.path.realpath(folder))
    return next((one for one in (real, *real.parents) if any((one / marker).exists() for marker in MARKERS)), real)


class DiskModules:
    """The files of the project that a file belongs to; for a text without a file, of that around the current folder.

    A path in `use` begins at the folder of the file that uses it.
    """

    def __init__(self, path: Path | None) -> None:
        self.folder = path.parent if path is not None else Path()

    @cached_property
    def root(self) -> Path:
        """The folder that the project begins in."""
        return project_root(self.folder)

    def locate(self, importer: str, path: str) -> Place:
        """The file at a path. Raises ModuleError where it lies outside of the root, links followed."""
        if "\0" in path or not path:
            raise ModuleError("not a path")
        if Path(path).is_absolute() or "\\" in path:
            raise ModuleError("a path begins at the folder of this file", f"write it as `./{Path(path).name}`")
        # A text without a file is shown as `<stdin>`, and stands in the current folder.
        shown = os.path.normpath(Path(importer).parent / path)
        real = Path(os.path.realpath(shown))
        if not real.is_relative_to(self.root):
            raise ModuleError(
                f"outside of the project, which begins at `{self.root.name}`",
                f"a file `{MARKERS[0]}` in a folder further up makes that the root",
            )
        return Place(str(real), Path(shown).as_posix())

    def read(self, place: Place) -> str:
        """The text of a file. Raises ModuleError where it cannot be read."""
        path = Path(place.key)
        try:
            return path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            raise ModuleError("no such file", _neighbour(path)) from None
        except UnicodeDecodeError as error:
            raise ModuleError(f"not UTF-8: byte 0x{error.object[error.start]:02x}") from None
        except OSError as error:
            raise ModuleError((error.strerror or str(error)).lower()) from None


def _neighbour(path: Path) -> str:
    """What to write instead of a file that is not there."""
    try:
        names = sorted(one.name for one in path.parent.glob("*.flow"))
    except OSError:
        names = []
    return suggestion(path.name, names, "flows in that folder") or WITHOUT_NEIGHBOURS
