"""Runs, written down as tests that play them again."""

from __future__ import annotations

import json
import random

import pytest
from tests.examples import EXAMPLES
from tests.script.tried import places_of, scripts_in, stage_of

from flowc.play import Definition, Run, Start, read_definition
from flowc.play.clock import pacific_start
from flowc.play.questions import HANGS_UP, LISTENED, Answer, Keys, Outcome, Reply
from flowc.play.run import answered
from flowc.script.chance import broken, play_at_random, starts_of
from flowc.script.player import Stage, play_script
from flowc.script.record import recorded
from flowc.script.write import write_test

FLOW = """
on call {
  say "Hello."
  box: voicemail { noAudio -> end; hangup -> gone }
}
on message {
  fetch: http GET "https://example.com" { failed -> end }
  reply: ask "Well?" { timeout -> end; deliveryFailure -> reply }
}
section gone { set gone="yes" }
"""


def written(start: Start, *answers: Answer) -> str:
    """The test of a run with these answers."""
    run = Run(stage_of(FLOW).definition, start)
    answered(run, answers)
    return write_test(recorded("it", start, run.happenings))


def test_what_the_contact_heard_and_did_is_written_in_its_order() -> None:
    text = written(Start("message", body="hi"), Outcome(values={"body": {"a": 1}}), Reply("Yes"))

    assert text == (
        'test "it" {\n'
        '  on message "hi"\n'
        "  given fetch {\n"
        '    body { a = json("1") }\n'
        "  }\n"
        '  receives "Well?"\n'
        '  writes "Yes"\n'
        "  ends\n"
        "}\n"
    )


def test_a_message_that_did_not_arrive_stands_among_the_replies() -> None:
    text = written(Start("message"), Outcome("success"), Outcome("deliveryFailure"), Reply("Yes"))

    assert text.index("given reply deliveryFailure") < text.index("writes")


def test_a_hang_up_where_nothing_is_heard_waits_for_the_step() -> None:
    assert "passes box\n  hangs-up" in written(Start(), LISTENED, HANGS_UP)
    assert 'hears "Hello."\n  hangs-up' in written(Start(), HANGS_UP)


def test_the_time_of_a_run_is_written() -> None:
    clock = pacific_start("2026-12-24 18:30")

    text = write_test(recorded("it", Start(), (), clock))

    assert 'at "2026-12-25 02:30:00+00:00"' in text
    assert scripts_in(text)[0].clock().now == clock.now


def definition_of_example(name: str) -> Definition:
    path = next(path for path in EXAMPLES if path.stem == name)
    return read_definition(json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_a_run_that_is_written_down_happens_again(name: str) -> None:
    stage = Stage(definition_of_example(name))
    starts = starts_of(stage.definition)

    for seed in range(40):
        chance = random.Random(seed)
        run, _ = play_at_random(stage, chance, chance.choice(starts))
        if broken(run.happenings):
            continue
        (script,) = scripts_in(write_test(recorded("it", run.start, run.happenings)))
        again = play_script(script, stage)

        assert again.failure is None
        # Numbers that were written as texts are texts.
        assert [type(one) for one in again.happenings] == [type(one) for one in run.happenings]


def test_places_are_those_of_the_source() -> None:
    assert places_of(FLOW)["box"].line == 4


def test_keys_that_are_digits_need_no_quotes() -> None:
    flow = 'on call { gather "?" { timeout -> end } }\n'
    run = Run(stage_of(flow).definition)
    answered(run, [Keys("12")])

    assert "presses 12\n" in write_test(recorded("it", Start(), run.happenings))
