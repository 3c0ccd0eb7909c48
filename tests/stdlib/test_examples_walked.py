"""What must hold on a real call or in a real chat, walked through the examples."""

from __future__ import annotations

from tests.examples import EXAMPLES, FOLDER, values_of
from tests.stdlib.walk import SILENCE, Walk, event, key, speech, walk

from flowc import check

RECORDED = event("success", Sid="RE1")
FOUND = event("success", parsed__price="12.50")


def example(name: str) -> str:
    return (FOLDER / f"{name}.flow").read_text(encoding="utf-8")


def recordings(walked: Walk) -> list[str]:
    return [name for name in walked.names if name.endswith(("_recording", "_record_1"))]


def test_who_refuses_is_not_recorded_and_asked_all_the_same() -> None:
    script = [key("2"), key("5"), speech("The coffee"), event("success")]

    walked = walk(example("consented-recording"), script)

    assert recordings(walked) == []
    assert "That is fine: nothing is recorded." in walked.said
    assert walked.said[-1] == "Thank you for your time. Goodbye."


def test_who_says_nothing_to_the_question_is_not_recorded() -> None:
    walked = walk(example("consented-recording"), [SILENCE, SILENCE, key("5"), SILENCE, SILENCE])

    assert recordings(walked) == []


def test_who_agrees_is_recorded() -> None:
    walked = walk(example("consented-recording"), [key("1"), RECORDED, key("5"), SILENCE, SILENCE])

    assert len(recordings(walked)) == 1


def test_the_recording_is_off_while_the_card_is_typed() -> None:
    paid = event("success", PaymentConfirmationCode="4711")
    script = [RECORDED, key("471100"), key("1"), FOUND, key("1"), RECORDED, paid, RECORDED, key("1"), event("sent")]

    walked = walk(example("order-by-phone"), script, contact__channel__address="+15550199")

    on, off, again = recordings(walked)
    assert (on, off, again) == (
        "announce_1_recording",
        "card_stop_recording_1_record_1",
        "card_resume_recording_1_again_recording",
    )
    assert walked.names.index(off) < walked.names.index("payment") < walked.names.index(again)
    assert any("4, 7, 1, 1, " in words for words in walked.said)


def test_no_card_is_asked_for_where_the_recording_cannot_be_stopped() -> None:
    script = [RECORDED, key("471100"), key("1"), FOUND, key("1"), event("failed")]

    walked = walk(example("order-by-phone"), script)

    assert "payment" not in walked.names
    assert "We cannot take your payment by phone. No money was moved." in walked.said


def test_a_stop_is_noted_and_not_answered() -> None:
    walked = walk(
        example("sms-subscriptions"),
        [event("success")],
        "incomingMessage",
        trigger__message__Body="STOP",
    )

    assert walked.end.endswith("_request")
    assert not any("notify" in name or "send" in name for name in walked.names)


def test_nobody_is_subscribed_without_a_second_consent() -> None:
    maybe = event("incomingMessage", inbound__Body="maybe")

    walked = walk(example("sms-subscriptions"), [maybe], "incomingMessage", trigger__message__Body="join")

    assert not any("submit" in name for name in walked.names)


def test_a_person_takes_a_number_off_the_list_where_the_server_cannot() -> None:
    failures = [event("failed", status_code="500")] * 5

    walked = walk(
        example("sms-subscriptions"),
        [*failures, event("sent")],
        "incomingMessage",
        trigger__message__Body="unsubscribe",
    )

    assert walked.end == "office"


def test_the_examples_have_no_finding_at_all_not_even_a_hint_in_those_that_use_the_library() -> None:
    for path in EXAMPLES:
        text = path.read_text(encoding="utf-8")
        found = check(text, values=values_of(path), hints="\nuse std." in text).diagnostics

        assert [(path.stem, finding.message) for finding in found] == []
