"""Names in a bundle: of documents, of the classes of steps, of files, and paths in expressions."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NOT_IN_FILES = re.compile(r"[^A-Za-z0-9_-]+")
# Jinja2 looks for an attribute of a mapping before it looks for its key.
_OF_MAPPINGS = frozenset(dir(dict))


def class_name(type_: str) -> str:
    """The name of the class of a type: `SayPlay` for `say-play`."""
    return "".join(part[:1].upper() + part[1:] for part in type_.split("-"))


def module_name(type_: str) -> str:
    """The name of the module of a type: `say_play` for `say-play`."""
    return type_.replace("-", "_")


def argument_name(property_: str) -> str:
    """The name under which a class takes a property; Python's own words get a `_` behind them."""
    return f"{property_}_" if keyword.iskeyword(property_) else property_


def file_stem(path: str) -> str:
    """The name of a source without its folders and its ending; it is the same on every machine."""
    return base_name(path).removesuffix(".flow").strip("<>") or "flow"


def base_name(path: str) -> str:
    """The name of a source without its folders."""
    return re.split(r"[\\/]", path)[-1]


def document_names(names: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """The files of documents by the names they are called after.

    None is called as another one or as one that is `taken`, on no file system.
    """
    used = {name.lower() for name in taken}
    found: dict[str, str] = {}
    for name in names:
        stem = _NOT_IN_FILES.sub("_", name)
        number, file = 1, f"{stem}.xml"
        while file.lower() in used:
            number += 1
            file = f"{stem}.{number}.xml"
        used.add(file.lower())
        found[name] = file
    return found


def variable_names(stems: Iterable[str]) -> list[str]:
    """Names of Python for files, in their order: each once, none that `flow.py` has already."""
    used = {"flow", "When"}
    found: list[str] = []
    for stem in stems:
        base = re.sub(r"[^a-z0-9]+", "_", stem.lower()).strip("_") or "nested"
        base = f"{base}_" if keyword.iskeyword(base) else f"nested_{base}" if base[0].isdigit() else base
        name, number = base, 1
        while name in used:
            number += 1
            name = f"{base}_{number}"
        used.add(name)
        found.append(name)
    return found


def member(of: str, name: str) -> str:
    """A Jinja2 expression for a member of a mapping: `steps.greeting`, or `steps["two words"]`."""
    if _IDENTIFIER.fullmatch(name) and name not in _OF_MAPPINGS:
        return f"{of}.{name}"
    escaped = name.encode("unicode_escape").decode("ascii").replace('"', '\\"')
    return f'{of}["{escaped}"]'
