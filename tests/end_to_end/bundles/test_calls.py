"""The other examples of calls as bundles: each is called, and does what its flow says."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pytest
from tests.end_to_end.bundles.conftest import Stage
from tests.end_to_end.bundles.serving import PROJECT
from tests.twilio.stand_in import Agent, Answers, Busy, HangUp, Leaves, NoAnswer, Press, Silence, Speak

Staging = Callable[..., Stage]

# The servers of the examples' customers are nowhere to be found from here: hold music, agents, web sockets.
UNREACHABLE = (11205, 11200)


class TestFrontDoor:
    @pytest.fixture
    def shop(self, stage: Staging) -> Stage:
        return stage("ivr-menu")

    async def test_a_key_leads_to_sales_and_the_end_of_the_talk_to_the_goodbye(self, shop: Stage) -> None:
        transcript = await shop.call([Press("1"), Answers(seconds=60)])

        assert transcript.heard[0] == "Welcome to the Owl shop."
        assert transcript.heard[-1] == "Thank you for calling. Goodbye."

    async def test_a_word_leads_there_too(self, shop: Stage) -> None:
        transcript = await shop.call([Speak("Sales, please."), Answers()])

        assert transcript.heard[-1] == "Thank you for calling. Goodbye."

    async def test_busy_sales_lead_to_the_operator(self, shop: Stage) -> None:
        transcript = await shop.call([Press("1"), Busy(), Answers()])

        assert [event.what for event in transcript.events if event.does == "dials"] != []
        assert transcript.heard[-1] == "Thank you for calling. Goodbye."

    async def test_three_wrong_answers_lead_to_the_operator(self, shop: Stage) -> None:
        transcript = await shop.call([Press("9"), Silence(), Press("8"), NoAnswer()])

        assert "Sorry, I did not get that." in transcript.heard
        assert "Are you still there?" in transcript.heard

    async def test_the_opening_hours_lead_back_to_the_menu(self, shop: Stage) -> None:
        transcript = await shop.call([Press("3"), HangUp()])

        assert "We are open from nine to six, Monday to Saturday." in transcript.heard
        assert transcript.heard[-1].startswith("For sales press 1")


@pytest.mark.parametrize("result", ["bridged", "leave", "redirected"])
async def test_a_caller_who_comes_out_of_the_queue_is_thanked(stage: Staging, result: str) -> None:
    transcript = await stage("ivr-menu").call([Press("2"), Leaves(result)])

    assert transcript.heard[-1] == "Thank you for calling. Goodbye."


@pytest.mark.parametrize("result", ["queue-full", "system-error"])
async def test_a_caller_who_cannot_be_queued_is_connected(stage: Staging, result: str) -> None:
    transcript = await stage("ivr-menu").call([Press("2"), Leaves(result, after=0), Answers()])

    assert transcript.heard[-1] == "Thank you for calling. Goodbye."
    assert any(event.does == "dials" for event in transcript.events)


class TestConsent:
    async def test_who_agrees_is_recorded(self, stage: Staging) -> None:
        clinic = stage("consented-recording")
        transcript = await clinic.call([Press("1"), Press("5"), Speak("shorter waits"), Silence()])

        assert [one.status for one in clinic.twilio.board.recordings.all.values()] == ["completed"]
        assert transcript.heard[-1] == "Thank you for your time. Goodbye."

    async def test_who_refuses_is_not(self, stage: Staging) -> None:
        clinic = stage("consented-recording")
        transcript = await clinic.call([Press("2"), Press("5"), Speak("shorter waits")])

        assert not clinic.twilio.board.recordings.all
        assert "That is fine: nothing is recorded." in transcript.heard


class TestAssistant:
    @pytest.fixture
    def allowed(self) -> Collection[int]:
        return UNREACHABLE

    async def test_a_caller_who_is_helped_is_thanked(self, stage: Staging) -> None:
        transcript = await stage("voice-assistant").call([Agent({"SessionStatus": "ended", "SessionId": "VX1"})])

        assert transcript.heard[-1] == "Thank you for calling. Goodbye."

    async def test_an_assistant_that_asks_for_a_person_gets_one(self, stage: Staging) -> None:
        agent = Agent({"SessionStatus": "ended", "HandoffData": '{"to": "agent"}'})
        transcript = await stage("voice-assistant").call([agent, Answers()])

        assert transcript.heard[-1] != "Thank you for calling. Goodbye."


class TestHours:
    @pytest.fixture
    def allowed(self) -> Collection[int]:
        return UNREACHABLE

    async def test_a_function_that_cannot_be_reached_takes_its_failure_exit(self, stage: Staging) -> None:
        transcript = await stage("opening-hours").call([Busy(), Silence()])

        assert transcript.heard[0] == "Welcome! We are connecting you."
        assert transcript.heard[-1].startswith("Please call again from Monday to Saturday")

    async def test_the_museum_speaks_the_language_that_was_chosen(self, stage: Staging) -> None:
        transcript = await stage("museum").call([Press("2")])

        assert transcript.heard[-1] == "Esperamos verle pronto."


async def test_the_support_line_queues_and_offers_a_call_back(stage: Staging) -> None:
    values = str(PROJECT / "examples" / "support-line.values.toml")
    line = stage("support-line", "--values", values, "--env", "dev")

    transcript = await line.call([Leaves("bridged")])

    assert transcript.heard == [
        "Welcome to the support of the Owl shop.",
        "All our lines are busy. Please hold: calls are answered in turn.",
        "Thank you for calling. Goodbye.",
    ]
