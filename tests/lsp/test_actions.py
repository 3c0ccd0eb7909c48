"""Code actions, asked of a real server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lsprotocol import types
from tests.examples import EXAMPLES
from tests.lsp.editor import Editor

from flowc import check, compile_text
from flowc.decompile import decompile

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def actions(
    editor: Editor, name: str, words: str, only: list[types.CodeActionKind | str] | None = None
) -> dict[str, types.CodeAction]:
    """What is offered where some words are selected; `|` in front of them: where the cursor stands before them."""
    place = editor.range(name, words.removeprefix("|"))
    if words.startswith("|"):
        place = types.Range(place.start, place.start)
    context = types.CodeActionContext(diagnostics=[], only=only)
    found = await editor.client.text_document_code_action_async(
        types.CodeActionParams(editor.document(name), place, context)
    )
    return {one.title: one for one in found or () if isinstance(one, types.CodeAction)}


def after(editor: Editor, action: types.CodeAction, name: str = "a.flow") -> str:
    return editor.after(action.edit)[name]


async def test_each_way_to_mend_a_finding_is_offered_at_its_place(editor: Editor) -> None:
    editor.open("a.flow", 'on call {\n  sai "x"\n  say "y" { }\n}\n')

    found = await actions(editor, "a.flow", "|sai")

    fix = found["Write `say` (a guess)"]
    assert fix.kind == types.CodeActionKind.QuickFix
    assert not fix.is_preferred
    assert [one.code for one in fix.diagnostics or ()] == ["FLW101"]
    assert after(editor, fix) == editor.texts["a.flow"].replace("sai", "say")


async def test_a_safe_fix_is_preferred(editor: Editor) -> None:
    editor.open("a.flow", "on call {\n  gather 08:00 { timeout -> end }\n}\n")

    found = await actions(editor, "a.flow", "|08:00", [types.CodeActionKind.QuickFix])

    (fix,) = found.values()
    assert fix.is_preferred
    assert '"08:00"' in after(editor, fix)


async def test_all_safe_fixes_are_made_at_once(editor: Editor) -> None:
    editor.open("a.flow", "on call {\n  gather 08:00 { timeout -> end }\n  say 09:00\n}\n")

    (found,) = (await actions(editor, "a.flow", "|on call", [types.CodeActionKind.SourceFixAll])).values()

    assert check(after(editor, found)).diagnostics == ()


async def test_elsewhere_no_fix_is_offered(editor: Editor) -> None:
    editor.open("a.flow", 'on call {\n  sai "x"\n  say "y"\n}\n')

    assert not await actions(editor, "a.flow", '"y"', [types.CodeActionKind.QuickFix])


EXITS = """\
on call {
  say "x"
  http GET "https://example.com"
  dial number +15550100 { hangup -> end }
  record on {
    channels = mono
  }
}
"""


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("|http", '"https://example.com"', '"https://example.com" {\n    failed -> end\n  }'),
        ("|record", "mono\n", "mono\n    failed -> end\n"),
    ],
)
async def test_missing_exits_are_added_and_end_the_flow_as_before(
    editor: Editor, words: str, old: str, new: str
) -> None:
    editor.open("a.flow", EXITS)

    found = await actions(editor, "a.flow", words)

    text = after(editor, found["Add the missing exits"])
    assert text == EXITS.replace(old, new)
    assert compile_text(text).definition == compile_text(EXITS).definition


async def test_where_no_exit_is_missing_none_is_offered(editor: Editor) -> None:
    editor.open("a.flow", EXITS)

    assert "Add the missing exits" not in await actions(editor, "a.flow", "|dial")
    assert "Add the missing exits" not in await actions(editor, "a.flow", "|say")


async def test_a_widget_gets_the_label_that_is_its_name(editor: Editor) -> None:
    editor.open("a.flow", EXITS)

    found = await actions(editor, "a.flow", "|http")

    text = after(editor, found["Label this widget `http_1`"])
    assert text == EXITS.replace("http GET", "http_1: http GET")
    assert compile_text(text).definition == compile_text(EXITS).definition


async def test_a_widget_with_a_label_keeps_it(editor: Editor) -> None:
    editor.open("a.flow", 'on call { a: say "x" }\n')

    assert not [title for title in await actions(editor, "a.flow", "|a: say") if title.startswith("Label")]


async def test_a_pasted_definition_becomes_a_flow(editor: Editor) -> None:
    definition = compile_text(EXITS).definition or ""
    editor.open("a.flow", definition)

    found = await actions(editor, "a.flow", definition[:1])

    assert "Turn this definition into a flow" not in found
    found = await actions(editor, "a.flow", f"|{definition[:1]}")
    text = after(editor, found["Turn this definition into a flow"])
    assert text == decompile(definition).text
    assert json.loads(compile_text(text).definition or "")["states"][1]["name"] == "say_1"


@pytest.mark.parametrize("text", ["{", "{}", '{"states": 1}', "on call { }"])
async def test_what_is_no_definition_is_not_offered_as_one(editor: Editor, text: str) -> None:
    editor.open("a.flow", text)

    assert "Turn this definition into a flow" not in await actions(editor, "a.flow", f"|{text[:1]}")


EXTRACT = """\
## The only entry.
on call {
  ask: gather "Name?" { timeout -> sorry }
  hear: say "Hello {{widgets.ask.SpeechResult}}."
  split ask.Digits {
    "1" -> sorry
    else -> hear
  }
}

section sorry { say "Sorry." }
"""


async def test_statements_become_a_block_with_the_exits_and_parameters_that_they_need(editor: Editor) -> None:
    editor.open("a.flow", EXTRACT)
    chosen = EXTRACT[EXTRACT.index("  hear:") : EXTRACT.index("}\n\nsection")]

    found = await actions(editor, "a.flow", chosen)

    text = after(editor, found["Make a block of these statements"])
    assert (
        text
        == """\
block extracted(ask_SpeechResult: text, ask_Digits: text) {
  exit sorry
  hear: say "Hello {{param.ask_SpeechResult}}."
  split ask_Digits {
    "1" -> sorry
    else -> hear
  }
}

## The only entry.
on call {
  ask: gather "Name?" { timeout -> sorry }
  extracted ask_SpeechResult=ask.SpeechResult ask_Digits=ask.Digits { sorry -> sorry }
}

section sorry { say "Sorry." }
"""
    )
    assert check(text).ok


async def test_what_others_refer_to_stays_where_it_is(editor: Editor) -> None:
    editor.open("a.flow", EXTRACT)

    assert "Make a block of these statements" not in await actions(editor, "a.flow", "ask: gather")


INLINE = """\
block greet(words: text) {
  exit failed
  said: say words { property "x" = "y" }
  if "{{flow.data.x}}" is_blank -> failed
  output voice = said.voice
}

on call {
  hi: greet "Hello." { failed -> bye }
  say hi.voice
  -> hi
}

section bye { say "Bye." }
"""


async def test_a_use_of_a_block_is_written_out_and_the_definition_stays(editor: Editor) -> None:
    editor.open("a.flow", INLINE)

    found = await actions(editor, "a.flow", '|greet "Hello')

    text = after(editor, found["Write `greet` out here"])
    assert 'hi_said: say "Hello."' in text
    assert "say hi_said.voice" in text
    assert "-> hi_said" in text
    assert compile_text(text).definition == compile_text(INLINE).definition


@pytest.mark.parametrize("path", [*EXAMPLES[::5]], ids=lambda path: path.stem)
async def test_whatever_is_offered_leaves_an_example_without_an_error(editor: Editor, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    editor.open("a.flow", text)
    before = {one.code for one in check(text, "a.flow").diagnostics}
    lines = text.splitlines()
    for number in range(0, len(lines), 4):
        place = types.Range(types.Position(number, 2), types.Position(number, len(lines[number])))
        found = await editor.client.text_document_code_action_async(
            types.CodeActionParams(editor.document("a.flow"), place, types.CodeActionContext(diagnostics=[]))
        )
        for one in found or ():
            assert isinstance(one, types.CodeAction)
            mended = after(editor, one)
            assert {finding.code for finding in check(mended, "a.flow").diagnostics} <= before | {"FLW128", "FLW129"}, (
                one.title
            )
