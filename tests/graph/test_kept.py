"""States stay the same objects while a flow is edited, as long as nothing about them changes."""

from __future__ import annotations

import pytest

from flowc.binding.bound_lines import BoundLines
from flowc.checks.kept_facts import KeptFacts
from flowc.compile import Memo, check_parsed
from flowc.graph import Flow, State
from flowc.graph.kept import KeptStates
from flowc.graph.known import of_state
from flowc.live import LiveFlow

FLOW = """\
on call {
  ask: gather "Sales or support?" { timeout -> ask }
  say "Hello."
  split ask.Digits { "1" -> sales }
  -> sales
}

section sales {
  say "Sales."
  say "Goodbye."
}
"""


def built(*texts: str) -> list[Flow]:
    """The graphs of a flow that says one text after the other."""
    live, memo = LiveFlow("a"), Memo(BoundLines(), KeptStates(), KeptFacts())
    found = []
    for text in texts:
        parsed = live.parsed(text)
        assert parsed is not None
        flow = check_parsed(live.source, parsed, memo=memo).flow
        assert flow is not None
        found.append(flow)
    return found


def new_states(old: str, new: str) -> list[str]:
    """The names of the states, the trigger aside, that are other objects once a text is edited."""
    before, after = built(FLOW, FLOW.replace(old, new, 1))
    return [state.name for state in after.states[1:] if all(state is not one for one in before.states)]


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("Hello.", "Hello!", ["say_1"]),
        ('say "Hello."', 'say "\\u0048ello."', ["say_1"]),
        ("on call {", "# A remark.\non call {", []),
        ("Goodbye.", "Goodbye!", ["sales_say_2"]),
    ],
)
def test_only_what_an_edit_touches_is_another_state(old: str, new: str, names: list[str]) -> None:
    assert new_states(old, new) == names


def test_a_state_behind_which_something_else_stands_is_another_one() -> None:
    assert "ask" in new_states('  say "Hello."\n', "")


def test_an_arrow_makes_another_state_of_its_own_statement_alone() -> None:
    assert new_states('"1" -> sales }', '"1" -> sales; else -> end }') == ["split_1"]


def test_a_state_that_only_gets_another_number_is_another_one() -> None:
    assert new_states('  say "Goodbye."\n', '  say "Wait."\n  say "Goodbye."\n') == ["sales_say_2", "sales_say_3"]


def test_nothing_is_another_state_where_no_text_changes() -> None:
    before, after = built(FLOW, FLOW)

    assert list(map(id, before.states[1:])) == list(map(id, after.states[1:]))


def test_what_comes_from_a_block_is_built_anew() -> None:
    text = 'block greet() {\n  say "Hello."\n}\n\non call {\n  greet\n  say "More."\n}\n'
    before, after = built(text, text.replace("More.", "Less."))

    assert all(one is not other for one in before.states for other in after.states if other.uses)


def test_a_function_of_a_state_runs_once_while_its_arguments_are_equal() -> None:
    runs: list[tuple[str, int]] = []

    @of_state
    def worked(state: State, number: int) -> str:
        runs.append((state.name, number))
        return f"{state.name} {number}"

    first, second = built(FLOW)[0].states[1:3]

    assert [worked(first, 1), worked(first, 1), worked(second, 1), worked(first, 2)] == [
        "ask 1",
        "ask 1",
        "say_1 1",
        "ask 2",
    ]
    assert runs == [("ask", 1), ("say_1", 1), ("ask", 2)]


def test_what_is_known_of_a_state_is_no_part_of_it() -> None:
    (flow,) = built(FLOW)

    assert "known" not in repr(flow.states[1])
