"""What TwiML takes is taken, and what it does not is told with what to write."""

from __future__ import annotations

import pytest
from tests.backends.twiml.bundle_of import table

from flowc.backends.twiml.element import Answer, Constant, Element, Liquid
from flowc.backends.twiml.schema import unfit
from flowc.source import Source, Span

SPAN = Span(Source("a.flow", "value"), 0, 5)


def told(element: Element) -> list[tuple[str, str, bool]]:
    return [(one.message, one.help, one.misplaced) for one in unfit((element,))]


def of(name: str, /, **attributes: str) -> Element:
    return Element(name, tuple((key, Constant(value, SPAN)) for key, value in attributes.items()))


@pytest.mark.parametrize(
    "element",
    [
        of("Gather", input="dtmf speech", timeout="5", finishOnKey="", speechTimeout="auto"),
        of("Record", maxLength="86400", trim="do-not-trim"),
        of("Pay", chargeAmount="10.99", validCardTypes="visa amex", maxAttempts="3"),
        Element("Dial", (), (of("Number", url="https://example.com"),)),
        Element("Start", (), (Element("Stream", (), (of("Parameter", name="", value=""),)),)),
    ],
    ids=lambda element: element.name,
)
def test_what_twiml_takes_is_taken(element: Element) -> None:
    assert told(element) == []


@pytest.mark.parametrize(
    ("element", "message", "advice"),
    [
        (of("Gather", timeout="0"), "`timeout` of `<Gather>` is never `0`", "write a whole number, at least 1"),
        (of("Gather", timeout="5.5"), "`timeout` of `<Gather>` is never `5.5`", "write a whole number, at least 1"),
        (
            of("Record", maxLength="86401"),
            "`maxLength` of `<Record>` is never `86401`",
            "write a whole number, at least 1 and at most 86,400",
        ),
        (
            of("Pay", chargeAmount="ten"),
            "`chargeAmount` of `<Pay>` is never `ten`",
            "write a number, at least 0 and at most 1,000,000",
        ),
        (of("Play", digits="12x"), "`digits` of `<Play>` is never `12x`", "it must match `^[0-9A-Dw#*W]+$`"),
        (
            of("Dial", callReason="x" * 200),
            f"`callReason` of `<Dial>` is never `{'x' * 200}`",
            "write at most 50 characters",
        ),
    ],
)
def test_a_value_that_twiml_does_not_take_is_told_with_what_it_does(
    element: Element, message: str, advice: str
) -> None:
    assert told(element) == [(message, advice, False)]


def test_a_word_that_is_none_of_an_attributes_is_told_with_the_nearest_one() -> None:
    ((message, advice, misplaced),) = told(of("Pay", validCardTypes="visa master-card"))

    assert message == "`validCardTypes` of `<Pay>` is never `visa master-card`"
    assert "mastercard" in advice
    assert not misplaced


def test_a_language_is_one_of_twilios_and_of_a_voice_nothing_is_said() -> None:
    assert told(of("Say", voice="Polly.Newcomer", language="lt-LT")) == []
    assert [advice for _, advice, _ in told(of("Say", language="de"))] == ["write `de-AT` or `de-DE`"]
    assert told(of("Gather", language="de-DE")) == []
    assert told(of("Gather", language="de")) == [
        ("`language` of `<Gather>` is never `de`", "write `de-AT` or `de-DE`", False)
    ]
    assert told(of("Gather", language="klingon"))[0][1] == "write one of the values that Twilio's page lists"


def test_an_attribute_that_an_element_does_not_have_is_out_of_place() -> None:
    ((message, advice, misplaced),) = told(of("Say", voise="alice"))

    assert message == "`<Say>` has no attribute `voise`"
    assert "`voice`" in advice
    assert misplaced


def test_an_element_that_may_not_stand_in_another_one_is_told_at_what_it_holds() -> None:
    inner = Element("amazon:effect", (), (Constant("psst", SPAN),))

    (found,) = unfit((Element("Say", (), (inner,)),))

    assert (found.message, found.span) == ("`<amazon:effect>` may not stand in `<Say>`", SPAN)
    assert found.misplaced


def test_an_attribute_that_has_to_be_there_is_missed() -> None:
    (found,) = unfit((Element("Start", (), (Element("Stream", (), (of("Parameter", name="a"),)),)),))

    assert (found.message, found.span) == ("`<Parameter>` has to have `value`", None)


def test_of_what_is_known_on_the_call_alone_nothing_is_said() -> None:
    element = Element("Gather", (("timeout", Liquid("timeout", "{{x}}")), ("action", Answer())))

    assert told(element) == []


def test_every_finding_has_the_place_of_its_value() -> None:
    (found,) = unfit((of("Gather", timeout="0"),))

    assert found.span is SPAN


def test_the_table_names_no_child_and_no_enumeration_that_it_does_not_have() -> None:
    known = set(table())

    assert {child for rule in table().values() for child in rule["children"]} <= known
