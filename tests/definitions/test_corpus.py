"""The real flows: each is read, and what is mended in them is known."""

from __future__ import annotations

import json
from pathlib import Path

from tests.definitions.facts import facts, read, written
from tests.spell.states import compiled, manner_of, spelled_in_a_row

from flowc.diagnostics import Severity
from flowc.graph import State

# What is told of the real flows besides events that were missing.
MENDED: dict[str, tuple[str, ...]] = {
    "ConnieML__docs.connie__implementation-guide": (
        "a transition without an event (to `create_urgent_task`): left out (`#/states/2/transitions/0`)",
        "a transition without an event (to `create_emergency_task`): left out (`#/states/2/transitions/1`)",
        "a transition without an event (to `create_standard_task`): left out (`#/states/2/transitions/2`)",
        'Twilio wants a text for `priority`: `0` became `"0"` (`#/states/3/properties/priority`)',
        'Twilio wants a text for `priority`: `1` became `"1"` (`#/states/4/properties/priority`)',
        'Twilio wants a text for `priority`: `2` became `"2"` (`#/states/5/properties/priority`)',
    ),
    "RJPearson94__twilio-sdk-go__service-studio-tests-acceptance-studio_acceptance_test-8b04b1": (
        "the transition leads to `invalidTransition`, which does not exist: it ends the flow"
        " (`#/states/0/transitions/1/next`)",
    ),
    "kaolong__bloqueo-sctbnk-voice__techContext": (
        "the properties are missing: they became `{}` (`#/states/0/properties`)",
        "the transitions are missing: they became `[]` (`#/states/2/transitions`)",
    ),
    "kaolong__bloqueo-sctbnk-voice__twilio_flow": (
        "the properties are missing: they became `{}` (`#/states/0/properties`)",
        "Trigger (Start) has no event `incoming` (to `RasaWebhook`): left out (`#/states/0/transitions/0/event`)",
        "the properties are missing: they became `{}` (`#/states/9/properties`)",
        "the transitions are missing: they became `[]` (`#/states/9/transitions`)",
    ),
    "techmatters__flex-plugins__voice-basic-sd": (
        "the key `name` of a transition means nothing in a flow: left out (`#/states/1/transitions/1/name`)",
    ),
    "techmatters__flex-plugins__voice-basic": (
        "the key `name` of a transition means nothing in a flow: left out (`#/states/1/transitions/1/name`)",
    ),
    "techmatters__flex-plugins__voice-blocking-no-op-hours-rec-sd-copy": (
        "the key `name` of a transition means nothing in a flow: left out (`#/states/5/transitions/1/name`)",
        "the event `failedToEnqueue` is listed twice: the first stays (`#/states/5/transitions/2`)",
    ),
    "techmatters__flex-plugins__voice-blocking-no-op-hours-rec-sd": (
        "the key `name` of a transition means nothing in a flow: left out (`#/states/5/transitions/1/name`)",
    ),
    "techmatters__flex-plugins__voice-blocking-no-op-hours-sd": (
        "the key `name` of a transition means nothing in a flow: left out (`#/states/5/transitions/1/name`)",
    ),
    "techmatters__flex-plugins__webchat-no-chatbot-copy": (
        "the transition leads to `other_language_message_childhelp`, which does not exist: it ends the flow"
        " (`#/states/6/transitions/2/next`)",
        "the transition leads to `send_other_language_message_courage_first`, which does not exist: it ends the flow"
        " (`#/states/8/transitions/3/next`)",
    ),
    "todd-twilio__global-connect-passport__twilio-studio-flow-61fc8b": (
        "a transition without an event (to `validate_stamp`): left out (`#/states/1/transitions/0`)",
        "the transitions are missing: they became `[]` (`#/states/11/transitions`)",
    ),
}
LISTED = " missing: listed, and the flow ends there (`#/states/"


def flows(shared: Path) -> list[Path]:
    found = sorted((shared / "corpus" / "flows").glob("*.json"))
    assert len(found) > 100
    return found


def test_a_real_flow_that_needs_no_mending_is_the_same_when_it_is_written_again(shared: Path) -> None:
    untouched = 0
    for path in flows(shared):
        text = path.read_text(encoding="utf-8")
        found = read(text)
        if found.diagnostics:
            continue
        untouched += 1
        assert facts(written(found)) == facts(json.loads(text)), path.stem

    assert untouched > 80


def test_what_is_written_of_a_real_flow_needs_no_more_mending(shared: Path) -> None:
    for path in flows(shared):
        found = read(path.read_text(encoding="utf-8"))
        again = read(written(found))

        assert again.diagnostics == (), path.stem
        assert again.positions == found.positions
        assert facts(written(again)) == facts(written(found))


def test_no_real_flow_is_refused_and_what_is_mended_in_them_is_known(shared: Path) -> None:
    told: dict[str, tuple[str, ...]] = {}
    for path in flows(shared):
        found = read(path.read_text(encoding="utf-8"))
        assert {one.severity for one in found.diagnostics} <= {Severity.INFO}, path.stem
        others = tuple(one.message for one in found.diagnostics if LISTED not in one.message)
        if others:
            told[path.stem] = others

    assert told == MENDED


def test_in_a_quarter_of_the_real_flows_events_were_missing_mostly_of_the_trigger(shared: Path) -> None:
    of_trigger = of_others = 0
    for path in flows(shared):
        listed = [one.message for one in read(path.read_text(encoding="utf-8")).diagnostics if LISTED in one.message]
        of_trigger += any(f"{LISTED}0/" in message for message in listed)
        of_others += any(f"{LISTED}0/" not in message for message in listed)

    assert (of_trigger, of_others) == (27, 9)


def test_compiling_the_statements_of_a_real_flow_gives_what_was_read(shared: Path) -> None:
    for path in flows(shared):
        found = read(path.read_text(encoding="utf-8")).flow
        assert found is not None
        states = found.states[1:]
        flow, errors = compiled(one.text() for one in spelled_in_a_row(states, manner_of(states)))

        assert {one.code for one in errors} <= {"FLW204"}, path.stem
        assert [_whole(flow.by_name[one.name]) for one in states] == [_whole(one) for one in states], path.stem


def _whole(state: State) -> tuple[object, ...]:
    values = json.dumps({one.name: one.value for one in state.properties}, sort_keys=True)
    return state.name, state.type, values, [(one.event, one.target, one.conditions) for one in state.exits]
