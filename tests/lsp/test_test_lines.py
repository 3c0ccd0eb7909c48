"""In the tests of a flow, an editor knows their words and the steps that they name."""

from __future__ import annotations

import pytest
from lsprotocol import types
from tests.lsp.editor import CURSOR, Editor

from flowc.lsp.cursor import cursor_at
from flowc.symbols.lines import Line

pytestmark = pytest.mark.asyncio(loop_scope="session")

FLOW = """\
on call {
  ask: gather "Press one." { timeout -> ask }
  lookup: http "https://example.com/x"
  say "Thank you."
}

test "one" {
  given lookup success status_code=200
  presses 1
  passes ask lookup
  expect widgets.ask.Digits = "1"
}
"""


async def suggested(editor: Editor, name: str, marked: str) -> list[str]:
    place = editor.open(name, marked)
    found = await editor.client.text_document_completion_async(
        types.CompletionParams(place.text_document, place.position)
    )
    assert isinstance(found, types.CompletionList)
    return [item.label for item in found.items]


async def test_a_line_of_a_test_begins_with_one_of_its_words(editor: Editor) -> None:
    found = await suggested(editor, "a.flow", FLOW.replace("  presses 1", f"  {CURSOR}"))

    assert {"hears", "presses", "given", "ends"} <= set(found)
    assert "say" not in found


@pytest.mark.parametrize("line", ["passes ", "passes ask ", "avoids ", "given "])
async def test_the_steps_of_the_flow_are_suggested(editor: Editor, line: str) -> None:
    assert await suggested(editor, "a.flow", FLOW.replace("presses 1", line + CURSOR)) == ["ask", "lookup"]


async def test_behind_a_step_stands_what_may_come_of_it(editor: Editor) -> None:
    found = await suggested(editor, "a.flow", FLOW.replace("lookup success", f"lookup {CURSOR}"))

    assert found == ["success", "failed"]


async def test_a_file_of_tests_holds_only_tests_and_the_name_of_their_flow(editor: Editor) -> None:
    assert await suggested(editor, "a.flowtest", CURSOR + '\ntest "x" { hears "x" }\n') == ["flow", "test"]


async def test_a_file_of_tests_has_the_findings_of_its_tests_alone(editor: Editor) -> None:
    editor.open("a.flowtest", 'flow "./b.flow"\n\ntest "x" {\n  hears "x"\n  passes somewhere\n}\n')
    assert await editor.diagnostics("a.flowtest") == []

    editor.replace("a.flowtest", "hears", "heers")
    assert [one.code for one in await editor.diagnostics("a.flowtest")] == ["FLW901"]

    editor.replace("a.flowtest", 'flow "./b.flow"', 'on call { say "x" }')
    assert [one.code for one in await editor.diagnostics("a.flowtest")] == ["FLW901", "FLW901"]


@pytest.mark.parametrize("text", ['test "x" {\n  hears "', 'flow "', "test {{{", ""])
async def test_a_half_typed_file_of_tests_is_read_as_far_as_it_goes(editor: Editor, text: str) -> None:
    editor.open("a.flowtest", text)

    assert all(one.code != "FLW403" for one in await editor.diagnostics("a.flowtest"))


async def test_a_label_is_renamed_in_the_tests_of_its_flow(editor: Editor) -> None:
    editor.open("a.flow", FLOW)
    place = editor.on("a.flow", "ask:")
    edit = await editor.client.text_document_rename_async(
        types.RenameParams(place.text_document, place.position, "question")
    )

    text = editor.after(edit)["a.flow"]

    assert "passes question lookup" in text
    assert "expect widgets.question.Digits" in text
    assert "timeout -> question" in text


async def test_a_step_of_a_test_leads_to_its_statement(editor: Editor) -> None:
    editor.open("a.flow", FLOW)
    place = editor.on("a.flow", "lookup success")
    found = await editor.client.text_document_definition_async(
        types.DefinitionParams(place.text_document, place.position)
    )

    (one,) = found if isinstance(found, list) else [found]
    assert isinstance(one, types.Location)
    assert editor.words("a.flow", one.range) == "lookup"


@pytest.mark.parametrize(
    ("marked", "line"),
    [
        (f'test "x" {{ {CURSOR} }}', Line.TEST),
        (f'test "x" {{\n  given a {{ {CURSOR} }}\n}}', Line.SETTING),
        (f'test "x" {{\n  given a {{ b = 1 }}\n {CURSOR}\n}}', Line.TEST),
    ],
)
async def test_the_cursor_stands_on_a_line_of_a_test(marked: str, line: Line) -> None:
    assert cursor_at(marked.replace(CURSOR, ""), marked.index(CURSOR)).line is line
