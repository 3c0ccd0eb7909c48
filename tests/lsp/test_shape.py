"""Folding, selection, colours, hints, formatting, lenses, calls and links, asked of a real server."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.uris import to_fs_path
from tests.lsp.editor import Editor

from flowc import format_text
from flowc.lsp.features.semantic_tokens import edits
from flowc.lsp.semantic import LEGEND

pytestmark = pytest.mark.asyncio(loop_scope="session")

FLOW = """\
# One line.
# Another.
use std.consent
use std.hours

flow "Text"
const shop = "the Owl shop"

on call {
  ask: gather "Welcome to {{const.shop}}, {{widgets.ask.Digits | upcase}}!" {
    hints = [
      "a",
      "b",
    ]
    timeout -> sales
  }
  record on { failed -> next }
  say \"\"\"
    Hello.
    \"\"\"
}

section sales {
  announce "x"
  -> ask
}
"""


async def test_blocks_lists_texts_comments_and_uses_fold(editor: Editor) -> None:
    editor.open("a.flow", FLOW)

    found = await editor.client.text_document_folding_range_async(types.FoldingRangeParams(editor.document("a.flow")))

    assert [(one.start_line, one.end_line, one.kind) for one in found or ()] == [
        (0, 1, "comment"),
        (2, 3, "imports"),
        (8, 19, None),
        (9, 14, None),
        (10, 12, None),
        (17, 19, None),
        (22, 24, None),
    ]


async def test_a_selection_grows_from_the_word_to_the_file(editor: Editor) -> None:
    place = editor.open("a.flow", FLOW.replace("Digits", "Dig‸its"))
    params = types.SelectionRangeParams(place.text_document, [place.position])

    (found,) = await editor.client.text_document_selection_range_async(params) or ()

    spans: list[str] = []
    current: types.SelectionRange | None = found
    while current is not None:
        spans.append(editor.words("a.flow", current.range))
        current = current.parent
    assert spans[0] == "{{widgets.ask.Digits | upcase}}"
    assert spans[1] == "Welcome to {{const.shop}}, {{widgets.ask.Digits | upcase}}!"
    assert spans[2] == f'"{spans[1]}"'
    assert spans[3].startswith("ask: gather")
    assert spans[-1] == FLOW
    assert all(one in other and len(one) < len(other) for one, other in pairwise(spans))


async def test_every_place_can_be_the_beginning_of_a_selection(editor: Editor) -> None:
    editor.open("a.flow", FLOW[:-3])
    places = [editor.at("a.flow", offset).position for offset in range(0, len(FLOW) - 3, 7)]

    found = await editor.client.text_document_selection_range_async(
        types.SelectionRangeParams(editor.document("a.flow"), places)
    )

    assert len(found or ()) == len(places)


def decoded(editor: Editor, data: list[int] | object) -> list[tuple[str, str, list[str]]]:
    """The words of tokens with what they are."""
    assert isinstance(data, (list, tuple))
    found = []
    line = character = 0
    for at in range(0, len(data), 5):
        down, right, length, kind, bits = data[at : at + 5]
        line, character = line + down, (character if not down else 0) + right
        place = types.Range(types.Position(line, character), types.Position(line, character + length))
        modifiers = [name for number, name in enumerate(LEGEND.token_modifiers) if bits >> number & 1]
        found.append((editor.words("a.flow", place), LEGEND.token_types[kind], modifiers))
    return found


async def test_words_are_coloured_by_what_they_stand_for(editor: Editor) -> None:
    editor.open("a.flow", FLOW)

    found = await editor.client.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(editor.document("a.flow"))
    )

    assert found is not None
    colours = decoded(editor, found.data)
    assert colours[:9] == [
        ("# One line.", "comment", []),
        ("# Another.", "comment", []),
        ("use", "keyword", []),
        ("consent", "namespace", ["declaration"]),
        ("use", "keyword", []),
        ("hours", "namespace", ["declaration"]),
        ("flow", "keyword", []),
        ('"Text"', "string", []),
        ("const", "keyword", []),
    ]
    for expected in (
        ("shop", "variable", ["declaration", "readonly"]),
        ("call", "event", ["defaultLibrary"]),
        ("ask", "variable", ["declaration"]),
        ("gather", "function", ["defaultLibrary"]),
        ('"Welcome to {{const.', "string", []),
        ("shop", "variable", ["readonly"]),
        ("Digits", "property", ["defaultLibrary"]),
        (' | upcase}}!"', "string", []),
        ("hints", "property", ["defaultLibrary"]),
        ("timeout", "enumMember", ["defaultLibrary"]),
        ("->", "operator", []),
        ("sales", "namespace", []),
        ("announce", "macro", ["defaultLibrary"]),
        ("next", "keyword", []),
        ("    Hello.", "string", []),
    ):
        assert expected in colours


async def test_colours_of_a_part_are_those_of_the_whole_there(editor: Editor) -> None:
    editor.open("a.flow", FLOW)
    document = editor.document("a.flow")
    whole = await editor.client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document))
    place = editor.range("a.flow", "section sales {")

    part = await editor.client.text_document_semantic_tokens_range_async(
        types.SemanticTokensRangeParams(document, place)
    )

    assert whole is not None
    assert part is not None
    assert decoded(editor, part.data) == [
        ("section", "keyword", []),
        ("sales", "namespace", ["declaration"]),
    ]
    assert set(map(str, decoded(editor, part.data))) <= set(map(str, decoded(editor, whole.data)))


async def test_after_an_edit_only_what_changed_is_sent(editor: Editor) -> None:
    editor.open("a.flow", FLOW)
    document = editor.document("a.flow")
    before = await editor.client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document))
    assert before is not None
    assert before.result_id is not None
    editor.replace("a.flow", 'announce "x"', 'say "x" voice=alice')

    change = await editor.client.text_document_semantic_tokens_full_delta_async(
        types.SemanticTokensDeltaParams(document, before.result_id)
    )
    after = await editor.client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document))

    assert isinstance(change, types.SemanticTokensDelta)
    assert after is not None
    (edit,) = change.edits
    data = list(before.data)
    data[edit.start : edit.start + edit.delete_count] = edit.data or []
    assert data == list(after.data)
    assert len(edit.data or ()) < len(after.data) / 4


async def test_a_change_from_a_forgotten_answer_is_the_whole(editor: Editor) -> None:
    editor.open("a.flow", FLOW)

    found = await editor.client.text_document_semantic_tokens_full_delta_async(
        types.SemanticTokensDeltaParams(editor.document("a.flow"), "forgotten")
    )

    assert isinstance(found, types.SemanticTokens)


async def test_no_change_is_no_edit() -> None:
    assert edits([1, 2, 3], [1, 2, 3]) == []
    assert [(one.start, one.delete_count, one.data) for one in edits([1, 1], [1])] == [(1, 1, [])]
    assert [(one.start, one.delete_count, one.data) for one in edits([], [1])] == [(0, 0, [1])]


async def test_hints_name_widgets_and_show_what_is_written(editor: Editor) -> None:
    editor.open("a.flow", FLOW)
    place = types.Range(types.Position(0, 0), types.Position(99, 0))

    found = await editor.client.text_document_inlay_hint_async(types.InlayHintParams(editor.document("a.flow"), place))

    shown = [(one.position.line, one.label) for one in found or ()]
    assert (16, "record_1:") in shown
    assert (16, "channels=dual trim=do-not-trim") in shown
    assert (17, "say_1:") in shown
    assert all(label != "ask:" for _, label in shown)


async def test_hints_are_those_of_the_lines_that_are_shown(editor: Editor) -> None:
    editor.open("a.flow", FLOW)
    place = types.Range(types.Position(17, 0), types.Position(17, 80))

    found = await editor.client.text_document_inlay_hint_async(types.InlayHintParams(editor.document("a.flow"), place))

    assert [one.label for one in found or ()] == ["say_1:"]


UGLY = 'on call {\nsay   "One."\n     say "Two."\n  gather "x" {timeout->end}\n}\nsection   a { say "x" }\n'
OPTIONS = types.FormattingOptions(tab_size=8, insert_spaces=False)


async def test_a_file_is_formatted_as_fmt_does(editor: Editor) -> None:
    editor.open("a.flow", UGLY)

    found = await editor.client.text_document_formatting_async(
        types.DocumentFormattingParams(editor.document("a.flow"), OPTIONS)
    )

    assert editor.edited("a.flow", found or ()) == format_text(UGLY).text


async def test_of_a_part_only_its_lines_are_formatted(editor: Editor) -> None:
    editor.open("a.flow", UGLY)

    found = await editor.client.text_document_range_formatting_async(
        types.DocumentRangeFormattingParams(editor.document("a.flow"), editor.range("a.flow", "section   a"), OPTIONS)
    )

    after = editor.edited("a.flow", found or ())
    assert after.startswith(UGLY.partition("section")[0])
    assert after.endswith('section a { say "x" }\n')


@pytest.mark.parametrize("text", ["on call {", 'on call { say "x }\n', UGLY.replace("}\nsection", "section")])
async def test_a_file_with_syntax_errors_is_left_alone(editor: Editor, text: str) -> None:
    editor.open("a.flow", text)

    found = await editor.client.text_document_formatting_async(
        types.DocumentFormattingParams(editor.document("a.flow"), OPTIONS)
    )

    assert not found


async def typed(editor: Editor, marked: str, character: str) -> str:
    """The text after a character was typed before the cursor."""
    place = editor.open("a.flow", marked)
    found = await editor.client.text_document_on_type_formatting_async(
        types.DocumentOnTypeFormattingParams(place.text_document, place.position, character, OPTIONS)
    )
    return editor.edited("a.flow", found or ())


async def test_a_closed_block_is_formatted(editor: Editor) -> None:
    after = await typed(editor, 'on call {\nsay   "One."\nsay "Two."\n}‸\n\nsection   a { say "x" }\n', "}")

    assert after == 'on call {\n  say "One."\n  say "Two."\n}\n\nsection   a { say "x" }\n'


@pytest.mark.parametrize(
    ("marked", "after"),
    [
        ("on call {\n‸", "on call {\n  "),
        ("on call {\n  gather {\n‸", "on call {\n  gather {\n    "),
        ("on call {\n‸}", "on call {\n}"),
        ("on call {\n      ‸}\n", "on call {\n}\n"),
        ('say """\n‸', 'say """\n'),
        ("on call {\n}\n   ‸", "on call {\n}\n"),
    ],
)
async def test_a_new_line_stands_where_its_block_says(editor: Editor, marked: str, after: str) -> None:
    assert await typed(editor, marked, "\n") == after


async def test_the_hierarchy_tells_which_section_leads_to_which(editor: Editor) -> None:
    text = 'block b() { say "x" }\non call { b; -> one }\nsection one { b; -> two; -> two }\nsection two { -> one }\n'
    editor.open("a.flow", text)
    place = editor.on("a.flow", "section one", 9)
    (one,) = (
        await editor.client.text_document_prepare_call_hierarchy_async(
            types.CallHierarchyPrepareParams(place.text_document, place.position)
        )
        or ()
    )

    incoming = await editor.client.call_hierarchy_incoming_calls_async(types.CallHierarchyIncomingCallsParams(one))
    outgoing = await editor.client.call_hierarchy_outgoing_calls_async(types.CallHierarchyOutgoingCallsParams(one))

    assert (one.name, editor.words("a.flow", one.range)) == ("one", "section one { b; -> two; -> two }")
    assert [(call.from_.name, len(call.from_ranges)) for call in incoming or ()] == [("on call", 1), ("two", 1)]
    assert [(call.to.name, len(call.from_ranges)) for call in outgoing or ()] == [("b", 1), ("two", 2)]


async def test_the_modules_of_a_flow_are_links(editor: Editor) -> None:
    editor.save("parts.flow", 'const a = "x"\n')
    editor.open("a.flow", 'use std.consent\nuse "./parts.flow" as p\nuse "./nobody.flow"\nuse std.nobody\n')

    found = await editor.client.text_document_document_link_async(types.DocumentLinkParams(editor.document("a.flow")))

    links = [(editor.words("a.flow", one.range), Path(to_fs_path(one.target or "") or "").name) for one in found or ()]
    assert links == [
        ("std.consent", "consent.flow"),
        ('"./parts.flow"', "parts.flow"),
        ('"./nobody.flow"', "nobody.flow"),
    ]
