"""Finds and reads the sources that a command line names."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from flowc.language import USE

if TYPE_CHECKING:
    from flowc.modules import ModuleReader

STDIN = "-"
SUFFIX = ".flow"


@attrs.frozen
class Input:
    """A text that was read. `path` is None for standard input, `shown` what messages call it."""

    shown: str
    path: Path | None
    text: str


class InputError(Exception):
    """An input that cannot be read; its argument is the whole message."""


def find(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """The files that names stand for, folders searched, each once; and a message for each name that is none."""
    found: dict[str, None] = {}
    problems: list[str] = []
    for name in names:
        if name != STDIN and Path(name).is_dir():
            inside = _flows_below(name)
            if not inside:
                problems.append(f"{name}: no {SUFFIX} file in this folder")
            found.update(dict.fromkeys(inside))
        else:
            found[name] = None
    return list(found), problems


def _flows_below(folder: str) -> list[str]:
    """The flows in a folder and the folders in it; hidden ones are left out."""
    found = []
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [os.path.join(parent, name) for name in files if name.endswith(SUFFIX)]  # noqa: PTH118 - as typed
    return sorted(found)


def read(name: str) -> Input:
    """The text of a file, or of standard input. Raises InputError."""
    if name == STDIN:
        return Input("<stdin>", None, _decode("<stdin>", sys.stdin.buffer.read()))
    path = Path(name)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{name}: no such file") from None
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or error}") from None
    except ValueError as error:
        raise InputError(f"{name!r}: {error}") from None
    return Input(name, path, _decode(name, content))


def _decode(shown: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = content[error.start]
        raise InputError(f"{shown}: not UTF-8: byte 0x{byte:02x} at offset {error.start}") from None


def modules_of(source: Input) -> ModuleReader | None:
    """What reads the modules that a source uses, where it may use any."""
    if USE not in source.text:
        return None
    from flowc.project import DiskModules  # noqa: PLC0415 - few flows use a module, and start-up is felt

    return DiskModules(source.path)


def offsets_beside(source: Input) -> dict[str, tuple[int, int]]:
    """The places on Studio's canvas that stand in the layout file beside a source. Raises InputError."""
    if source.path is None:
        return {}
    from flowc.backends.studio.offsets import SUFFIX as LAYOUT  # noqa: PLC0415 - a check needs no backend
    from flowc.backends.studio.offsets import OffsetsError, read_offsets  # noqa: PLC0415 - as above

    path = source.path.with_suffix(LAYOUT)
    if not path.is_file():
        return {}
    beside = read(str(path))
    try:
        return read_offsets(beside.text)
    except OffsetsError as error:
        raise InputError(f"{beside.shown}: {error}") from None
