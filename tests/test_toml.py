"""TOML is read as the standard library reads it, and every key and value has its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from textwrap import dedent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flowc.source import Source, Span
from flowc.toml import Path, Toml, TomlError, read_toml


def read(text: str) -> Toml:
    return read_toml(Source("a.toml", dedent(text)))


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """All values that are neither tables nor in a list that holds tables, with the way to each."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    else:
        yield path, value
        if isinstance(value, list):
            for number, inner in enumerate(value):
                yield from leaves(inner, (*path, number))


EVERYTHING = """\
top = 1
"quoted key" = 'literal # no comment'   # a comment = 3
dotted."a.b".c = [1, "two", [3.5, true], # inside
  { x = 1, y.z = "]" }, ]
when = 1979-05-27 07:32:00
long = \"\"\"
[no.table]
a = "b" \\
\"\"\"\"\"
short = '''it's'''
empty = ""

[table.inner] # a heading
key = { a = [], b = {} }

  [ spaced . "out" ]
key=-0.5

[[lists]]
name = "one"
[lists.more]
name = "inner"
[[lists]]
name = "two"
[[lists.deep]]
name = "three"
"""


def test_every_value_is_what_stands_at_its_place() -> None:
    toml = read(EVERYTHING)

    assert toml.document == tomllib.loads(EVERYTHING)
    found = dict(leaves(toml.document))
    with_place = {path: value for path, value in found.items() if path not in (("lists",), ("lists", 1, "deep"))}
    for path, value in with_place.items():
        assert tomllib.loads(f"v = {toml.values[path].text}")["v"] == value, path


def test_every_key_has_the_place_where_it_is_first_written() -> None:
    toml = read(EVERYTHING)

    assert toml.keys["dotted", "a.b"].text == '"a.b"'
    assert toml.keys["dotted", "a.b", "c"].text == "c"
    assert toml.keys["table", "inner"].text == "inner"
    assert toml.keys["spaced", "out", "key"].line == 17
    assert toml.keys["lists", 0, "name"].line == 20
    assert toml.keys["lists", 0, "more", "name"].line == 22
    assert toml.keys["lists", 1, "name"].line == 24
    assert toml.keys["lists", 1, "deep", 0, "name"].line == 26
    assert toml.values["dotted", "a.b", "c", 3, "y", "z"].text == '"]"'


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("a = of\n", 1, 5, "invalid value"),
        ("a = 1\nb\n", 2, 2, "expected '=' after a key in a key/value pair"),
        ("a = 1\na = 2\n", 2, 6, "cannot overwrite a value"),
        ("a = [", 1, 5, "invalid value"),
        ("\ufeffa = 1", 1, 1, "invalid statement"),
    ],
)
def test_what_is_no_toml_is_told_with_its_place(text: str, line: int, column: int, reason: str) -> None:
    source = Source("a.toml", text)
    with pytest.raises(TomlError) as caught:
        read_toml(source)

    assert source.position(caught.value.place.start) == (line, column)
    assert caught.value.reason == reason


def test_lists_nested_without_end_are_no_crash() -> None:
    with pytest.raises(TomlError):
        read("a = " + "[" * 100_000)


def test_an_empty_text_says_nothing() -> None:
    assert read("") == Toml({}, {}, {})


bare = st.text("abcXYZ_-019", min_size=1, max_size=5)
strings = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=6)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


values = st.recursive(
    st.integers(-99, 99).map(str) | st.booleans().map(lambda one: str(one).lower()) | strings.map(quoted),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: f"[ {', '.join(parts)} ]")
        | st.dictionaries(bare, inner, max_size=2).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        )
    ),
    max_leaves=6,
)
tables = st.dictionaries(bare, values, max_size=4)


@given(tables, st.dictionaries(bare, tables, max_size=3))
@example({"a": "[[1], {}]"}, {})
def test_the_place_of_any_value_holds_the_value(top: dict[str, str], headed: dict[str, dict[str, str]]) -> None:
    lines = [f"{key} = {value}  # why" for key, value in top.items()]
    for name, table in headed.items():
        if name not in top:
            lines += [f"[{name}]", *(f"{key}={value}" for key, value in table.items())]
    text = "\n".join(lines)

    toml = read_toml(Source("a.toml", text))

    assert toml.document == tomllib.loads(text)
    for path, value in leaves(toml.document):
        assert tomllib.loads(f"v = {toml.values[path].text}")["v"] == value
        assert path[-1] in (toml.keys[path].text, 0, 1, 2) if path in toml.keys else isinstance(path[-1], int)


@given(st.text("ab=[]{}\"'#.\n ,1", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    source = Source("a.toml", text)
    refused: Span | None = None
    try:
        toml = read_toml(source)
    except TomlError as error:
        refused = error.place
    if refused is None:
        assert toml.document == tomllib.loads(text)
        assert {path[0] for path in toml.keys} == set(toml.document)
    else:
        assert 0 <= refused.start <= refused.end <= len(text)
