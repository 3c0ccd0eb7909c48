"""An editor for tests: it speaks to a real server in a process of its own."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

import attrs
from lsprotocol import types
from pytest_lsp import LanguageClient, make_test_lsp_client

from flowc.lsp.positions import Positions
from flowc.source import Source

CURSOR = "‸"
# Far more than any answer takes: a server that does not answer is broken.
PATIENCE = 60
COMMAND = (sys.executable, "-m", "flowc", "lsp")


def capabilities(*encodings: str) -> types.ClientCapabilities:
    """What the editor of the tests can do."""
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=list(encodings) or None),
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(
                related_information=True, code_description_support=True, version_support=True
            ),
            rename=types.RenameClientCapabilities(prepare_support=True),
            hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
            completion=types.CompletionClientCapabilities(
                completion_item=types.ClientCompletionItemOptions(
                    snippet_support=True, documentation_format=[types.MarkupKind.Markdown]
                )
            ),
        ),
        workspace=types.WorkspaceClientCapabilities(
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
            workspace_folders=True,
        ),
    )


async def connected(
    folders: Sequence[Path] = (), encodings: Sequence[str] = (), options: dict[str, object] | None = None
) -> LanguageClient:
    """A client of a server that has just been started."""
    client = make_test_lsp_client()
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _params: None)
    await client.start_io(*COMMAND)
    found = [types.WorkspaceFolder(uri_of(folder), folder.name) for folder in folders]
    params = types.InitializeParams(capabilities(*encodings), workspace_folders=found, initialization_options=options)
    await client.initialize_session(params)
    return client


async def ended(client: LanguageClient) -> None:
    """Has the server of a client end, and waits for that."""
    await client.shutdown_session()
    await client.stop()  # type: ignore[no-untyped-call]  # pytest-lsp leaves it without types


def uri_of(path: Path) -> str:
    """The address of a file."""
    return path.as_uri()


@attrs.define
class Editor:
    """One window with its files in a folder."""

    client: LanguageClient
    folder: Path
    positions: Positions = attrs.field(factory=Positions)
    texts: dict[str, str] = attrs.field(factory=dict)
    version: int = 0

    def path(self, name: str) -> Path:
        """Where a file lies."""
        return self.folder / name

    def uri(self, name: str) -> str:
        """The address of a file."""
        return uri_of(self.path(name))

    def document(self, name: str) -> types.TextDocumentIdentifier:
        """A file, as requests name it."""
        return types.TextDocumentIdentifier(self.uri(name))

    def save(self, name: str, text: str) -> None:
        """Writes a file to disk, without the editor."""
        file = self.path(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")

    def open(self, name: str, marked: str) -> types.TextDocumentPositionParams:
        """Opens a file with a text, and gives the place of the cursor in it."""
        text = marked.replace(CURSOR, "", 1)
        self.version += 1
        self.texts[name] = text
        item = types.TextDocumentItem(self.uri(name), "flow", self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return self.at(name, marked.index(CURSOR) if CURSOR in marked else 0)

    def at(self, name: str, offset: int) -> types.TextDocumentPositionParams:
        """A place in a file."""
        source = Source(name, self.texts[name])
        return types.TextDocumentPositionParams(self.document(name), self.positions.position(source, offset))

    def on(self, name: str, words: str, within: int = 0) -> types.TextDocumentPositionParams:
        """The place of some words in a file, or so many characters behind it."""
        return self.at(name, self.texts[name].index(words) + within)

    def range(self, name: str, words: str) -> types.Range:
        """The range of some words in a file."""
        source = Source(name, self.texts[name])
        start = self.texts[name].index(words)
        return types.Range(self.positions.position(source, start), self.positions.position(source, start + len(words)))

    def words(self, name: str, place: types.Range) -> str:
        """What stands in a range of a file."""
        source = Source(name, self.texts[name])
        return source.text[self.positions.offset(source, place.start) : self.positions.offset(source, place.end)]

    def replace(self, name: str, old: str, new: str) -> None:
        """Types over some words."""
        place = self.range(name, old)
        self.texts[name] = self.texts[name].replace(old, new, 1)
        self.send(name, types.TextDocumentContentChangePartial(text=new, range=place))

    def send(self, name: str, *changes: types.TextDocumentContentChangeEvent) -> None:
        """Sends changes."""
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(self.version, self.uri(name))
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, list(changes)))

    def close(self, name: str) -> None:
        """Closes a file."""
        self.texts.pop(name)
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.document(name)))

    async def diagnostics(self, name: str) -> list[types.Diagnostic]:
        """What the server says of a file, once it has looked at all that was sent."""
        await self.settled()
        return list(self.client.diagnostics.get(self.uri(name), []))

    async def settled(self) -> None:
        """Waits until the server has published what it found in all that was sent."""
        # pytest-lsp leaves this method without types.
        answer = self.client.protocol.send_request_async("flowc/settled", None)  # type: ignore[no-untyped-call]
        await asyncio.wait_for(answer, PATIENCE)

    def edited(self, name: str, edits: Sequence[types.TextEdit]) -> str:
        """The text of a file with edits made."""
        source = Source(name, self.texts[name])
        text = source.text
        places = [
            (self.positions.offset(source, one.range.start), self.positions.offset(source, one.range.end), one)
            for one in edits
        ]
        for start, end, edit in sorted(places, key=lambda place: place[0], reverse=True):
            text = text[:start] + edit.new_text + text[end:]
        return text

    def after(self, edit: types.WorkspaceEdit | None) -> dict[str, str]:
        """The texts of the files that an edit changes, as they are afterwards."""
        assert edit is not None
        assert edit.changes is not None
        names = {self.uri(name): name for name in self.texts}
        return {names[uri]: self.edited(names[uri], edits) for uri, edits in edit.changes.items()}
