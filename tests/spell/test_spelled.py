"""The text of a statement: one line where it fits, a block where it does not."""

from __future__ import annotations

from flowc.spell import Arrow, ExitLine, Spelled
from flowc.spell.options import Words

HELLO = Words(('"Hello."',))
GONE = ExitLine("failed", Arrow("gone"))


def test_a_statement_without_a_block() -> None:
    assert Spelled("a", "say", HELLO).text() == 'a: say "Hello."'
    assert Spelled("", "say", HELLO, arrow=Arrow(None)).text() == 'say "Hello." -> end'
    assert Spelled("two words", "say", HELLO).text() == '"two words": say "Hello."'


def test_a_block_with_one_line_stands_on_the_line() -> None:
    assert Spelled("a", "say", HELLO, (GONE,), Arrow("b")).text() == 'a: say "Hello." { failed -> gone } -> b'


def test_a_block_that_makes_the_line_too_long_has_lines_of_its_own() -> None:
    assert Spelled("a", "say", HELLO, (GONE,)).text(width=20) == 'a: say "Hello." {\n  failed -> gone\n}'


def test_a_long_block_has_a_blank_line_before_its_exits() -> None:
    words = Words(('"Hello."',), (), (), ("property a = 1", "property b = 2", "property c = 3"))

    assert Spelled("", "say", words, (GONE,)).text() == (
        'say "Hello." {\n  property a = 1\n  property b = 2\n  property c = 3\n\n  failed -> gone\n}'
    )


def test_options_stand_behind_the_verb_or_all_of_them_in_the_block() -> None:
    words = Words(('"Hello."',), (("voice", "alice"), ("loop", "2")))

    assert Spelled("", "say", words).text() == 'say "Hello." voice=alice loop=2'
    assert Spelled("", "say", words).text(width=30) == 'say "Hello." {\n  voice = alice\n  loop = 2\n}'


def test_an_option_of_several_lines_stands_in_the_block() -> None:
    words = Words(('"Hello."',), (("attributes", '"""\n  {\n  }\n  """'),))

    assert Spelled("", "say", words).text() == 'say "Hello." { \n'.replace("{ \n", "{\n") + (
        '  attributes = """\n    {\n    }\n    """\n}'
    )


def test_an_argument_of_several_lines_opens_the_block_behind_it() -> None:
    words = Words(('"""\n  a\n  b\n  """',))

    assert Spelled("a", "say", words, (GONE,)).text() == 'a: say """\n  a\n  b\n  """ { failed -> gone }'
