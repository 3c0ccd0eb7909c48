"""The flows of an editor's window: which are open, what is found in them, and what their names stand for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from flowc.collector import paused_collector
from flowc.live import LiveFlow
from flowc.lsp.documents import Change, Document, changed
from flowc.lsp.paths import file_of, path_of
from flowc.lsp.positions import Positions
from flowc.lsp.reader import OpenModules, real
from flowc.lsp.settings import SettingsFiles
from flowc.modules.reader import ModuleError
from flowc.modules.uses import Use
from flowc.resources import module_text
from flowc.source import Source
from flowc.symbols import FileSymbols, Index, read_symbols
from flowc.symbols.kept import KeptSymbols
from flowc.syntax import Parsed, parse
from flowc.vocabulary import Vocabulary, standard_vocabulary

FLOW = ".flow"
# No person has more flows in one window; a folder that holds more is not one of flows.
_MOST_FILES = 2_000


@attrs.frozen
class Wishes:
    """What an editor may ask for at its start: warnings as errors, and hints as well."""

    strict: bool = False
    hints: bool = False


class Workspace:
    """The state of a server."""

    def __init__(self) -> None:
        self.positions = Positions()
        self.wishes = Wishes()
        self.folders: dict[str, Path] = {}
        self.settings = SettingsFiles()
        self._documents: dict[str, Document] = {}
        self._parsed: dict[str, tuple[Source, Parsed]] = {}
        self._symbols: dict[str, FileSymbols] = {}
        self._live: dict[str, LiveFlow] = {}
        self._names: dict[str, FileSymbols] = {}
        self._kept: dict[str, KeptSymbols] = {}

    @property
    def vocabulary(self) -> Vocabulary:
        """Twilio's widgets."""
        return standard_vocabulary()

    @property
    def documents(self) -> list[Document]:
        """The open documents, in the order of their opening."""
        return list(self._documents.values())

    def document(self, path: str) -> Document | None:
        """The open document that findings call by a path."""
        return next((one for one in self._documents.values() if one.path == path), None)

    def open(self, uri: str, version: int, text: str) -> Document:
        """Takes a document over from the disk; what the editor says of it counts from now on."""
        path = path_of(uri)
        document = Document(uri, path, version, Source(path, text))
        self._documents[uri] = document
        return document

    def change(self, uri: str, version: int, changes: Sequence[Change]) -> Document | None:
        """Changes an open document."""
        document = self._documents.get(uri)
        if document is None:
            return None
        document = changed(document, version, changes, self.positions)
        self._documents[uri] = document
        return document

    def close(self, uri: str) -> None:
        """Gives a document back to the disk."""
        document = self._documents.pop(uri, None)
        if document is not None:
            self._forget(document.path)
            self._live.pop(uri, None)

    def _forget(self, path: str) -> None:
        self._parsed.pop(path, None)
        self._symbols.pop(path, None)
        self._names.pop(path, None)
        self._kept.pop(path, None)

    def live(self, document: Document) -> LiveFlow:
        """What reads a document as it changes."""
        return self._live.setdefault(document.uri, LiveFlow(document.path))

    def source(self, path: str) -> Source | None:
        """The text of a file: as it stands in the editor, else on disk; None where it cannot be read."""
        document = self.document(path)
        if document is not None:
            return document.source
        try:
            text = file_of(path).read_bytes().decode("utf-8")
        except (OSError, ValueError):
            return None
        known = self._parsed.get(path)
        return known[0] if known is not None and known[0].text == text else Source(path, text)

    def parsed(self, path: str) -> Parsed | None:
        """The tree of a file; None where it cannot be read."""
        source = self.source(path)
        if source is None:
            return None
        known = self._parsed.get(path)
        if known is None or known[0] is not source:
            known = (source, parse(source))
            self._parsed[path] = known
        return known[1]

    def symbols(self, path: str) -> FileSymbols | None:
        """The names of a file; None where it cannot be read."""
        parsed = self.parsed(path)
        if parsed is None:
            self._symbols.pop(path, None)
            return None
        known = self._symbols.get(path)
        if known is None or known.file is not parsed.file:
            known = read_symbols(self._parsed[path][0], parsed.file, self.vocabulary)
            self._symbols[path] = known
        return known

    def by_real_path(self) -> Mapping[str, Document]:
        """The open documents by the paths that modules are known by."""
        return {real(str(file_of(one.path))): one for one in self._documents.values()}

    def names(self, path: str) -> Index:
        """The names of a file and of all that it uses, read where the file has changed.

        Where they stand in the file itself is not known: places are those of the live source.
        """
        document = self.document(path)
        live = self.live(document) if document is not None else None
        tree = live.tree(document.text) if document is not None and live is not None else None
        if tree is None:
            return self.index(path)
        known = self._names.get(path)
        if known is None or known.file is not tree[1]:
            with paused_collector():
                kept = self._kept.setdefault(path, KeptSymbols())
                known = self._names[path] = read_symbols(*tree, self.vocabulary, kept)
        return self._index([path], {path: known})

    def index(self, path: str, *, everywhere: bool = False) -> Index:
        """The names of a file and of all that it uses; `everywhere`, of every flow in the window."""
        return self._index([path, *(self.flows() if everywhere else ())], {})

    def _index(self, queue: list[str], given: Mapping[str, FileSymbols]) -> Index:
        files: dict[str, FileSymbols] = {}
        imports: dict[str, dict[str, str]] = {}
        while queue:
            current = queue.pop()
            found = (given.get(current) or self.symbols(current)) if current not in files else None
            if found is None:
                continue
            files[current] = found
            imports[current] = self._imports(found)
            queue += imports[current].values()
        return Index(files, imports)

    def _imports(self, file: FileSymbols) -> dict[str, str]:
        """The paths of the modules of a file, by the names that it gives them."""
        if not file.uses:
            return {}
        reader = OpenModules(file.source.path, {})
        located = ((use.alias, self._locate(file.source.path, use, reader)) for use in file.uses)
        return {alias: path for alias, path in located if path is not None}

    def _locate(self, importer: str, use: Use, reader: OpenModules) -> str | None:
        if use.is_std:
            return f"stdlib/std/{use.path}.flow" if module_text(use.path) is not None else None
        try:
            return reader.locate(importer, use.path).shown
        except ModuleError:
            return None

    def module_path(self, importer: str, use: Use) -> str | None:
        """The path of the file that a `use` names; None where there is none."""
        return self._locate(importer, use, OpenModules(importer, {}))

    def flows(self) -> Iterator[str]:
        """The flows that are open or lie in the folders of the window, hidden folders left out."""
        found = dict.fromkeys(one.path for one in self._documents.values())
        for folder in self.folders.values():
            for parent, folders, files in os.walk(folder):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                found.update(dict.fromkeys(str(Path(parent, name)) for name in sorted(files) if name.endswith(FLOW)))
                if len(found) > _MOST_FILES:
                    break
        yield from found
