"""What a transcript keeps, and how it reads."""

from __future__ import annotations

from tests.twilio.playing import play
from tests.twilio.serving import Says
from tests.twilio.sids import Sids
from tests.twilio.stand_in import Press, Transcript

SID = "CA" + "0123456789abcdef" * 2
OTHER = "CA" + "f" * 32


def printed(*what: str) -> list[str]:
    transcript = Transcript()
    for words in what:
        transcript.add(1.25, "twilio", "asks", words)
    return str(transcript).splitlines()


def test_a_line_has_the_time_who_and_what() -> None:
    assert printed("/voice -> 200") == ["    1.2s  twilio  asks     /voice -> 200"]


def test_sids_are_numbered_by_kind_in_the_order_of_their_coming() -> None:
    lines = printed(f"{OTHER} {SID}", f"{SID} RE{'1' * 32}")

    assert [line.split("asks")[1].split() for line in lines] == [["CA#1", "CA#2"], ["CA#2", "RE#1"]]


def test_the_address_of_a_server_is_left_out() -> None:
    assert printed("http://127.0.0.1:41234/voice?a=1")[0].endswith("/voice?a=1")


def test_parts_of_a_path_that_nobody_can_guess_are_numbered() -> None:
    lines = printed("/voice/Zk3-x9_QwErTy12345/menu", "/voice/Zk3-x9_QwErTy12345", "/voice/confirm-appointment/menu")

    assert [line.split("asks")[1].strip() for line in lines] == [
        *("/voice/#1/menu", "/voice/#1", "/voice/confirm-appointment/menu"),
    ]


async def test_the_same_call_reads_the_same_each_time() -> None:
    done = Says("<Say>Bye</Say>")
    twiml = '<Gather action="/done" numDigits="1"><Say>Hello</Say></Gather>'
    first, second = [await play(twiml, script=[Press("1")], done=done) for _ in range(2)]

    assert str(first.transcript) == str(second.transcript)


async def test_webhooks_can_be_asked_for_by_kind() -> None:
    played = await play("<Say>Hello</Say>")

    assert [one["CallStatus"] for one in played.transcript.sent("voice")] == ["ringing"]
    assert [one["CallStatus"] for one in played.transcript.sent("status")] == ["completed"]
    assert [answer.status for answer in played.transcript.webhooks] == [200, 200]


def test_a_transcript_without_an_end_has_none() -> None:
    assert Transcript().end == ""


def test_sids_are_never_the_same_and_always_the_same_for_a_seed() -> None:
    first, second, other = Sids("a"), Sids("a"), Sids("b")
    given = [first.new("CA") for _ in range(100)]

    assert len(set(given)) == 100
    assert [second.new("CA") for _ in range(100)] == given
    assert other.new("CA") not in given
    assert all(len(sid) == 34 and sid.startswith("CA") for sid in given)
