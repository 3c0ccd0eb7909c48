"""Scripts: lists, rules and functions, and what a caller knows when deciding."""

from __future__ import annotations

import pytest
from tests.twilio.caller.pace import Pace
from tests.twilio.caller.script import Reader, Rules, Situation
from tests.twilio.stand_in import HangUp, Press, ScriptError, Silence, Speak

HERE = Situation("<Gather>", ("Welcome.", "Press one."), 3.5, "CA1")


async def test_a_list_is_read_in_its_order_and_then_at_its_end() -> None:
    reader = Reader([Press("1"), Silence()])

    assert [await reader.next(HERE), await reader.next(HERE)] == [Press("1"), Silence()]
    with pytest.raises(ScriptError, match=r"it is at its end, and <Gather> waits after 'Welcome. Press one.'"):
        await reader.next(HERE)


async def test_a_function_decides_by_the_situation() -> None:
    reader = Reader(lambda here: Press("1") if here.at > 3 and here.verb == "<Gather>" else Silence())

    assert await reader.next(HERE) == Press("1")


async def test_a_function_may_be_a_coroutine() -> None:
    async def decide(here: Situation) -> Speak:
        return Speak(here.heard[-1])

    assert await Reader(decide).next(HERE) == Speak("Press one.")


async def test_the_first_rule_that_fits_counts() -> None:
    rules = Rules([("two", Press("2")), ("[Oo]ne", Press("1")), (".*", HangUp())])

    assert await Reader(rules).next(HERE) == Press("1")


def test_a_situation_without_a_rule_is_told() -> None:
    with pytest.raises(ScriptError, match=r"no rule is for what was heard before <Gather>: 'Welcome. Press one.'"):
        Rules([("two", Press("2"))])(HERE)


def test_an_action_interrupts_only_the_words_that_it_waits_for() -> None:
    reader = Reader([Press("1", during="Press"), HangUp(during="Bye")])

    assert reader.interrupts("Welcome.") is None
    assert reader.interrupts("Press one.") == Press("1", during="Press")
    assert reader.interrupts("Press one.") is None
    assert reader.interrupts("Good Bye!") == HangUp(during="Bye")
    assert reader.interrupts("Good Bye!") is None


@pytest.mark.parametrize("action", [Press("1"), Silence(), HangUp()])
def test_what_waits_for_no_words_interrupts_nothing(action: Press | Silence | HangUp) -> None:
    assert Reader([action]).interrupts("Welcome.") is None


def test_a_function_interrupts_nothing() -> None:
    assert Reader(lambda _: HangUp(during="Welcome")).interrupts("Welcome.") is None


@pytest.mark.parametrize(("text", "seconds"), [("", 0.5), ("one", 0.5), ("one two three", 1.5)])
def test_a_text_is_spoken_as_long_as_it_has_words(text: str, seconds: float) -> None:
    assert Pace(word=0.5).speech(text) == seconds
