"""Above flows and tests stands what can be done with them, and it is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.uris import to_fs_path
from tests.lsp.editor import Editor

from flowc import compile_text

pytestmark = pytest.mark.asyncio(loop_scope="session")

FLOW = """\
flow "Text"

on call {
  ask: gather "Press one." { timeout -> ask }
  say "Thank you."
}

test "one is pressed" {
  presses 1
  hears "Thank you."
  ends
}

test "what is not said" {
  presses 1
  hears "Farewell."
}
"""


async def lenses(editor: Editor, name: str) -> list[tuple[int, types.Command]]:
    """The commands that stand above the lines of a file."""
    found = await editor.client.text_document_code_lens_async(types.CodeLensParams(editor.document(name)))
    return [(one.range.start.line, one.command) for one in found or () if one.command is not None]


async def done(editor: Editor, command: types.Command) -> object:
    """What the server answers to a command."""
    editor.client.messages.clear()
    params = types.ExecuteCommandParams(command.command, command.arguments)
    return await editor.client.workspace_execute_command_async(params)


def said(editor: Editor) -> tuple[types.MessageType, str]:
    """What the server showed last."""
    shown = editor.client.messages[-1]
    return shown.type, shown.message


async def test_a_flow_can_be_compiled_played_and_tested_and_each_test_by_itself(editor: Editor) -> None:
    editor.open("a.flow", FLOW)

    assert [(line, command.title) for line, command in await lenses(editor, "a.flow")] == [
        (0, "Compile"),
        (0, "Play"),
        (0, "Run tests"),
        (7, "Run test"),
        (13, "Run test"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "titles"),
    [
        ("a.flow", 'const a = "x"\n', []),
        ("a.flow", 'on call { say "x" }\n', ["Compile", "Play"]),
        ("a.flowtest", 'test "x" { hears "x" }\n', ["Run tests", "Run test"]),
        ("a.flowtest", 'flow "./b.flow"\n\ntest "x" { hears "x" }\n', ["Run tests", "Run test"]),
        ("a.flowtest", 'flow "./b.flow"\n', []),
    ],
)
async def test_only_what_can_be_done_is_offered(editor: Editor, name: str, text: str, titles: list[str]) -> None:
    editor.open(name, text)

    assert [command.title for _, command in await lenses(editor, name)] == titles


async def test_a_flow_is_compiled_as_it_stands_in_the_editor(editor: Editor) -> None:
    editor.open("a.flow", FLOW)
    (_, compile_), *_ = await lenses(editor, "a.flow")

    written = await done(editor, compile_)

    assert isinstance(written, str)
    definition = Path(to_fs_path(written) or "").read_text(encoding="utf-8")
    assert definition == compile_text(FLOW).definition
    assert json.loads(definition)["description"] == "Text"
    assert said(editor) == (types.MessageType.Info, "wrote a.json")


@pytest.mark.parametrize(("text", "reason"), [("on call { sai }", "errors"), ('const a = "x"\n', "module")])
async def test_what_cannot_be_compiled_is_told_and_not_written(editor: Editor, text: str, reason: str) -> None:
    editor.open("a.flow", text)

    await done(editor, types.Command("", "flowc.compile", arguments=[editor.uri("a.flow")]))

    assert reason in said(editor)[1]
    assert not editor.path("a.json").exists()


async def test_an_editor_without_a_terminal_is_told_how_a_flow_is_played(editor: Editor) -> None:
    editor.open("a.flow", FLOW)
    _, (_, play), *_ = await lenses(editor, "a.flow")

    assert await done(editor, play) == f'flowc play "{editor.path("a.flow")}"'
    assert said(editor) == (types.MessageType.Info, f'in a terminal: flowc play "{editor.path("a.flow")}"')


async def test_all_tests_are_run_and_the_one_that_fails_is_shown(editor: Editor) -> None:
    editor.save("a.flow", FLOW)
    editor.open("a.flow", FLOW)
    *_, (_, run_all), (_, _first), (_, _second) = await lenses(editor, "a.flow")

    found = await done(editor, run_all)

    assert isinstance(found, dict)
    assert found["passed"] is False
    assert "what the contact hears next is not `Farewell.`" in found["output"]
    kind, shown = said(editor)
    assert kind == types.MessageType.Error
    assert shown == found["output"]


async def test_one_test_is_run_by_its_name(editor: Editor) -> None:
    editor.save("a.flow", FLOW)
    editor.save("b.flowtest", 'flow "./a.flow"\n' + FLOW[FLOW.index("test") : FLOW.index("test", 150)])
    editor.open("b.flowtest", editor.path("b.flowtest").read_text(encoding="utf-8"))
    *_, (_, run_one) = await lenses(editor, "b.flowtest")

    found = await done(editor, run_one)

    assert isinstance(found, dict)
    assert found["passed"] is True
    assert said(editor) == (types.MessageType.Info, "1 passed")


async def test_tests_that_are_not_saved_are_not_run(editor: Editor) -> None:
    editor.save("a.flow", FLOW)
    editor.open("a.flow", FLOW.replace("Farewell.", "Thank you."))
    *_, (_, run_one) = await lenses(editor, "a.flow")

    assert await done(editor, run_one) is None
    assert said(editor) == (types.MessageType.Error, "save this file first: its tests are read from disk")


async def test_a_file_that_was_never_saved_has_no_tests_to_run(editor: Editor) -> None:
    editor.open("a.flow", FLOW)

    assert await done(editor, types.Command("", "flowc.test", arguments=[editor.uri("a.flow"), ""])) is None
    assert said(editor)[0] == types.MessageType.Error
