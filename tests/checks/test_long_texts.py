"""FLW223 and FLW224: texts too long to be spoken or sent, and messages that one character makes dearer."""

# ruff: noqa: RUF001 - typography is what is tested

from __future__ import annotations

import pytest
from tests.checks.found import only, short

from flowc.compile import check
from flowc.diagnostics import Diagnostic

LONG = "Your order is on its way. We’ll tell you when it leaves our warehouse."


def send(text: str, more: str = "") -> str:
    return f'on message {{\nsend "{text}" {more} {{ failed -> end }}\n}}'


def say(text: str) -> str:
    return f'on call {{\nsay "{text}"\n}}'


def hints(text: str) -> list[Diagnostic]:
    return [one for one in check(text, hints=True).diagnostics if one.code == "FLW224"]


# --- Too long


def test_a_message_that_twilio_refuses_is_found_where_the_limit_is_passed() -> None:
    found = only(send("a" * 1601))

    assert (found.code, found.severity.value, found.span.text) == ("FLW223", "warning", "a")
    assert (found.message, found.label) == (
        "this text is longer than Twilio sends",
        "1,601 characters; Twilio takes 1,600",
    )
    assert found.why == "Twilio refuses the message, unless it goes to a chat that takes more"
    assert found.help == "make it shorter, or write several statements"


def test_a_spoken_text_that_is_cut_off_is_found() -> None:
    found = only(say("a" * 5000))

    assert (found.code, found.severity.value, len(found.span.text)) == ("FLW223", "warning", 904)
    assert found.message == "this text is longer than Twilio speaks"


@pytest.mark.parametrize(
    "text",
    [
        send("a" * 1600),
        say("a" * 4096),
        send("{{flow.variables.a}}" + "a" * 2000),
        send("{% if a %}" + "a" * 2000 + "{% endif %}"),
        send("${text}" + "a" * 2000),
        f'on call {{\nset a="{"a" * 5000}"\n}}',
        f'on call {{\nsay "a" voice="{"a" * 5000}"\n}}',
    ],
    ids=["message", "speech", "liquid", "tag", "terraform", "variable", "voice"],
)
def test_texts_within_the_limits_or_of_another_kind_are_left_alone(text: str) -> None:
    assert "FLW223" not in {code for code, _, _ in short(text)}


def test_a_question_by_message_has_the_same_limit() -> None:
    text = f'on message {{\nask "{"a" * 1601}" {{ timeout, deliveryFailure -> end }}\n}}'

    assert short(text) == [("FLW223", "warning", 2)]


def test_a_text_that_a_constant_gives_to_two_is_told_at_both() -> None:
    text = (
        f'const long = "{"a" * 1601}"\non message {{\nsend long {{ failed -> next }}\nsend long {{ failed -> end }}\n}}'
    )

    assert short(text) == [("FLW223", "warning", 3), ("FLW223", "warning", 4)]


def test_beside_a_mistake_in_names_nothing_is_measured() -> None:
    text = send("a" * 1601).replace("-> end", "-> nowhere")

    assert short(text) == [("FLW102", "error", 2)]


def test_it_can_be_allowed() -> None:
    allowed = "# flowc: allow too-long-text - the channel has its own limits\n"
    text = f'on message {{\n{allowed}send "{"a" * 1601}" {{ failed -> end }}\n}}'

    assert short(text) == []


# --- Dearer


def test_a_curly_quote_that_costs_a_segment_is_a_hint() -> None:
    (found,) = hints(send(LONG + " Thank you!"))

    assert (found.code, found.severity.value, found.span.text) == ("FLW224", "info", "’")
    assert found.message == "this message is sent in 2 segments instead of 1"
    assert found.label == "`’` is not of the alphabet of short messages"
    assert found.help == "write `'`"
    (fix,) = found.fixes
    assert (fix.title, fix.span.text, fix.replacement, fix.safe) == ("write `'`", "’", "'", False)


def test_several_characters_are_one_hint_with_one_fix() -> None:
    (found,) = hints(send(LONG + " “Soon” – that’s all…"))

    assert found.label == "`’` is not of the alphabet of short messages, as 5 more of them"
    (fix,) = found.fixes
    assert fix.title == "write plain characters"
    assert fix.replacement.endswith(""" \\"Soon\\" - that's all...\"""")


def test_a_quote_in_a_string_is_written_with_its_backslash() -> None:
    (found,) = hints(send(LONG.replace("’", "”") + " Thank you!"))

    assert (found.fixes[0].replacement, found.help) == ('\\"', 'write `"`')


@pytest.mark.parametrize(("char", "label"), [("\u00a0", "this U+00A0"), ("\u200b", "this U+200B")])
def test_a_blank_that_nobody_sees_is_told_by_its_number(char: str, label: str) -> None:
    (found,) = hints(send(LONG.replace("’", char) + " Thank you!"))

    assert found.label == f"{label} is not of the alphabet of short messages"
    assert found.help == "write a plain blank, or nothing"


@pytest.mark.parametrize(
    "text",
    [
        "We’ll tell you.",
        "Your order is on its way, and we will tell you when it leaves our warehouse tomorrow 🎉",
        "Ваш заказ уже в пути, и мы сообщим вам, когда он покинет наш склад – спасибо за покупку в магазине",
        "{{flow.variables.name}}: your order is on its way. We’ll tell you when it leaves our warehouse.",
        "Grüße aus dem Laden: Ihre Bestellung ist unterwegs, und wir sagen Ihnen, wann sie unser Lager verlässt!",
    ],
    ids=["one segment", "picture", "alphabet", "liquid", "umlauts"],
)
def test_messages_that_need_their_characters_or_lose_nothing_are_left_alone(text: str) -> None:
    assert hints(send(text)) == []


def test_nothing_is_said_where_hints_are_not_asked_for() -> None:
    assert short(send(LONG + " Thank you!")) == []


def test_a_spoken_text_has_no_segments() -> None:
    assert hints(say(LONG + " Thank you!")) == []


def test_in_a_block_the_use_is_told_without_a_fix() -> None:
    text = f'block tell {{\nsend "{LONG} Thank you!" {{ failed -> end }}\n}}\non message {{\ntell\n}}'
    (found,) = hints(text)

    assert (found.span.line, found.fixes) == (5, ())
