"""How a `use` is written, and what is said of one that names no module."""

from __future__ import annotations

import pytest

from flowc.modules.uses import Use, read_uses
from flowc.source import Source
from flowc.syntax import parse


def uses(text: str) -> tuple[list[Use], list[tuple[str, str]]]:
    """The uses of a text, and of each finding its code and place."""
    source = Source("main.flow", text)
    found, problems = read_uses(source, parse(source).file)
    return found, [(one.code, one.span.text) for one in problems]


@pytest.mark.parametrize(
    ("line", "path", "is_std", "alias"),
    [
        ("use std.consent", "consent", True, "consent"),
        ("use std.deep.er", "deep.er", True, "er"),
        ("use std.consent as c", "consent", True, "c"),
        ('use "./common.flow"', "./common.flow", False, "common"),
        ('use "common.flow"', "common.flow", False, "common"),
        ('use "../a/my-part.flow"', "../a/my-part.flow", False, "my-part"),
        ('use "./a.b.flow"', "./a.b.flow", False, "a"),
        ('use "./x" as y_1', "./x", False, "y_1"),
        ('use "./1st.flow" as first', "./1st.flow", False, "first"),
        ('use "./a\\u{2e}flow"', "./a.flow", False, "a"),
        ('use """./a.flow"""', "./a.flow", False, "a"),
    ],
)
def test_a_use_names_a_module_and_what_it_is_called(line: str, path: str, is_std: bool, alias: str) -> None:
    (use,), problems = uses(line)

    assert problems == []
    assert (use.path, use.is_std, use.alias) == (path, is_std, alias)
    assert use.place.text == line


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("use", "use"),
        ("use consent", "use consent"),
        ("use std", "use std"),
        ('use "./a.flow" as', 'use "./a.flow" as'),
        ('use "./a.flow" b', 'use "./a.flow" b'),
        ('use "./a.flow" is b', 'use "./a.flow" is b'),
        ('use "./a.flow" as "b"', 'use "./a.flow" as "b"'),
        ('use "./a.flow" as b c', 'use "./a.flow" as b c'),
        ('use "./a.flow" "./b.flow"', 'use "./a.flow" "./b.flow"'),
        ('use "./a.flow" { }', 'use "./a.flow"'),
        ('use "./a.flow" -> x', 'use "./a.flow"'),
        ('l: use "./a.flow"', 'use "./a.flow"'),
        ('use path="./a.flow"', "use"),
        ('use "./1st.flow"', 'use "./1st.flow"'),
        ('use "./my part.flow"', 'use "./my part.flow"'),
        ('use ""', 'use ""'),
        ('use "./a.flow" as flow', 'use "./a.flow" as flow'),
        ('use "./widgets.flow"', 'use "./widgets.flow"'),
        ('use "./section.flow"', 'use "./section.flow"'),
        ('use "./a.flow" as a.b', 'use "./a.flow" as a.b'),
    ],
)
def test_a_use_that_names_no_module_is_one_error(line: str, place: str) -> None:
    found, problems = uses(line)

    assert found == []
    assert problems == [("FLW120", place)]


@pytest.mark.parametrize("line", ['use "./a.flow', "use 08:00"])
def test_what_syntax_has_reported_is_not_told_again(line: str) -> None:
    assert uses(line) == ([], [])


def test_two_modules_of_one_name_are_one_error_with_both_places() -> None:
    source = Source("main.flow", 'use "./a/m.flow"\nuse "./b/m.flow"\nuse "./b/m.flow" as n')
    found, (problem,) = read_uses(source, parse(source).file)

    assert [use.alias for use in found] == ["m", "n"]
    assert (problem.code, problem.span.line) == ("FLW103", 2)
    assert [note.span.line for note in problem.notes if note.span] == [1]
    assert problem.help == 'give one of them another name: `use "./b/m.flow" as NAME`'
