"""The server: its state, and the table of its features."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Iterable
from importlib.metadata import version

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from flowc.diagnostics import Diagnostic
from flowc.lsp.conversion import diagnostic
from flowc.lsp.findings import Findings
from flowc.lsp.paths import path_of, uri_of
from flowc.lsp.protocol import FlowProtocol
from flowc.lsp.rule_pages import RulePages
from flowc.lsp.workspace import Workspace
from flowc.source import Source, Span

# Each feature with the module that registers it; a new feature costs its file and a line here.
FEATURES = (
    "life",
    "sync",
    "symbols",
    "definition",
    "references",
    "rename",
    "hover",
    "completion",
    "signature",
    "folding",
    "selection",
    "semantic_tokens",
    "inlay",
    "format",
    "actions",
    "lens",
    "calls",
    "links",
)

# Seconds between an edit and the check: those that arrive together are checked once.
DELAY = 0.02


class FlowServer(LanguageServer):
    """A server with the flows of one window."""

    def __init__(self) -> None:
        super().__init__(
            "flowc",
            version("flowc"),
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
            protocol_cls=FlowProtocol,
        )
        self.flows = Workspace()
        self.findings = Findings(self.flows)
        self.pages = RulePages()
        self._published: dict[str, list[types.Diagnostic]] = {}
        self._waiting: asyncio.TimerHandle | None = None

    def check_soon(self) -> None:
        """Has all open documents checked as soon as no more edits are waiting."""
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = asyncio.get_running_loop().call_later(DELAY, self.publish)

    def publish_now(self) -> None:
        """Publishes what is still to be published."""
        if self._waiting is not None:
            self._waiting.cancel()
            self.publish()

    def publish(self) -> None:
        """Tells the editor what is found now, for each file in which that has changed."""
        self._waiting = None
        versions = {one.path: (one.uri, one.version) for one in self.flows.documents}
        found = {
            versions.get(path, (uri_of(path), None)): self._converted(findings)
            for path, findings in self.findings.all().items()
        }
        known = {uri for uri, _ in found}
        for uri in self._published:
            if uri not in known:
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        for (uri, number), diagnostics in found.items():
            if self._published.get(uri) != diagnostics:
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, number))
        self._published = {uri: diagnostics for (uri, _), diagnostics in found.items()}

    def _converted(self, findings: Iterable[Diagnostic]) -> list[types.Diagnostic]:
        return [diagnostic(one, self.flows.positions, self.pages.address(one.code)) for one in findings]

    async def breathe(self) -> None:
        """Lets what has arrived meanwhile be read, so that a long request can be cancelled."""
        await asyncio.sleep(0)

    def place(self, document: types.TextDocumentIdentifier, position: types.Position) -> tuple[str, int] | None:
        """The path and the offset that a request speaks of; None where the file cannot be read."""
        path = path_of(document.uri)
        source = self.flows.source(path)
        return None if source is None else (path, self.flows.positions.offset(source, position))

    def source(self, document: types.TextDocumentIdentifier) -> Source | None:
        """The text that a request speaks of; None where the file cannot be read."""
        return self.flows.source(path_of(document.uri))

    def uri(self, path: str) -> str:
        """The address of a file: as the editor wrote it, where the file is open."""
        return next((one.uri for one in self.flows.documents if one.path == path), uri_of(path))

    def location(self, span: Span) -> types.Location:
        """A place in a file, for the editor."""
        return types.Location(self.uri(span.source.path), self.flows.positions.range(span))


def make_server() -> FlowServer:
    """A server with all its features."""
    server = FlowServer()
    for name in FEATURES:
        importlib.import_module(f"flowc.lsp.features.{name}").register(server)
    return server
