"""What is suggested on each kind of line, told without a server."""

from __future__ import annotations

import pytest
from lsprotocol import types
from tests.lsp.editor import CURSOR

from flowc.language import BODY_STATEMENTS, FILE_STATEMENTS
from flowc.lsp.completion import suggestions
from flowc.lsp.cursor import cursor_at
from flowc.lsp.server import make_server
from flowc.lsp.suggest.item import escaped, markdown, plain, snippet
from flowc.lsp.suggest.place import Place
from flowc.script.words import LINES

SERVER = make_server()
SERVER.pages.close()


def place_of(marked: str, name: str = "a.flow") -> Place:
    """The place of the cursor in a text."""
    text = marked.replace(CURSOR, "", 1)
    document = SERVER.flows.open(f"file:///suggestions/{name}", 1, text)
    index = SERVER.flows.names(document.path)
    return Place(index, index.files[document.path], cursor_at(text, marked.index(CURSOR)))


def labels(marked: str, name: str = "a.flow") -> list[str]:
    """What is suggested, the likeliest first."""
    return [item.label for item in suggestions(place_of(marked, name))]


def in_call(body: str) -> str:
    """A flow with a line in its entry."""
    return (
        f'param desk: phone\nconst shop = "x"\non call {{\n  ask: gather "x"\n  {body}\n}}\nsection bye {{ say "x" }}\n'
    )


def test_a_file_begins_its_lines_with_the_statements_of_files() -> None:
    assert labels(CURSOR) == list(FILE_STATEMENTS)


def test_a_file_of_tests_has_two_statements() -> None:
    assert labels(CURSOR, "a.flowtest") == ["flow", "test"]


def test_behind_on_stand_the_entries_of_the_trigger() -> None:
    found = labels(f"on {CURSOR}")

    assert "call" in found
    assert "message" in found
    assert "say" not in found


def test_behind_use_stand_the_modules_of_the_library_and_then_as() -> None:
    assert all(name.startswith("std.") for name in labels(f"use {CURSOR}"))
    assert labels(f"use std.consent {CURSOR}") == ["as"]


def test_behind_default_stand_verbs_and_no_snippets() -> None:
    items = suggestions(place_of(f"default {CURSOR}"))

    assert "say" in [item.label for item in items]
    assert not [item for item in items if item.insert_text]


def test_behind_the_colon_of_a_param_stand_types() -> None:
    assert {"text", "phone"} <= set(labels(f"param desk: {CURSOR}"))


def test_a_body_begins_its_lines_with_verbs_and_sugar() -> None:
    found = labels(in_call(CURSOR))

    assert {"say", "gather", "->", *BODY_STATEMENTS} <= set(found)
    assert "exit" not in found


def test_only_the_body_of_a_block_may_have_exits_and_outputs() -> None:
    found = labels(f"block b(w: text) {{\n  {CURSOR}\n}}\n")

    assert {"exit", "output"} <= set(found)


@pytest.mark.parametrize(
    ("line", "has", "lacks"),
    [
        ("-> ", ["ask", "bye", "next", "end"], ["say"]),
        ("say ", ["shop", "desk", "->"], ["next"]),
        ("say voice=", ["alice", "shop"], ["loop"]),
        ("say language=", ["en-US"], ["alice"]),
        ('say "x" ', ["voice", "loop"], ["say"]),
        ('say "x" voice=alice ', ["loop"], ["voice"]),
        ("record ", ["on", "off"], ["next"]),
        ("split ", ["ask", "flow"], ["say"]),
        ("split ask.", ["ask.Digits"], ["ask"]),
        ("if ", ["ask"], ["is_blank"]),
        ("if ask.Digits ", ["is_blank", "equal_to"], ["ask"]),
        ("if ask.Digits equal_to ", ["shop"], ["is_blank"]),
    ],
)
def test_a_line_of_a_body_has_what_fits_behind_its_words(line: str, has: list[str], lacks: list[str]) -> None:
    found = labels(in_call(line + CURSOR))

    assert set(has) <= set(found)
    assert not set(lacks) & set(found)


@pytest.mark.parametrize(
    ("line", "has", "lacks"),
    [
        (f'gather "x" {{ {CURSOR} }}', ["timeout", "keypress", "speech", "language", "property"], ["say"]),
        (f'gather "x" {{ timeout, {CURSOR} }}', ["speech"], ["language"]),
        (f'gather "x" {{ language = "en-US"; {CURSOR} }}', ["timeout"], ["language"]),
        (f"split ask.Digits {{ {CURSOR} }}", ["equal_to", "else"], ["timeout"]),
        (f"split ask.Digits {{ equal_to {CURSOR} }}", ["shop"], ["else"]),
        (f'menu "x" {{ {CURSOR} }}', ["none", "timeout", "tries"], ["say"]),
    ],
)
def test_a_block_of_a_statement_has_what_belongs_to_it(line: str, has: list[str], lacks: list[str]) -> None:
    found = labels(in_call(line))

    assert set(has) <= set(found)
    assert not set(lacks) & set(found)


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("{{", ["widgets", "flow", "trigger", "contact"]),
        ("{{widgets.", ["ask"]),
        ("{{widgets.ask.", ["Digits", "SpeechResult"]),
        ("{{const.", ["shop"]),
        ("{{param.", ["desk"]),
        ("{{widgets.ask.Digits | ", ["upcase", "url_encode"]),
        ("{% ", ["if", "capture"]),
    ],
)
def test_in_liquid_stand_roots_outputs_values_filters_and_tags(text: str, has: list[str]) -> None:
    assert set(has) <= set(labels(in_call(f'say "{text}{CURSOR}"')))


def test_lines_of_a_test_have_words_of_their_own() -> None:
    assert labels(f'test "x" {{\n  {CURSOR}\n}}\n') == list(LINES)


@pytest.mark.parametrize("marked", [f"# {CURSOR}", in_call(f'say "plain {CURSOR}"'), in_call(f"say # {CURSOR}")])
def test_in_comments_and_plain_texts_nothing_is_suggested(marked: str) -> None:
    assert labels(marked) == []


def test_an_alias_of_a_module_has_its_blocks_and_its_sections() -> None:
    found = labels(f"use std.consent as consent\non call {{\n  {CURSOR}\n}}\n")

    module = place_of(f"use std.consent as consent\n{CURSOR}").index.module("/suggestions/a.flow", "consent")
    assert module is not None
    assert module.blocks
    assert set(module.blocks) <= set(found)


def test_the_words_of_a_line_are_those_behind_its_label() -> None:
    place = place_of(in_call(f"again: say {CURSOR}"))

    assert place.words() == ("say",)
    assert not place.is_first()
    assert place_of(in_call(f"again: {CURSOR}")).is_first()


def test_a_snippet_is_written_out_with_places_and_a_plain_word_as_it_is() -> None:
    kind = types.CompletionItemKind.Keyword

    assert plain("a", kind, "Said.").documentation == types.MarkupContent(types.MarkupKind.Markdown, "Said.")
    assert snippet("a", "a $1", kind).insert_text_format is types.InsertTextFormat.Snippet
    assert markdown("") is None


@pytest.mark.parametrize(("text", "found"), [("a", "a"), ("$1", "\\$1"), ("{a}", "{a\\}"), ("\\", "\\\\")])
def test_what_means_something_in_a_snippet_is_escaped(text: str, found: str) -> None:
    assert escaped(text) == found
