"""Flows, played at random until they break."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.play.plays import definition_with, state
from tests.script.tried import scripts_in, stage_of

from flowc.backends.studio.definition import definition
from flowc.definitions import read_definition as read_into_graph
from flowc.play import read_definition
from flowc.play.questions import HANGS_UP, LISTENED, SILENCE, Asks, Keys, Outcome, Question, Recorded, Reply, Words
from flowc.play.start import Start
from flowc.script.chance import find_break, play_at_random, replayed, starts_of, vocabulary_of
from flowc.script.fitting import fits
from flowc.script.player import Stage, play_script
from flowc.script.record import recorded
from flowc.script.write import write_test
from flowc.source import Source
from flowc.vocabulary import standard_vocabulary

DEEP = """
on call {
  say "Hello."
  menu: gather "1 or 2?" { timeout -> menu }
  if menu.Digits equal_to "77" -> hidden
  say "Goodbye."
}
section hidden { say "Your name is {{flow.variables.name}}." }
"""
SOUND = 'on call { say "Hello."; menu: gather "?" { timeout -> end }; say "Bye." }\n'


def test_what_a_flow_compares_with_is_what_chance_says_and_presses() -> None:
    known = vocabulary_of(stage_of(DEEP).definition)

    assert known.keys[0] == "77"
    assert known.words[0] == "77"


def test_members_of_answers_that_a_flow_reads_are_known() -> None:
    flow = """
on message {
  look: http GET "https://example.com" { failed -> end }
  send "{{widgets.look.parsed.name}} {{ widgets.look.parsed.day | upcase }}" { failed -> end }
}
"""
    assert vocabulary_of(stage_of(flow).definition).members == {"look": ("name", "day")}


def test_the_ways_to_begin_are_those_that_lead_somewhere() -> None:
    flow = 'on call { say "Hi." }\non request { set a="1" }\n'

    assert [start.entry for start in starts_of(stage_of(flow).definition)] == ["call", "request"]


def test_the_same_seed_gives_the_same_run() -> None:
    stage = stage_of(DEEP)
    one, other = (play_at_random(stage, random.Random(5), Start()) for _ in range(2))

    assert one[0].happenings == other[0].happenings
    assert one[1] == other[1]


def test_a_variable_that_is_spoken_though_nothing_has_set_it_is_found() -> None:
    stage = stage_of(DEEP)

    found = find_break(stage, random.Random(1), 300)

    assert found is not None
    assert found.reason == "`hidden` tells the contact `flow.variables.name`, which nothing has set"
    assert found.answers == (LISTENED, Keys("77"))


def test_what_is_found_is_a_test_that_shows_it() -> None:
    stage = stage_of(DEEP)
    found = find_break(stage, random.Random(1), 300)
    assert found is not None

    (script,) = scripts_in(write_test(recorded("breaks", found.start, found.happenings)))

    assert play_script(script, stage).failure is None


def test_a_dead_end_and_a_limit_are_found() -> None:
    dead = Stage(definition_with(state("menu", "gather-input-on-call", {"say": "?"}, keypress=None, speech=None)))
    endless = Stage(definition_with(state("a", "set-variables", {}, next="a")))

    found = find_break(dead, random.Random(1), 50)
    assert found is not None
    assert found.reason == "`menu` is where the run stands still: the event `timeout` has no transition"
    assert found.answers == (SILENCE,)
    stopped = find_break(endless, random.Random(1), 1)
    assert stopped is not None
    assert stopped.reason.endswith("the widget ran 10 times in a row")


def test_a_sound_flow_does_not_break() -> None:
    assert find_break(stage_of(SOUND), random.Random(1), 100) is None


def test_a_flow_that_nothing_begins_is_not_played() -> None:
    assert find_break(Stage(definition_with(state("a", "x", {}), entry="none")), random.Random(1), 5) is None


def test_answers_that_do_not_fit_are_no_run() -> None:
    stage = stage_of(DEEP)

    assert replayed(stage, Start(), (LISTENED, LISTENED)) is None
    assert replayed(stage, Start(), (LISTENED, Keys("1"), LISTENED)) is None
    assert replayed(stage, Start(), (LISTENED, Keys("77"))) is not None


@pytest.mark.parametrize(
    ("asks", "fitting", "unfit"),
    [
        (Asks.LISTEN, (LISTENED, HANGS_UP), (SILENCE, Keys("1"))),
        (Asks.INPUT, (Keys("1"), Words("a"), SILENCE, HANGS_UP), (LISTENED, Reply("a"), Outcome("a"))),
        (Asks.RECORDING, (Recorded(1), SILENCE, HANGS_UP, Outcome("a")), (Keys("1"), Outcome("b"))),
        (Asks.REPLY, (Reply("a"), SILENCE, Outcome("a")), (HANGS_UP, Outcome(), Outcome("b"))),
        (Asks.OUTSIDE, (Outcome("a"), Outcome()), (HANGS_UP, SILENCE, Outcome("b"), Outcome("hangup"))),
    ],
)
def test_an_answer_fits_a_kind_of_question(asks: Asks, fitting: tuple[Keys, ...], unfit: tuple[Keys, ...]) -> None:
    question = Question(asks, "step", ("a", "hangup"))

    assert all(fits(question, answer) for answer in fitting)
    assert not any(fits(question, answer) for answer in unfit)


def test_a_contact_on_the_line_may_hang_up_meanwhile() -> None:
    assert fits(Question(Asks.OUTSIDE, "step", ("a",), on_call=True), HANGS_UP)


# --- Real flows


def test_flows_of_the_corpus_are_played_at_random_without_an_error_of_ours(shared: Path) -> None:
    files = sorted((shared / "corpus" / "flows").glob("*.json"))
    played = 0
    for file in files:
        read = read_into_graph(Source(file.name, file.read_text(encoding="utf-8")), standard_vocabulary())
        if read.flow is None:
            continue
        stage = Stage(read_definition(definition(read.flow, {})))
        for seed in range(20):
            chance = random.Random(seed)
            starts = starts_of(stage.definition)
            for start in [chance.choice(starts)] if starts else []:
                play_at_random(stage, chance, start)
                played += 1

    assert played >= 20 * 100
