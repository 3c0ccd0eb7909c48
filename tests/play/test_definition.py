"""A definition, read to be played."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowc.play import Run, Start, read_definition
from flowc.play.definition import Condition
from flowc.play.happenings import Ending
from flowc.play.run import answered


def test_steps_have_their_transitions_in_order() -> None:
    found = read_definition(
        {
            "initial_state": "T",
            "states": [
                {
                    "name": "s",
                    "type": "split-based-on",
                    "properties": {"input": "{{x}}"},
                    "transitions": [
                        {"event": "noMatch"},
                        {
                            "event": "match",
                            "next": "a",
                            "conditions": [{"type": "equal_to", "arguments": ["{{x}}"], "value": "1"}],
                        },
                        {"event": "match", "next": "b", "conditions": []},
                    ],
                }
            ],
        }
    )
    step = found.steps["s"]

    assert found.initial == "T"
    assert step.events == ("noMatch", "match")
    assert [one.next for one in step.transitions] == [None, "a", "b"]
    assert step.transitions[1].conditions == (Condition("equal_to", "{{x}}", "1"),)
    assert step.transition("match") is step.transitions[1]
    assert step.transition("else") is None


@pytest.mark.parametrize("document", [None, [], 5, {}, {"states": 3}, {"states": [4]}])
def test_what_is_no_definition_has_no_steps_to_play(document: object) -> None:
    run = Run(read_definition(document), Start())

    assert answered(run, []) is Ending.STOPPED


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["states", "name", "type", "transitions", "event", "next"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60)
@given(JSON)
def test_any_json_is_read(document: object) -> None:
    assert isinstance(read_definition(document).steps, dict)
