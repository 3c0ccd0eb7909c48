"""Begin and end: what client and server tell each other first, the folders of the window, its files on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.uris import to_fs_path

from flowc.lsp.positions import Positions
from flowc.lsp.server import FlowServer
from flowc.lsp.workspace import Wishes

_WATCHED = ("**/*.flow", "**/flowc.toml", "**/pyproject.toml")


def register(server: FlowServer) -> None:
    """Registers the features."""

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.flows.wishes = _wishes(params.initialization_options)
        encoding = server.workspace.position_encoding
        server.flows.positions = Positions(getattr(encoding, "value", encoding) or "utf-16")
        folders = [folder.uri for folder in params.workspace_folders or ()]
        _add(server, folders or ([params.root_uri] if params.root_uri else []))

    @server.feature(types.INITIALIZED)
    async def initialized(_params: types.InitializedParams) -> None:
        watching = server.client_capabilities.workspace
        if watching and watching.did_change_watched_files and watching.did_change_watched_files.dynamic_registration:
            watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in _WATCHED]
            registration = types.Registration(
                "watched-files",
                types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                types.DidChangeWatchedFilesRegistrationOptions(watchers),
            )
            await server.client_register_capability_async(types.RegistrationParams([registration]))

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def change_folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        for folder in params.event.removed:
            server.flows.folders.pop(folder.uri, None)
        _add(server, [folder.uri for folder in params.event.added])

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def change_files(_params: types.DidChangeWatchedFilesParams) -> None:
        server.findings.forget()
        server.check_soon()

    @server.feature(types.SHUTDOWN)
    def shutdown(_params: None) -> None:
        server.pages.close()


def _wishes(options: Any) -> Wishes:  # noqa: ANN401 - whatever the client sends
    """What an editor wants to be told; what makes no sense counts as not said."""
    said = options if isinstance(options, dict) else {}
    return Wishes(strict=said.get("strict") is True, hints=said.get("hints") is True)


def _add(server: FlowServer, uris: list[str]) -> None:
    for uri in uris:
        path = to_fs_path(uri) if uri.startswith("file:") else None
        if path is not None:
            server.flows.folders[uri] = Path(path)
