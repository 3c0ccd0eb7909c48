"""Flows for the tests of names, and what each name in them stands for."""

from __future__ import annotations

from flowc.source import Source
from flowc.symbols import Index, Symbol, read_symbols
from flowc.syntax import parse
from flowc.vocabulary import standard_vocabulary


def index(files: dict[str, str] | str, imports: dict[str, dict[str, str]] | None = None) -> Index:
    """The names of some texts by their paths; of one text, of a file `a`."""
    texts = {"a": files} if isinstance(files, str) else files
    found = {}
    for path, text in texts.items():
        source = Source(path, text)
        found[path] = read_symbols(source, parse(source).file, standard_vocabulary())
    return Index(found, imports or {})


def meanings(index: Index, path: str = "a") -> list[str]:
    """Each name that a file uses, as `role name@line -> kind name@path:line`; in the library, without the line."""
    found = []
    for one in index.files[path].references:
        symbol = index.resolve(path, one)
        where = "?" if symbol is None else f"{symbol.kind.value} {symbol.name}@{_place(symbol)}"
        found.append(f"{one.role.value} {one.place.text}@{one.place.line} -> {where}")
    return found


def _place(symbol: Symbol) -> str:
    path = symbol.place.source.path
    name = path.removeprefix("stdlib/widgets/").removesuffix(".flow")
    return f"{path}:{symbol.place.line}" if name == path else name
