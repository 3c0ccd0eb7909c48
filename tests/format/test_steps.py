"""Where the options of a statement stand."""

from __future__ import annotations

import pytest
from tests.format.formatted import NAMES, one, statement

from flowc.format.steps import take_apart
from flowc.format.style import WIDTH
from flowc.format.values import flat, joined


def text_of_length(length: int) -> str:
    return '"' + "a" * (length - 2) + '"'


@pytest.mark.parametrize(
    "written",
    [
        'gather "a" timeout=5s loop=2 { timeout -> end }',
        'gather "a" timeout=5s { loop = 2; timeout -> end }',
        'gather "a" { timeout = 5s; loop = 2\n\n timeout -> end }',
        'gather "a" { timeout -> end; timeout = 5s; loop = 2 }',
        'gather timeout=5s "a" { loop = 2; timeout -> end }',
        'gather , "a" , timeout = 5s\tloop =2{timeout->end;}',
    ],
)
def test_options_that_fit_stand_behind_the_verb_wherever_they_were(written: str) -> None:
    assert one(written) == 'gather "a" timeout=5s loop=2 { timeout -> end }'


def test_the_line_may_be_as_long_as_the_style_allows() -> None:
    # Two blanks of indentation, `say`, two blanks between, and ` loop=2`.
    text = text_of_length(WIDTH - len("  say  loop=2"))

    assert one(f"say {text} loop=2") == f"say {text} loop=2"
    assert one(f'say "a{text[1:]} loop=2') == f'say "a{text[1:]} {{\n  loop = 2\n}}'


def test_the_arrow_must_fit_too() -> None:
    text = text_of_length(WIDTH - len("  say  loop=2 -> end"))

    assert one(f"say {text} loop=2 -> end") == f"say {text} loop=2 -> end"
    assert one(f'say "a{text[1:]} loop=2 -> end') == f'say "a{text[1:]} {{\n  loop = 2\n}} -> end'


def test_where_only_the_exit_does_not_fit_the_options_stay_behind_the_verb() -> None:
    text = text_of_length(WIDTH - len("  gather  loop=2 {"))

    assert one(f"gather {text} loop=2 {{ timeout -> end }}") == f"gather {text} loop=2 {{\n  timeout -> end\n}}"


def test_options_go_into_the_block_all_or_none_and_before_the_exits() -> None:
    text = text_of_length(80)
    expected = f"gather {text} {{\n  timeout = 5s\n  loop    = 2\n\n  timeout -> end\n}}"

    assert one(f"gather {text} timeout=5s {{ timeout -> end; loop = 2 }}") == expected


def test_an_option_of_several_lines_takes_all_into_the_block() -> None:
    assert one('say "a" { voice = x; body = """\nb\n""" }') == (
        'say "a" {\n  voice = x\n  body  = """\n    b\n    """\n}'
    )


def test_blank_lines_between_options_in_the_block_are_kept() -> None:
    text = text_of_length(90)

    assert one(f"say {text} {{ voice = a\n\n\n loop = 2 }}") == f"say {text} {{\n  voice = a\n\n  loop = 2\n}}"


@pytest.mark.parametrize(
    ("written", "formatted"),
    [
        ('http method=POST "https://a.example"', 'http method=POST "https://a.example"'),
        ("dial noun=number +15550100", "dial noun=number +15550100"),
        ("dial timeout=5s number +15550100", "dial number +15550100 timeout=5s"),
        ("dial timeout=5s noun=number +15550100", "dial timeout=5s noun=number +15550100"),
        ("unknown a=1 b", "unknown a=1 b"),
    ],
)
def test_an_option_before_an_argument_moves_only_where_that_changes_nothing(written: str, formatted: str) -> None:
    assert one(written) == formatted


def test_the_order_of_options_is_kept() -> None:
    assert one("set b=1 a=2 { c = 3 }") == "set b=1 a=2 c=3"


def test_braces_around_nothing_go_but_not_before_an_arrow_that_might_be_read_otherwise() -> None:
    assert one('say "a" { }') == 'say "a"'
    assert one('say "a" { } -> end') == 'say "a" -> end'
    assert one("stream stop { } -> end") == "stream stop { } -> end"
    assert one("stream stop { name = a } -> end") == "stream stop name=a -> end"


def test_a_table_is_never_on_one_line() -> None:
    assert one("split a.b { else -> end }") == "split a.b {\n  else -> end\n}"
    assert one('menu "a" { }') == 'menu "a" { }'


def test_options_with_blocks_stand_between_options_and_exits() -> None:
    written = 'http "https://a.example" { failed -> end; parameters { a = "1" }; content_type = json }'
    text = text_of_length(80)

    assert one(written) == (
        'http "https://a.example" content_type=json {\n  parameters { a = "1" }\n\n  failed -> end\n}'
    )
    assert one(written.replace('"https://a.example"', text)) == (
        f'http {text} {{\n  content_type = json\n\n  parameters {{ a = "1" }}\n\n  failed -> end\n}}'
    )


def test_properties_stand_with_the_options_of_the_block() -> None:
    assert one('say "a" { property "x" = 1; audioComplete -> end }') == (
        'say "a" {\n  property "x" = 1\n\n  audioComplete -> end\n}'
    )
    assert one('raw "t" { property  abc=1; property "d" =[1,2] }') == (
        'raw "t" {\n  property abc = 1\n  property "d" = [1, 2]\n}'
    )


@pytest.mark.parametrize(
    ("written", "formatted"),
    [
        # A comment that belongs to an option keeps it in the block, and all others with it.
        ('say "a" loop=2 { voice = b # why\n }', 'say "a" {\n  loop  = 2\n  voice = b  # why\n}'),
        ('say "a" {\n# why\nvoice = b }', 'say "a" {\n  # why\n  voice = b\n}'),
        # A comment of the braces keeps the block, unless exits do.
        ('say "a" { # why\nvoice = b }', 'say "a" {  # why\n  voice = b\n}'),
        ('say "a" { voice = b\n# why\n }', 'say "a" {\n  voice = b\n  # why\n}'),
        ('say "a" { # why\n }', 'say "a" {  # why\n}'),
        (
            'gather "a" { # why\n loop = 2; timeout -> end }',
            'gather "a" loop=2 {  # why\n  timeout -> end\n}',
        ),
        ('say "a" { voice = b } # why', 'say "a" voice=b  # why'),
    ],
)
def test_comments_decide_where_options_stand(written: str, formatted: str) -> None:
    assert one(written) == formatted


def test_a_comment_behind_a_statement_stays_in_sight_of_its_options() -> None:
    text = text_of_length(92)

    assert one(f"say {text} loop=2 # why") == f"say {text} {{  # why\n  loop = 2\n}}"
    assert one(f"say {text} {{ loop = 2 }} # why") == f"say {text} {{  # why\n  loop = 2\n}}"
    assert one(f"gather {text} {{ timeout -> end }} # why") == f"gather {text} {{\n  timeout -> end\n}}  # why"


def test_a_statement_is_taken_apart_into_what_stays_and_what_moves() -> None:
    parts = take_apart(
        statement("http POST x=1 { timeout -> end; y = 2; parameters { a = b }; property z = 3 }"), NAMES
    )

    assert flat(joined(parts.lead)) == "POST"
    assert [flat(joined([row.item])) for row in parts.options] == ["x=1", "y=2"]  # type: ignore[list-item]
    assert len(parts.others) == 2
    assert len(parts.exits) == 1
