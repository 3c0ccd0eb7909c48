"""What two texts must have in common, and what they may not differ in."""

from __future__ import annotations

import pytest
from tests.format.formatted import NAMES, read

from flowc.format.equivalence import comments, meaning


def same(first: str, second: str) -> bool:
    return bool(meaning(read(first), NAMES) == meaning(read(second), NAMES))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a b", " a\tb ;"),
        ("a b c", "a, b, c"),
        ("a x=1", "a { x = 1 }"),
        ("a x=1 { b -> c }", "a { b -> c; x = 1 }"),
        ('say voice=x "a"', 'say "a" voice=x'),
        ("record recording_channels=dual", "record channels=dual"),
        ("default record { recording_channels = dual }", "default record { channels = dual }"),
        ("http { parameters { a = 1 }; failed -> b }", "http { failed -> b; parameters { a = 1 } }"),
        ('x { property "a" = 1; b -> c }', 'x { b -> c; property "a" = 1 }'),
        ('a """\n b"""', 'a """\n    b\n"""'),
        ("a [b,\nc,]", "a [b c]"),
        ("widget x { option a: text min 1 { max 2 } }", "widget x { option a: text { min 1 max\n2 } }"),
        ("a # why", "a"),
    ],
)
def test_texts_that_differ_in_layout_say_the_same(first: str, second: str) -> None:
    assert same(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a", "b"),
        ("a b", "a c"),
        ("a b", 'a "b"'),
        ('a "b"', 'a """b"""'),
        ("a b c", "a c b"),
        ("a x=1", "a x=2"),
        ("a x=1", "a y=1"),
        ("a x=1 y=2", "a y=2 x=1"),
        ('http method=GET "b"', 'http "b" method=GET'),
        ("a x=1 b", "a b x=1"),
        ("l: a", "a"),
        ("a -> b", "a -> c"),
        ('a -> "end"', "a -> end"),
        ("a -> b", "a b"),
        ("x { a -> b; c -> d }", "x { c -> d; a -> b }"),
        ("x { a -> b }", "x { a { -> b } }"),
        ("if a { -> b } else -> c", "if a { -> b } else { -> c }"),
        ("if a { -> b } else c -> d", "if a { -> b } else e -> d"),
        ("a; b", "b; a"),
        ("a [b, c]", "a [c, b]"),
        ("a [b]", "a f(b)"),
        ("a f(b)", "a g(b)"),
        ("a b: c", "a b: d"),
        ("a b: c = d", "a b: c"),
        ("a b: c | d", "a b: d | c"),
        ("default say { x = 1 }", "default gather { x = 1 }"),
        ("default say { x = 1; y = 2 }", "default say { y = 2; x = 1 }"),
        ("widget x { option a: text min 1 }", "widget x { option a: text max 1 }"),
        ("on call { a { x -> y }; b { z -> y } }", "on call { b { z -> y }; a { x -> y } }"),
    ],
)
def test_texts_that_differ_in_anything_else_do_not(first: str, second: str) -> None:
    assert not same(first, second)


def test_comments_are_counted_without_the_blanks_at_their_ends() -> None:
    assert comments(read("# a \na # b\n## c\n# a")) == {"# a": 2, "# b": 1, "## c": 1}
