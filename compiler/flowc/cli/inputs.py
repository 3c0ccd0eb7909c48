"""Finds and reads the sources that a command line names."""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from flowc.language import USE

if TYPE_CHECKING:
    from flowc.modules import ModuleReader
    from flowc.settings import ProjectSettings

STDIN = "-"
FLOW = ".flow"
DEFINITION = ".json"
# What this compiler itself writes beside definitions.
NO_DEFINITIONS = (".layout.json", ".map.json")

# How texts begin that Windows PowerShell writes with `>`.
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# No flow begins like this, and every JSON text that Twilio gives out does.
_JSON = re.compile(r'\ufeff?\s*(?:\{\s*["}]|\[\s*[{\]])')


@attrs.frozen
class Input:
    """A text that was read. `path` is None for standard input, `shown` what messages call it."""

    shown: str
    path: Path | None
    text: str


class InputError(Exception):
    """An input that cannot be read; its argument is the whole message."""


def find(names: Iterable[str], suffix: str = FLOW, but: tuple[str, ...] = ()) -> tuple[list[str], list[str]]:
    """The files that names stand for, folders searched, each once; and a message for each name that is none.

    In a folder those with the suffix are taken, `but` those with one of these.
    """
    found: dict[str, None] = {}
    problems: list[str] = []
    for name in names:
        if name != STDIN and Path(name).is_dir():
            inside = _files_below(name, suffix, but)
            if not inside:
                problems.append(f"{name}: no {suffix} file in this folder")
            found.update(dict.fromkeys(inside))
        else:
            found[name] = None
    return list(found), problems


def _files_below(folder: str, suffix: str, but: tuple[str, ...]) -> list[str]:
    """The files with a suffix in a folder and the folders in it; hidden ones are left out."""
    found = []
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        wanted = (name for name in files if name.endswith(suffix) and not name.endswith(but))
        found += [os.path.join(parent, name) for name in wanted]  # noqa: PTH118 - as typed
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


def read_flow(name: str) -> Input:
    """The text of a flow. Raises InputError, also where it is a definition, which gives nothing but syntax errors."""
    found = read(name)
    if is_json(found):
        raise InputError(f"{found.shown}: this is JSON, not a flow; to write the flow of it: flowc decompile {name}")
    return found


def is_json(source: Input) -> bool:
    """Whether a text is one of JSON, by its name or by how it begins, and no flow."""
    named = source.path is not None and source.path.suffix.lower() == DEFINITION
    return named or _JSON.match(source.text) is not None


def read_each(names: Iterable[str], problems: list[str], reader: Callable[[str], Input] = read_flow) -> Iterator[Input]:
    """The texts of files, each read when it is its turn; what cannot be read is added to the problems."""
    for name in names:
        try:
            found = reader(name)
        except InputError as error:
            problems.append(str(error))
        else:
            yield found


def _decode(shown: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = content[error.start]
        cure = "; it looks like UTF-16: save it as UTF-8" if content.startswith(_UTF_16) else ""
        raise InputError(f"{shown}: not UTF-8: byte 0x{byte:02x} at offset {error.start}{cure}") from None


def modules_of(source: Input, project: ProjectSettings | None = None) -> ModuleReader | None:
    """What reads the modules that a source uses, and its subflows, where it may use any."""
    if USE not in source.text and not (project is not None and project.subflows):
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
