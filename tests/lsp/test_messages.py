"""Descriptions, colours, names and offers, without a server: each of many small facts."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import EXAMPLES
from tests.symbols.marked import index

from flowc import Source
from flowc.lsp.actions.request import indentation, replaced
from flowc.lsp.cursor import depth_at
from flowc.lsp.describe import describe, signature
from flowc.lsp.features.format import differences
from flowc.lsp.features.rename import reason_against, reason_against_name
from flowc.lsp.features.selection import spans_around
from flowc.lsp.features.semantic_tokens import edits
from flowc.lsp.positions import Positions
from flowc.lsp.semantic import LEGEND, colours, encoded
from flowc.symbols import Kind
from flowc.symbols.declared import exit_symbol, option_symbol, output_symbol, verb_symbol
from flowc.syntax import parse
from flowc.vocabulary import standard_vocabulary

VOCABULARY = standard_vocabulary()
VERBS = sorted(VOCABULARY.verbs)


# --- Descriptions


@pytest.mark.parametrize("name", VERBS)
def test_each_verb_is_described_with_its_usage_its_widget_and_its_exits(name: str) -> None:
    widget, verb = VOCABULARY.verbs[name]

    found = describe(index(""), verb_symbol(widget, verb))

    assert found.startswith(f"```flow\n{name}")
    assert f"`{widget.type}`" in found
    assert all(f"`{exit_.event}`" in found for exit_ in widget.exits)
    assert all(f"`{output.name}`" in found for output in widget.outputs)
    assert ("**Deprecated:**" in found) == bool(widget.deprecated)


@pytest.mark.parametrize("name", VERBS)
def test_each_option_exit_and_output_stands_where_its_name_is(name: str) -> None:
    widget, verb = VOCABULARY.verbs[name]

    for option in widget.options_of(verb):
        symbol = option_symbol(widget.options_of(verb), option.name)
        assert symbol is not None
        assert symbol.place.text == option.name
        assert describe(index(""), symbol).startswith(f"```flow\noption {option.name}: ")
    for exit_ in widget.exits:
        found = exit_symbol(widget.exits, exit_.event)
        assert found is not None
        assert found.place.text == exit_.event
    for output in widget.outputs:
        known = output_symbol(widget.outputs, output.name)
        assert known is not None
        assert known.place.text == output.name


def test_an_option_is_known_by_the_name_of_its_property_as_well() -> None:
    widget, verb = VOCABULARY.verbs["record"]
    by_name, by_property = (option_symbol(widget.options_of(verb), one) for one in ("channels", "recording_channels"))

    assert by_name is not None
    assert by_property is not None
    assert by_name.key == by_property.key


def test_an_output_is_the_longest_that_a_path_begins_with_and_none_where_none_does() -> None:
    widget, _ = VOCABULARY.verbs["http"]

    found = output_symbol(widget.outputs, "parsed.name.first")

    assert found is not None
    assert found.name == "parsed"
    assert output_symbol(widget.outputs, "nonsense") is None
    assert exit_symbol(widget.exits, "") is None
    assert option_symbol((), "x") is None


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("param p: url = none\n", "p", "param p: url = none"),
        ('const c = ["x",\n  "y"]\n', "c", 'const c = ["x", "y"]'),
        ('on call { a: say "x" { failed -> end } }\n', "a", 'a: say "x" { failed -> end }'),
        ("section s { }\n", "s", "section s"),
        ("use std.consent as c\n", "c", "use std.consent as c"),
        ("block b() { }\n", "b", "block b"),
        ("block b(x: text, y: url = none) { }\n", "b", "block b(\n  x: text,\n  y: url = none,\n)"),
        ("on call, message { }\n", "on call, message", "on call, message"),
        ('flow "x"\n', "x", "flow x"),
    ],
)
def test_a_declaration_reads_as_it_is_written(text: str, name: str, said: str) -> None:
    symbol = next(one for one in index(text).files["a"].all() if one.name == name)

    assert signature(symbol) == said


def test_a_module_is_described_by_what_it_has() -> None:
    found = index({"a": 'use "./m.flow" as m\n', "m": "const x = 1\nblock b() { }\n"}, {"a": {"m": "m"}})
    empty = index({"a": 'use "./m.flow" as m\n', "m": ""}, {"a": {"m": "m"}})

    assert "It has `x`, `b`." in describe(found, found.files["a"].modules["m"])
    assert "nothing that others could use" in describe(empty, empty.files["a"].modules["m"])
    assert "cannot be read" in describe(
        index('use "./m.flow" as m\n'), index('use "./m.flow" as m\n').files["a"].modules["m"]
    )


# --- Renaming

NAMES = """\
use "./m.flow" as m
use "./n.flow"
use std.consent
param p: text
const c = 1
block b(x: text) { exit out; i: say x; output o = i.y }
on call { a: say "x" }
section s { say "x" }
"""


@pytest.mark.parametrize("name", ["m", "p", "c", "b", "x", "out", "i", "o", "a", "s"])
def test_what_a_flow_names_itself_can_be_renamed(name: str) -> None:
    symbol = next(one for one in index(NAMES).files["a"].all() if one.name == name)

    assert reason_against(symbol) == ""


@pytest.mark.parametrize("name", ["n", "consent"])
def test_a_module_without_a_name_of_its_own_cannot(name: str) -> None:
    symbol = index(NAMES).files["a"].modules[name]

    assert f"write `as {name}` first" in reason_against(symbol)


@pytest.mark.parametrize(
    ("name", "new", "reason"),
    [
        ("a", "s", "there is a `s` already"),
        ("s", "a", "there is a `a` already"),
        ("a", "i", ""),
        ("p", "c", "there is a `c` already"),
        ("p", "m", "there is a `m` already"),
        ("p", "a", ""),
        ("b", "say", "there is a `say` already"),
        ("b", "split", "means something else"),
        ("x", "y", ""),
        ("i", "out", "there is a `out` already"),
        ("a", "end", "means something else"),
        ("a", "Trigger", "means something else"),
        ("a", "1a", "is no name"),
        ("a", "", "is no name"),
        ("a", "a", ""),
    ],
)
def test_a_name_that_is_taken_or_means_something_is_refused(name: str, new: str, reason: str) -> None:
    found = index(NAMES)
    symbol = next(one for one in found.files["a"].all() if one.name == name)

    answer = reason_against_name(found, symbol, new)

    assert reason in answer
    assert bool(reason) == bool(answer)


# --- Colours


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_colours_of_an_example_are_in_order_and_apart(path: Path) -> None:
    found = index(path.read_text(encoding="utf-8"))
    every = colours(found, found.files["a"])

    assert every
    assert all(one.start < one.end for one in every)
    assert all(one.end <= other.start for one, other in pairwise(every))


@settings(max_examples=60)
@given(st.data())
def test_law_colours_of_a_broken_text_are_in_order_and_apart(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(EXAMPLES)).read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    text = text[:start] + data.draw(st.sampled_from(['"', '"""', "{", "}", "->", "é\r\n"])) + text[start + 5 :]
    found = index(text)
    every = colours(found, found.files["a"])
    data_ = encoded(every, Source("a", text), Positions())

    assert all(one.end <= other.start for one, other in pairwise(every))
    assert len(data_) % 5 == 0
    assert all(number >= 0 for number in data_)
    assert all(kind < len(LEGEND.token_types) for kind in data_[3::5])


@given(st.lists(st.integers(0, 3), max_size=12), st.lists(st.integers(0, 3), max_size=12))
def test_law_an_edit_of_colours_makes_one_list_of_the_other(before: list[int], after: list[int]) -> None:
    found = list(before)
    for edit in edits(before, after):
        found[edit.start : edit.start + edit.delete_count] = edit.data or []

    assert found == after


# --- Texts


@given(st.text(alphabet="ab\n\r", max_size=30), st.text(alphabet="ab\n\r", max_size=30))
def test_law_the_differences_of_two_texts_make_one_of_the_other(before: str, after: str) -> None:
    found = [(place.start, place.end, new) for place, new in differences(Source("a", before), after)]

    assert replaced(before, found) == after


def test_the_indentation_of_a_line_is_that_of_its_beginning() -> None:
    source = Source("a", "a\n  \tb c\nd")

    assert [indentation(source, at) for at in (0, 5, 8, 9)] == ["", "  \t", "  \t", ""]


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("", 0),
        ("a {", 1),
        ("a { b [", 2),
        ("a { }", 0),
        ("a { # {", 1),
        ('a "{"', 0),
        ('a "', None),
        ('a """ {', None),
        ("}", 0),
    ],
)
def test_the_depth_of_a_place_counts_brackets_outside_of_texts(text: str, depth: int | None) -> None:
    assert depth_at(text, len(text)) == depth or (depth is None and depth_at(text + "x", len(text)) is None)


@settings(max_examples=100)
@given(st.data())
def test_law_what_stands_around_a_place_holds_it_and_grows(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(EXAMPLES)).read_text(encoding="utf-8")
    source = Source("a", text)
    offset = data.draw(st.integers(0, len(text)))

    found = spans_around(source, parse(source).file, offset)

    assert (found[0].start, found[0].end) == (0, len(text))
    assert all(one.start <= offset <= one.end for one in found)
    assert all(outer.start <= inner.start and inner.end <= outer.end for outer, inner in pairwise(found))
    assert all((outer.start, outer.end) != (inner.start, inner.end) for outer, inner in pairwise(found))


def test_every_kind_of_name_has_a_colour() -> None:
    found = index(NAMES)

    assert {one.kind for one in found.files["a"].all()} == {
        *(Kind.MODULE, Kind.PARAM, Kind.CONST, Kind.BLOCK, Kind.PARAMETER, Kind.EXIT, Kind.OUTPUT, Kind.LABEL),
        *(Kind.ENTRY, Kind.SECTION),
    }
    assert {str(one.type.value) for one in colours(found, found.files["a"])} >= {
        *(
            "namespace",
            "variable",
            "macro",
            "parameter",
            "enumMember",
            "property",
            "event",
            "keyword",
            "string",
            "number",
        ),
    }
