"""Expressions are written as Ruff formats them, and mean what they say."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowc.backends.twiml.python import Atom, Call, Dict, Expression, Sequence, literal, string, width, written

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.from_regex(r"[a-z]{1,20}_", fullmatch=True)
COMMENTS = st.just(()) | st.just(("# why",))
# East Asian marks that are joined to others have widths on which no two tables agree.
PRINTED = st.text(st.characters(exclude_categories=["Cs", "Mn", "Me", "Mc", "Cf", "Lo", "So", "Sk"]), max_size=60)


def expressions() -> st.SearchStrategy[Expression]:
    atoms = PRINTED.map(lambda text: Atom(string(text))) | st.integers(0, 10**9).map(lambda number: Atom(str(number)))
    return st.recursive(
        atoms,
        lambda inner: (
            st.builds(Sequence, st.just("["), st.lists(inner, max_size=4).map(tuple))
            | st.builds(Sequence, st.just("("), st.lists(inner, min_size=2, max_size=3).map(tuple))
            | st.lists(st.tuples(PRINTED, inner, COMMENTS), max_size=3, unique_by=lambda one: one[0]).map(
                lambda entries: Dict(tuple(entries))
            )
            | st.builds(
                lambda name, first, named: Call(name, (("", first), *named.items())),
                NAMES,
                inner,
                st.dictionaries(NAMES, inner, max_size=4),
            )
        ),
        max_leaves=15,
    )


def text_of(expression: Expression) -> str:
    return "\n".join(written(expression, "x = ")) + "\n"


@settings(max_examples=200)
@given(JSON)
def test_a_value_is_read_as_it_was_written(value: object) -> None:
    (assignment,) = ast.parse(text_of(literal(value))).body
    assert isinstance(assignment, ast.Assign)

    assert ast.literal_eval(assignment.value) == value


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(expressions(), min_size=1, max_size=20))
def test_ruff_leaves_every_expression_as_it_is(tmp_path: Path, found: list[Expression]) -> None:
    assert formatted(tmp_path, "\n\n".join(map(text_of, found))) == "\n\n".join(map(text_of, found))


def formatted(folder: Path, text: str) -> str:
    """A text as Ruff formats it."""
    file = folder / "x.py"
    file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "--line-length", "120", "--no-cache", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", '"plain"'),
        ('say "it"', "'say \"it\"'"),
        ("it's", '"it\'s"'),
        ('it\'s "it"', "'it\\'s \"it\"'"),
        ("a\\b\n\t\r", '"a\\\\b\\n\\t\\r"'),
        ("\x00\x1b\u2028\xa0", '"\\x00\\x1b\\u2028\\xa0"'),
        ("Grüezi 你好 🙂", '"Grüezi 你好 🙂"'),
        ("{{flow.sid}}", '"{{flow.sid}}"'),
    ],
)
def test_a_text_is_written_with_as_few_escapes_as_can_be(text: str, expected: str) -> None:
    assert string(text) == expected
    assert ast.literal_eval(expected) == text


def test_what_fits_stands_on_one_line() -> None:
    found = Call("add", (("", Call("Step", (("", Atom('"a"')), ("to", Atom("None"))))),))

    assert written(found) == ['add(Step("a", to=None))']


def test_arguments_stand_on_one_line_of_their_own_before_each_has_one() -> None:
    short, long = Atom("a" * 50), Atom("b" * 60)

    assert written(Call("f", (("", short), ("b", long)))) == [f"f({short.text}, b={long.text})"]
    assert written(Call("of_a_name", (("", short), ("b", long)))) == [
        "of_a_name(",
        f"    {short.text}, b={long.text}",
        ")",
    ]
    assert written(Call("f", (("", long), ("b", long), ("c", short)))) == [
        "f(",
        f"    {long.text},",
        f"    b={long.text},",
        f"    c={short.text},",
        ")",
    ]


def test_an_argument_that_stands_alone_has_no_comma() -> None:
    inner = Call("g", tuple(("", Atom("a" * 50)) for _ in range(3)))

    assert written(Call("f", (("", inner),)))[-2:] == ["    )", ")"]


def test_brackets_with_nothing_between_them_stay_together() -> None:
    assert written(Call("f", (("", Atom("a" * 118)), ("b", Sequence("[", ()))))) == [
        "f(",
        f"    {'a' * 118},",
        "    b=[],",
        ")",
    ]


def test_a_comment_gives_each_entry_a_line() -> None:
    found = Dict((("a", Atom("1"), ()), ("b", Atom("2"), ("# why",))))

    assert written(found) == ["{", '    "a": 1,', "    # why", '    "b": 2,', "}"]


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert [width(text) for text in ("abc", "你好", "e\u0301", "🙂")] == [3, 4, 1, 2]
