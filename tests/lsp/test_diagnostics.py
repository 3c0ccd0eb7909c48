"""Diagnostics: the editor shows what `flowc check` prints, for the texts as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pygls.uris import to_fs_path
from tests.examples import EXAMPLES
from tests.lsp.editor import Editor, connected, ended

from flowc import check
from flowc.lsp.positions import Positions
from flowc.project import DiskModules

pytestmark = pytest.mark.asyncio(loop_scope="session")

GOOD = 'on call {\n  say "Hello."\n}\n'
BAD = 'on call {\n  sai "Hello."\n  -> nowhere\n}\n'


def codes(found: list[types.Diagnostic]) -> list[object]:
    return [one.code for one in found]


async def test_a_mistake_is_shown_at_its_place_with_its_code_and_its_page(editor: Editor) -> None:
    editor.open("a.flow", BAD)

    found = await editor.diagnostics("a.flow")

    assert codes(found) == ["FLW101", "FLW102"]
    assert [editor.words("a.flow", one.range) for one in found] == ["sai", "nowhere"]
    assert {one.source for one in found} == {"flowc"}
    assert found[0].severity is types.DiagnosticSeverity.Error
    assert found[0].message.splitlines()[0] == "unknown verb `sai`: nothing declares it"
    assert found[0].code_description is not None
    page = Path(to_fs_path(found[0].code_description.href) or "")
    assert page.read_text(encoding="utf-8").startswith("# FLW101: unknown-verb")


async def test_what_is_mended_is_shown_no_more(editor: Editor) -> None:
    editor.open("a.flow", BAD)
    await editor.diagnostics("a.flow")
    editor.replace("a.flow", "sai", "say")
    editor.replace("a.flow", "  -> nowhere\n", "")

    assert await editor.diagnostics("a.flow") == []


async def test_edits_count_lines_and_units_as_the_editor_does(editor: Editor) -> None:
    editor.open("a.flow", 'on call {\r\n  say "a\u2028\x0c😀 b"\r  sai "x"\n}\n')
    editor.replace("a.flow", "b", "c")
    editor.replace("a.flow", "sai", "say")
    editor.replace("a.flow", '"x"', '"{{ widgets.nobody.x }}"')

    found = await editor.diagnostics("a.flow")

    assert [editor.words("a.flow", one.range) for one in found] == ["nobody"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_positions_are_counted_in_the_encoding_that_the_editor_wants(tmp_path: Path, encoding: str) -> None:
    client = await connected(encodings=[encoding])
    editor = Editor(client, tmp_path, Positions(encoding))
    editor.open("a.flow", 'on call { say "ü😀"; say "{{widgets.nobody.x}}" }\n')
    editor.replace("a.flow", "😀", "ä")
    found = await editor.diagnostics("a.flow")
    await ended(client)

    assert [editor.words("a.flow", one.range) for one in found] == ["nobody"]


async def test_another_place_that_matters_is_related(editor: Editor) -> None:
    editor.open("a.flow", 'on call {\n  a: say "Hello."\n  a: say "Again."\n}\n')

    (found,) = await editor.diagnostics("a.flow")

    assert found.related_information is not None
    (related,) = found.related_information
    assert (related.location.uri, related.message) == (editor.uri("a.flow"), "first named here")
    assert related.location.range.start == types.Position(1, 2)


async def test_what_nothing_uses_or_reaches_is_greyed_out_and_what_is_retired_struck_through(editor: Editor) -> None:
    editor.open("a.flow", 'const a = "b"\non call {\n  gather "Hi." save_response_as="x" { timeout -> end }\n}\n')

    found = await editor.diagnostics("a.flow")

    tags = {one.code: one.tags for one in found}
    assert list(tags["FLW128"] or ()) == [types.DiagnosticTag.Unnecessary]
    assert list(tags["FLW116"] or ()) == [types.DiagnosticTag.Deprecated]


async def test_the_settings_of_the_project_hold(editor: Editor) -> None:
    editor.save("flowc.toml", '[rules]\nunused-declaration = "error"\nunknown-verb = "off"\nnonsense = "off"\n')
    editor.open("a.flow", 'const a = "b"\non call { say "Hello." }\n')

    (found,) = await editor.diagnostics("a.flow")

    assert (found.code, found.severity) == ("FLW128", types.DiagnosticSeverity.Error)
    assert "FLW135" in codes(await editor.diagnostics("flowc.toml"))


async def test_a_comment_allows_a_finding(editor: Editor) -> None:
    editor.open(
        "a.flow", '# flowc: allow-file unused-declaration: kept for later\nconst a = "b"\non call { say "Hi." }\n'
    )

    assert await editor.diagnostics("a.flow") == []


async def test_a_module_is_seen_as_it_is_typed_and_before_it_is_saved(editor: Editor) -> None:
    editor.save("parts.flow", 'const a = "b"\n')
    editor.open("a.flow", 'use "./parts.flow" as parts\non call { say parts.a }\n')
    assert await editor.diagnostics("a.flow") == []

    editor.open("parts.flow", 'const a = "b"\n')
    editor.replace("parts.flow", "const a", "const b")

    assert codes(await editor.diagnostics("a.flow")) == ["FLW111"]
    editor.close("parts.flow")
    assert await editor.diagnostics("a.flow") == []


async def test_what_is_wrong_in_a_module_is_shown_in_the_module(editor: Editor) -> None:
    editor.save("parts.flow", "const a = \n")
    editor.open("a.flow", 'use "./parts.flow" as parts\non call { say "Hi." }\n')

    assert codes(await editor.diagnostics("parts.flow")) == ["FLW001"]


async def test_a_file_that_changes_on_disk_is_read_again(editor: Editor) -> None:
    editor.save("parts.flow", 'const a = "b"\n')
    editor.open("a.flow", 'use "./parts.flow" as parts\non call { say parts.a }\n')
    assert await editor.diagnostics("a.flow") == []

    editor.save("parts.flow", 'const b = "b"\n')
    event = types.FileEvent(editor.uri("parts.flow"), types.FileChangeType.Changed)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    assert codes(await editor.diagnostics("a.flow")) == ["FLW111"]


async def test_a_text_that_no_file_holds_is_checked_as_well(editor: Editor) -> None:
    item = types.TextDocumentItem("untitled:Untitled-1", "flow", 1, BAD)
    editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await editor.settled()

    assert codes(list(editor.client.diagnostics["untitled:Untitled-1"])) == ["FLW101", "FLW102"]
    closed = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier("untitled:Untitled-1"))
    editor.client.text_document_did_close(closed)


async def test_warnings_become_errors_and_hints_are_shown_where_the_editor_wishes(tmp_path: Path) -> None:
    client = await connected(options={"strict": True, "hints": True})
    editor = Editor(client, tmp_path)
    editor.open("a.flow", 'const a = "b"\non call { one: say "Hello." }\n')
    found = await editor.diagnostics("a.flow")
    await ended(client)

    assert {one.code: one.severity for one in found} == {
        "FLW128": types.DiagnosticSeverity.Error,
        "FLW129": types.DiagnosticSeverity.Error,
    }


@pytest.mark.parametrize("path", [*EXAMPLES[::4]], ids=lambda path: path.stem)
async def test_an_example_has_the_findings_that_check_gives(editor: Editor, path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace(" -> end", " -> ende").replace("say", "sai", 1)
    editor.open("a.flow", text)
    name = str(editor.path("a.flow"))

    found = await editor.diagnostics("a.flow")

    expected = check(text, name, modules=DiskModules(editor.path("a.flow"))).diagnostics
    here = [one for one in expected if one.span.source.path == name]
    assert [
        (one.code, one.range, one.message.splitlines()[0].startswith(two.message))
        for one, two in zip(found, here, strict=True)
    ] == [(one.code, editor.positions.range(one.span), True) for one in here]
