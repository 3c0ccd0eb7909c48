"""`[subflows]` in the settings: SIDs, and the sources that stand for them."""

from __future__ import annotations

import pytest

from flowc.settings.from_toml import read_settings
from flowc.source import Source

SID = "FW0123456789abcdef0123456789abcdef"


def read(text: str, path: str = "flowc.toml") -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The paths by their SIDs, and what is wrong: the text at its place, and its label."""
    settings, problems = read_settings(Source(path, text))
    assert {problem.code for problem in problems} <= {"FLW132"}
    found = {sid: source.path for sid, source in settings.subflows.items()}
    return found, [(problem.span.text, problem.label) for problem in problems]


def test_a_sid_stands_for_a_path() -> None:
    assert read(f'[subflows]\n{SID} = "./other.flow"\n') == ({SID: "./other.flow"}, [])


def test_pyproject_has_the_same_table() -> None:
    assert read(f'[tool.flowc.subflows]\n{SID} = "a.flow"\n', "pyproject.toml") == ({SID: "a.flow"}, [])


def test_a_source_knows_where_the_settings_name_it() -> None:
    settings, _ = read_settings(Source("flowc.toml", f'[subflows]\n{SID} = "./other.flow"\n'))

    assert settings.subflows[SID].span.text == '"./other.flow"'


@pytest.mark.parametrize(
    ("text", "place", "label"),
    [
        ('FW12 = "a.flow"', "FW12", "not `FW` and 32 hexadecimal digits"),
        (f'{SID.replace("FW", "WW")} = "a.flow"', SID.replace("FW", "WW"), "not `FW` and 32 hexadecimal digits"),
        (f"{SID} = 1", "1", "not a path"),
        (f'{SID} = " "', '" "', "not a path"),
        (f'{SID} = "ftp://example.com"', '"ftp://example.com"', "not `https`"),
        (f'{SID} = "http://example.com"', '"http://example.com"', "not `https`"),
        (f'{SID} = "http://127.0.0.1.example.com"', '"http://127.0.0.1.example.com"', "not `https`"),
        (f'{SID} = "https://me@example.com"', '"https://me@example.com"', "has a user or a password"),
        (f'{SID} = "https://:b@example.com"', '"https://:b@example.com"', "has a user or a password"),
        (f'{SID} = "https://example.com/?a=b"', '"https://example.com/?a=b"', "has a query or a fragment"),
        (f'{SID} = "https://example.com/#a"', '"https://example.com/#a"', "has a query or a fragment"),
        (f'{SID} = "https://"', '"https://"', "not an address"),
        (f'{SID} = "https://[a"', '"https://[a"', "not an address"),
        (f'{SID} = "https://example.com:x"', '"https://example.com:x"', "not an address"),
        (f'{SID} = "https://example.com/a b"', '"https://example.com/a b"', "not an address"),
    ],
)
def test_what_is_no_sid_or_no_path_is_told_and_left_out(text: str, place: str, label: str) -> None:
    assert read(f"[subflows]\n{text}\n") == ({}, [(place, label)])


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://hours.example.com", "https://hours.example.com"),
        ("https://hours.example.com:8443/ivr/", "https://hours.example.com:8443/ivr"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost/", "http://localhost"),
    ],
)
def test_a_sid_stands_for_the_address_of_another_bundle(address: str, kept: str) -> None:
    settings, problems = read_settings(Source("flowc.toml", f'[subflows]\n{SID} = "{address}"\n'))

    assert (settings.deployed, settings.subflows, problems) == ({SID: kept}, {}, [])


def test_a_table_that_is_none_is_told() -> None:
    assert read("subflows = 1\n") == ({}, [("1", "not a table")])
