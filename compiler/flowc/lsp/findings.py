"""What is found in all open documents, checked again only where something has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from flowc.diagnostics import Diagnostic
from flowc.language import TESTS_SUFFIX, USE
from flowc.live import LiveGraph
from flowc.lsp.documents import Document
from flowc.lsp.reader import OpenModules
from flowc.lsp.settings import Settled
from flowc.lsp.workspace import Workspace
from flowc.script.check import file_problems
from flowc.source import Source


@attrs.frozen(eq=False)
class Found:
    """What one check found, in which text, under which settings, the modules that it read, and the graph."""

    source: Source
    settled: Settled
    read: Mapping[str, str | None]
    diagnostics: tuple[Diagnostic, ...]
    graph: LiveGraph | None = None


class Findings:
    """The findings of a window: for every file those that `flowc check` prints of the open documents."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._found: dict[str, Found] = {}

    def of(self, document: Document) -> tuple[Diagnostic, ...]:
        """All that `flowc check` finds in a document, as it stands in the editor."""
        return self._current(document).diagnostics

    def graph(self, document: Document) -> LiveGraph | None:
        """The graph of a document, as far as it can be read; it holds until the document changes."""
        return self._current(document).graph

    def _current(self, document: Document) -> Found:
        settled = self.workspace.settings.of(document.path)
        opened = self.workspace.by_real_path()
        known = self._found.get(document.uri)
        if known is None or not _holds(known, document, settled, opened):
            known = self._check(document, settled, opened)
            self._found[document.uri] = known
        return known

    def all(self) -> dict[str, list[Diagnostic]]:
        """The findings in all open documents by the path of the file that they stand in, each once."""
        documents = self.workspace.documents
        found: dict[str, list[Diagnostic]] = {document.path: [] for document in documents}
        for document in documents:
            for finding in (*self.of(document), *self.workspace.settings.of(document.path).problems):
                found.setdefault(finding.span.source.path, []).append(finding)
        for uri in [uri for uri in self._found if uri not in {document.uri for document in documents}]:
            del self._found[uri]
        return {path: _each_once(findings) for path, findings in found.items()}

    def forget(self) -> None:
        """Has everything checked again: files have changed on disk."""
        self._found.clear()

    def _check(self, document: Document, settled: Settled, opened: Mapping[str, Document]) -> Found:
        if document.path.endswith(TESTS_SUFFIX):
            # Which flow the tests are for may be told by a path, and be a definition: `flowc test` reads it.
            return Found(document.source, settled, {}, tuple(file_problems(document.source)))
        reader = OpenModules(document.path, opened) if USE in document.text else None
        wishes = self.workspace.wishes
        live = self.workspace.live(document)
        found = live.check(
            document.text, modules=reader, strict=wishes.strict, hints=wishes.hints, settings=settled.settings
        )
        return Found(document.source, settled, reader.seen if reader is not None else {}, found, live.graph)


def _holds(known: Found, document: Document, settled: Settled, opened: Mapping[str, Document]) -> bool:
    """Whether nothing has changed that a check looks at; files that are not open count as they were read."""
    if known.source is not document.source or known.settled is not settled:
        return False
    for path, text in known.read.items():
        open_now = opened.get(path)
        if open_now is not None and open_now.text != text:
            return False
    return True


def _each_once(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings in the order of the text, each once: a module that several flows use is checked with each."""
    unique = {(one.sort_key, one.message): one for one in findings}
    return sorted(unique.values(), key=lambda one: one.sort_key)
