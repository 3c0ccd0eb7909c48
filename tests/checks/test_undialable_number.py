"""FLW217: phone numbers that nobody has."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short

from flowc.compile import check


def dial(number: str, more: str = "") -> str:
    return f'on call {{\nsay "One moment."\ndial "number" {number} {more}\n}}'


def labels(text: str) -> list[tuple[str, str, str]]:
    """The message, the label and the text at the place of each finding."""
    return [(one.message, one.label, one.span.text) for one in check(text).diagnostics if one.code == "FLW217"]


def test_a_number_that_is_too_short_is_found() -> None:
    found = only(dial('"+44 20 7946"'))

    assert (found.code, found.severity.value) == ("FLW217", "warning")
    assert (found.message, found.label) == ("`+44207946` cannot be dialled", "too short for the country code 44")
    assert found.span.text == '"+44 20 7946"'
    assert found.why == "Twilio refuses it when it is used: nobody is reached"
    assert found.help == "write `+`, the code of the country and the whole number"


@pytest.mark.parametrize(
    ("number", "label"),
    [
        ("+999123456789", "no country has this code"),
        ("+4420794609580000", "too long for the country code 44"),
        ("+1415555010", "too short for the country code 1"),
        ("+5555010", "too short for the country code 55"),
        ("+15555555555", "not in the numbering plan of the country code 1"),
        ("+447000000", "not in the numbering plan of the country code 44"),
        ("+402222222", "not of a length that the country code 40 has"),
        ('"support"', "letters, where a number is dialled"),
        ('"+1-415-CALL-NOW"', "letters, where a number is dialled"),
    ],
)
def test_what_is_wrong_with_a_number_stands_in_the_label(number: str, label: str) -> None:
    assert [one[1] for one in labels(dial(number))] == [label]


@pytest.mark.parametrize(
    "number",
    [
        "+14155550100",
        '"+1 (415) 555-0100"',
        "+15550100",
        "+15550199",
        "+14155550199",
        "+15005550006",
        "+442079460958",
        '"15555551234"',
        '"911"',
        "contact.channel.address",
        '"{{flow.variables.number}}"',
        '"+1{{flow.variables.number}}"',
        '"${number}"',
        '"sip:alice@example.com"',
    ],
)
def test_numbers_that_exist_or_are_made_for_examples_are_left_alone(number: str) -> None:
    assert labels(dial(number)) == []


@pytest.mark.parametrize(
    "address", ['"Bot"', '"client:alice"', '"sip:a@example.com"', '"anonymous"', '"MG123"', "+14155550100"]
)
def test_the_caller_may_be_shown_another_address(address: str) -> None:
    assert labels(dial("+14155550100", f"caller_id={address}")) == []


@pytest.mark.parametrize("sender", ['"whatsapp:+44 20 7946"', '"+44 20 7946"', '"sms:+44207946"'])
def test_the_number_of_a_message_is_judged_for_every_channel(sender: str) -> None:
    text = f'on message {{\nsend "Hello" from={sender} {{ failed -> end }}\n}}'

    assert [one[1] for one in labels(text)] == ["too short for the country code 44"]


@pytest.mark.parametrize("sender", ['"Owl shop"', '"12345"', '"whatsapp:+14155550100"', '"messenger:108"', '"MG00"'])
def test_senders_that_are_no_number_are_left_alone(sender: str) -> None:
    assert labels(f'on message {{\nsend "Hello" from={sender} {{ failed -> end }}\n}}') == []


def test_each_number_of_a_list_is_told_at_its_place() -> None:
    text = 'on call {\nsay "a"\ndial number-multi [+442079, +14155550100, "+44 207"]\n}'

    assert [place for _, _, place in labels(text)] == ["+442079", "+44 207"]


def test_what_a_default_gives_to_many_is_one_mistake() -> None:
    text = (
        'default dial { caller_id = +442079 }\non call {\nsay "a"\ndial "number" +15550100\ndial "number" +15550101\n}'
    )

    assert short(text) == [("FLW217", "warning", 1)]


def test_a_number_in_a_block_is_told_at_the_use_that_gives_it() -> None:
    text = 'block reach(who: phone) {\ndial "number" who\n}\non call {\nsay "a"\nreach +15550100\nreach +442079\n}'
    found = only(text)

    assert (found.code, found.span.line) == ("FLW217", 7)
    assert [note.message for note in found.notes] == ["this `dial` in the block"]


def test_a_number_for_another_kind_of_destination_is_a_name() -> None:
    assert labels('on call {\nsay "a"\ndial client "+442079"\n}') == []
