"""How wide text is on a terminal, and what of it is safe to print."""

from __future__ import annotations

import pytest

from flowc.diagnostics.render.columns import one_line, place, room, shown, width
from flowc.source import Source, Span


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("say", 3),
        ("\t", 4),
        ("a\tb", 6),
        ("日本", 4),
        ("ﬀ", 1),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER A}", 2),
        ("한", 2),
        ("e\N{COMBINING ACUTE ACCENT}", 1),
        ("é", 1),
        ("📞", 2),
        ("a\N{ZERO WIDTH JOINER}b", 2),
        ("\x1b[31m", 5),
        ("\x00", 1),
    ],
)
def test_text_takes_so_many_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x07",
        "\n",
        "\r",
        "\x1b",
        "\x7f",
        "\x85",
        "\x9b",
        "\N{RIGHT-TO-LEFT OVERRIDE}",
        "\N{FIRST STRONG ISOLATE}",
        "\N{ZERO WIDTH SPACE}",
        "\N{SOFT HYPHEN}",
        "\N{ZERO WIDTH NO-BREAK SPACE}",
        "\N{LINE SEPARATOR}",
        "\N{PARAGRAPH SEPARATOR}",
        "\udc80",
    ],
)
def test_what_could_steer_a_terminal_is_shown_as_a_replacement(character: str) -> None:
    assert shown(f"a{character}b") == "a\N{REPLACEMENT CHARACTER}b"
    assert width(character) == 1


def test_letters_of_all_scripts_are_shown_as_they_are() -> None:
    text = "Grüße, 日本, नमस्ते, שלום, 👩\N{ZERO WIDTH JOINER}🚒, می\N{ZERO WIDTH NON-JOINER}خواهم"

    assert shown(text) == text


def test_a_tab_is_shown_as_four_spaces() -> None:
    assert shown("\ta\t") == "    a    "


def test_each_character_needs_room_even_without_a_width() -> None:
    assert [room(character) for character in "a日\t\N{COMBINING ACUTE ACCENT}"] == [1, 2, 4, 1]


def test_a_text_for_one_line_is_cut_where_it_is_far_too_long() -> None:
    assert one_line("a" * 1000) == "a" * 1000
    assert one_line("a" * 1_000_000) == "a" * 1000 + "…"


def test_a_place_counts_from_one() -> None:
    source = Source("a.flow", "say\n\tdial")

    assert place(Span(source, 0, 3)) == "a.flow:1:1"
    assert place(Span(source, 5, 9)) == "a.flow:2:2"
    assert place(Span(source, 9, 9)) == "a.flow:2:6"


def test_a_place_past_the_end_is_the_end() -> None:
    assert place(Span(Source("a.flow", "say"), 9, 12)) == "a.flow:1:4"


def test_a_path_cannot_break_the_line() -> None:
    assert place(Span(Source("a\n\x1b[2J.flow", ""), 0, 0)) == "a��[2J.flow:1:1"
