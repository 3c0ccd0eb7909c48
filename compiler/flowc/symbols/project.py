"""The names of a flow and of all modules that it uses, as a tool asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowc.collector import paused_collector
from flowc.modules import Import, Modules, load_modules
from flowc.source import Source
from flowc.symbols.index import Index
from flowc.symbols.read import read_symbols
from flowc.syntax import parse
from flowc.vocabulary import Vocabulary, standard_vocabulary

if TYPE_CHECKING:
    from flowc.modules import ModuleReader


def symbols_of(
    text: str,
    path: str = "<text>",
    *,
    vocabulary: Vocabulary | None = None,
    modules: ModuleReader | None = None,
) -> Index:
    """What the names in a flow and in its modules stand for, also where the text has mistakes.

    `index.files[path]` has the names of the flow itself; `modules` reads the files that it uses, without
    which only those of the standard library are known.
    """
    with paused_collector():
        known = vocabulary or standard_vocabulary()
        source = Source(path, text)
        loaded = load_modules(source, parse(source).file, modules)
        every = [loaded.main, *loaded.used.values()]
        files = {one.source.path: read_symbols(one.source, one.file, known) for one in every}
        imports = {one.source.path: _paths(one.imports, loaded) for one in every}
        return Index(files, imports)


def _paths(imports: tuple[Import, ...], loaded: Modules) -> dict[str, str]:
    """The paths of the modules that could be read, by the names that a file gives them."""
    return {one.alias: loaded.used[one.key].source.path for one in imports if one.key is not None}
