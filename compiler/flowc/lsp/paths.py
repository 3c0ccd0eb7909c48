"""Which address an editor knows a file by, and by which path findings call it."""

from __future__ import annotations

import os
from pathlib import Path

from pygls.uris import from_fs_path, to_fs_path

from flowc.resources import stdlib_root

_STDLIB = "stdlib/"


def path_of(uri: str) -> str:
    """The path of an address; of one that is no file, such as `untitled:Untitled-1`, the address without its kind."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    if path is None:
        return uri.partition(":")[2].lstrip("/") or uri
    inside = _within_library(path)
    return inside if inside is not None else os.path.normpath(path)


def uri_of(path: str) -> str:
    """The address of a file that findings call by a path."""
    return from_fs_path(str(file_of(path))) or path


def file_of(path: str) -> Path:
    """Where a file lies that findings call by a path: those of the library are called by a short one."""
    if path.startswith(_STDLIB):
        return stdlib_root() / path.removeprefix(_STDLIB)
    return Path(path)


def is_of_library(path: str) -> bool:
    """Whether a file belongs to the standard library, which no edit may change."""
    return path.startswith(_STDLIB)


def _within_library(path: str) -> str | None:
    root = os.path.realpath(stdlib_root())
    real = os.path.realpath(path)
    if real.startswith(root + os.sep):
        return _STDLIB + Path(real).relative_to(root).as_posix()
    return None
