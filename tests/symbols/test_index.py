"""Names through all files: what stands at a place, and all places that use it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import EXAMPLES
from tests.symbols.marked import index

from flowc.symbols import Kind

MAIN = 'use "./m.flow" as m\non call { m.greet "x"; greet "y"; -> m.bye }\n'
MODULE = 'block greet(x: text) { say x }\nsection bye { bye: say "x"; -> bye }\n'


def test_all_uses_of_a_name_are_found_in_all_files() -> None:
    found = index({"a": MAIN, "m": MODULE}, {"a": {"m": "m"}})
    symbol = found.files["m"].blocks["greet"]

    assert [(path, one.place.start) for path, one in found.references(symbol)] == [
        ("a", MAIN.index("greet")),
        ("a", MAIN.rindex("greet")),
    ]


def test_the_label_that_repeats_its_section_means_the_section() -> None:
    found = index({"a": MAIN, "m": MODULE}, {"a": {"m": "m"}})
    section = found.files["m"].labels[""]["bye"]

    assert section.kind is Kind.SECTION
    assert [one.start for one in found.repeats(section)] == [MODULE.index("bye:")]
    assert [path for path, _ in found.references(section)] == ["a", "m"]


@pytest.mark.parametrize(
    ("words", "within", "name"),
    [
        ("m.greet", 0, "m"),
        ("m.greet", 1, "m"),
        ("m.greet", 2, "greet"),
        ("m.greet", 7, "greet"),
        ("m.bye", 3, "bye"),
        ("as m", 3, "m"),
    ],
)
def test_the_name_at_a_place_or_ending_there_is_meant(words: str, within: int, name: str) -> None:
    found = index({"a": MAIN, "m": MODULE}, {"a": {"m": "m"}}).symbol_at("a", MAIN.index(words) + within)

    assert found is not None
    assert (found[0].name, found[1].text) == (name, name)


def test_where_no_name_stands_there_is_none() -> None:
    found = index(MAIN)

    assert found.symbol_at("a", MAIN.index("{")) is None
    assert found.symbol_at("a", MAIN.index('"x"') + 1) is None


@settings(max_examples=60)
@given(st.data())
def test_law_a_use_lies_in_the_text_and_leads_to_a_name_that_it_says(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(EXAMPLES)).read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    found = index(text[:start] + data.draw(st.sampled_from(["", "{", "}", '"', "->", "x: "])) + text[end:])

    file = found.files["a"]
    for one in file.references:
        assert 0 <= one.place.start < one.place.end <= len(file.source.text)
        symbol = found.resolve("a", one)
        if symbol is not None and symbol.kind in (Kind.LABEL, Kind.SECTION, Kind.PARAM, Kind.CONST):
            assert symbol.name == one.name
            assert any(one is other for _, other in found.references(symbol))
