"""The flow that a file of tests is for."""

from __future__ import annotations

import pytest

from flowc import Source, parse
from flowc.script.target import Target, read_target


def target(text: str, path: str = "flows/menu.flowtest") -> tuple[Target, list[str]]:
    source = Source(path, text)
    found, problems = read_target(source, parse(source).file)
    return found, [one.message for one in problems]


def test_without_a_word_it_is_the_flow_of_the_same_name() -> None:
    found, problems = target('test "a" { silent }\n')

    assert (found.path, found.values, found.place, problems) == ("menu.flow", {}, None, [])


@pytest.mark.parametrize("path", ["menu.flowtest", "a/b/menu.flowtest", "a\\menu.flowtest"])
def test_the_folder_of_the_tests_is_no_part_of_the_name(path: str) -> None:
    assert target("", path)[0].path == "menu.flow"


def test_a_flow_is_named_with_values_of_all_kinds() -> None:
    found, problems = target('flow "../x.flow" a="1" { b = ["c", "d"] }\n')

    assert (found.path, problems) == ("../x.flow", [])
    assert found.values == {"a": "1", "b": ["c", "d"]}
    assert found.place is not None
    assert found.place.text == '"../x.flow"'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('say "Hello."\n', "a file of tests holds only tests"),
        ("a = 1\n", "a file of tests holds only tests"),
        ("-> end\n", "a file of tests holds only tests"),
        ("flow\n", "`flow` says too little"),
        ('flow "a" "b"\n', "`flow` says too much"),
        ('flow ["a"]\n', "`flow` wants a single value here"),
        ('flow "a" -> end\n', "a line of a test begins with its word, and leads nowhere"),
    ],
)
def test_what_else_stands_there_is_reported(text: str, message: str) -> None:
    assert target(text)[1] == [message]


def test_what_syntax_has_reported_is_not_reported_again() -> None:
    assert target('flow "a\n')[1] == []
