"""Other people's servers, over real sockets."""

from __future__ import annotations

import asyncio
import gzip
import logging
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from tests.runtime.server import Received, always, answer, in_turn, never, serving

from runtime.http_client import MOST_BYTES, HttpClient, HttpError, NotSentError, TooLargeError, UnansweredError


@pytest.fixture
async def client() -> AsyncIterator[HttpClient]:
    made = HttpClient()
    yield made
    await made.close()


async def test_an_answer_has_its_status_type_and_text(client: HttpClient) -> None:
    async with serving(always(answer("hé", status=404, kind="text/plain; charset=utf-8"))) as server:
        told = await client.send("GET", f"{server.url}/path?q=1", within=5)

    assert (told.status, told.content_type, told.body) == (404, "text/plain; charset=utf-8", "hé")
    assert told.headers["content-length"] == "3"
    assert not told.is_good
    assert (server.received[0].method, server.received[0].path) == ("GET", "/path?q=1")


async def test_what_is_sent_arrives_as_it_is(client: HttpClient) -> None:
    async with serving(always(answer())) as server:
        await client.send("POST", server.url, within=5, content=b"a=%2B1&a=", headers={"content-type": "x/y"})

    (received,) = server.received
    assert (received.method, received.body, received.headers["content-type"]) == ("POST", b"a=%2B1&a=", "x/y")


@pytest.mark.parametrize(
    ("auth", "user", "sent"),
    [(None, "u:p%40@", "Basic dTpwQA=="), (("a", "b"), "", "Basic YTpi"), (("a", "b"), "u:p@", "Basic YTpi")],
)
async def test_credentials_come_from_the_address_or_from_who_asks(
    client: HttpClient, auth: tuple[str, str] | None, user: str, sent: str
) -> None:
    async with serving(always(answer())) as server:
        await client.send("GET", server.url.replace("://", f"://{user}"), within=5, auth=auth)

    assert server.received[0].headers["authorization"] == sent


async def test_a_redirect_is_followed_and_credentials_stay_behind(client: HttpClient) -> None:
    async with serving(always(answer("there"))) as there:
        moved = answer(status=302, headers={"location": f"{there.url}/new"})
        async with serving(always(moved)) as here:
            told = await client.send("POST", here.url, within=5, content=b"x=1", auth=("user", "secret"))

    assert (told.status, told.body) == (200, "there")
    assert (there.received[0].method, there.received[0].path) == ("GET", "/new")
    assert "authorization" not in there.received[0].headers


async def test_a_circle_of_redirects_ends(client: HttpClient) -> None:
    async with serving(always(answer(status=302, headers={"location": "/"}))) as server:
        with pytest.raises(UnansweredError):
            await client.send("GET", server.url, within=5)

    assert len(server.received) == 6


async def test_64_kilobytes_are_read_and_no_more(client: HttpClient) -> None:
    most = "x" * MOST_BYTES
    async with serving(in_turn(answer(most), answer(most + "x"))) as server:
        assert (await client.send("GET", server.url, within=5)).body == most
        with pytest.raises(TooLargeError):
            await client.send("GET", server.url, within=5)


async def test_an_answer_without_an_end_is_not_read_to_the_end(client: HttpClient) -> None:
    endless = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n" + b"x" * (MOST_BYTES * 3)
    async with serving(always(endless)) as server:
        with pytest.raises(TooLargeError):
            await client.send("GET", server.url, within=5)


async def test_a_compressed_answer_counts_as_what_it_holds(client: HttpClient) -> None:
    bomb = gzip.compress(b"x" * 5_000_000)
    async with serving(always(answer(bomb, headers={"content-encoding": "gzip"}))) as server:
        with pytest.raises(TooLargeError):
            await client.send("GET", server.url, within=5)


async def test_a_server_that_does_not_answer_is_given_up(client: HttpClient) -> None:
    async with serving(never) as server:
        with pytest.raises(UnansweredError):
            await client.send("POST", server.url, within=0.2)

    assert len(server.received) == 1


async def test_an_answer_that_trickles_in_is_given_up_as_a_whole(client: HttpClient) -> None:
    """A time-out of each read would never be over, as long as something comes."""
    gone = asyncio.Event()

    async def trickle(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n")
        with suppress(ConnectionError):
            while not writer.is_closing():
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.02)
        writer.close()
        gone.set()

    listening = await asyncio.start_server(trickle, "127.0.0.1", 0)
    with pytest.raises(UnansweredError):
        await client.send("GET", f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}", within=0.3)
    await gone.wait()
    listening.close()
    await listening.wait_closed()


@pytest.mark.parametrize("told", [None, b"", b"rubbish\r\n\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx"])
async def test_a_connection_that_breaks_is_an_unknown_end(client: HttpClient, told: bytes | None) -> None:
    async with serving(always(told)) as server:
        with pytest.raises(UnansweredError):
            await client.send("POST", server.url, within=5)

    assert len(server.received) == 1


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nothing",
        "http://",
        "ftp://example.com",
        "http://[::1",
        "http://127.0.0.1:1/",
        "http://a b/",
        "http://x:99999/",
        "mailto:a@b",
        "//example.com",
        "http://\x00/",
        "http://127.0.0.1:abc/",
        "https://" + "a" * 300 + ".example",
    ],
)
async def test_an_address_that_is_none_sends_nothing(client: HttpClient, url: str) -> None:
    with pytest.raises(NotSentError):
        await client.send("GET", url, within=5)


async def test_the_words_of_an_error_name_no_address(client: HttpClient) -> None:
    with pytest.raises(HttpError) as caught:
        await client.send("GET", "http://user:secret@127.0.0.1:1/?token=secret", within=5)

    assert "secret" not in f"{caught.value!r} {caught.value}"
    assert caught.value.__cause__ is None


async def test_no_log_names_an_address(client: HttpClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with serving(always(answer())) as server:
        await client.send("GET", f"{server.url}/?token=secret".replace("://", "://user:password@"), within=5)

    assert "secret" not in caplog.text
    assert "password" not in caplog.text


async def test_a_text_in_an_unknown_encoding_is_read_as_utf_8(client: HttpClient) -> None:
    async with serving(always(answer(b"h\xc3\xa9\xff", kind="text/plain; charset=none-such"))) as server:
        assert (await client.send("GET", server.url, within=5)).body == "hé\ufffd"


async def test_two_requests_at_once_do_not_wait_for_each_other(client: HttpClient) -> None:
    both = asyncio.Barrier(2)

    async def meet(_: Received) -> bytes | None:
        await both.wait()
        return answer("met")

    async with serving(meet) as server:
        told = await asyncio.gather(*(client.send("GET", server.url, within=30) for _ in range(2)))

    assert [one.body for one in told] == ["met", "met"]
