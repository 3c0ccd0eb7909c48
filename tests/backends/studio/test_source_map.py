"""The source map leads from every widget and every written exit to its exact line."""

from __future__ import annotations

from typing import Any

from tests.backends.studio.studio_of import definition_of, source_map_of

from flowc import compile_text

WHOLE = """\
on request {
  one: http GET "https://example.com" {
    parameters { a = "1" }

    failed {
      set b=2
    }
  } -> three
  two: split flow.variables.x {
    1          -> one
    contains "a" {
      set c=3
    }
    else       -> end
  }
}

on message -> three

section three {
  if flow.variables.x is_blank {
    set d=4
  } else if flow.variables.y is_blank {
    set e=5
  } else -> one
}
"""


def lines(source_map: dict[str, Any]) -> dict[str, int]:
    return {name: place["line"] for name, place in source_map["widgets"].items()}


def exit_lines(source_map: dict[str, Any], name: str) -> list[tuple[str, str, int]]:
    transitions = source_map["widgets"][name]["transitions"]
    return [(number, place["event"], place["line"]) for number, place in transitions.items()]


def test_every_widget_is_mapped_to_its_line() -> None:
    assert lines(source_map_of(WHOLE)) == {
        "Trigger": 1,
        "one": 2,
        "set_1": 6,
        "two": 9,
        "set_2": 12,
        "three": 21,
        "three_if_2": 23,
        "three_set_1": 22,
        "three_set_2": 24,
    }


def test_the_widgets_of_the_map_are_those_of_the_definition_in_its_order() -> None:
    names = [state["name"] for state in definition_of(WHOLE)["states"]]

    assert list(source_map_of(WHOLE)["widgets"]) == names


def test_written_exits_are_mapped_to_their_lines_by_their_place_among_the_transitions() -> None:
    source_map = source_map_of(WHOLE)

    assert exit_lines(source_map, "one") == [("0", "success", 8), ("1", "failed", 5)]
    assert exit_lines(source_map, "two") == [("0", "noMatch", 14), ("1", "match", 10), ("2", "match", 11)]
    assert exit_lines(source_map, "three") == [("0", "noMatch", 23), ("1", "match", 21)]
    assert exit_lines(source_map, "three_if_2") == [("0", "noMatch", 25), ("1", "match", 23)]
    assert exit_lines(source_map, "Trigger") == [("0", "incomingMessage", 18), ("3", "incomingRequest", 1)]


def test_the_number_of_a_written_exit_is_its_index_in_the_definition() -> None:
    transitions = {state["name"]: state["transitions"] for state in definition_of(WHOLE)["states"]}
    for name, place in source_map_of(WHOLE)["widgets"].items():
        for number, exit_ in place["transitions"].items():
            assert transitions[name][int(number)]["event"] == exit_["event"]


def test_exits_that_nobody_wrote_are_not_mapped() -> None:
    assert exit_lines(source_map_of('on call { say "x"; say "y" }'), "say_1") == []


def test_a_place_is_the_statement_without_its_block_in_lines_and_columns_from_one() -> None:
    place = source_map_of(WHOLE)["widgets"]["one"]

    assert {key: place[key] for key in ("line", "column", "endLine", "endColumn")} == {
        "line": 2,
        "column": 8,
        "endLine": 2,
        "endColumn": 38,
    }
    assert WHOLE.splitlines()[1][7:37] == 'http GET "https://example.com"'


def test_the_place_of_an_exit_is_its_name() -> None:
    place = source_map_of(WHOLE)["widgets"]["one"]["transitions"]["1"]

    assert WHOLE.splitlines()[place["line"] - 1][place["column"] - 1 : place["endColumn"] - 1] == "failed"


def test_columns_count_characters_also_behind_tabs_and_letters_beyond_the_first_plane() -> None:
    text = 'on call {\n\t"🙂": say "x"\n}'

    assert source_map_of(text)["widgets"]["🙂"]["column"] == 7


def test_lines_are_counted_alike_for_every_line_end() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert lines(source_map_of(WHOLE.replace("\n", end))) == lines(source_map_of(WHOLE))


def test_the_states_of_a_menu_are_mapped_to_it_and_its_lines_to_theirs() -> None:
    block = '1 or "a" -> end\nnone -> m\ntimeout -> end\nfailed -> end'
    source_map = source_map_of(f'on call {{\n  m: menu "x" tries=2 {{\n{block}\n}}\n}}')

    assert set(lines(source_map).values()) == {1, 2}
    assert exit_lines(source_map, "m")[2] == ("2", "timeout", 5)
    assert exit_lines(source_map, "m_keys") == [("0", "noMatch", 4), ("1", "match", 3)]
    assert exit_lines(source_map, "m_again") == [("0", "noMatch", 6), ("1", "match", 4)]


def test_the_map_names_its_source_and_its_version() -> None:
    source_map = source_map_of(WHOLE, "flows/a.flow")

    assert (source_map["version"], source_map["source"]) == (1, "flows/a.flow")
    assert list(source_map) == ["version", "source", "widgets"]


def test_the_map_of_a_flow_is_the_same_every_time() -> None:
    assert compile_text(WHOLE).source_map == compile_text(WHOLE).source_map
