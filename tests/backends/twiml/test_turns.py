"""What is always said one after another stands in one document, and nothing else does."""

from __future__ import annotations

import re

from tests.backends.twiml.bundle_of import call, files_of, flow_of

from flowc.backends.twiml import turns as turns_module
from flowc.backends.twiml.turns import turns


def names(text: str, size: int = 1) -> list[list[str]]:
    flow = flow_of(text)
    sizes = {state.name: size for state in flow.states if state.type in SPEAKING}
    return [[state.name for state in turn] for turn in turns(flow, sizes)]


SPEAKING = ("say-play", "gather-input-on-call", "fork-stream", "add-twiml-redirect")


def test_steps_that_follow_each_other_are_one_turn() -> None:
    assert names('on call { a: say "A"; b: digits "1"; c: say "C" }') == [["a", "b", "c"]]


def test_a_step_that_is_answered_ends_a_turn() -> None:
    text = 'on call { a: say "A"; b: gather "B" { timeout -> c }; c: say "C" }'

    assert names(text) == [["a", "b"], ["c"]]


def test_a_step_to_which_two_ways_lead_begins_a_turn() -> None:
    text = """on call {
      a: say "A"
      if flow.variables.x is_blank { b: say "B" }
      c: say "C"
      d: say "D"
    }"""

    assert names(text) == [["a"], ["b"], ["c", "d"]]


def test_a_step_that_leads_on_when_the_caller_hangs_up_begins_a_turn() -> None:
    text = 'on call { a: say "A"; b: dial client ada { hangup -> gone } }\nsection gone { set gone="yes" }'
    flow = flow_of(text)
    sizes = dict.fromkeys(("a", "b"), 1)

    assert [[state.name for state in turn] for turn in turns(flow, sizes)] == [["a"], ["b"]]


def test_a_step_with_which_the_flow_ends_when_the_caller_hangs_up_goes_along() -> None:
    flow = flow_of('on call { a: say "A"; b: dial client ada { hangup -> end } }')

    assert [[state.name for state in turn] for turn in turns(flow, dict.fromkeys(("a", "b"), 1))] == [["a", "b"]]


def test_an_entry_is_a_way_like_any_other() -> None:
    text = 'on call { a: say "A" -> b }\non subflow -> b\nsection b { say "B" }'

    assert names(text) == [["a"], ["b"]]


def test_a_step_that_decides_ends_a_turn() -> None:
    assert names('on call { a: say "A"; set x=1; b: say "B" }') == [["a"], ["b"]]


def test_turns_stand_in_the_order_of_their_first_steps() -> None:
    text = 'on call { a: say "A" -> c }\nsection b { say "B" }\nsection c { say "C" -> b }'

    assert names(text) == [["a", "c", "b"]]


def test_a_loop_that_nothing_leads_into_is_one_turn_all_the_same() -> None:
    text = 'on call { x: say "X" }\nsection a { say "A" -> b }\nsection b { say "B" -> a }'

    assert names(text) == [["x"], ["a", "b"]]


def test_a_step_that_leads_to_itself_is_a_turn_of_its_own() -> None:
    text = 'on call { set x=1 -> a }\nsection a { say "A" -> a }'

    assert names(text) == [["a"]]


def test_a_turn_ends_before_its_document_gets_too_large() -> None:
    text = 'on call { a: say "A"; b: say "B"; c: say "C" }'
    half = turns_module.MOST_BYTES // 2

    assert names(text, half) == [["a", "b"], ["c"]]
    assert names(text, turns_module.MOST_BYTES * 2) == [["a"], ["b"], ["c"]]


def test_the_constants_of_a_long_turn_are_counted() -> None:
    long = "Hello. " * 500
    files = files_of(call("\n".join(f's{number}: say "{long}"' for number in range(10))))

    documents = [text for path, text in files.items() if re.match(r"twiml/s\d", path)]
    assert len(documents) == 2
    assert all(len(text.encode()) < 2 * turns_module.MOST_BYTES for text in documents)
