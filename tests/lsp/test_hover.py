"""Hover and signature help, asked of a real server."""

from __future__ import annotations

import pytest
from lsprotocol import types
from tests.lsp.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="session")

FLOW = """\
use std.consent
## Where calls go.
param desk: phone = +15550100
const shop = "the Owl shop"

## Greets.
block greet(
  ## What is said.
  words: text = "Hello.",
) {
  ## It went wrong.
  exit failed failure
  said: say words
}

on call {
  ## Asks.
  ask: gather "Welcome to {{const.shop}}!" timeout=5s { timeout -> end }
  hi: greet "x" { failed -> end }
  dial number desk { hangup -> end }
  say ask.SpeechResult
}
"""


async def hover(editor: Editor, words: str, within: int = 0) -> tuple[str, str]:
    """What is shown at a place, and the words that it is shown of."""
    place = editor.on("a.flow", words, within)
    found = await editor.client.text_document_hover_async(types.HoverParams(place.text_document, place.position))
    if found is None:
        return "", ""
    assert isinstance(found.contents, types.MarkupContent)
    assert found.range is not None
    return found.contents.value, editor.words("a.flow", found.range)


@pytest.mark.parametrize(
    ("words", "within", "of", "said"),
    [
        ("desk {", 0, "desk", ["```flow\nparam desk: phone = +15550100\n```", "Where calls go."]),
        ("{{const.shop", 9, "shop", ['const shop = "the Owl shop"', "In the definition:", "Welcome to the Owl shop!"]),
        ("timeout=", 1, "timeout", ["option timeout: seconds = 5", "How long it waits for a key.", "From 0 to 30."]),
        ("timeout ->", 1, "timeout", ["Nothing usable came in time."]),
        ("gather", 1, "gather", ["gather TEXT", "[Gather Input On Call](https://", "Exits: `keypress`, `speech`"]),
        ("ask.Speech", 1, "ask", ['ask: gather "Welcome to', "Asks."]),
        ("SpeechResult", 1, "SpeechResult", ["After `speech`: what was said"]),
        ('greet "x', 1, "greet", ['block greet(\n  words: text = "Hello.",\n)', "Greets.", "Exits: `failed`"]),
        ("failed ->", 1, "failed", ["An exit: a failure.", "It went wrong."]),
        ("std.consent", 6, "consent", ["use std.consent", "It has `announce`"]),
        ("on call", 4, "call", ["into `on call`"]),
    ],
)
async def test_a_hover_tells_what_a_name_is(editor: Editor, words: str, within: int, of: str, said: list[str]) -> None:
    editor.open("a.flow", FLOW)

    text, shown = await hover(editor, words, within)

    assert shown == of
    assert [one for one in said if one not in text] == []


async def test_a_hover_tells_what_a_text_is_in_the_definition(editor: Editor) -> None:
    editor.open("a.flow", FLOW)

    text, shown = await hover(editor, "Welcome to", 2)

    assert shown == '"Welcome to {{const.shop}}!"'
    assert text == "In the definition:\n\n```\nWelcome to the Owl shop!\n```"


async def test_of_nothing_nothing_is_told(editor: Editor) -> None:
    editor.open("a.flow", FLOW)

    assert await hover(editor, "{\n  ## Asks") == ("", "")


@pytest.mark.parametrize(
    ("line", "label", "active"),
    [
        ("say ", "say text: text", 0),
        ("dial ", "dial noun: number | client | sip | sim | conference | number-multi", 0),
        ("a: gather ", "gather text: text", 0),
        ("menu ", "menu text: text", 0),
        ('greet "x" words=', "greet words: text", 0),
    ],
)
async def test_signature_help_shows_the_arguments_of_a_verb(editor: Editor, line: str, label: str, active: int) -> None:
    place = editor.open("a.flow", f"{FLOW}\nsection more {{\n  {line}‸\n}}\n")

    found = await editor.client.text_document_signature_help_async(
        types.SignatureHelpParams(place.text_document, place.position)
    )

    assert found is not None
    assert found.signatures[0].label.startswith(label.partition(" | ")[0])
    assert found.active_parameter == active


async def test_which_argument_comes_second_is_decided_by_the_first(editor: Editor) -> None:
    place = editor.open("a.flow", "on call {\n  dial number ‸\n}\n")

    found = await editor.client.text_document_signature_help_async(
        types.SignatureHelpParams(place.text_document, place.position)
    )

    assert found is not None
    assert found.active_parameter == 1
    labels = [one.label for one in found.signatures[0].parameters or ()]
    assert len(labels) == 2
    assert str(labels[1]).endswith(": phone")


async def test_there_is_none_outside_of_statements(editor: Editor) -> None:
    place = editor.open("a.flow", "section ‸\n")

    assert (
        await editor.client.text_document_signature_help_async(
            types.SignatureHelpParams(place.text_document, place.position)
        )
        is None
    )
