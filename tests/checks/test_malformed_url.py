"""FLW218: URLs that Twilio cannot call."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.checks.found import only

from flowc.checks.analyses.urls import wrong
from flowc.compile import check
from flowc.syntax.strings import encode


def play(url: str) -> str:
    return f"on call {{\nsay {encode('a')}\nplay {encode(url)}\n}}"


def record(callback: str) -> str:
    return f"on call {{\nsay {encode('a')}\nrecord on callback={encode(callback)} {{ failed -> next }}\n}}"


def labels(text: str) -> list[tuple[str, str, str]]:
    """The place, the label and the help of each finding."""
    found = [one for one in check(text).diagnostics if one.code == "FLW218"]
    return [(one.span.text, one.label, one.help) for one in found]


def test_a_url_without_its_beginning_is_found() -> None:
    found = only(play("example.com/a.mp3"))

    assert (found.code, found.severity.value) == ("FLW218", "warning")
    assert found.message == "Twilio cannot call `example.com/a.mp3`"
    assert (found.label, found.help) == ("the beginning is missing", "write `https://example.com/a.mp3`")
    assert found.why == "it is only noticed on the call, and what the URL is there for does not happen"


@pytest.mark.parametrize(
    ("url", "place", "label", "help_"),
    [
        ("/a.mp3", "/a.mp3", "only a path: the host is missing", "write `https://HOST/a.mp3`"),
        ("//example.com", "//example.com", "the beginning is missing", "write `https://example.com`"),
        ("example.com:80/a", "example.com:80/a", "the beginning is missing", "write `https://example.com:80/a`"),
        ("htps://example.com", "htps", "Twilio does not call this way", "did you mean `https`?"),
        ("ftp://example.com", "ftp", "Twilio does not call this way", "write `https://…`"),
        ("https:/example.com", "https:/", "two slashes stand before the host", "write `https://…`"),
        ("https:example.com", "https:", "two slashes stand before the host", "write `https://…`"),
        ("https:///a", "https://", "the host is missing", "write the name of the server behind the slashes"),
        ("https://", "https://", "the host is missing", "write the name of the server behind the slashes"),
        (
            "https://me:pw@/a",
            "https://me:pw@",
            "the host is missing",
            "write the name of the server behind the slashes",
        ),
        ("https://example.com/a b", " ", "a blank that a URL may not hold", "write `%20` for it"),
        ("https://example.com/<a>", "<", "a character that a URL may not hold", "write `%3C` for it"),
        ("https://example.com/\n", "\\n", "a character that a URL may not hold", "write `%0A` for it"),
        (
            "http://localhost:80/a",
            "localhost",
            "only your own network knows this host",
            "write a name that the internet knows",
        ),
    ],
)
def test_what_is_wrong_with_a_url_is_told_at_its_place(url: str, place: str, label: str, help_: str) -> None:
    expected = f'"{place}"' if place == url else place

    assert labels(play(url)) in ([(expected, label, help_)], [(place, label, help_)])


@pytest.mark.parametrize(
    "host",
    [
        "LOCALHOST",
        "api.localhost",
        "nas.local",
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.1",
        "172.31.9.9",
        "[::1]",
    ],
)
def test_a_host_of_ones_own_network_is_found(host: str) -> None:
    assert [place for place, _, _ in labels(play(f"https://{host}:8080/a"))] == [host]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com",
        "HTTPS://example.com:8443/a?b=c&d=e#f",
        "https://user:password@example.com/a",
        "https://my_bucket.example.com/a.mp3",
        "https://172.32.0.1/a",
        "https://localhost.example.com",
        "https://[2001:db8::1]/a",
        "https://münchen.example/ä",
        "https://example.com/a%20b",
        "{{flow.variables.url}}",
        "{{flow.variables.host}}/a b",
        "${url}",
        "",
    ],
)
def test_urls_that_twilio_can_call_are_left_alone(url: str) -> None:
    assert labels(play(url)) == []


def test_an_underscore_counts_in_the_host_of_a_callback_alone() -> None:
    assert labels(record("https://call_center.example.com/a_b")) == [
        (
            "call_center.example.com",
            "an underscore, which Twilio takes in no host of a callback",
            "give the server a name without underscores",
        )
    ]
    assert labels(record("https://call-center.example.com/a_b")) == []


def test_a_stream_has_an_address_of_its_own_kind() -> None:
    text = 'on call {\nsay "a"\nstream start url="wss://example.com/a"\nsay "b"\n}'

    assert labels(text) == []


def test_a_fix_writes_what_is_meant() -> None:
    (fix,) = only(play("htps://example.com")).fixes

    assert (fix.title, fix.span.text, fix.replacement, fix.safe) == ("write `https`", "htps", "https", False)
    (blank,) = only(play("https://example.com/a b")).fixes
    assert (blank.span.text, blank.replacement) == (" ", "%20")


def test_a_url_in_a_block_has_no_fix_and_is_told_at_its_use() -> None:
    found = only('block music {\nplay "htps://example.com"\n}\non call {\nsay "a"\nmusic\n}')

    assert (found.code, found.span.line, found.fixes) == ("FLW218", 6, ())
    assert [note.message for note in found.notes] == ["this `play` in the block"]


@given(st.text(max_size=30))
def test_any_text_is_judged_without_an_accident(url: str) -> None:
    assert len(labels(play(url))) <= 1


PIECES = st.sampled_from(
    [
        "https://",
        "http://",
        "example",
        ".",
        "com",
        "local",
        "localhost",
        "10.0.0.1",
        "_",
        ":80",
        "/",
        "a b",
        "@",
        "?",
        "é",
        "\n",
        "<",
        "-",
    ]
)


@given(st.lists(PIECES, max_size=8).map("".join), st.booleans())
def test_what_looks_plain_at_first_sight_has_nothing_wrong(url: str, is_callback: bool) -> None:
    found = labels(record(url) if is_callback else play(url))

    assert bool(found) == (bool(url) and wrong(url, is_callback=is_callback) is not None)
