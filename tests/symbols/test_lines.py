"""What each line of a file is, by where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.examples import EXAMPLES

from flowc.source import Source
from flowc.symbols.lines import Line, Placed, block_name, lines_of
from flowc.symbols.liquid_paths import paths_in, tag_around
from flowc.syntax import parse
from flowc.syntax.grammar import flow_grammar
from flowc.syntax.nodes import Assignment, Statement, items


def placed(text: str) -> list[Placed]:
    return list(lines_of(parse(Source("a", text)).file))


def shown(text: str) -> list[tuple[str, Line, str, str]]:
    """The first word of each line with what it is, the verb it belongs to and the block around it."""
    found = []
    for one in placed(text):
        head = one.item.key if isinstance(one.item, Assignment) else one.item.head
        found.append((head.text if head is not None else "->", one.line, one.owner, one.block))
    return found


def test_statements_of_a_file_and_of_a_body() -> None:
    assert shown('flow "x" { a = true }\non call { say "x"; -> end }\n') == [
        ("flow", Line.FILE, "", ""),
        ("a", Line.SETTING, "flow", ""),
        ("on", Line.FILE, "", ""),
        ("say", Line.BODY, "", ""),
        ("->", Line.BODY, "", ""),
    ]


def test_exits_and_options_belong_to_the_verb_of_their_statement() -> None:
    assert shown("on call { http { a = 1; failed { say x }; parameters { b = 1 } } }\n")[2:] == [
        ("a", Line.EXIT, "http", ""),
        ("failed", Line.EXIT, "http", ""),
        ("say", Line.BODY, "", ""),
        ("parameters", Line.EXIT, "http", ""),
        ("b", Line.MEMBER, "http", ""),
    ]


def test_cases_and_choices() -> None:
    assert shown('on call { split x { "1" { say x } }; menu "x" { hints = []; 1 { say x } } }\n')[1:] == [
        ("split", Line.BODY, "", ""),
        ('"1"', Line.CASE, "split", ""),
        ("say", Line.BODY, "", ""),
        ("menu", Line.BODY, "", ""),
        ("hints", Line.CHOICE, "gather", ""),
        ("1", Line.CHOICE, "gather", ""),
        ("say", Line.BODY, "", ""),
    ]


def test_branches_of_an_if_are_bodies() -> None:
    assert [line for _, line, _, _ in shown("on call { if x is_blank { say x } else { say y } }\n")] == [
        Line.FILE,
        *[Line.BODY] * 3,
    ]


def test_lines_of_a_block_know_the_block_and_which_of_them_declare() -> None:
    assert shown(
        "block b(x: text) { exit out; if x is_blank { exit }; output y = a.b; say x { failed -> out } }\n"
    ) == [
        ("block", Line.FILE, "", ""),
        ("exit", Line.DECLARED, "", "b"),
        ("if", Line.BODY, "", "b"),
        ("exit", Line.BODY, "", "b"),
        ("output", Line.DECLARED, "", "b"),
        ("say", Line.BODY, "", "b"),
        ("failed", Line.EXIT, "say", "b"),
    ]


def test_the_lines_of_a_declared_widget_are_a_language_of_their_own() -> None:
    assert shown('widget w "w" { exit a main }\n') == [("widget", Line.FILE, "", "")]


def test_what_stands_above_a_line_is_its_documentation() -> None:
    found = placed("## One.\n## Two.\non call {\n  ## Three.\n  say x\n}\n")

    assert [one.documentation for one in found] == ["One.\nTwo.", "Three."]


@pytest.mark.parametrize(
    ("text", "name"),
    [("block b(x: text) { }", "b"), ("block b { }", "b"), ('block "b" { }', None), ("block { }", None)],
)
def test_the_name_of_a_block_is_a_word(text: str, name: str | None) -> None:
    (statement,) = items(parse(Source("a", text)).file.entries)
    assert isinstance(statement, Statement)
    found = block_name(statement)

    assert (found.text if found is not None else None) == name


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_line_of_an_example_is_placed_once_and_within_those_around_it(path: Path) -> None:
    found = placed(path.read_text(encoding="utf-8"))

    assert len({id(one.item) for one in found}) == len(found)
    assert all((one.line is Line.FILE) == (not one.within) for one in found)


# --- Liquid


def paths(string: str) -> list[tuple[str, str, str, str]]:
    """The paths in a string, each with what stands at its places."""
    token = next(iter(flow_grammar().tokenize(string)))
    return [
        (
            one.root,
            one.rest,
            string[one.start : one.start + len(one.rest)],
            string[one.label_start : one.label_start + len(one.label)],
        )
        for one in paths_in(token)
    ]


@pytest.mark.parametrize(
    ("string", "found"),
    [
        ('"{{widgets.a.b}}"', [("widgets", "a.b", "a.b", "")]),
        (
            '"{{ flow.variables.x | plus: param.y }}"',
            [("flow", "variables.x", "variables.x", ""), ("param", "y", "y", "")],
        ),
        ("\"{{widgets['a b'].c}}\"", [("widgets", "c", "c", "a b")]),
        ('"{{widgets[\\"a\\"].c}}"', [("widgets", "c", "c", "a")]),
        ("\"{% if const.x == 'widgets.a.b' %}\"", [("const", "x", "x", "")]),
        ('"{{ widgets.a.b', [("widgets", "a.b", "a.b", "")]),
        ('"widgets.a.b"', []),
        ('"{{ mywidgets.a.b }} {{ x.widgets.a }}"', []),
        ('"{{ widgets. }}"', []),
        ('"""\n{{ contact.channel.address }}\n"""', [("contact", "channel.address", "channel.address", "")]),
    ],
)
def test_paths_are_found_at_their_places(string: str, found: list[tuple[str, str, str, str]]) -> None:
    assert paths(string) == found


def test_the_tag_around_a_place() -> None:
    text = "a {{b}} {% c %}"

    assert [tag_around(text, at) for at in (0, 3, 7, 10)] == [None, (2, 7), (2, 7), (8, 15)]
