"""Outline, definition, references, highlights and rename, asked of a real server."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.uris import to_fs_path
from tests.lsp.editor import CURSOR, Editor, connected, ended

pytestmark = pytest.mark.asyncio(loop_scope="session")

FLOW = """\
## The one who sells.
param desk: phone = +15550100

on call {
  ask: gather "Sales or support?" {
    timeout -> ask
    speech  -> sales
  }
  say "You said {{ widgets.ask.SpeechResult | upcase }}." { property "x" = "{{widgets['ask'].SpeechResult}}" }
  if ask.SpeechResult is_blank -> ask
}

section sales {
  sales: dial number desk { hangup -> end }
  say "{{param.desk}}"
  -> sales
}
"""
MODULE = """\
## Greets whoever calls.
block greet(words: text = "Hello.") {
  exit failed
  said: say words
  output text = said.voice
}

section bye { say "Bye." }
"""
MAIN = """\
use "./parts.flow" as parts
use std.consent

on call {
  hi: parts.greet words="Hi." { failed -> parts.bye }
  greet "Again."
  say hi.text
  announce "recorded"
}
"""


async def define(editor: Editor, name: str, words: str, within: int = 0) -> tuple[str, int, str] | None:
    """The file, the line and the words that a definition leads to."""
    place = editor.on(name, words, within)
    params = types.DefinitionParams(place.text_document, place.position)
    found = await editor.client.text_document_definition_async(params)
    if not isinstance(found, types.Location):
        return None
    path = Path(to_fs_path(found.uri) or "")
    line = path.read_text(encoding="utf-8").splitlines() if path.exists() else editor.texts[path.name].splitlines()
    text = line[found.range.start.line]
    return path.name, found.range.start.line + 1, text[found.range.start.character : found.range.end.character]


async def test_the_outline_shows_what_stands_where(editor: Editor) -> None:
    editor.open("a.flow", FLOW)

    found = await editor.client.text_document_document_symbol_async(
        types.DocumentSymbolParams(editor.document("a.flow"))
    )

    assert found is not None
    symbols = [one for one in found if isinstance(one, types.DocumentSymbol)]
    assert [(one.name, one.kind.name, [child.name for child in one.children or ()]) for one in symbols] == [
        ("desk", "Variable", []),
        ("on call", "Event", ["ask"]),
        ("sales", "Namespace", []),
    ]
    assert editor.words("a.flow", symbols[2].range).startswith("section sales {")
    assert editor.words("a.flow", symbols[2].selection_range) == "sales"


async def test_the_outline_of_a_half_typed_flow_has_what_is_there(editor: Editor) -> None:
    editor.open("a.flow", 'on call {\n  one: say "x\n  two: gather \n section x {')

    found = await editor.client.text_document_document_symbol_async(
        types.DocumentSymbolParams(editor.document("a.flow"))
    )

    assert [one.name for one in found or ()][:1] == ["on call"]


async def test_names_are_searched_in_all_flows_of_the_window(tmp_path: Path) -> None:
    (tmp_path / "parts.flow").write_text(MODULE, encoding="utf-8")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.flow").write_text("section byebye { }\n", encoding="utf-8")
    client = await connected([tmp_path])
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("by"))
    every = await client.workspace_symbol_async(types.WorkspaceSymbolParams(""))
    folder = types.WorkspaceFolder(tmp_path.as_uri(), "x")
    event = types.WorkspaceFoldersChangeEvent(added=[], removed=[folder])
    client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
    gone = await client.workspace_symbol_async(types.WorkspaceSymbolParams(""))
    await ended(client)

    assert [one.name for one in found or ()] == ["bye"]
    assert [(one.name, one.container_name) for one in every or ()] == [
        ("greet", None),
        ("words", "greet"),
        ("failed", "greet"),
        ("text", "greet"),
        ("said", "greet"),
        ("bye", None),
    ]
    assert not gone


@pytest.mark.parametrize(
    ("words", "within", "expected"),
    [
        ("-> ask", 3, ("a.flow", 5, "ask")),
        ("-> sales", 3, ("a.flow", 13, "sales")),
        ("ask.SpeechResult |", 0, ("a.flow", 5, "ask")),
        ("ask'].", 1, ("a.flow", 5, "ask")),
        ("ask.SpeechResult is", 0, ("a.flow", 5, "ask")),
        ("SpeechResult is", 3, ("gather-input-on-call.flow", 69, "SpeechResult")),
        ("number desk", 8, ("a.flow", 2, "desk")),
        ("param.desk", 7, ("a.flow", 2, "desk")),
        ("gather", 2, ("gather-input-on-call.flow", 2, "gather")),
        ("timeout", 2, ("gather-input-on-call.flow", 64, "timeout")),
        ("on call", 4, ("trigger.flow", 13, "incomingCall")),
        ("hangup", 2, ("connect-call-to.flow", 50, "hangup")),
    ],
)
async def test_a_definition_is_found(editor: Editor, words: str, within: int, expected: tuple[str, int, str]) -> None:
    editor.open("a.flow", FLOW)

    found = await define(editor, "a.flow", words, within)

    assert found is not None
    assert (found[0], found[2]) == (expected[0], expected[2])
    assert expected[0] != "a.flow" or found[1] == expected[1]


@pytest.mark.parametrize(
    ("words", "within", "expected"),
    [
        ("parts.greet", 8, ("parts.flow", "greet")),
        ('greet "Again', 1, ("parts.flow", "greet")),
        ("words=", 1, ("parts.flow", "words")),
        ("failed ->", 1, ("parts.flow", "failed")),
        ("parts.bye", 7, ("parts.flow", "bye")),
        ("hi.text", 4, ("parts.flow", "text")),
        ("parts.greet", 1, ("main.flow", "parts")),
        ("as parts", 4, ("parts.flow", "")),
        ("announce", 1, ("consent.flow", "announce")),
        ("std.consent", 6, ("consent.flow", "")),
    ],
)
async def test_a_definition_leads_into_modules(
    editor: Editor, words: str, within: int, expected: tuple[str, str]
) -> None:
    editor.save("parts.flow", MODULE)
    editor.open("main.flow", MAIN)
    editor.save("main.flow", MAIN)

    found = await define(editor, "main.flow", words, within)

    assert found is not None
    assert (found[0], found[2]) == expected


async def test_where_no_name_stands_nothing_is_defined(editor: Editor) -> None:
    editor.open("a.flow", FLOW)

    assert await define(editor, "a.flow", "Sales or", 2) is None
    assert await define(editor, "a.flow", "{\n  ask", 0) is None


async def test_all_uses_of_a_label_are_found(editor: Editor) -> None:
    editor.open("a.flow", FLOW)
    place = editor.on("a.flow", "ask: gather")

    for declared, expected in ((True, 6), (False, 5)):
        params = types.ReferenceParams(types.ReferenceContext(declared), place.text_document, place.position)
        found = await editor.client.text_document_references_async(params)
        assert found is not None
        assert [editor.words("a.flow", one.range) for one in found] == ["ask"] * expected


async def test_uses_in_other_open_flows_are_found(editor: Editor) -> None:
    editor.open("parts.flow", MODULE)
    editor.open("main.flow", MAIN)
    place = editor.on("parts.flow", "greet")
    params = types.ReferenceParams(types.ReferenceContext(True), place.text_document, place.position)

    found = await editor.client.text_document_references_async(params)

    assert [one.uri for one in found or ()] == [editor.uri("parts.flow"), *[editor.uri("main.flow")] * 2]


async def test_the_places_of_a_name_in_its_file_are_marked(editor: Editor) -> None:
    editor.open("a.flow", FLOW)
    place = editor.on("a.flow", "-> sales", 3)

    found = await editor.client.text_document_document_highlight_async(
        types.DocumentHighlightParams(place.text_document, place.position)
    )

    assert found is not None
    kinds = [one.kind.name for one in sorted(found, key=lambda one: one.range.start.line) if one.kind]
    assert kinds == ["Read", "Write", "Read", "Read"]


async def renamed(editor: Editor, name: str, words: str, new: str, within: int = 0) -> dict[str, str]:
    """The texts of the files after a rename."""
    place = editor.on(name, words, within)
    params = types.RenameParams(place.text_document, place.position, new)
    return editor.after(await editor.client.text_document_rename_async(params))


async def test_a_label_is_renamed_in_arrows_references_and_liquid(editor: Editor) -> None:
    editor.open("a.flow", FLOW)

    found = await renamed(editor, "a.flow", "-> ask", "question", 4)

    assert found == {
        "a.flow": FLOW.replace("ask:", "question:")
        .replace("-> ask", "-> question")
        .replace("widgets.ask", "widgets.question")
        .replace("['ask']", "['question']")
        .replace("if ask", "if question")
    }
    editor.replace("a.flow", FLOW, found["a.flow"])
    assert await editor.diagnostics("a.flow") == []


async def test_a_section_is_renamed_with_the_label_that_repeats_it(editor: Editor) -> None:
    editor.open("a.flow", FLOW)

    found = await renamed(editor, "a.flow", "section sales", "shop", 10)

    assert found == {"a.flow": FLOW.replace("sales", "shop")}


@pytest.mark.parametrize(
    ("words", "within", "old", "new"),
    [
        ('greet "Again', 0, "greet", "welcome"),
        ("parts.bye", 7, "bye", "farewell"),
        ("failed ->", 0, "failed", "broken"),
        ("hi.text", 4, "output text =", "output spoken ="),
    ],
)
async def test_a_name_of_a_module_is_renamed_in_both_files(
    editor: Editor, words: str, within: int, old: str, new: str
) -> None:
    editor.open("parts.flow", MODULE)
    editor.open("main.flow", MAIN)

    found = await renamed(editor, "main.flow", words, new.removesuffix(" =").removeprefix("output "), within)

    assert set(found) == {"parts.flow", "main.flow"}
    assert new in found["parts.flow"]
    assert old not in found["parts.flow"]
    for name, text in found.items():
        editor.replace(name, editor.texts[name], text)
    assert await editor.diagnostics("main.flow") == []


async def test_a_module_is_renamed_where_it_has_a_name_of_its_own(editor: Editor) -> None:
    editor.save("parts.flow", MODULE)
    editor.open("main.flow", MAIN)

    found = await renamed(editor, "main.flow", "as parts", "common", 3)

    assert found == {
        "main.flow": MAIN.replace("as parts", "as common")
        .replace("parts.greet", "common.greet")
        .replace("parts.bye", "common.bye")
    }


@pytest.mark.parametrize(
    ("words", "within", "name", "reason"),
    [
        ("-> ask", 3, "two words", "is no name"),
        ("-> ask", 3, "next", "means something else"),
        ("-> ask", 3, "widgets", "means something else"),
        ("-> ask", 3, "sales", "there is a `sales` already"),
        ("gather", 1, "x", "is declared in the library"),
    ],
)
async def test_a_name_that_cannot_be_is_refused(
    editor: Editor, words: str, within: int, name: str, reason: str
) -> None:
    editor.open("a.flow", FLOW)

    with pytest.raises(JsonRpcInvalidParams, match=reason):
        await renamed(editor, "a.flow", words, name, within)


async def test_before_a_rename_the_editor_learns_what_would_be_renamed(editor: Editor) -> None:
    editor.open("a.flow", FLOW)

    async def prepared(words: str, within: int) -> str | None:
        place = editor.on("a.flow", words, within)
        params = types.PrepareRenameParams(place.text_document, place.position)
        found = await editor.client.text_document_prepare_rename_async(params)
        return editor.words("a.flow", found.range) if isinstance(found, types.PrepareRenamePlaceholder) else None

    assert await prepared("widgets.ask", 9) == "ask"
    assert await prepared("gather", 2) is None
    assert await prepared("Sales or", 2) is None


async def test_a_quoted_name_keeps_its_quotes(editor: Editor) -> None:
    editor.open("a.flow", 'on call { "my.ask": gather "x" { timeout -> "my.ask" } }\n')

    found = await renamed(editor, "a.flow", '-> "my', "ask", 5)

    assert found == {"a.flow": 'on call { "ask": gather "x" { timeout -> "ask" } }\n'}


async def test_a_request_for_a_file_that_is_not_there_has_an_empty_answer(editor: Editor) -> None:
    document = types.TextDocumentIdentifier(editor.uri("nobody.flow"))
    place = types.Position(3, 4)

    assert await editor.client.text_document_definition_async(types.DefinitionParams(document, place)) is None
    assert await editor.client.text_document_rename_async(types.RenameParams(document, place, "x")) is None
    assert await editor.client.text_document_hover_async(types.HoverParams(document, place)) is None
    assert CURSOR not in str(
        await editor.client.text_document_completion_async(types.CompletionParams(document, place))
    )
