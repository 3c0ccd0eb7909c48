"""Prompts whose answers are split become menus, where a menu would make the same states."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.decompile.definitions import JsonObject, comes_back, flow, gather, say, split, text_of, transition
from tests.examples import EXAMPLES

from flowc.decompile import decompile


def asked(keys: JsonObject | None, words: JsonObject | None, otherwise: str | None, timeout: str | None) -> JsonObject:
    prompt = gather("ask")
    leads = {
        "keypress": keys["name"] if keys else otherwise,
        "speech": words["name"] if words else otherwise,
        "timeout": timeout,
    }
    prompt["transitions"] = [transition(event, target) for event, target in leads.items()]
    splits = [one for one in (keys, words) if one is not None]
    return flow([prompt, *splits, say("one"), say("two"), say("other")], incomingCall="ask")


def answers(name: str, output: str, type_: str, cases: list[tuple[str, str]], otherwise: str | None) -> JsonObject:
    compared = "{{widgets.ask." + output + "}}"
    matches = [transition("match", target, type=type_, value=value, of=compared) for value, target in cases]
    return {**split(name, [], otherwise), "transitions": [transition("noMatch", otherwise), *matches]} | {
        "properties": {"input": compared}
    }


def keys(cases: list[tuple[str, str]], otherwise: str | None, name: str = "ask_keys") -> JsonObject:
    return answers(name, "Digits", "equal_to", cases, otherwise)


def words(cases: list[tuple[str, str]], otherwise: str | None, name: str = "ask_words") -> JsonObject:
    return answers(name, "SpeechResult", "contains", cases, otherwise)


def body(found: JsonObject) -> list[str]:
    """The first entry, line by line."""
    assert comes_back(json.dumps(found))
    return text_of(found).split("\n\n")[1].splitlines()


def test_a_split_on_the_keys_becomes_the_lines_of_a_menu() -> None:
    found = asked(keys([("1", "one"), ("2", "two"), ("*", "two")], "ask"), None, "ask", "ask")

    assert body(found)[:2] == ["on call {", '  ask: menu "Which?" {']
    assert [line.split() for line in body(found)[2:5]] == [
        ["1", "{", "one:", "say", '"Hello."', "}"],
        ["2", "or", '"*"', "{", "two:", "say", '"Hello."', "}"],
        ["none,", "timeout", "->", "ask"],
    ]


def test_words_that_lead_to_the_place_of_a_key_share_its_line() -> None:
    found = asked(
        keys([("1", "one"), ("2", "two")], "other"), words([("sales", "one"), ("help", "two")], "other"), "other", None
    )
    text = "\n".join(body(found))

    assert '1 or "sales"' in text
    assert '2 or "help"' in text


def test_words_in_another_order_than_the_keys_have_their_own_lines() -> None:
    found = asked(
        keys([("1", "one"), ("2", "two")], "other"), words([("help", "two"), ("sales", "one")], "other"), "other", None
    )

    assert "menu" in "\n".join(body(found))


def test_a_split_of_another_name_is_named_in_the_menu() -> None:
    found = asked(keys([("1", "one")], "other", name="which_key"), None, "other", None)

    assert "keys=which_key" in "\n".join(body(found)).replace(" = ", "=")


@pytest.mark.parametrize(
    "found",
    [
        asked(keys([("1", "one")], "other"), None, "ask", None),
        asked(keys([("1", "one"), ("1", "two")], "other"), None, "other", None),
        asked(keys([("yes", "one")], "other"), None, "other", None),
        asked(None, words([("1", "one")], "other"), "other", None),
    ],
    ids=["speech leads elsewhere", "a key twice", "a word for a key", "a key for a word"],
)
def test_what_no_menu_would_make_stays_a_prompt_and_a_split(found: JsonObject) -> None:
    text = "\n".join(body(found))

    assert "menu" not in text
    assert "gather" in text


def test_a_split_that_something_else_leads_to_is_no_part_of_a_menu() -> None:
    found = asked(keys([("1", "one")], "other"), None, "other", None)
    found["states"][-1]["transitions"] = [{"event": "audioComplete", "next": "ask_keys"}]

    assert "menu" not in "\n".join(body(found))


@pytest.mark.parametrize("path", [path.with_suffix(".json") for path in EXAMPLES], ids=lambda path: path.stem)
def test_an_example_comes_back(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert decompile(source).diagnostics == ()
    assert comes_back(source)
