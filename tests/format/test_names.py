"""Short names of options, and which options may move."""

from __future__ import annotations

import pytest
from tests.format.formatted import NAMES, statement, word

from flowc.syntax.nodes import Token


@pytest.mark.parametrize(
    ("verb", "name", "short"),
    [
        ("record", "recording_channels", "channels"),
        ("record", "record_call", "state"),
        ("record", "channels", "channels"),
        ("say", "say", "text"),
        ("play", "play", "url"),
        ("stream", "stream_name", "name"),
        ("menu", "say", "text"),
        ("menu", "tries", "tries"),
        # Several options make this property: only the verb's first word tells which is meant.
        ("dial", "to", "to"),
        # A pair has the name that it has.
        ("set", "variables", "variables"),
        ("set", "recording_channels", "recording_channels"),
        ("unknown", "recording_channels", "recording_channels"),
        ("record", "unknown", "unknown"),
    ],
)
def test_an_option_is_written_under_its_short_name(verb: str, name: str, short: str) -> None:
    assert NAMES.short(verb, word(name)).text == short


def test_a_name_in_quotes_stays_as_it_is() -> None:
    key = Token("STRING", '"record_call"', 0)

    assert NAMES.short("record", key) is key


def test_several_verbs_share_a_short_name_only_where_it_is_that_of_each() -> None:
    assert NAMES.short_of_all(["record"], word("recording_channels")).text == "channels"
    assert NAMES.short_of_all(["record", "say"], word("recording_channels")).text == "recording_channels"
    assert NAMES.short_of_all(["say", "gather", "unknown"], word("say")).text == "text"
    assert NAMES.short_of_all(["unknown"], word("say")).text == "say"
    assert NAMES.short_of_all([], word("say")).text == "say"


@pytest.mark.parametrize(
    ("verb", "name", "is_harmless"),
    [
        ("say", "voice", True),
        ("http", "content_type", True),
        ("http", "method", False),
        ("dial", "noun", False),
        ("dial", "to", False),
        ("dial", "timeout", True),
        ("set", "anything", False),
        ("unknown", "voice", False),
    ],
)
def test_an_option_is_harmless_where_no_argument_depends_on_it(verb: str, name: str, is_harmless: bool) -> None:
    assert NAMES.is_harmless(verb, word(name)) is is_harmless


@pytest.mark.parametrize(
    ("verb", "line", "is_option"),
    [
        ("http", "parameters { a = 1 }", True),
        ("http", "parameters { }", True),
        ("http", "failed { }", False),
        ("http", "parameters -> a", False),
        ("http", "parameters b { }", False),
        ("http", "parameters", False),
        ("unknown", "parameters { a = 1 }", False),
    ],
)
def test_an_option_with_a_block_of_its_own_is_told_from_an_exit(verb: str, line: str, is_option: bool) -> None:
    assert NAMES.is_block_option(verb, statement(line)) is is_option
