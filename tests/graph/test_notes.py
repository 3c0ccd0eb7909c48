"""What a flow says to the rules alone stands in no definition."""

from __future__ import annotations

import json

import pytest

from flowc.compile import check, compile_text, expand_text

PLAY = 'play "https://example.com/a.mp3" announces=recording'


@pytest.mark.parametrize(
    "statement",
    [
        PLAY,
        'gather play="https://example.com/a.mp3" announces=recording { timeout -> end }',
        'menu play="https://example.com/a.mp3" announces=recording { 1 -> end; timeout -> end; none -> end }',
    ],
)
def test_a_note_is_known_of_the_state_and_not_written(statement: str) -> None:
    text = f"on call {{ {statement} }}"
    checked, compiled = check(text), compile_text(text)

    assert checked.flow is not None
    assert [(note.name, note.value) for note in checked.flow.states[1].notes] == [("announces", "recording")]
    assert not checked.flow.states[1].has("announces")
    assert compiled.definition is not None
    assert set(json.loads(compiled.definition)["states"][1]["properties"]) <= {"play", "offset", "loop"}


def test_a_statement_without_a_note_has_none() -> None:
    flow = check('on call { say "a"; play "https://example.com/a.mp3" }').flow

    assert flow is not None
    assert all(state.notes == () for state in flow.states)


def test_an_expansion_keeps_the_note() -> None:
    assert "announces=recording" in (expand_text(f"on call {{ {PLAY} }}").text or "")


def test_a_note_takes_its_own_words_alone() -> None:
    found = check('on call { play "https://example.com/a.mp3" announces=weather }').diagnostics

    assert [one.code for one in found] == ["FLW202"]


def test_a_note_about_an_audio_that_is_not_there_is_idle() -> None:
    found = check('on call { gather "Hello" announces=recording { timeout -> end } }').diagnostics

    assert [one.code for one in found] == ["FLW214"]
