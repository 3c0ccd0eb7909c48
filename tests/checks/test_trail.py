"""The trail: the lines of the shortest path that breaks a rule, numbered."""

from __future__ import annotations

from tests.checks.found import only, trail


def test_a_trail_begins_with_the_entry_and_names_each_statement_with_its_line() -> None:
    found = only('on call {\n  set a=1\n  http GET "https://example.com" {\n    failed -> end\n  }\n\n  record on\n}')

    assert trail(found) == [
        ("1. the run begins with `call`", 1),
        ("2. then `set`", 2),
        ("3. then `http`", 3),
    ]


def test_a_step_that_leaves_by_a_written_exit_is_told_at_the_line_of_the_exit() -> None:
    found = only('on call {\n  http GET "https://example.com" {\n    failed -> rec\n  }\n  -> end\n  rec: record on\n}')

    assert trail(found) == [
        ("1. the run begins with `call`", 1),
        ("2. then `http`, which leaves by `failed`", 3),
    ]
    assert [note.span.text for note in found.notes if note.span] == ["call", "failed"]


def test_an_arrow_behind_a_block_is_told_at_its_line() -> None:
    found = only(
        'on call {\n  http GET "https://example.com" {\n    failed -> end\n  } -> rec\n}\nsection rec { record on }'
    )

    assert trail(found)[1] == ("2. then `http`, which leaves by `success`", 4)


def test_cases_of_a_split_are_told_at_their_lines() -> None:
    found = only("on call {\n  split flow.variables.a {\n    1 { record on }\n    else -> end\n  }\n}")

    assert trail(found) == [("1. the run begins with `call`", 1), ("2. this case holds", 3)]


def test_what_no_case_takes_is_told_at_the_else() -> None:
    found = only("on call {\n  split flow.variables.a {\n    1 -> end\n    else { record on }\n  }\n}")

    assert trail(found) == [("1. the run begins with `call`", 1), ("2. no case holds", 4)]


def test_an_if_that_does_not_hold_is_told_at_the_if() -> None:
    found = only('on call {\n  if flow.variables.a is_blank {\n    say "x"\n  }\n  record on\n}')

    assert trail(found) == [("1. the run begins with `call`", 1), ("2. no case holds", 2)]


def test_each_else_if_that_does_not_hold_is_told() -> None:
    clauses = '  if flow.variables.a is_blank {\n    say "x"\n  } else if flow.variables.b is_blank {\n    say "y"\n  }'
    found = only(f"on call {{\n{clauses}\n  record on\n}}")

    assert trail(found) == [("1. the run begins with `call`", 1), ("2. no case holds", 4)]


def test_the_states_of_a_menu_are_told_once() -> None:
    found = only('on message {\n  set a=1\n  menu "x" tries=2 {\n    1 { say "y" }\n    none -> end\n  }\n}')

    assert trail(found) == [
        ("1. the run begins with `message`", 1),
        ("2. then `set`", 2),
        ("`say` here as well", 4),
    ]


def test_a_way_through_a_menu_is_one_step_for_each_line_of_the_source() -> None:
    block = "    1 { voicemail { hangup -> record } }\n    none -> m\n    failed -> end"
    text = f'on call {{\n  m: menu "x" tries=2 {{\n{block}\n  }}\n  -> end\n  record: record off\n}}'

    assert trail(only(text)) == [
        ("1. the run begins with `call`", 1),
        ("2. then `menu`", 2),
        ("3. this case holds", 3),
        ("4. then `voicemail`, which leaves by `hangup`", 3),
    ]


def test_the_shortest_way_is_told() -> None:
    found = only("on call {\n  set a=1\n  set b=1\n  -> rec\n}\non subflow -> rec\nsection rec {\n  record on\n}")

    assert [line for _, line in trail(found)] == [1, 2, 3]


def test_a_way_by_several_entries_is_told_by_one_that_is_wrong() -> None:
    found = only("on subflow, call {\n  record on\n}")

    assert trail(found) == [("1. the run begins with `call`", 1)]
    assert [note.span.text for note in found.notes if note.span] == ["call"]


def test_a_way_round_a_loop_is_told_with_each_of_its_steps() -> None:
    text = 'on call {\n  say "x"\n  again: record on\n  dial client ann { hangup -> again; callCompleted -> end }\n}'

    assert trail(only(text)) == [
        ("1. the run begins with `call`", 1),
        ("2. then `say`", 2),
        ("3. then `record`", 3),
        ("4. then `dial`, which leaves by `hangup`", 4),
        ("`dial` here as well", 4),
    ]


def test_a_trail_of_twelve_steps_is_told_whole() -> None:
    body = "\n".join(f"  set a={number}" for number in range(11))
    lines = trail(only(f"on call {{\n{body}\n  record on\n}}"))

    assert [line for _, line in lines] == list(range(1, 13))
    assert lines[-1][0] == "12. then `set`"


def test_of_a_longer_trail_the_first_three_and_the_last_nine_steps_are_told_with_their_numbers() -> None:
    body = "\n".join(f"  set a={number}" for number in range(40))
    lines = trail(only(f"on call {{\n{body}\n  record on\n}}"))

    assert lines[2:5] == [("3. then `set`", 3), ("… 29 more steps …", None), ("33. then `set`", 33)]
    assert lines[-1] == ("41. then `set`", 41)
    assert len(lines) == 13


def test_labels_are_no_part_of_what_a_step_is_called() -> None:
    assert trail(only("on call {\n  first: set a=1\n  record on\n}"))[1] == ("2. then `set`", 2)


def test_a_raw_widget_is_called_raw() -> None:
    found = only('on call {\n  raw "set-variables" { next -> go }\n  go: record on\n}')

    assert trail(found)[1] == ("2. then `raw`, which leaves by `next`", 2)
