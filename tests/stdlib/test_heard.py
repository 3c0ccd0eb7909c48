"""What is heard on the way, and that a block can be used, or come back to, any number of times."""

from __future__ import annotations

from tests.stdlib.uses import flow_with
from tests.stdlib.walk import SILENCE, event, key, states_of, walk

from flowc import check


def test_collect_asks_in_other_words_after_a_silence() -> None:
    walked = walk(flow_with("gather", 'collect "Which city?" "Sorry, which city?"'), [SILENCE, SILENCE, key("1")])

    assert walked.said == ("Hello.", "Which city?", "Sorry, which city?", "Sorry, which city?")


def test_a_number_is_read_back_digit_by_digit() -> None:
    walked = walk(flow_with("numbers", 'collect-and-confirm "Number?" "Again?"'), [key("4711"), key("1")])

    assert walked.said[-1] == "You entered 4, 7, 1, 1,  If that is right, press 1. If not, press 2."


def test_a_refused_number_is_asked_for_in_other_words() -> None:
    script = [key("4711"), key("2"), SILENCE, key("12"), key("1")]

    walked = walk(flow_with("numbers", 'collect-and-confirm "Number?" "Again?"'), script)

    assert [words for words in walked.said if words.endswith("r?") or words == "Again?"] == [
        "Number?",
        "Again?",
        "Again?",
    ]


def test_the_number_of_the_call_is_read_without_its_plus() -> None:
    walked = walk(flow_with("callback", "ask-number"), [key("1")], contact__channel__address="+4930")

    assert walked.said[1].startswith("We can call you at 4, 9, 3, 0,  To be called")


def test_a_caller_is_asked_for_patience_before_each_new_try_only() -> None:
    failed = event("failed", status_code="500")
    use = 'fetch-on-call "https://example.com" patience="Please wait."'

    walked = walk(flow_with("http", use), [failed, failed, event("success")])

    assert walked.said == ("Hello.", "Please wait.", "Please wait.")


def test_the_translation_is_said_where_its_language_was_chosen() -> None:
    text = flow_with("language", 'speak "Hello" "Hola" translated=es-MX')

    assert walk(text, []).said == ("Hello.", "Hello")
    assert walk(text, [], flow__variables__language="es-MX").said == ("Hello.", "Hola")


def test_each_question_for_a_language_is_spoken_in_its_own() -> None:
    text = flow_with("language", 'choose-language "One?" "Two?" first_voice=Polly.Joanna second_voice=Polly.Mia')
    one, two = (state["properties"] for state in states_of(text) if state["type"] == "gather-input-on-call")

    assert (one["say"], one["language"], one["voice"]) == ("One?", "en-US", "Polly.Joanna")
    assert (two["say"], two["language"], two["voice"]) == ("Two?", "es-MX", "Polly.Mia")


def test_a_recording_never_starts_before_the_notice() -> None:
    walked = walk(flow_with("consent", 'announce "We record."'), [event("success")])

    assert walked.said == ("Hello.", "We record.")
    assert walked.names[1:3] == ("result_say_1", "result_recording")


TWICE = """
use std.gather
on call {
  one: collect "One?" "One!" { noAnswer -> two }
  two: collect "Two?" "Two!" { noAnswer -> end }
  set answers="{{widgets.one.Digits}} {{widgets.two.Digits}}"
}
"""


def test_a_second_use_begins_to_count_anew() -> None:
    walked = walk(TWICE, [SILENCE] * 3 + [SILENCE] * 2 + [key("2")])

    assert walked.said == ("One?", "One!", "One!", "Two?", "Two!", "Two!")
    assert walked.variables["answers"] == " 2"


def test_two_uses_keep_their_answers_apart() -> None:
    assert walk(TWICE, [key("1"), key("2")]).variables["answers"] == "1 2"


def test_a_use_that_a_flow_comes_back_to_begins_to_count_anew() -> None:
    text = """
        use std.confirm
        on call {
          ask: yes-no "Well?" { no -> ask; noAnswer -> end }
        }
        """

    walked = walk(text, [SILENCE, key("2"), SILENCE, key("2"), SILENCE, key("1")])

    assert walked.said == ("Well?",) * 6


def test_two_numbers_of_one_flow_are_kept_apart() -> None:
    text = """
        use std.numbers
        on call {
          one: collect-number "One?" "One!" { noAnswer -> end }
          two: collect-number "Two?" "Two!" { noAnswer -> end }
          set both="{{widgets.one.number}} {{widgets.two.number}}"
        }
        """

    assert walk(text, [key("11"), key("22")]).variables["both"] == "11 22"


def test_a_block_that_speaks_is_reported_where_nobody_listens() -> None:
    text = 'use std.gather\non message { collect "Which city?" "Well?" { noAnswer -> end } }'

    assert {finding.code for finding in check(text).diagnostics} == {"FLW303"}


def test_an_announced_recording_is_reported_in_a_call_that_the_flow_places() -> None:
    text = """
        use std.consent
        on request {
          call { busy, noAnswer, failed -> end }
          announce { failed -> end }
        }
        """

    assert [finding.code for finding in check(text).diagnostics] == ["FLW301"]
