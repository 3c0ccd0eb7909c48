"""The words and the examples that messages give of what an option wants."""

from __future__ import annotations

import pytest

from flowc.binding.wanted import example, wanted
from flowc.source import Source, Span
from flowc.vocabulary import standard_vocabulary
from flowc.vocabulary.types import Alternative, Field, Kind, Type
from flowc.vocabulary.widget import Option

PLACE = Span(Source("<text>", ""), 0, 0)
AUTO = (Alternative("auto", "auto"),)
TWO = (Alternative("mono", "mono"), Alternative("dual", "dual"))
PARTICIPANT = Type(
    Kind.RECORD,
    fields=(Field("type", Type(Kind.ENUMERATION, TWO), required=True), Field("name", Type(Kind.TEXT), required=False)),
    constructor="participant",
)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.ENUMERATION])
def test_each_kind_has_its_words(kind: Kind) -> None:
    assert wanted(Type(kind))


@pytest.mark.parametrize(
    ("type_", "words"),
    [
        (Type(Kind.ENUMERATION, TWO), "`mono` or `dual`"),
        (Type(Kind.ENUMERATION, AUTO), "`auto`"),
        (Type(Kind.SECONDS, AUTO), "a number of seconds or `auto`"),
        (Type(Kind.SWITCH), "`on` or `off`"),
        (Type(Kind.SWITCH, AUTO), "`on`, `off` or `auto`"),
    ],
)
def test_words_of_the_type_are_listed(type_: Type, words: str) -> None:
    assert wanted(type_) == words


@pytest.mark.parametrize(
    ("option", "text"),
    [
        (Option("o", "o", Type(Kind.TEXT), PLACE), '"…"'),
        (Option("o", "o", Type(Kind.URL), PLACE), '"https://example.com"'),
        (Option("o", "o", Type(Kind.URL), PLACE, pattern="^wss://"), '"wss://example.com"'),
        (Option("o", "o", Type(Kind.URL), PLACE, pattern="^ftp://"), '"…"'),
        (Option("o", "o", Type(Kind.KEY), PLACE, pattern="^[0-9]$"), '"…"'),
        (Option("o", "o", Type(Kind.SID, prefix="FW"), PLACE), "FW…"),
        (Option("o", "o", Type(Kind.SID), PLACE), '"…"'),
        (Option("o", "o", Type(Kind.ENUMERATION, TWO), PLACE), "mono"),
        (Option("o", "o", Type(Kind.SECONDS, AUTO), PLACE), "auto"),
        (Option("o", "o", Type(Kind.SECONDS), PLACE), "5s"),
        (Option("o", "o", Type(Kind.SECONDS), PLACE, minimum=60), "60s"),
        (Option("o", "o", Type(Kind.SECONDS), PLACE, maximum=3), "3s"),
        (Option("o", "o", Type(Kind.MILLISECONDS), PLACE, minimum=1000), "1000ms"),
        (Option("o", "o", Type(Kind.INTEGER), PLACE), "1"),
        (Option("o", "o", Type(Kind.SET, element=Type(Kind.ENUMERATION, TWO)), PLACE), "[mono]"),
        (Option("o", "o", Type(Kind.LIST, element=Type(Kind.TEXT)), PLACE), '["…"]'),
        (Option("o", "o", Type(Kind.LIST, element=Type(Kind.PHONE)), PLACE), "[+15550100]"),
        (Option("o", "o", Type(Kind.LIST, element=PARTICIPANT), PLACE), "[participant(type=mono)]"),
    ],
)
def test_an_example_fits_the_option(option: Option, text: str) -> None:
    assert example(option) == text


def test_every_option_of_the_library_has_an_example_and_words() -> None:
    for widget in standard_vocabulary().types.values():
        for option in widget.all_options():
            assert example(option)
            assert wanted(option.type)
