"""Addresses, good ones and others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.twilio.addresses import is_absolute, is_web, joined, parts


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", "https://a.example/b/c?d=e"),
        ("f", "https://a.example/b/f"),
        ("/f?g=h", "https://a.example/f?g=h"),
        ("../f", "https://a.example/f"),
        ("//other.example/f", "https://other.example/f"),
        (" http://other.example ", "http://other.example"),
        ("http://[", "http://["),
    ],
)
def test_a_relative_address_is_joined_as_by_a_browser(url: str, expected: str) -> None:
    assert joined("https://a.example/b/c?d=e", url) == expected


@pytest.mark.parametrize(
    "url", ["http://a.example", "https://a.example:8443/b?c=d", "http://127.0.0.1:1/", "http://[::1]/"]
)
def test_http_with_a_host_is_what_twilio_requests(url: str) -> None:
    assert is_web(url)


@pytest.mark.parametrize(
    "url",
    ["", "/a", "a.example", "ftp://a.example", "http://", "http://[", "http://a b", "http://a:port", "mailto:a@b"],
)
def test_anything_else_is_not(url: str) -> None:
    assert not is_web(url)


def test_an_absolute_address_has_a_scheme() -> None:
    assert [is_absolute(url) for url in ("wss://a", "mailto:a@b", "/a", "a", "http://[")] == [
        True,
        True,
        False,
        False,
        False,
    ]


@given(st.text(max_size=20), st.text(max_size=20))
@settings(max_examples=100)
def test_any_text_is_read_without_an_exception(base: str, url: str) -> None:
    address = joined(base, url)

    assert is_web(address) <= is_absolute(address)
    assert parts(address).scheme == parts(address).scheme.lower()
