"""How the shapes of a graph are written."""

from __future__ import annotations

import json
import textwrap

import pytest
from tests.decompile.definitions import JsonObject, comes_back, flow, gather, say, split, text_of


def body(found: JsonObject) -> str:
    """The flow of a definition, without the line that names it."""
    assert comes_back(json.dumps(found))
    return text_of(found).partition("\n\n")[2]


def looped(found: JsonObject) -> JsonObject:
    found["properties"]["loop"] = 1
    return found


def shown(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")


def test_what_follows_one_another_falls_through() -> None:
    found = flow([say("say_1", "say_2"), say("say_2")], incomingCall="say_1")

    assert body(found) == shown("""
        on call {
          say "Hello."
          say "Hello."
        }
        """)


def test_a_name_that_would_be_another_is_a_label() -> None:
    found = flow([say("welcome", "say_1"), say("say_1")], incomingCall="welcome")

    assert body(found) == shown("""
        on call {
          welcome: say "Hello."
          say "Hello."
        }
        """)


def test_what_a_text_reads_is_a_label_even_where_the_name_is_the_automatic_one() -> None:
    found = flow(
        [gather("gather_1", "say_1"), say("say_1", None, "{{widgets.gather_1.Digits}}")], incomingCall="gather_1"
    )

    assert 'gather_1: gather "Which?"' in body(found)


def test_what_a_failure_alone_leads_to_stands_in_its_exit_and_joins_again() -> None:
    states = [gather("ask", "thanks", "sorry"), say("sorry", "thanks"), say("thanks")]

    assert body(flow(states, incomingCall="ask")) == shown("""
        on call {
          ask: gather "Which?" {
            timeout { sorry: say "Hello." }
          }
          thanks: say "Hello."
        }
        """)


def test_what_several_failures_lead_to_is_a_section() -> None:
    states = [gather("ask", "again", "sorry"), gather("again", None, "sorry"), say("sorry")]

    assert body(flow(states, incomingCall="ask")) == shown("""
        on call {
          ask: gather "Which?" { timeout -> sorry }
          again: gather "Which?" { timeout -> sorry }
        }

        section sorry { say "Hello." }
        """)


def test_a_loop_is_an_arrow_back() -> None:
    states = [gather("ask", None, "ask")]

    assert body(flow(states, incomingCall="ask")) == shown("""
        on call {
          ask: gather "Which?" { timeout -> ask }
        }
        """)


def test_cases_that_meet_again_hold_bodies() -> None:
    cases: list[tuple[str, str | None]] = [("1", "a"), ("2", "b"), ("3", "d")]
    states = [split("s", cases, "c"), *(say(one, "c") for one in "abd"), say("c")]

    assert body(flow(states, incomingCall="s")) == shown("""
        on call {
          s: split flow.variables.x {
            "1"  { a: say "Hello." }
            "2"  { b: say "Hello." }
            "3"  { d: say "Hello." }
            else -> next
          }
          c: say "Hello."
        }
        """)


def test_a_split_of_one_case_is_an_if() -> None:
    states = [split("s", [("1", "a")], "c"), say("a", "c"), say("c")]

    assert body(flow(states, incomingCall="s")) == shown("""
        on call {
          s: if flow.variables.x equal_to "1" { a: say "Hello." }
          c: say "Hello."
        }
        """)


def test_an_if_has_an_else_where_both_ways_hold_something() -> None:
    states = [split("s", [("1", "a")], "b"), say("a", "c"), say("b", "c"), say("c")]

    assert body(flow(states, incomingCall="s")) == shown("""
        on call {
          s: if flow.variables.x equal_to "1" {
            a: say "Hello."
          } else {
            b: say "Hello."
          }
          c: say "Hello."
        }
        """)


def test_two_cases_with_bodies_are_an_if_and_an_else_if() -> None:
    states = [split("s", [("1", "a"), ("2", "b")], "d"), say("a", "c"), say("b", "c"), say("d", "c"), say("c")]

    assert body(flow(states, incomingCall="s")) == shown("""
        on call {
          s: if flow.variables.x equal_to "1" {
            a: say "Hello."
          } else if flow.variables.x equal_to "2" {
            b: say "Hello."
          } else {
            d: say "Hello."
          }
          c: say "Hello."
        }
        """)


def test_entries_with_one_target_share_an_on() -> None:
    found = flow([say("a")], incomingCall="a", incomingRequest="a")

    assert body(found).startswith("on call, request {")


def test_an_entry_into_the_middle_is_an_arrow() -> None:
    found = flow([say("a", "b"), say("b")], incomingCall="a", incomingRequest="b")

    assert "on request -> b\n" in body(found)


def test_a_state_that_nothing_leads_to_is_a_section() -> None:
    assert "section lonely { say" in body(flow([say("a"), say("lonely")], incomingCall="a"))


def test_a_thousand_states_in_loops_come_back() -> None:
    names = [f"w{number}" for number in range(999)]
    states = []
    for number, name in enumerate(names):
        one, two, three = (names[(number * factor + factor) % 999] for factor in (1, 7, 31))
        kinds = (say(name, one), gather(name, one, two), split(name, [("1", two), ("2", three)], one))
        states.append(kinds[number % 3])

    assert comes_back(json.dumps(flow(states, incomingCall="w0", incomingRequest="w500")))


def test_a_loop_that_nothing_leads_to_is_written_once() -> None:
    text = body(flow([say("a", "b"), say("b", "a")]))

    assert text.count("say") == 2


@pytest.mark.parametrize("depth", [5, 40])
def test_no_body_is_deeper_than_four(depth: int) -> None:
    states = [split(f"s{n}", [("1", f"s{n + 1}"), ("2", f"t{n}")], f"u{n}") for n in range(depth)]
    states += [say(f"{letter}{n}") for n in range(depth) for letter in "tu"]
    text = body(flow([*states, say(f"s{depth}")], incomingCall="s0"))

    # The statements of the first body are indented by one step.
    assert max(len(line) - len(line.lstrip()) for line in text.splitlines() if ": " in line) <= 2 * 2 * 4


def test_options_that_most_statements_share_are_a_default() -> None:
    states = [looped(say(f"say_{n}", f"say_{n + 1}")) for n in range(1, 4)]

    assert body(flow([*states, looped(say("say_4"))], incomingCall="say_1")) == shown("""
        default say { loop = 1 }

        on call {
          say "Hello."
          say "Hello."
          say "Hello."
          say "Hello."
        }
        """)


def test_what_a_default_gives_and_a_statement_has_not_is_taken_back() -> None:
    states = [looped(say(f"say_{n}", f"say_{n + 1}")) for n in range(1, 6)]
    del states[2]["properties"]["loop"]

    assert 'say "Hello." loop=none' in body(flow([*states, looped(say("say_6"))], incomingCall="say_1"))


def test_a_reference_is_no_default_since_labels_are_not_known_there() -> None:
    states: list[JsonObject] = [
        {
            "name": f"send_{n}",
            "type": "send-message",
            "transitions": [{"event": "sent", "next": f"send_{n + 1}"}, {"event": "failed"}],
            "properties": {
                "body": "Hello.",
                "from": "{{flow.channel.address}}",
                "to": "{{widgets.ask.to}}",
            },
        }
        for n in range(1, 6)
    ]
    ask = {
        "name": "ask",
        "type": "set-variables",
        "transitions": [{"event": "next", "next": "send_1"}],
        "properties": {"variables": [{"key": "to", "value": "x"}]},
    }
    states[-1]["transitions"][0].pop("next")

    assert "default" not in body(flow([ask, *states], incomingMessage="ask"))
