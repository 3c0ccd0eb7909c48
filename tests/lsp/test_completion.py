"""Completion, asked of a real server."""

from __future__ import annotations

import pytest
from lsprotocol import types
from tests.lsp.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="session")

HEAD = """\
use std.consent
use "./parts.flow" as parts
param desk: phone = +15550100
const shop = "x"
block greet(words: text) {
  exit failed
  inner: gather words
}
"""
PARTS = 'const time = "x"\nblock part() { say "x" }\nsection bye { say "x" }\n'


async def complete(editor: Editor, body: str, head: str = HEAD) -> dict[str, types.CompletionItem]:
    """What is suggested at the cursor."""
    editor.save("parts.flow", PARTS)
    place = editor.open("a.flow", head + body)
    found = await editor.client.text_document_completion_async(
        types.CompletionParams(place.text_document, place.position)
    )
    assert isinstance(found, types.CompletionList)
    return {item.label: item for item in found.items}


IN_CALL = 'on call {{\n  ask: gather "x" {{ timeout -> end }}\n  sum: set x=1\n  {}\n}}\nsection sales {{ say "x" }}\n'


@pytest.mark.parametrize(
    ("body", "has", "lacks"),
    [
        ("‸", ["on", "section", "block", "flow"], ["say"]),
        ("sec‸", ["section"], []),
        ("on ‸", ["call", "message", "subflow"], ["say"]),
        ("use ‸", ["std.consent", "std.hours"], ["say"]),
        ("default ‸", ["say", "greet"], ["split"]),
        ("param x: ‸", ["text", "url"], []),
        (IN_CALL.format("‸"), ["say", "gather", "split", "menu", "greet", "announce", "part", "->"], ["section"]),
        (IN_CALL.format("ga‸"), ["gather"], []),
        (IN_CALL.format("label: ‸"), ["gather"], []),
        (IN_CALL.format("-> ‸"), ["ask", "sales", "next", "end", "parts.bye"], ["inner", "say"]),
        (IN_CALL.format("-> sa‸"), ["sales"], []),
        (IN_CALL.format('gather "x" { timeout -> ‸ }'), ["ask", "sales"], []),
        (IN_CALL.format('gather "x" { ‸ }'), ["timeout", "speech", "keypress", "hints"], ["say", "failed"]),
        (IN_CALL.format('gather "x" { loop = 2; ‸ }'), ["timeout", "hints"], ["loop"]),
        (IN_CALL.format('gather "x" { timeout, ‸ }'), ["speech"], ["hints"]),
        (IN_CALL.format('gather "x" { timeout { ‸ } }'), ["say", "gather"], ["speech"]),
        (IN_CALL.format("record ‸"), ["on", "off", "channels"], ["dual"]),
        (IN_CALL.format("record on channels=‸"), ["mono", "dual"], ["on"]),
        (IN_CALL.format("record on channels=du‸"), ["dual"], []),
        (IN_CALL.format("record on { channels = ‸ }"), ["mono", "dual"], []),
        (IN_CALL.format("record on events=[‸"), ["completed", "absent"], []),
        (IN_CALL.format('say "x" voice=‸'), ["Polly.Joanna", "alice"], ["ask"]),
        (IN_CALL.format('say "x" language=‸'), ["en-US", "de-DE"], []),
        (IN_CALL.format("say ‸"), ["ask", "desk", "shop", "flow", "parts", "voice"], ["inner"]),
        (IN_CALL.format("say ask.‸"), ["ask.Digits", "ask.SpeechResult"], []),
        (IN_CALL.format("say ask.Sp‸"), ["ask.SpeechResult"], []),
        (IN_CALL.format("say flow.‸"), ["flow.variables", "flow.data"], []),
        (IN_CALL.format("say parts.‸"), ["parts.time"], []),
        (IN_CALL.format("dial ‸"), ["number", "client", "sip"], []),
        (IN_CALL.format("split ‸"), ["ask", "contact"], []),
        (IN_CALL.format("split ask.Digits { ‸ }"), ["equal_to", "regex", "else"], ["say"]),
        (IN_CALL.format("if ask.Digits ‸"), ["is_blank", "equal_to"], ["say"]),
        (IN_CALL.format("if ‸"), ["ask"], ["is_blank"]),
        (IN_CALL.format("if ask.Digits equal_to ‸"), ["shop"], ["is_blank"]),
        (IN_CALL.format("if ask.Digits is_blank { ‸ }"), ["say"], ["is_blank"]),
        (IN_CALL.format('if ask.Digits is_blank { say "x" } else { ‸ }'), ["say"], ["is_blank"]),
        (IN_CALL.format('menu "x" { ‸ }'), ["none", "timeout", "failed", "tries", "hints"], ["say"]),
        (IN_CALL.format('menu "x" { 1 { ‸ } }'), ["say"], ["none"]),
        (IN_CALL.format('say "{{ ‸ }}"'), ["widgets", "flow", "param", "const"], ["say"]),
        (IN_CALL.format('say "{{ ‸'), ["widgets"], []),
        (IN_CALL.format('say "{{widgets.‸}}"'), ["ask"], ["inner", "Digits"]),
        (IN_CALL.format('say "{{widgets.ask.Di‸}}"'), ["Digits"], ["ask"]),
        (IN_CALL.format('say "{{param.‸}}"'), ["desk"], ["shop"]),
        (IN_CALL.format('say "{{const.‸}}"'), ["shop"], ["desk"]),
        (IN_CALL.format('say "{{widgets.ask.Digits | up‸}}"'), ["upcase", "default"], ["widgets"]),
        (IN_CALL.format('say "{% ‸ %}"'), ["if", "assign", "endif"], []),
        (IN_CALL.format('say """\n {{ flow.‸'), ["variables", "data"], []),
        ("block b(who: text) {\n  say ‸\n}\n", ["who", "shop"], ["ask"]),
        ("block b(who: text) {\n  exit out\n  i: say who\n  -> ‸\n}\n", ["out", "i"], ["ask", "sales"]),
        ('block b(\n  who: list(text),\n) {\n  say "{{param.‸}}"\n}\n', ["who", "desk"], []),
    ],
)
async def test_what_may_stand_there_is_suggested(editor: Editor, body: str, has: list[str], lacks: list[str]) -> None:
    found = await complete(editor, body)

    assert [one for one in has if one not in found] == []
    assert [one for one in lacks if one in found] == []


@pytest.mark.parametrize(
    "body", [IN_CALL.format('say "Hello ‸"'), IN_CALL.format("# a comment ‸"), IN_CALL.format('say "{{x}} ‸"')]
)
async def test_in_plain_texts_and_comments_nothing_is_suggested(editor: Editor, body: str) -> None:
    assert await complete(editor, body) == {}


async def test_what_is_typed_of_a_word_is_replaced(editor: Editor) -> None:
    found = await complete(editor, IN_CALL.format("say ask.Sp‸"))

    edit = found["ask.SpeechResult"].text_edit
    assert isinstance(edit, types.TextEdit)
    assert (editor.words("a.flow", edit.range), edit.new_text) == ("ask.Sp", "ask.SpeechResult")


async def test_a_verb_is_a_snippet_with_its_documentation(editor: Editor) -> None:
    found = (await complete(editor, IN_CALL.format("‸")))["play"]

    assert found.insert_text_format is types.InsertTextFormat.Snippet
    assert isinstance(found.text_edit, types.TextEdit)
    assert found.text_edit.new_text == 'play ${1:"https://example.com"}'
    assert isinstance(found.documentation, types.MarkupContent)
    assert "play URL" in found.documentation.value


async def test_a_block_of_two_modules_is_suggested_with_the_name_of_its_module(editor: Editor) -> None:
    found = await complete(editor, IN_CALL.format("‸"), HEAD + 'block part() { say "own" }\n')

    assert {"part", "parts.part"} <= set(found)


async def test_what_is_just_typed_is_suggested_at_once(editor: Editor) -> None:
    editor.open("a.flow", 'on call {\n  say "x"\n}\n')
    editor.replace("a.flow", 'say "x"', 'fresh: gather "x" { timeout -> end }\n  -> ')
    place = editor.on("a.flow", "  -> \n", 5)

    found = await editor.client.text_document_completion_async(
        types.CompletionParams(place.text_document, place.position)
    )

    assert isinstance(found, types.CompletionList)
    assert "fresh" in [item.label for item in found.items]
