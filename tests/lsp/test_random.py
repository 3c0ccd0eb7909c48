"""Whatever is typed and asked, in whatever order: no answer is an error, and findings are those of `flowc check`."""

from __future__ import annotations

import asyncio
import inspect
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from lsprotocol import types
from tests.examples import EXAMPLES
from tests.lsp.editor import uri_of

from flowc import Diagnostic, check
from flowc.lsp.conversion import diagnostic
from flowc.lsp.positions import Positions
from flowc.lsp.server import FlowServer, make_server
from flowc.project import DiskModules
from flowc.source import Source, Span

NAMES = ("main.flow", "parts.flow", "other.flow")
FRAGMENTS = (
    "on call {\n",
    "}\n",
    'section parts {\n  say "x"\n}\n',
    'use "./parts.flow" as parts\n',
    'use "./other.flow" as other\n',
    "use std.consent\n",
    "block greet(words: text) {\n  exit failed\n  said: say words\n  output voice = said.voice\n}\n",
    '  hi: greet "x" { failed -> end }\n',
    '  parts.greet "{{widgets.ask.Digits}}"\n',
    '  ask: gather "Hi {{const.shop}} 😀" { timeout -> ask; ',
    'const shop = "x"\n',
    "param desk: phone = +15550100\n",
    "  -> ",
    '"',
    '"""',
    "{{",
    "# flowc: allow-file unused-declaration: it is meant\n",
    "\r\n",
    "\r",
    "\u2028\x0c",
    "else {",
    'menu "x" { 1 -> next }\n',
    "default say { voice = alice }\n",
    "a: b: c = [",
    "widget page { exit done main }\n",
)
OPTIONS = types.FormattingOptions(tab_size=2, insert_spaces=True)
ANYWHERE = types.Range(types.Position(0, 0), types.Position(10_000, 0))

# Each request that asks for a place, and each that asks for a file.
Asked = Callable[[types.TextDocumentIdentifier, types.Position], Any]
AT_A_PLACE: dict[str, Asked] = {
    types.TEXT_DOCUMENT_COMPLETION: types.CompletionParams,
    types.TEXT_DOCUMENT_DEFINITION: types.DefinitionParams,
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: types.DocumentHighlightParams,
    types.TEXT_DOCUMENT_HOVER: types.HoverParams,
    types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY: types.CallHierarchyPrepareParams,
    types.TEXT_DOCUMENT_PREPARE_RENAME: types.PrepareRenameParams,
    types.TEXT_DOCUMENT_SIGNATURE_HELP: types.SignatureHelpParams,
    types.TEXT_DOCUMENT_REFERENCES: lambda document, place: types.ReferenceParams(
        types.ReferenceContext(True), document, place
    ),
    types.TEXT_DOCUMENT_SELECTION_RANGE: lambda document, place: types.SelectionRangeParams(document, [place]),
    types.TEXT_DOCUMENT_ON_TYPE_FORMATTING: lambda document, place: types.DocumentOnTypeFormattingParams(
        document, place, "}", OPTIONS
    ),
    types.TEXT_DOCUMENT_CODE_ACTION: lambda document, place: types.CodeActionParams(
        document, types.Range(place, place), types.CodeActionContext([])
    ),
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE: lambda document, place: types.SemanticTokensRangeParams(
        document, types.Range(place, types.Position(place.line + 3, 0))
    ),
    types.TEXT_DOCUMENT_CODE_LENS: lambda document, _: types.CodeLensParams(document),
    types.TEXT_DOCUMENT_DOCUMENT_LINK: lambda document, _: types.DocumentLinkParams(document),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: lambda document, _: types.DocumentSymbolParams(document),
    types.TEXT_DOCUMENT_FOLDING_RANGE: lambda document, _: types.FoldingRangeParams(document),
    types.TEXT_DOCUMENT_FORMATTING: lambda document, _: types.DocumentFormattingParams(document, OPTIONS),
    types.TEXT_DOCUMENT_INLAY_HINT: lambda document, _: types.InlayHintParams(document, ANYWHERE),
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: lambda document, _: types.SemanticTokensParams(document),
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA: lambda document, _: types.SemanticTokensDeltaParams(document, "1"),
    types.WORKSPACE_SYMBOL: lambda _document, _place: types.WorkspaceSymbolParams("a"),
}


class Window(RuleBasedStateMachine):
    """A person at an editor, in a hurry."""

    documents = Bundle("documents")

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp())
        (self.folder / "flowc.toml").touch()
        self.server: FlowServer = make_server()
        self.positions = Positions()
        self.shown: dict[str, list[types.Diagnostic]] = {}
        self.texts: dict[str, str] = {}
        self.saved: dict[str, str] = {}
        self.version = 0

        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.shown[params.uri] = list(params.diagnostics)

        # What would go to the editor is kept.
        self.server.text_document_publish_diagnostics = publish  # type: ignore[method-assign]

    def teardown(self) -> None:
        self.server.pages.close()
        self.loop.close()
        shutil.rmtree(self.folder)

    def ask(self, method: str, params: object) -> object:
        """The answer to a request; an error in it fails the test."""

        async def answer() -> object:
            found = self.server.protocol.fm.features[method](params)
            return await found if inspect.isawaitable(found) else found

        return self.loop.run_until_complete(answer())

    def uri(self, name: str) -> str:
        return uri_of(self.folder / name)

    @initialize(encoding=st.sampled_from(["utf-8", "utf-16", "utf-32"]))
    def begin(self, encoding: str) -> None:
        self.server.flows.positions = self.positions = Positions(encoding)
        self.server.flows.folders["x"] = self.folder

    @rule(
        name=st.sampled_from(NAMES),
        text=st.sampled_from([*(path.read_text(encoding="utf-8") for path in EXAMPLES), *FRAGMENTS, ""]),
    )
    def open(self, name: str, text: str) -> None:
        if name in self.texts:
            return
        self.version += 1
        self.texts[name] = text
        item = types.TextDocumentItem(self.uri(name), "flow", self.version, text)
        self.ask(types.TEXT_DOCUMENT_DID_OPEN, types.DidOpenTextDocumentParams(item))

    @rule(data=st.data(), count=st.integers(1, 3))
    def edit(self, data: st.DataObject, count: int) -> None:
        if not self.texts:
            return
        name = data.draw(st.sampled_from(sorted(self.texts)))
        changes: list[types.TextDocumentContentChangeEvent] = []
        for _ in range(count):
            text = self.texts[name]
            start = data.draw(st.integers(0, len(text)))
            end = data.draw(st.integers(start, min(len(text), start + 30)))
            new = data.draw(st.sampled_from(FRAGMENTS) | st.sampled_from([text[start:end], "", "x", " "]))
            source = Source(name, text)
            place = self.positions.range(Span(source, start, end))
            # Where a CR LF is cut in two, the editor means its beginning.
            start, end = (self.positions.offset(source, one) for one in (place.start, place.end))
            self.texts[name] = text[:start] + new + text[end:]
            changes.append(types.TextDocumentContentChangePartial(text=new, range=place))
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(self.version, self.uri(name))
        self.ask(types.TEXT_DOCUMENT_DID_CHANGE, types.DidChangeTextDocumentParams(document, changes))

    @rule(name=st.sampled_from(NAMES), text=st.sampled_from(FRAGMENTS))
    def save(self, name: str, text: str) -> None:
        """Another program writes a file."""
        self.saved[name] = text
        (self.folder / name).write_text(text, encoding="utf-8", newline="")
        event = types.FileEvent(self.uri(name), types.FileChangeType.Changed)
        self.ask(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, types.DidChangeWatchedFilesParams([event]))

    @rule(data=st.data())
    def close(self, data: st.DataObject) -> None:
        if not self.texts:
            return
        name = data.draw(st.sampled_from(sorted(self.texts)))
        del self.texts[name]
        document = types.TextDocumentIdentifier(self.uri(name))
        self.ask(types.TEXT_DOCUMENT_DID_CLOSE, types.DidCloseTextDocumentParams(document))

    @rule(name=st.sampled_from(NAMES), method=st.sampled_from(sorted(AT_A_PLACE)), data=st.data())
    def request(self, name: str, method: str, data: st.DataObject) -> None:
        text = self.texts.get(name, "")
        offset = data.draw(st.integers(0, len(text)))
        place = self.positions.position(Source(name, text), offset)
        self.ask(method, AT_A_PLACE[method](types.TextDocumentIdentifier(self.uri(name)), place))

    @invariant()
    def what_is_shown_is_what_check_finds(self) -> None:
        self.server.publish_now()
        found = self.findings()
        for name in self.texts:
            assert without_neighbours(self.shown.get(self.uri(name), [])) == without_neighbours(
                self.expected(name, found)
            )

    def findings(self) -> list[Diagnostic]:
        """What `flowc check` finds in each open file, where all of them are on the disk."""
        for one, text in self.texts.items():
            (self.folder / one).write_text(text, encoding="utf-8", newline="")
        found: list[Diagnostic] = []
        for one, text in self.texts.items():
            file = self.folder / one
            found += check(text, str(file), modules=DiskModules(file)).diagnostics
        for one in self.texts:
            (self.folder / one).unlink()
            if one in self.saved:
                (self.folder / one).write_text(self.saved[one], encoding="utf-8", newline="")
        return found

    def expected(self, name: str, found: list[Diagnostic]) -> list[types.Diagnostic]:
        """What an editor is to show of findings in one file; what several files lead to, once."""
        path = str(self.folder / name)
        here: dict[object, Diagnostic] = {}
        for finding in found:
            if finding.span.source.path == path:
                here.setdefault((finding.sort_key, finding.message), finding)
        ordered = sorted(here.values(), key=lambda one: one.sort_key)
        return [diagnostic(one, self.positions, self.server.pages.address(one.code)) for one in ordered]


def without_neighbours(shown: list[types.Diagnostic]) -> list[types.Diagnostic]:
    """What is shown, but for the help on a file that is not there.

    It names the files on the disk, where the check has had to put texts that are not saved.
    """
    words = {id(one): one.message.partition("\nhelp: ")[0] for one in shown if one.code == "FLW121"}
    return [attrs.evolve(one, message=words.get(id(one), one.message)) for one in shown]


TestWindow = Window.TestCase
TestWindow.settings = settings(max_examples=100, stateful_step_count=20, deadline=None)
