"""Requests that an editor does not want any more."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcRequestCancelled
from tests.lsp.editor import PATIENCE, connected, ended

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_search_that_is_cancelled_ends_and_the_next_one_is_answered(tmp_path: Path) -> None:
    body = "".join(f'section s{number} {{\n  say "x"\n}}\n' for number in range(100))
    for number in range(100):
        (tmp_path / f"f{number}.flow").write_text(f"on call {{ -> s1 }}\n{body}", encoding="utf-8")
    client = await connected([tmp_path])
    # pytest-lsp leaves this method without types.
    search = client.protocol.send_request_async(  # type: ignore[no-untyped-call]
        types.WORKSPACE_SYMBOL, types.WorkspaceSymbolParams("s5"), msg_id="search"
    )
    waiting = asyncio.ensure_future(search)
    await asyncio.sleep(0)
    client.cancel_request(types.CancelParams("search"))

    with pytest.raises(JsonRpcRequestCancelled):
        await asyncio.wait_for(waiting, PATIENCE)
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("s50"))
    await ended(client)

    assert len(found or ()) == 100
